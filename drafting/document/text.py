"""Chinese text helpers: counting, paragraphs, holes, cleaning."""

from __future__ import annotations

import re
from functools import lru_cache

_BLANK = re.compile(r"\s+")
#: What is no character of its own to whoever reads: it changes the one before (accents, variants of
#: rare names and of emoji, skin colours) or joins the next one to it.
_JOINED = re.compile(
    "[\u0300-\u036f\u20d0-\u20ff\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f"
    "\U000e0100-\U000e01ef]+|\u200d[\u2190-\u2bff\U0001f000-\U0001faff]?"
)
#: Two letters of flags are one flag.
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
#: A hole of library phrasing that waits for a fact, and its name.
HOLE = re.compile(r"\{([^{}\s]{1,12})\}")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
#: What may end a claim or a sentence; a claim that ends otherwise gets a full stop in print.
STOPS = "。！？；：…"
#: What a claim may end with where its author goes on in the next line: that stays, too.
_PAUSES = "，、,;:!?"
_CLOSING = "”’）》」』"


@lru_cache(maxsize=16_384)  # a paper is counted anew after each change of one of its texts
def characters(text: str) -> int:
    """How many characters a text has, blanks and line breaks left out (Word: 字符数，不计空格); what
    is seen as one character (a rare one, an emoji with its colour) is one."""
    solid = _BLANK.sub("", text)
    return len(_JOINED.sub("", solid)) - len(_FLAG.findall(solid))


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a text: its lines, trimmed of blanks (U+3000 too), empty ones left out."""
    return tuple(line for raw in text.split("\n") if (line := raw.strip()))


def holes(text: str) -> tuple[str, ...]:
    """The names of the open holes ({时间} {事项} …) of library phrasing, in order, repetitions kept."""
    return tuple(HOLE.findall(text))


def with_stop(claim: str) -> str:
    """A claim sentence as printed: trimmed, with a full stop unless it ends in another mark, be it
    inside a closing quotation mark or bracket (never ，。); empty stays empty."""
    claim = claim.strip()
    last = (claim.rstrip(_CLOSING) or claim)[-1:]
    return claim if not claim or last in STOPS + _PAUSES else claim + "。"


def as_name(claim: str) -> str:
    """A claim as a point is called by in lists, where other marks follow it: trimmed, without the
    full stop that its author may have written."""
    return claim.strip().rstrip("。")


def with_pause(text: str) -> str:
    """A text that another sentence follows in the same paragraph: with a full stop where it breaks
    off after a letter, a figure or a Han character; any mark of its own stays."""
    last = text.rstrip(_CLOSING)[-1:]
    return f"{text}。" if last.isalnum() else text


def clean(text: str) -> str:
    """A typed text as it is kept: line breaks as ``\\n``; control characters and lone surrogates,
    which no Word file can hold, left out. Nothing visible is changed."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
