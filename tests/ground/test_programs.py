"""The list of system programs, and that no test skips for one which the list does not know."""

import ast
from pathlib import Path

import pytest

from tests import programs
from tests.processes import ROOT

SKIPS = ("skip", "skipif", "skipUnless", "skipIf", "importorskip")
# What is no program: another operating system; the acceptance's own tool; a right that only root
# has.
OTHER_REASONS = {
    ("tests/ground/test_full_disk.py", "'the right to mount a disk is not part of the project'"),
    ("tests/ground/test_run_local.py", "'only Linux tells children that their parent died'"),
    ("tests/rectification/lists/test_files.py", "'the format checker is not part of the project'"),
    ("tests/rendering/test_docx.py", "'the format checker is not part of the project'"),
    ("tests/server/test_priority.py", "'sessions are groups on Linux'"),
}
ATTRIBUTES = {f"{name}.missing" for name in vars(programs) if name.isupper()}


def reasons(path: Path) -> list[str]:
    """The reason of each skip in a file, as source text."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in SKIPS
        ):
            given = [word.value for word in node.keywords if word.arg == "reason"] or node.args[-1:]
            found.append(ast.unparse(given[0]) if given else "")
    return found


def names_a_program(reason: str) -> bool:
    return reason == "needed.missing" or any(reason.endswith(known) for known in ATTRIBUTES)


def test_a_skip_names_a_program_of_the_list() -> None:
    unknown = {
        (str(path.relative_to(ROOT)), reason)
        for path in (ROOT / "tests").rglob("*.py")
        for reason in reasons(path)
        if not names_a_program(reason)
    }
    assert unknown == OTHER_REASONS


def test_a_program_that_is_looked_for_elsewhere_is_found_out() -> None:
    """Tests find programs through the list alone: who asks PATH himself may skip, or fail, without
    naming a package."""
    asking = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "tests").rglob("*.py")
        if "shutil.which" in path.read_text(encoding="utf-8")
    }
    assert asking == {"tests/programs.py", "tests/ground/test_programs.py"}


def test_missing_packages_are_printed_once_each(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert programs.main([]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[0] == "chromium"
    assert {"fonts-noto-cjk", "fontconfig", "libreoffice-writer-nogui"} <= set(printed)
    assert len(printed) == len(set(printed))
    assert programs.CHROMIUM_SHELL.packages[0] not in printed
    assert programs.LIBREOFFICE.missing == (
        "没有找到 LibreOffice，请安装（Debian：apt install libreoffice-writer-nogui）。"
    )


def test_the_lighter_chromium_goes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    for name in ("chromium", "chromium-headless-shell"):
        (tmp_path / name).touch(mode=0o755)
        assert programs.CHROMIUM.find() == str(tmp_path / name)
