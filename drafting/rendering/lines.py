"""Texts as lines for print, whatever their author's machine called a line break."""

from __future__ import annotations

from drafting.document.text import clean, paragraphs

_REPLACED = (("\u2028", "\n"), ("\u2029", "\n"), ("\x85", "\n"), ("\t", " "))
_BREAKS = frozenset("\n\r" + "".join(odd for odd, usual in _REPLACED if usual == "\n"))


def lines(text: str) -> tuple[str, ...]:
    """The paragraphs of a text, without what no Word file can hold; a tab inside is a blank."""
    if not text:
        return ()
    text = clean(text)
    for odd, usual in _REPLACED:
        text = text.replace(odd, usual)
    return paragraphs(text)


def one_line(text: str) -> str:
    """A text that must stay on one line: a heading, a claim, a number."""
    return "".join(lines(text))


def kept(text: str) -> list[int]:
    """The places of the characters that ``one_line`` keeps, in order: what its n-th character was
    in the text."""
    places: list[int] = []
    line: list[int] = []
    for place, char in enumerate([*text, "\n"]):
        if char in _BREAKS:
            places += _trimmed(text, line)
            line = []
        elif clean(char):
            line.append(place)
    return places


def _trimmed(text: str, line: list[int]) -> list[int]:
    """A line without the blanks around it."""
    solid = [index for index, place in enumerate(line) if not text[place].isspace()]
    return line[solid[0] : solid[-1] + 1] if solid else []
