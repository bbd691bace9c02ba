"""Log lines of JSON: each is about one request or task, they are found again by one id, and hold
neither what people wrote nor their names nor what they looked for."""

from __future__ import annotations

import io
import json
import logging
import sys
import urllib.parse
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from drafting.drafts.models import Draft
from drafting.monitoring.logs.formatter import JsonFormatter
from drafting.monitoring.logs.request_ids import REQUEST_ID
from tests.exports.visitor import Visitor, the_job
from tests.processes import App, wait_for

TEXT = "去年冬天我没有去看望王大娘"
WANTED = "王大娘"


def lines(log: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.splitlines()]


@pytest.fixture
def log(settings: Any) -> Iterator[io.StringIO]:
    """What the tests' own process logs as JSON."""
    settings.LOG_FORMAT = "json"
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonFormatter())
    root = logging.getLogger()
    root.addHandler(handler)
    before, root.level = root.level, logging.INFO
    yield stream
    root.removeHandler(handler)
    root.level = before


def told(logger: str, message: str, *args: object, **extra: Any) -> dict[str, Any]:
    """A record as a line."""
    record = logging.getLogger(logger).makeRecord(
        logger, logging.ERROR, __file__, 1, message, args, extra.pop("exc_info", None), extra=extra
    )
    return dict(json.loads(JsonFormatter().format(record)))


def test_an_error_tells_its_kind_and_its_places() -> None:
    try:
        int(TEXT)
    except ValueError:
        line = told("django.request", "%s: %s", "Oh", f"/{TEXT}/", exc_info=sys.exc_info())
    assert TEXT not in json.dumps(line, ensure_ascii=False)
    assert (line["error"], line["message"]) == ("ValueError", "Oh")
    assert line["where"][-1].endswith("test_an_error_tells_its_kind_and_its_places")


def test_a_line() -> None:
    token = REQUEST_ID.set("an-id-of-a-request")
    line = told("drafting.jobs", "job %s: done", 7, fields={"status": 200})
    REQUEST_ID.reset(token)
    del line["time"]
    assert line == {
        "level": "ERROR",
        "logger": "drafting.jobs",
        "message": "job 7: done",
        "request_id": "an-id-of-a-request",
        "status": 200,
    }
    assert told("axes", "New login failure by %s.", TEXT)["message"] == "New login failure by %s."


@pytest.mark.parametrize(
    ("given", "taken"),
    [("0123456789abcdef", True), ("short", False), ("a b c d e f g h", False), ("", False)],
)
def test_an_id_is_the_proxys_where_one_can_be_used(
    client: Client, settings: Any, given: str, taken: bool
) -> None:
    settings.BEHIND_PROXY = True
    said = client.get("/healthz/live", headers={"x-request-id": given})["X-Request-ID"]
    assert (said == given) is taken
    assert 8 <= len(said) <= 64
    settings.BEHIND_PROXY = False
    assert client.get("/healthz/live", headers={"x-request-id": given})["X-Request-ID"] != given


@pytest.mark.django_db
def test_no_text_name_or_query(
    client: Client, log: io.StringIO, draft: Draft, author: User
) -> None:
    client.force_login(author)
    save = reverse("wizard:save", args=[draft.pk, draft.document["opening"]["id"]])
    body = {"base": draft.version, "values": {"text": TEXT}}
    assert client.post(save, body, content_type="application/json").status_code == 200
    asked = urllib.parse.quote(WANTED)
    client.get(f"/facts/?q={asked}")
    client.get(f"/nowhere/{asked}/?name={urllib.parse.quote(author.name)}")
    client.post("/accounts/login/", {"username": author.username, "password": "not-the-right-one"})
    client.get("/accounts/login/", headers={"host": f"{author.username}.example"})
    written = log.getvalue()
    for word in (TEXT, WANTED, asked, author.name, author.username, "not-the-right-one"):
        assert word not in written, written
    found = [line for line in lines(written) if line["message"] == "request"]
    assert [(one["view"], one["method"], one["status"]) for one in found] == [
        ("wizard:save", "POST", 200),
        ("facts:list", "GET", 200),
        ("-", "GET", 404),
        ("accounts:login", "POST", 200),
        ("-", "GET", 400),
    ]
    assert len({one["request_id"] for one in found}) == len(found)
    assert all(one["milliseconds"] >= 0 for one in found)


@pytest.mark.slow
def test_a_request_and_its_task_have_one_id(start_app: Callable[..., App]) -> None:
    app = start_app(LOG_FORMAT="json", BEHIND_PROXY="1", METRICS_TOKEN="")
    visitor = Visitor(app)
    draft = visitor.begin()
    visitor.opener.addheaders = [("X-Request-ID", "of-the-proxy-1234")]
    visitor.ask(draft)
    job = the_job(app)["id"]

    def of_the_worker() -> list[dict[str, Any]]:
        written = app.worker.log.read_text("utf-8")
        return [json.loads(line) for line in written.splitlines() if line.startswith("{")]

    def the_task() -> dict[str, Any] | None:
        rendering = "drafting.exports.tasks.render_export"
        return next((one for one in of_the_worker() if one.get("task") == rendering), None)

    task = wait_for(the_task, 60, "the task's line")
    assert (task["request_id"], task["state"]) == ("of-the-proxy-1234", "SUCCESS")
    (done,) = [one for one in of_the_worker() if one["message"].startswith(f"job {job}: done")]
    assert done["request_id"] == "of-the-proxy-1234"
    web, worker = app.web.log.read_text("utf-8"), app.worker.log.read_text("utf-8")
    # every line of the web server, gunicorn's own too
    assert {one["view"] for one in lines(web) if one["message"] == "request"} >= {"exports:list"}
    for word in ("刘洋", "liuyang"):
        assert word not in web + worker
