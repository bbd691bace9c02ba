"""Markdown, as generated texts have it: headings, bold, lists, quotes, rules, fences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from drafting.importing.reading import BLANKS, SourceLine

_HEADING: Final = re.compile(r"(#{1,6})(?:[ \t\u3000]+|(?=[^\s#]))(.+?)(?:[ \t]+#+)?$")
_BULLET: Final = re.compile(r"(?:[-+•●▪■◆]|\*(?!\*))[ \t\u3000]+(?=\S)")
_QUOTE: Final = re.compile(r"(?:>[ \t]*)+")
_RULE: Final = re.compile(r"(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}")
_FENCE: Final = re.compile(r"(?:```|~~~)\s*[A-Za-z]*")
#: Bold and italic. One or two characters inside a sentence may be a name that was blotted out.
_BOLD: Final = re.compile(r"(\*\*|__)(?=\S)([^*_\n]{1,400}?)(?<=\S)\1")
_ITALIC: Final = re.compile(
    r"(?<![*A-Za-z0-9])\*(?=[^\s*])([^*\n]{2,200}?)(?<=[^\s*])\*(?![*A-Za-z0-9])"
)
_CODE: Final = re.compile(r"`([^`\n]{1,200})`")
_SHORTEST: Final = 3
#: A heading is no longer than this.
_LONGEST: Final = 200
_SAID: Final = "文字里有 Markdown 标记（{}），已经去掉，文字都还在。"


def without_markdown(lines: Sequence[SourceLine]) -> tuple[Sequence[SourceLine], list[str]]:
    """The lines without the marks; of a text that is no Markdown nothing is taken."""
    if not _is_markdown(lines):
        return lines, []
    top = _title_marks(lines)
    taken: dict[str, None] = {}
    found = []
    for line in lines:
        plain = _plain(line, top, taken)
        if plain is not None:
            found.append(plain)
    return found, [_SAID.format("、".join(taken))] if taken else []


def _is_markdown(lines: Sequence[SourceLine]) -> bool:
    """Whether there is a heading, or bold or a dash sets off what several lines begin with; one **
    may be anything."""
    bold = bullets = 0
    for line in lines:
        text = line.text.strip(BLANKS)
        match = _heading(text)
        if match and (text[len(match[1])] in " \t\u3000" or len(match[1]) > 1):
            return True
        opening = _BOLD.match(_BULLET.sub("", text, count=1))
        bold += bool(opening and len(opening[2]) >= _SHORTEST)
        bullets += text.startswith(("- ", "* ", "+ ")) and _BULLET.match(text) is not None
    return bold >= 2 or bullets >= 2


def _heading(text: str) -> re.Match[str] | None:
    return _HEADING.fullmatch(text) if len(text) <= _LONGEST else None


def _title_marks(lines: Sequence[SourceLine]) -> int:
    """How many # the title has: those of the first heading, if no other has as few; else 0."""
    marks = [len(match[1]) for line in lines if (match := _heading(line.text.strip(BLANKS)))]
    alone = marks and all(marks[0] < other for other in marks[1:])
    return marks[0] if alone else 0


def _plain(line: SourceLine, top: int, taken: dict[str, None]) -> SourceLine | None:
    """A line without its marks, which are noted; None where it is nothing but a mark."""
    text, level = line.text.strip(BLANKS), line.level
    if not text:
        return line
    if _RULE.fullmatch(text) or _FENCE.fullmatch(text):
        taken[text if _FENCE.fullmatch(text) else text[:3]] = None
        return None
    text = _cut(_QUOTE, text, taken)
    before = text
    if match := _heading(text):
        taken["#"] = None
        text, depth = match[2], len(match[1])
        level = 0 if depth == top else min(9, depth - top if top else depth)
    else:
        text = _cut(_BULLET, text, taken)
    item = line.item or (level == line.level and text != before)
    return replace(line, text=_without_emphasis(text, taken), level=level, item=item)


def _cut(pattern: re.Pattern[str], text: str, taken: dict[str, None]) -> str:
    match = pattern.match(text)
    if match and match.end() < len(text):
        taken[match[0].strip()[:1]] = None
        return text[match.end() :]
    return text


def _without_emphasis(text: str, taken: dict[str, None]) -> str:
    def bold(match: re.Match[str]) -> str:
        if match.start() and len(match[2]) < _SHORTEST:
            return match[0]
        taken[match[1]] = None
        return match[2]

    def inner(mark: str) -> re.Pattern[str]:
        return {"*": _ITALIC, "`": _CODE}[mark]

    text = _BOLD.sub(bold, text)
    for mark in "*`":
        if inner(mark).search(text):
            taken[mark] = None
            text = inner(mark).sub(r"\1", text)
    return text
