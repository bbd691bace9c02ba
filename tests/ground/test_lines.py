"""No line of code is longer than 100 characters, but for a string that cannot well be parted."""

from __future__ import annotations

import io
import re
import subprocess
import tokenize
from collections import Counter

from tests.processes import ROOT

MOST = 100
#: What may stand beside the string: brackets, a comma, an operator, the name it is given to.
_BESIDE = 6
#: What is said to the tools, and why, counts no more than for ruff.
_PRAGMA = re.compile(r"  # (noqa|type|fmt): .*$")


def test_lines_are_short() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "*.py"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    files = [name for name in listed.stdout.splitlines() if "/migrations/" not in name]
    assert len(files) > 500
    assert [place for name in files for place in long_lines(name)] == []


def long_lines(name: str) -> list[str]:
    source = (ROOT / name).read_text(encoding="utf-8")
    long = {
        number
        for number, line in enumerate(source.splitlines(), 1)
        if len(_PRAGMA.sub("", line)) > MOST
    }
    if not long:
        return []
    strings, others = Counter[int](), Counter[int]()
    inside: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        first, last = token.start[0], token.end[0]
        if token.type == tokenize.STRING:
            strings[first] += 1
            inside.update(range(first, last + 1) if last > first else ())
        elif token.type not in (tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT):
            others[first] += 1
    return [
        f"{name}:{number}"
        for number in sorted(long)
        if number not in inside and not (strings[number] == 1 and others[number] <= _BESIDE)
    ]
