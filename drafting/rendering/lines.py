"""Texts as lines for print, whatever their author's machine called a line break."""

from __future__ import annotations

from drafting.document.text import clean, paragraphs

_REPLACED = (("\u2028", "\n"), ("\u2029", "\n"), ("\x85", "\n"), ("\t", " "))


def lines(text: str) -> tuple[str, ...]:
    """The paragraphs of a text, without what no Word file can hold; a tab inside is a blank."""
    text = clean(text)
    for odd, usual in _REPLACED:
        text = text.replace(odd, usual)
    return paragraphs(text)


def one_line(text: str) -> str:
    """A text that must stay on one line: a heading, a claim, a number."""
    return "".join(lines(text))
