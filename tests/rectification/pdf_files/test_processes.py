"""The PDF of a list through real Redis, a real worker and LibreOffice."""

from __future__ import annotations

import json
import re

import pytest

from tests.exports.visitor import Visitor
from tests.processes import App, wait_for
from tests.programs import LIBREOFFICE

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(LIBREOFFICE.find() is None, reason=LIBREOFFICE.missing),
]


def test_the_secretary_asks_watches_and_fetches(shared_app: App) -> None:
    visitor = Visitor(shared_app, "linjing")
    meeting = re.findall(r"/meetings/(\d+)/", visitor.get("/meetings/").read().decode())[0]
    address = f"/meetings/{meeting}/frames/report/pdf/"
    page = visitor.post(address)
    status = re.findall(r'data-status="(/rectification/pdf/[0-9a-f-]+/status/)"', page)[0]

    def done() -> bool:
        answer = visitor.get(status, **{"X-Requested-With": "fetch"})
        return not json.loads(answer.read())["open"]

    wait_for(done, 60, "the PDF")
    assert visitor.get(address).read()[:5] == b"%PDF-"
