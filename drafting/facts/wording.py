"""Own words as a point's first texts: joined by punctuation, nothing else is added. [pure]"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

_STOPS: Final = "。！？…!?"
_CLOSING: Final = "”’』」）)】》"
#: What parts words at the ends of an answer, and is put there anew.
_PARTING: Final = " \t\u3000，、；：,;:"
_STOP_WITHIN: Final = re.compile(r"[。！？；]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a person says of something that happened. Only ``what`` is ever needed."""

    what: str = ""
    time: str = ""
    place: str = ""
    people: str = ""
    did: str = ""
    led_to: str = ""
    thought: str = ""

    @property
    def silent(self) -> bool:
        """Whether nothing is said."""
        said = (self.what, self.time, self.place, self.people, self.did, self.led_to, self.thought)
        return not any(text.strip() for text in said)


def example_of(words: Words) -> str:
    """What happened, what the person did and what it led to, as the 事例 of a point."""
    around = [text for text in (words.time, words.place, words.people) if _new(text, words.what)]
    return joined([*around, words.what, words.did, words.led_to])


def elaboration_of(words: Words) -> str:
    """What the person thought, as the 具体表现 of a point."""
    return joined([words.thought])


def joined(answers: Iterable[str]) -> str:
    """Answers in one paragraph: parted by commas, by full stops where one of them has some itself,
    and ended."""
    text, last = "", ""
    for line in (line for answer in answers for line in _lines(answer)):
        if text and not _ended(text):
            text += "。" if _STOP_WITHIN.search(last + line[:-1]) else "，"
        text, last = text + line, line
    return text if not text or _ended(text) else f"{text}。"


def behind(text: str, more: str) -> str:
    """A text with another one behind it; what stands there is left as it is, and ended."""
    before = text.rstrip()
    return f"{before}{'' if not before or _ended(before) else '。'}{more}"


def _lines(answer: str) -> list[str]:
    lines = (line.strip(_PARTING) for line in answer.splitlines())
    return [line.lstrip("。") for line in lines if line.strip("。")]


def _ended(text: str) -> bool:
    return text.rstrip(_CLOSING)[-1:] in tuple(_STOPS)


def _new(text: str, what: str) -> bool:
    return bool(text.strip()) and text.strip() not in what
