"""What pip-audit found, in sentences: `python tests/audit.py REPORT.json` (tests/audit.sh makes it).

pip-audit itself ends well where it could look nothing up; here that is said, and is no success.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

GOOD, VULNERABLE, UNKNOWN = 0, 1, 3


def told(report: str) -> tuple[int, list[str]]:
    """The exit code and the lines for people, of a report in pip-audit's JSON."""
    try:
        packages = json.loads(report)["dependencies"]
    except (ValueError, KeyError):
        packages = []
    if not packages:
        return UNKNOWN, ["没有审计：问不到漏洞库，请在能上网的机器上再运行一次 make audit。"]
    lines = [
        f"{one['name']} {one['version']} 有已知漏洞 {found['id']}，"
        f"修正的版本：{'、'.join(found['fix_versions']) or '还没有'}。"
        for one in packages
        for found in one.get("vulns", ())
    ]
    unknown = [one["name"] for one in packages if "skip_reason" in one]
    if unknown:
        lines.append(f"{len(unknown)} 个软件包没有查到：{'、'.join(unknown)}。")
    if any(one.get("vulns") for one in packages):
        return VULNERABLE, lines
    if unknown:
        return UNKNOWN, lines
    return GOOD, [f"{len(packages)} 个软件包都查过，没有已知的漏洞。"]


def main(words: list[str]) -> int:
    """Print what the report says; its exit code."""
    path = Path(words[0])
    code, lines = told(path.read_text(encoding="utf-8") if path.exists() else "")
    sys.stdout.writelines(f"{line}\n" for line in lines)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
