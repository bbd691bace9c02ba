"""The file of a package: written, and read within limits. [pure]

One JSON object: what kind of file it is, who made it when, a checksum over all the rest, and rows of
three kinds, each with its key at the source, whether it came with the program, and its columns.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from drafting.document.text import clean
from drafting.packages.comparison import filled

FORMAT: Final = "zhaojing-library"
VERSION: Final = 1
#: Bytes of a file, rows in it, and characters of one column; 10,000 phrases have about 12 MB.
MOST_BYTES: Final = 20 * 1024 * 1024
MOST_ROWS: Final = 10_000
_LONGEST: Final = 5_000
_MOST_COLUMNS: Final = 30
#: Of a name (characters), and of a key.
NAME_LENGTH: Final = 40
ORGANISATION_LENGTH: Final = 50
_KEY_LENGTH: Final = 20
MOST_EDITIONS: Final = 9_999

#: The kinds of row, in the order in which they are written: phrases hang on categories.
CATEGORY, PHRASE, FORMULATION = "category", "phrase", "formulation"
KINDS: Final = (CATEGORY, PHRASE, FORMULATION)
_SHA: Final = re.compile(r"[0-9a-f]{64}")

EMPTY: Final = "文件是空的，请检查是不是选错了文件。"
TOO_LARGE: Final = (
    f"文件超过 {MOST_BYTES // 1024 // 1024} MB，不像一个素材包，请来源单位按用途分几个导出。"
)
_OFFICE: Final = (
    "这是表格、文档或者压缩包，不是素材包；表格请在“表格导入导出”里导入，压缩包请先解压。"
)
_OTHER: Final = "这不是素材包，请选来源单位在“素材包”里导出的 .json 文件。"
_DAMAGED: Final = "文件不完整或者在传送中改动过，没有读入，请向来源单位重新要一份。"
_NEWER: Final = "这个素材包是更新版本的照镜导出的，这里读不了，请先升级本系统，再导入。"
_OLDER: Final = "这个素材包的格式太旧，这里已经不能读，请来源单位升级照镜以后重新导出。"


class UnreadablePackage(Exception):
    """The file is no package that can be read; the message is one Chinese sentence."""


@dataclass(frozen=True, slots=True)
class PackageRow:
    """A row as its source has it; ``shipped`` where it came with the program, under a key that every
    installation has."""

    kind: str
    key: str
    shipped: bool
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Who made a package, and which of several with its name it is."""

    name: str
    edition: int
    organisation: str
    source: uuid.UUID
    made_on: datetime.date


@dataclass(frozen=True, slots=True)
class Package:
    """What a file holds; ``in_use`` are the keys that are still in use at the source, by kind, also
    of rows that it does not hold."""

    head: Head
    rows: Sequence[PackageRow]
    in_use: Mapping[str, frozenset[str]] = field(default_factory=dict)
    checksum: str = ""


def written(package: Package) -> bytes:
    """A package as a file."""
    head = package.head
    data: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "name": head.name,
        "edition": head.edition,
        "organisation": head.organisation,
        "source": str(head.source),
        "made_on": head.made_on.isoformat(),
    }
    rows = {
        kind: [
            {"key": row.key, "shipped": row.shipped, "cells": dict(row.cells)}
            for row in package.rows
            if row.kind == kind
        ]
        for kind in KINDS
    }
    data |= {"rows": rows, "in_use": {kind: sorted(package.in_use.get(kind, ())) for kind in KINDS}}
    return json.dumps(data | {"sha256": _checksum(data)}, ensure_ascii=False, indent=1).encode()


def read(content: bytes) -> Package:
    """The package of a file. Raises UnreadablePackage for anything else, with one sentence."""
    data = _object(content)
    if data.get("format") != FORMAT:
        raise UnreadablePackage(_OTHER)
    version = data.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise UnreadablePackage(_OLDER)
    if version > VERSION:
        raise UnreadablePackage(_NEWER)
    number = _number_of_rows(data.get("rows"))
    if number > MOST_ROWS:
        raise UnreadablePackage(
            f"一个素材包最多 {MOST_ROWS} 条，这个有 {number} 条，请来源单位按用途分几个导出。"
        )
    checksum = data.pop("sha256", "")
    try:
        if checksum != _checksum(data):
            raise UnreadablePackage(_DAMAGED)
        rows = [_row(kind, one) for kind in KINDS for one in data["rows"].get(kind, ())]
        if len({(row.kind, row.key) for row in rows}) < len(rows):
            raise UnreadablePackage(_DAMAGED)
        return Package(_head(data), rows, _in_use(data["in_use"]), checksum)
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        raise UnreadablePackage(_DAMAGED) from None


def _object(content: bytes) -> dict[str, Any]:
    if not content.strip():
        raise UnreadablePackage(EMPTY)
    if len(content) > MOST_BYTES:
        raise UnreadablePackage(TOO_LARGE)
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")):
        raise UnreadablePackage(_OFFICE)
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        # what begins as ours was cut off on its way
        ours = FORMAT.encode() in content[:200]
        raise UnreadablePackage(_DAMAGED if ours else _OTHER) from None
    if not isinstance(data, dict):
        raise UnreadablePackage(_OTHER)
    return data


def _number_of_rows(rows: Any) -> int:
    if not isinstance(rows, dict) or not all(
        isinstance(rows.get(kind, []), list) for kind in KINDS
    ):
        raise UnreadablePackage(_DAMAGED)
    return sum(len(rows.get(kind, [])) for kind in KINDS)


def _checksum(data: Mapping[str, Any]) -> str:
    """Of all that is said, however it is laid out. Raises ValueError for what is no text."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _head(data: Mapping[str, Any]) -> Head:
    edition = data["edition"]
    if type(edition) is not int or not 1 <= edition <= MOST_EDITIONS:
        raise ValueError
    return Head(
        name=_text(data["name"], NAME_LENGTH),
        edition=edition,
        organisation=_text(data["organisation"], ORGANISATION_LENGTH),
        source=uuid.UUID(data["source"]),
        made_on=datetime.date.fromisoformat(data["made_on"]),
    )


def _row(kind: str, data: Mapping[str, Any]) -> PackageRow:
    cells = data["cells"]
    if type(data["shipped"]) is not bool or len(cells) > _MOST_COLUMNS:
        raise ValueError
    kept = {_text(name, _KEY_LENGTH): _value(text) for name, text in cells.items()}
    return PackageRow(kind, _text(data["key"], _KEY_LENGTH), data["shipped"], filled(kept))


def _in_use(data: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    return {kind: frozenset(_text(key, _KEY_LENGTH) for key in data[kind]) for kind in KINDS}


def _text(value: Any, longest: int) -> str:
    """A name: one line that says something and has the length that it may have."""
    if not isinstance(value, str) or not 0 < len(value) <= longest:
        raise ValueError
    if value != clean(value).strip() or "\n" in value:
        raise ValueError
    return value


def _value(value: Any) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise ValueError
    return clean(value)
