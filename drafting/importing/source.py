"""What a reader gives: the paragraphs of a file with their places in one text, and what had to be
left out. [pure]"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from drafting.document.ranges import Ranged
from drafting.importing.limits import MOST_CHARACTERS, MOST_PARAGRAPHS
from drafting.importing.raw_text import cleared
from drafting.importing.reading import BLANKS, Reader, Reading, SourceLine

__all__ = [
    "BLANKS",
    "TOO_LONG",
    "Reader",
    "Reading",
    "SourceLine",
    "SourceParagraph",
    "SourceText",
    "UnreadableFile",
    "source_text",
]

TOO_LONG: Final = f"文件里的文字超过 {MOST_CHARACTERS // 10000} 万字，不像一份材料。"
#: What breaks a line somewhere. Each is one character, so that replacing them moves nothing.
_BREAKS: Final = dict.fromkeys(map(ord, "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"), "\n")
_CONTROLS: Final = {
    code: " "
    for code in (*range(0x20), 0x7F, 0xFFFE, 0xFFFF, *range(0xD800, 0xE000))
    if code not in (9, 10)
}


class UnreadableFile(ValueError):
    """The file cannot be read; the message is one Chinese sentence for the person who chose it."""


@dataclass(frozen=True, slots=True)
class SourceParagraph(Ranged):
    """One paragraph as it stands in the file, blanks at its ends included.

    ``start`` counts characters in ``SourceText.text``. ``level`` is what the file's own style says:
    0 a title, 1 to 9 a heading of that level, None nothing. ``centred`` is True where the paragraph
    is set in the middle of the line, ``item`` where a sign set it off as one of a list.
    """

    text: str
    start: int
    level: int | None = None
    centred: bool = False
    item: bool = False

    @property
    def end(self) -> int:
        """The place behind the last character."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class SourceText:
    """A file that has been read. ``notices`` are Chinese sentences on what was left out or decided
    on the way."""

    paragraphs: tuple[SourceParagraph, ...]
    notices: tuple[str, ...]
    file_name: str
    sha256: str

    @property
    def text(self) -> str:
        """The text read: the paragraphs joined by a line feed. All offsets count in it."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


def source_text(reading: Reading, content: bytes, file_name: str) -> SourceText:
    """The paragraphs of a reading with their places.

    Control characters, which no Word file can hold, become blanks; marks, broken lines and the
    make-up of web pages are cleared away (``raw_text``): each with a notice. Raises UnreadableFile
    where the text is empty or much longer than any material.
    """
    notices = list(reading.notices)
    texts = [
        (part, line) for line in reading.lines for part in line.text.translate(_BREAKS).split("\n")
    ]
    size = sum(len(text) for text, _ in texts)
    if size > MOST_CHARACTERS or len(texts) > MOST_PARAGRAPHS:
        raise UnreadableFile(TOO_LONG)
    if not any(text.strip(BLANKS) for text, _ in texts):
        raise UnreadableFile("文件里没有文字。")
    cleaned = [(text.translate(_CONTROLS), line) for text, line in texts]
    notices += _spoilt([text for text, _ in texts], [text for text, _ in cleaned])
    lines, said = cleared([replace(one, text=text) for text, one in cleaned])
    notices += said
    return SourceText(
        paragraphs=tuple(_placed(lines)),
        notices=tuple(dict.fromkeys(notices)),
        file_name=file_name,
        sha256=hashlib.sha256(content).hexdigest(),
    )


def _spoilt(before: Sequence[str], after: Sequence[str]) -> Iterable[str]:
    """What has to be said of characters that no text should have."""
    if before != after:
        yield "文件里有看不见的控制字符，已换成空格。"
    if any("\ufffd" in text for text in after):
        yield "文件里有损坏的字符（显示为�），原字已无法恢复，请对照原稿补上。"


def _placed(lines: Iterable[SourceLine]) -> Iterable[SourceParagraph]:
    at = 0
    for line in lines:
        yield SourceParagraph(line.text, at, line.level, line.centred, line.item)
        at += len(line.text) + 1
