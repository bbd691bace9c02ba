"""A file that docs, docstrings and comments name is there: what was moved or renamed is named anew."""

from __future__ import annotations

import re
import subprocess

from tests.processes import ROOT

_FOLDERS = "accounts|benchmarks|deploy|docs|drafting|fixtures|static|templates|tests|tools"
_ENDINGS = "css|html|js|json|md|py|sh|svg|txt|yml"
#: A path from one of our folders, or a module in brackets: (curated_rows.py).
_NAMED = re.compile(rf"\b(?:{_FOLDERS})/[\w./-]+\.(?:{_ENDINGS})\b|(?<=\()[a-z_/]+\.py(?=\))")
#: A name with one of these stands for many.
_ANY = re.compile(r"\b(?:YEAR|KEY|KIND|NAME)\b|_KEY\b")
#: They tell of what was, and of files as they were then.
_HISTORY = re.compile(r"^(?:CHANGELOG\.md|docs/decisions/|tests/ground/former/)")


def test_the_files_that_are_named_are_there() -> None:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    files = listed.stdout.splitlines()
    # a template and a style are named from their own root
    known = {"/".join(parts[n:]) for one in files for parts in [one.split("/")] for n in range(5)}
    read = [one for one in files if one.endswith((".py", ".md", ".js")) and not _HISTORY.match(one)]
    read = [one for one in read if "/migrations/" not in one and "/vendor/" not in one]
    assert len(read) > 1500
    gone = {
        f"{name}: {path}"
        for name in read
        for path in _NAMED.findall((ROOT / name).read_text("utf-8"))
        if path not in known and not _ANY.search(path)
    }
    assert gone == set()
