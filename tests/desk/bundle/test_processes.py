"""A bundle through real Redis and a real worker."""

from __future__ import annotations

import io
import json
import re
import zipfile

import pytest

from tests.exports.visitor import Visitor
from tests.processes import App, wait_for

pytestmark = pytest.mark.slow


def test_the_secretary_asks_watches_and_downloads(shared_app: App) -> None:
    visitor = Visitor(shared_app, "linjing")
    meeting = re.findall(r"/meetings/(\d+)/", visitor.get("/meetings/").read().decode())[0]
    page = visitor.post(f"/meetings/{meeting}/bundle/", copy="commented")
    status = re.findall(rf'data-status="(/meetings/{meeting}/bundle/[0-9a-f-]+/)"', page)[0]

    def done() -> bool:
        answer = visitor.get(status, **{"X-Requested-With": "fetch"})
        return not json.loads(answer.read())["open"]

    wait_for(done, 30, "the bundle")
    download = visitor.get(f"{status}file/")
    names = zipfile.ZipFile(io.BytesIO(download.read())).namelist()
    assert {"汇总.xlsx", "发言顺序.xlsx"} < set(names)
    assert "未能生成.txt" not in names
    assert [name for name in names if name.endswith(".docx")]
