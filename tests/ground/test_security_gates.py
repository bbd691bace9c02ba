"""What the tools that look for weaknesses may overlook has a reason beside it, and an audit that
could ask nobody is no success."""

import json
import re
import tomllib

from tests.audit import GOOD, UNKNOWN, VULNERABLE, told
from tests.processes import ROOT

#: An exception of flake8-bandit's rules: what is let through, and the words behind it.
EXCEPTION = re.compile(r"#\s*noqa: ((?:[A-Z]+\d+, )*S\d+(?:, [A-Z]+\d+)*)(.*)$", re.MULTILINE)


def test_the_rules_are_on() -> None:
    ruff = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["ruff"]
    assert "S" in ruff["lint"]["select"]
    assert {rule for rule in ruff["lint"]["ignore"] if rule.startswith("S")} == {"S603", "S607"}
    let_off = {place for place, rules in ruff["lint"]["per-file-ignores"].items() if "S" in rules}
    assert let_off == {"tests/**", "benchmarks/**", "tools/**", "docs/**"}


def test_each_exception_says_why() -> None:
    silent = []
    for folder in ("drafting", "accounts", "deploy"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            for found in EXCEPTION.finditer(path.read_text(encoding="utf-8")):
                if len(found[2].strip(" -()")) < 8:
                    silent.append(f"{path.relative_to(ROOT)}: {found[0]}")
    assert silent == []


def package(name: str, **more: object) -> dict[str, object]:
    return {"name": name, "version": "1.0", **more}


def test_what_an_audit_says() -> None:
    fault = {"id": "PYSEC-1", "fix_versions": ["1.1"], "aliases": []}
    well, bad = package("a", vulns=[]), package("b", vulns=[fault])
    skipped = {"name": "c", "skip_reason": "Dependency not found"}

    def said(*packages: object) -> tuple[int, list[str]]:
        return told(json.dumps({"dependencies": packages}))

    assert said(well) == (GOOD, ["1 个软件包都查过，没有已知的漏洞。"])
    assert said(well, bad) == (VULNERABLE, ["b 1.0 有已知漏洞 PYSEC-1，修正的版本：1.1。"])
    assert said(well, skipped) == (UNKNOWN, ["1 个软件包没有查到：c。"])
    assert said(bad, skipped)[0] == VULNERABLE


def test_an_audit_that_could_ask_nobody() -> None:
    nobody = ["没有审计：问不到漏洞库，请在能上网的机器上再运行一次 make audit。"]
    assert told("") == told('{"dependencies": []}') == (UNKNOWN, nobody)


def test_the_evidence_of_the_checklist_is_there() -> None:
    """Each file that docs/security names, and each line says how it stands."""
    rows = 0
    for page in ("asvs.md", "threats.md"):
        text = (ROOT / "docs/security" / page).read_text(encoding="utf-8")
        named = re.findall(r"`([\w.-]+/[\w./-]+)`", text)
        assert [name for name in named if not (ROOT / name).exists()] == []
        for row in re.findall(r"^\| \d.*\|$", text, re.MULTILINE):
            rows += 1
            assert row.split(" | ")[2] in {"做到", "部分", "未做到", "不涉及"}, row
    assert rows > 60
