"""Chinese text helpers: counting, paragraphs, holes, cleaning."""

from __future__ import annotations

import re

_BLANK = re.compile(r"\s+")
_HOLE = re.compile(r"\{([^{}\s]{1,12})\}")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_DIGITS = "零一二三四五六七八九"
#: What may end a claim or a sentence; a claim that ends otherwise gets a full stop in print.
STOPS = "。！？；：…"
_CLOSING = "”’）》」』"


def characters(text: str) -> int:
    """How many characters a text has, blanks and line breaks left out (Word: 字符数，不计空格)."""
    return len(_BLANK.sub("", text))


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a text: its lines, trimmed of blanks (U+3000 too), empty ones left out."""
    return tuple(line for raw in text.split("\n") if (line := raw.strip()))


def holes(text: str) -> tuple[str, ...]:
    """The names of the open holes ({时间} {事项} …) of library phrasing, in order, repetitions kept."""
    return tuple(_HOLE.findall(text))


def with_stop(claim: str) -> str:
    """A claim sentence as printed: trimmed, with a full stop unless it ends in another stop, be it inside a closing quotation
    mark or bracket; empty stays empty."""
    claim = claim.strip()
    last = (claim.rstrip(_CLOSING) or claim)[-1:]
    return claim if not claim or last in STOPS else claim + "。"


def with_pause(text: str) -> str:
    """A text that another sentence follows in the same paragraph: with a full stop where it breaks off after a letter, a figure
    or a Han character; any mark of its own stays."""
    last = text.rstrip(_CLOSING)[-1:]
    return f"{text}。" if last.isalnum() else text


def clean(text: str) -> str:
    """A typed text as it is kept: line breaks as ``\\n``; control characters and lone surrogates, which no Word file can hold,
    left out. Nothing visible is changed."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def numeral(number: int) -> str:
    """A whole number from 1 to 99 as a Chinese ordinal numeral: 1 -> 一, 10 -> 十, 21 -> 二十一.

    Raises ValueError outside that range.
    """
    if not 1 <= number <= 99:
        raise ValueError(f"no numeral for {number}")
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else _DIGITS[tens] + "十")
    return head + (_DIGITS[ones] if ones else "")
