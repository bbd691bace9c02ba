"""The file: written, read, and refused in one sentence each."""

from __future__ import annotations

import json
from typing import Any

import pytest

from drafting.packages import package_file
from drafting.packages.package_file import UnreadablePackage, read, written
from tests.packages.conftest import category_row, formulation_row, package, phrase_row

ROWS = (category_row("LL9", "读书会"), phrase_row("LL1-B01"), formulation_row("GD-B01"))


def refused(content: bytes) -> str:
    with pytest.raises(UnreadablePackage) as caught:
        read(content)
    return str(caught.value)


def changed(**values: Any) -> bytes:
    """A file in which something else stands, with the checksum that it had."""
    return json.dumps({**json.loads(written(package(*ROWS))), **values}).encode()


def signed(**values: Any) -> bytes:
    """A file in which something else stands, with a checksum that fits."""
    data = {**json.loads(written(package(*ROWS))), **values}
    del data["sha256"]
    return json.dumps({**data, "sha256": package_file._checksum(data)}).encode()


def test_what_is_written_is_read() -> None:
    sent = package(*ROWS, edition=3, in_use=("LL9", "LL1-B01", "LL1-B02"))
    found = read(written(sent))
    assert (found.head, list(found.rows), found.in_use) == (sent.head, list(ROWS), sent.in_use)
    # laid out in another way it is the same
    assert read(json.dumps(json.loads(written(sent))).encode()).checksum == found.checksum


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "文件是空的"),
        (b"PK\x03\x04abc", "不是素材包；表格请在"),
        (b'{"a": 1}', "这不是素材包"),
        (b"[1]", "这不是素材包"),
        ("说明".encode("gb18030"), "这不是素材包"),
        (b"[" * 200_000, "这不是素材包"),
        (written(package(*ROWS))[:-40], "文件不完整或者在传送中改动过"),
        (changed(name="别的"), "文件不完整或者在传送中改动过"),
        (changed(version=2), "请先升级本系统"),
        (changed(version=0), "格式太旧"),
        (changed(version="1"), "格式太旧"),
        (changed(rows=[]), "文件不完整或者在传送中改动过"),
        (signed(edition=0), "文件不完整或者在传送中改动过"),
        (signed(source="x"), "文件不完整或者在传送中改动过"),
        (signed(organisation="乙\n单位"), "文件不完整或者在传送中改动过"),
        (signed(rows={"phrase": [{"key": "", "shipped": False, "cells": {}}]}), "文件不完整"),
        (signed(rows={"phrase": [{"key": "1", "shipped": 1, "cells": {}}]}), "文件不完整"),
        (signed(rows={"phrase": [{"key": "1", "shipped": True, "cells": []}]}), "文件不完整"),
        (signed(rows={"phrase": [{"key": "1", "shipped": True, "cells": {"用于": 1}}]}), "文件不完整"),
        (signed(rows={"phrase": [{"key": "1", "shipped": True, "cells": {"用于": "长" * 5001}}]}),
         "文件不完整"),
        (signed(rows={"phrase": [{"key": "1", "shipped": True, "cells": {}}] * 2}), "文件不完整"),
        (json.dumps({"format": package_file.FORMAT, "version": 1, "sha256": "",
                     "rows": {"phrase": [0] * 100_000}}).encode(),
         "一个素材包最多 10000 条，这个有 100000 条"),
        (changed(name="\ud800"), "文件不完整或者在传送中改动过"),
    ],
)  # fmt: skip
def test_what_is_no_package_is_said_in_one_sentence(content: bytes, said: str) -> None:
    found = refused(content)
    assert said in found
    assert found.count("。") == 1


def test_a_file_that_is_too_large_is_not_looked_at() -> None:
    assert refused(b" " * package_file.MOST_BYTES + b"{}") == package_file.TOO_LARGE
