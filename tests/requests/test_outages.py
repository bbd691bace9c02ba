"""Which errors are an outage, by errors that SQLite and disks really raise (PostgreSQL's are in
test_database_away)."""

from __future__ import annotations

import errno
import os
import sqlite3
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, OperationalError, ProgrammingError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path
from django.utils import timezone

from drafting.monitoring.trial_write import Trial, try_to_write
from drafting.requests.error_pages import server_error
from drafting.requests.outages import Outage, outage_of
from drafting.requests.sessions import SessionStore
from drafting.urls import urlpatterns as real
from tests.factories import UserFactory

handler500 = server_error


def no_space(request: HttpRequest) -> HttpResponse:
    """As an upload to a full disk, in the middle of a view."""
    request.FILES.get("file")
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/secret/place")


def fault(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("inner detail")


urlpatterns = [*real, path("t/full", no_space), path("t/fault", fault)]


def raised(sql: str) -> DatabaseError:
    with pytest.raises(DatabaseError) as caught, connection.cursor() as cursor:
        cursor.execute(sql)
    return caught.value


def test_read_only(read_only: None, client: Client) -> None:
    with pytest.raises(OperationalError) as caught:
        try_to_write()
    assert outage_of(caught.value) is Outage.READ_ONLY
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()["database"]) == (503, "readonly")


def wrapped(error: sqlite3.Error) -> OperationalError:
    """As Django gives it on."""
    try:
        raise OperationalError(str(error)) from error
    except OperationalError as found:
        return found


def test_locked(tmp_path: Path) -> None:
    place = tmp_path / "one.sqlite3"
    holder, other = (sqlite3.connect(place, timeout=0, isolation_level=None) for _ in range(2))
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(sqlite3.OperationalError) as caught:
        other.execute("CREATE TABLE one (id)")
    assert outage_of(wrapped(caught.value)) is Outage.BUSY


def test_no_file_to_open(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError) as caught:
        sqlite3.connect(tmp_path / "nowhere" / "one.sqlite3")
    assert outage_of(wrapped(caught.value)) is Outage.AWAY


@pytest.mark.django_db
def test_what_is_a_fault_of_ours_stays_one() -> None:
    assert outage_of(raised("SELECT * FROM no_such_table")) is None
    assert outage_of(raised("SELECT FROM WHERE")) is None
    assert outage_of(RuntimeError()) is None
    assert outage_of(OSError(errno.ENOENT, "")) is None
    assert outage_of(None) is None


@pytest.mark.django_db
def test_a_broken_rule_is_no_outage() -> None:
    Trial.objects.create(pk=1, content=b"")
    with pytest.raises(IntegrityError) as caught:
        Trial.objects.create(pk=1, content=b"")
    assert outage_of(caught.value) is None
    assert isinstance(caught.value, IntegrityError)
    assert not isinstance(caught.value, ProgrammingError)


def test_an_outage_behind_another_error() -> None:
    full = OSError(errno.ENOSPC, "")
    behind = ValueError()
    behind.__context__ = full
    assert outage_of(behind) is Outage.FULL
    behind.__suppress_context__ = True
    assert outage_of(behind) is None
    full.__cause__ = full
    assert outage_of(full) is Outage.FULL


# the answers


@pytest.fixture
def visitor(db: None) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(UserFactory())
    return client


@override_settings(ROOT_URLCONF="tests.requests.test_outages")
def test_a_page_a_script_a_form_and_an_upload(
    visitor: Client, caplog: pytest.LogCaptureFixture
) -> None:
    page = visitor.get("/t/full?q=1")
    text = page.content.decode()
    assert (page.status_code, page["Retry-After"], page["Cache-Control"]) == (503, "10", "no-store")
    assert '<meta http-equiv="refresh" content="10">' in text
    assert 'href="/t/full?q=1"' in text
    script = visitor.get("/t/full", headers={"X-Requested-With": "fetch"})
    assert (script.status_code, script.json()) == (
        503,
        {"error": "full", "message": "服务器的磁盘已满，请稍后再试。"},
    )
    form = visitor.post("/t/full", {"claim": "学得不深入", "links": ["a", "b"], "op": "next"})
    text = form.content.decode()
    assert text.count('<textarea name="links" hidden>') == 2
    assert '<textarea name="op" hidden>\nnext</textarea>' in text
    assert "学得不深入" in text
    assert "refresh" not in text
    upload = visitor.post(
        "/t/full", {"file": SimpleUploadedFile("甲.txt", b"x"), "claim": "学得不深入"}
    )
    assert "<form" not in upload.content.decode()
    assert "密码和文件要重新填写、选择" in upload.content.decode()
    # one line each, of the kind alone
    assert [(r.name, r.getMessage()) for r in caplog.records] == [
        ("drafting.requests.error_pages", "full: OSError")
    ] * 4


@override_settings(ROOT_URLCONF="tests.requests.test_outages")
def test_a_fault_of_ours_is_still_a_500(visitor: Client) -> None:
    answer = visitor.get("/t/fault")
    assert (answer.status_code, "系统出错了" in answer.content.decode()) == (500, True)


def test_a_session_that_cannot_be_stored_does_not_hide_the_page(
    visitor: Client, request: pytest.FixtureRequest
) -> None:
    session = visitor.session
    session["seen"] = 1
    session.save()
    request.getfixturevalue("read_only")
    assert visitor.get("/accounts/profile/").status_code == 200


def test_a_session_says_why_it_cannot_be_stored(db: None, read_only: None) -> None:
    store = SessionStore()
    store._session_key = "a" * 32  # type: ignore[attr-defined]
    store["x"] = 1
    with pytest.raises(OperationalError) as caught:
        store.save()
    assert outage_of(caught.value) is Outage.READ_ONLY


def test_signing_in_while_nothing_can_be_written(db: None, request: pytest.FixtureRequest) -> None:
    user = UserFactory(username="wangfang")
    user.set_password("wangfang-lang-2024")
    user.save()
    request.getfixturevalue("read_only")
    client = Client(raise_request_exception=False)
    answer = client.post(
        "/accounts/login/", {"username": "wangfang", "password": "wangfang-lang-2024"}
    )
    assert (answer.status_code, "wangfang-lang" in answer.content.decode()) == (503, False)
    assert Session.objects.filter(expire_date__gt=timezone.now()).count() == 0
