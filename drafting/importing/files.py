"""A file to its paragraphs: the right reader by ending and content, one sentence where there is
none. [pure]"""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import Final

from drafting.importing.file_type import refuse_foreign
from drafting.importing.limits import MOST_BYTES
from drafting.importing.readers import READERS
from drafting.importing.source import SourceText, UnreadableFile, source_text

#: What may be chosen, for file dialogs and messages.
SUFFIXES: Final = tuple(READERS)
TOO_LARGE: Final = f"文件超过 {MOST_BYTES // 1024 // 1024} MB，请去掉其中的图片再导入。"


def read_file(path: Path) -> SourceText:
    """The paragraphs of a file on disk. Raises UnreadableFile with one Chinese sentence."""
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise UnreadableFile(f"找不到文件 {path}，请检查路径。") from None
    except (OSError, ValueError):
        raise UnreadableFile(
            f"读不了文件 {path}，请检查它是不是普通文件、有没有读取权限。"
        ) from None
    return read_bytes(content, path.name)


def read_bytes(content: bytes, file_name: str) -> SourceText:
    """The paragraphs of a file's ``content``; its name decides, with the content, how to read it.

    Raises UnreadableFile with one Chinese sentence where the content is empty, too large, of
    another kind than its name says, or broken.
    """
    suffix = PurePath(file_name).suffix.lower()
    if not content:
        raise UnreadableFile("文件是空的，请检查是不是选错了文件。")
    if len(content) > MOST_BYTES:
        raise UnreadableFile(TOO_LARGE)
    if suffix not in READERS:
        raise UnreadableFile(f"只能导入 {'、'.join(SUFFIXES)} 文件，请另存为其中一种。")
    refuse_foreign(content, suffix)
    return source_text(READERS[suffix].read(content, suffix), content, PurePath(file_name).name)
