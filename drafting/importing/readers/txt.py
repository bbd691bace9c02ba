"""Plain text: UTF-8 with or without mark, UTF-16 with mark, GB18030. What cannot be decided is
refused, never guessed at."""

from __future__ import annotations

import codecs
from typing import Final

from drafting.importing.limits import MOST_TEXT_BYTES
from drafting.importing.source import Reading, SourceLine, UnreadableFile

_UNKNOWN: Final = "认不出文本的编码，请用记事本打开，另存为 UTF-8 编码再导入。"
#: Least share of everyday characters (GB 2312 level 1, signs and punctuation) in a Chinese text;
#: wrongly decoded ones have half.
_EVERYDAY: Final = 0.8


class TextReader:
    """.txt files; each line is a paragraph."""

    suffixes = (".txt",)

    def read(self, content: bytes, suffix: str) -> Reading:
        """The lines of the text. Raises UnreadableFile where its encoding cannot be told or it is
        no text."""
        if len(content) > MOST_TEXT_BYTES:
            raise UnreadableFile(
                f"文本文件超过 {MOST_TEXT_BYTES // 1024 // 1024} MB，不像一份材料。"
            )
        text, notices = decode(content)
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        return Reading(tuple(SourceLine(line) for line in lines), notices)


def decode(content: bytes) -> tuple[str, tuple[str, ...]]:
    """The text in ``content`` and what is to be said about its encoding.

    Raises UnreadableFile where no encoding fits.
    """
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if content.startswith(mark):
            return _strict(content[len(mark) :], encoding), ()
    if b"\0" in content:
        raise UnreadableFile("文件里不是文字，请检查是不是选错了文件。")
    if content.startswith(codecs.BOM_UTF8):
        return _strict(content[len(codecs.BOM_UTF8) :], "utf-8"), ()
    try:
        return content.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _gb18030(content), ("文件是 GB18030（ANSI）编码，已按它读入，请看看有没有乱码。",)


def _strict(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadableFile(
            "文本的编码有损坏，请用记事本打开，另存为 UTF-8 编码再导入。"
        ) from None


def _gb18030(content: bytes) -> str:
    """The text where it is Chinese in GB18030. Other encodings often decode without an error, into
    characters nobody uses."""
    try:
        text = content.decode("gb18030")
    except UnicodeDecodeError:
        raise UnreadableFile(_UNKNOWN) from None
    foreign = [char for char in text if ord(char) > 0x7F]
    everyday = sum(map(_is_everyday, foreign))
    if not foreign or everyday < _EVERYDAY * len(foreign):
        raise UnreadableFile(_UNKNOWN)
    return text


def _is_everyday(char: str) -> bool:
    try:
        code = char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    # rows 16 to 55 are the 3,755 everyday characters, rows 1 to 3 signs and full-width letters
    return 0xB0 <= code[0] <= 0xD7 or 0xA1 <= code[0] <= 0xA3
