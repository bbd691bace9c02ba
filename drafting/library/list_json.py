"""The .json that a curator's lists travel in: a list of rows, each with the columns of the workbook
by their names."""

from __future__ import annotations

import json
from typing import Any, Final

import tablib
from import_export.formats.base_formats import Format

from drafting.common.workbooks.archive import UnreadableWorkbook

#: Bytes of a file; one of 5,000 phrases has about 6 MB.
MOST_BYTES: Final = 10 * 1024 * 1024
_COLUMNS: Final = 60
_NO_LIST: Final = (
    "这个 .json 文件里不是一条一条的列表，请用列表页的“导出 .json”得到的文件修改后导入。"
)


class ListJson(Format):
    """Rows as objects. A number is text again with every digit; one with a point or an exponent
    is refused, since nobody knows how it was typed."""

    def __init__(self, encoding: str | None = None) -> None:
        # the library names one when a file is confirmed; ours is UTF-8
        super().__init__()

    def get_title(self) -> str:
        return "json"

    def get_extension(self) -> str:
        return "json"

    def get_content_type(self) -> str:
        return "application/json"

    def can_import(self) -> bool:
        return True

    def can_export(self) -> bool:
        return True

    def create_dataset(self, in_stream: bytes) -> tablib.Dataset:
        """The rows, each with every column of the first. Raises UnreadableWorkbook with one Chinese
        sentence."""
        rows = _read(in_stream)
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise UnreadableWorkbook(_NO_LIST)
        if not rows:
            raise UnreadableWorkbook("文件里一条也没有，请检查是不是选错了文件。")
        headers = list(rows[0])
        if len(headers) > _COLUMNS:
            raise UnreadableWorkbook(f"一条最多 {_COLUMNS} 项，这个文件有 {len(headers)} 项。")
        for number, row in enumerate(rows, 1):
            # what is left out would be emptied
            if row.keys() != rows[0].keys():
                odd = min(row.keys() ^ rows[0].keys())
                raise UnreadableWorkbook(
                    f"各条要有同样的项，第 {number} 条的“{odd[:20]}”与第 1 条不一样。"
                )
        cells = [
            [_cell(number, name, row[name]) for name in headers]
            for number, row in enumerate(rows, 1)
        ]
        return tablib.Dataset(*cells, headers=headers)

    def export_data(self, dataset: Any, **_kwargs: Any) -> bytes:
        headers = list(dataset.headers)
        rows = [dict(zip(headers, row, strict=True)) for row in dataset]
        return json.dumps(rows, ensure_ascii=False, indent=1).encode()


def too_large() -> str:
    """What is said of a file of more than MOST_BYTES."""
    return f"文件超过 {MOST_BYTES // 1024 // 1024} MB，请分成几个文件导入。"


def _read(content: bytes) -> Any:
    try:
        return json.loads(content.decode("utf-8-sig"), object_pairs_hook=_once)
    except UnicodeDecodeError:
        raise UnreadableWorkbook("文件不是 UTF-8 编码的 .json，请另存为 UTF-8 再导入。") from None
    except json.JSONDecodeError as error:
        raise UnreadableWorkbook(
            f"文件不是完整的 .json，第 {error.lineno} 行第 {error.colno} 个字起读不下去，"
            "请检查引号和逗号，数字开头的 0 要写在引号里。"
        ) from None
    except (RecursionError, ValueError):
        raise UnreadableWorkbook(_NO_LIST) from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise UnreadableWorkbook(f"有一条里“{twice[:20]}”写了不止一次，请只留一个。")
    return found


def _cell(number: int, name: str, value: Any) -> str | None:
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        value = ("\n" if name == "提示问题" else "、").join(value)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if value is not None and not isinstance(value, str):
        raise UnreadableWorkbook(
            f"第 {number} 条的“{name[:20]}”不是文字，请写在引号里，数字也写在引号里。"
        )
    return value
