"""What a reader gives: the paragraphs of a file with their places in one text, and what had to be left out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Protocol

from drafting.importing.limits import MOST_CHARACTERS, MOST_PARAGRAPHS

TOO_LONG: Final = f"文件里的文字超过 {MOST_CHARACTERS // 10000} 万字，不像一份材料。"
#: What counts as blank at the ends of a paragraph: what Python strips, and what is invisible.
BLANKS: Final = (
    " \t\n\r\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff\u200b\u200c\u200d\u2060"
    + "".join(map(chr, range(0x2000, 0x200B)))
)
#: What breaks a line somewhere. Each is one character, so that replacing them moves nothing.
_BREAKS: Final = dict.fromkeys(map(ord, "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"), "\n")
_CONTROLS: Final = {
    code: " " for code in (*range(0x20), 0x7F, 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)) if code not in (9, 10)
}


class UnreadableFile(ValueError):
    """The file cannot be read; the message is one Chinese sentence for the person who chose it."""


@dataclass(frozen=True, slots=True)
class SourceParagraph:
    """One paragraph as it stands in the file, blanks at its ends included.

    ``start`` counts characters in ``SourceText.text``. ``level`` is what the file's own style says: 0 a title, 1 to 9 a heading
    of that level, None nothing. ``centred`` is True where the paragraph is set in the middle of the line.
    """

    text: str
    start: int
    level: int | None = None
    centred: bool = False

    @property
    def end(self) -> int:
        """The place behind the last character."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class SourceText:
    """A file that has been read. ``notices`` are Chinese sentences on what was left out or decided on the way."""

    paragraphs: tuple[SourceParagraph, ...]
    notices: tuple[str, ...]
    file_name: str
    sha256: str

    @property
    def text(self) -> str:
        """The text read: the paragraphs joined by a line feed. All offsets count in it."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph before its place is known; see ``SourceParagraph``."""

    text: str
    level: int | None = None
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader found in a file."""

    lines: tuple[Line, ...]
    notices: tuple[str, ...] = ()


class Reader(Protocol):
    """A source format: one module in ``readers`` with an instance of this."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The endings of such files, lower case, with the dot."""

    def read(self, content: bytes, suffix: str) -> Reading:
        """The paragraphs in ``content``. Raises UnreadableFile with one sentence where they cannot be had."""


def source_text(reading: Reading, content: bytes, file_name: str) -> SourceText:
    """The paragraphs of a reading with their places.

    Control characters, which no Word file can hold, become blanks, with a notice. Raises UnreadableFile where the text is empty
    or much longer than any material.
    """
    notices = list(reading.notices)
    texts = [(part, line) for line in reading.lines for part in line.text.translate(_BREAKS).split("\n")]
    size = sum(len(text) for text, _ in texts)
    if size > MOST_CHARACTERS or len(texts) > MOST_PARAGRAPHS:
        raise UnreadableFile(TOO_LONG)
    if not any(text.strip(BLANKS) for text, _ in texts):
        raise UnreadableFile("文件里没有文字。")
    cleaned = [(text.translate(_CONTROLS), line) for text, line in texts]
    if any(after != before for (after, _), (before, _) in zip(cleaned, texts, strict=True)):
        notices.append("文件里有看不见的控制字符，已换成空格。")
    if any("\ufffd" in text for text, _ in cleaned):
        notices.append("文件里有损坏的字符（显示为�），原字已无法恢复，请对照原稿补上。")
    return SourceText(
        paragraphs=tuple(_placed(cleaned)),
        notices=tuple(dict.fromkeys(notices)),
        file_name=file_name,
        sha256=hashlib.sha256(content).hexdigest(),
    )


def _placed(texts: Iterable[tuple[str, Line]]) -> Iterable[SourceParagraph]:
    at = 0
    for text, line in texts:
        yield SourceParagraph(text, at, line.level, line.centred)
        at += len(text) + 1
