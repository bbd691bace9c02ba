"""Reading a structure JSON that a person or a script hands to a command."""

from __future__ import annotations

import json
from itertools import count
from pathlib import Path
from typing import Final

from drafting.document.model import Document
from drafting.document.structure import BadStructure, from_structure

#: The longest real material has about 20,000 bytes; this is far above any and far below what would
#: hurt.
LIMIT: Final = 5 * 1024 * 1024


class UnusableFile(ValueError):
    """The file cannot be used; the message is one Chinese sentence for the person who gave it."""


def read_structure(path: Path) -> Document:
    """The document in a structure JSON file (UTF-8, at most 5 MB).

    Raises UnusableFile where it is missing, too large, not JSON or not the structure of a material.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LIMIT + 1)
    except FileNotFoundError:
        raise UnusableFile(f"找不到文件 {path}，请检查路径。") from None
    except OSError:
        raise UnusableFile(f"读不了文件 {path}，请检查它是不是普通文件、有没有读取权限。") from None
    if len(data) > LIMIT:
        raise UnusableFile(f"文件 {path} 超过 {LIMIT // 1024 // 1024} MB，不像一份材料。")
    try:
        # ids by position, not by chance: the same file is the same document, and gives the same
        # bytes
        return from_structure(
            json.loads(data.decode("utf-8-sig")), ids=map("given-{}".format, count()).__next__
        )
    except UnicodeDecodeError:
        raise UnusableFile(f"文件 {path} 不是 UTF-8 编码的 JSON。") from None
    except json.JSONDecodeError as error:
        raise UnusableFile(
            f"文件 {path} 不是有效的 JSON，第 {error.lineno} 行第 {error.colno} 列有误。"
        ) from None
    except BadStructure as error:
        raise UnusableFile(str(error)) from None
    except (RecursionError, ValueError):
        # nested a thousand deep, or an integer of ten thousand digits
        raise UnusableFile(f"文件 {path} 的 JSON 不像一份材料。") from None
