"""Requests that cannot be read, and values that no column takes: one sentence, and the texts of a
form back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import User
from drafting.library.models import Phrase, ProblemCategory
from drafting.requests.error_pages import TOO_MUCH, UNREADABLE
from drafting.requests.middleware import forwarded_address
from drafting.requests.unusable import FITS_NOWHERE, NO_SUCH_FILTER, TOO_LONG, with_readable_type
from tests.cast import *  # noqa: F403

pytestmark = pytest.mark.django_db

LOGIN = "/accounts/login/"
FORM = "application/x-www-form-urlencoded"
SCRIPT = {"headers": {"Accept": "application/json"}}


@pytest.fixture
def browser(db: None) -> Client:
    """A browser whose failures are answered, as those of a real one are."""
    return Client(enforce_csrf_checks=False, raise_request_exception=False)


@pytest.fixture
def root(browser: Client) -> Client:
    """The browser of somebody who may see every page of the admin."""
    browser.force_login(User.objects.create_superuser("root", password="x", name="根"))
    return browser


def refused(answer: Any, sentence: str, status: int = 400) -> None:
    """The page says this one sentence."""
    text = answer.content.decode()
    assert (answer.status_code, f"<p>{sentence}</p>" in text) == (status, True), text
    assert 'lang="zh-CN"' in text


@pytest.mark.parametrize("type_", [
    f"{FORM}; charset=utf-16", f"{FORM}; charset=gbk", "text/plain; charset=rot13",
    "text/plain; charset=unicode_escape",
    "text/plain; charset=undefined", "multipart/form-data", "multipart/form-data; boundary=\xff",
    f"multipart/form-data; boundary={'x' * 300}",
])  # fmt: skip
@pytest.mark.parametrize("url", [LOGIN, "/drafts/new/", "/admin/nowhere/"])
def test_a_body_that_cannot_be_read_is_refused_wherever_it_is_sent(
    browser: Client, url: str, type_: str
) -> None:
    enforcing = Client(enforce_csrf_checks=True, raise_request_exception=False)
    refused(enforcing.generic("POST", url, b"a=1", type_), UNREADABLE)
    answer = browser.generic("POST", url, b"a=1", type_, **SCRIPT)  # type: ignore[arg-type]
    assert (answer.status_code, answer.json()) == (400, {"error": "bad", "message": UNREADABLE})


@pytest.mark.parametrize(
    ("type_", "body"),
    [
        ("multipart/form-data; boundary=\xff", b"{"),
        (FORM, b"a=1&" * 2_000),
        (FORM, b"a" * 3_000_000),
    ],
    ids=["boundary", "fields", "size"],
)
def test_a_form_that_nobody_can_read_at_an_address_that_is_none(type_: str, body: bytes) -> None:
    enforcing = Client(enforce_csrf_checks=True, raise_request_exception=False)
    enforcing.cookies[settings.CSRF_COOKIE_NAME] = "a" * 32
    answer = enforcing.generic("POST", "/nowhere/", body, type_)
    assert (answer.status_code, "没有找到这个页面" in answer.content.decode()) == (404, True)


@pytest.mark.parametrize(
    "type_", [f"{FORM}; charset=UTF-8", f"{FORM}; charset=utf8", f"{FORM}; charset=us-ascii"]
)
def test_the_ordinary_spellings_of_utf_8_are_read(browser: Client, type_: str) -> None:
    answer = browser.generic("POST", LOGIN, "username=刘洋&password=".encode(), type_)
    assert 'value="刘洋"' in answer.content.decode()


@pytest.mark.parametrize("length", ["x", "-1", "٣", "9" * 30, "1.5"])
def test_a_length_that_is_none_is_refused(browser: Client, length: str) -> None:
    refused(browser.post(LOGIN, {"a": "1"}, CONTENT_LENGTH=length), UNREADABLE)


@pytest.mark.parametrize("field", ["user-agent", "accept", "referer", "x-shown", "accept-language"])
@pytest.mark.db_sensitive
def test_a_nul_in_a_header_is_refused(browser: Client, field: str) -> None:
    answer = browser.post(LOGIN, {"username": "刘洋", "password": "x"}, headers={field: "a\0b"})
    refused(answer, UNREADABLE)


@pytest.mark.db_sensitive
def test_a_nul_in_a_path_is_refused(root: Client) -> None:
    refused(root.get("/admin/accounts/user/%00/change/"), UNREADABLE)


@pytest.mark.parametrize("url", [
    "/admin/accounts/user/?q=%00", "/admin/accounts/user/?role=%00secretary",
    "/admin/drafting/phrase/?state__exact=%00",
    "/admin/drafting/phrase/?category=LL1%00", "/admin/drafting/formulation/?q=a%00b",
    "/meetings/?page=%00",
])  # fmt: skip
@pytest.mark.db_sensitive
def test_a_nul_in_a_query_is_as_if_it_were_not_there(root: Client, url: str) -> None:
    without = root.get(url.replace("%00", ""))
    answer = root.get(url)
    assert (answer.status_code, answer.get("Location")) == (
        without.status_code,
        without.get("Location"),
    )
    assert answer.status_code < 400


@pytest.mark.db_sensitive
def test_a_nul_in_a_form_is_left_out(signed_in: Client, member: User) -> None:
    signed_in.post("/accounts/profile/", {"phone": "0871\0-12345", "email": ""})
    member.refresh_from_db()
    assert member.phone == "0871-12345"


def test_a_cookie_with_a_nul_is_no_cookie(browser: Client) -> None:
    answer = browser.get("/", HTTP_COOKIE='zhaojing_session="abcdefgh\\000"; zhaojing_csrf="\\000"')
    assert (answer.status_code, answer["Location"]) == (302, f"{LOGIN}?next=/")


def test_more_fields_than_anybody_types_are_refused(browser: Client) -> None:
    body = "&".join(f"n{number}=1" for number in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1))
    refused(browser.generic("POST", LOGIN, body, FORM), TOO_MUCH, 413)
    long = b"a=" + b"x" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    refused(browser.generic("POST", LOGIN, long, FORM), TOO_MUCH, 413)


def test_a_body_too_large_for_a_script_is_said_in_json(signed_in: Client, draft: Any) -> None:
    url = reverse("wizard:save", args=[draft.pk, draft.document["opening"]["id"]])
    body = json.dumps({"base": 0, "values": {"text": "x" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE}})
    answer = signed_in.post(url, body, content_type="application/json", **SCRIPT)  # type: ignore[arg-type]
    assert (answer.status_code, answer.json()) == (413, {"error": "bad", "message": TOO_MUCH})


def test_a_form_where_json_is_expected_is_refused(signed_in: Client, draft: Any) -> None:
    enforcing = Client(enforce_csrf_checks=True, raise_request_exception=False)
    enforcing.cookies = signed_in.cookies
    enforcing.cookies["zhaojing_csrf"] = "x" * 32
    url = reverse("wizard:save", args=[draft.pk, draft.document["opening"]["id"]])
    answer = enforcing.post(url, {"text": "甲"}, headers={"X-CSRFToken": "x" * 32})
    assert (answer.status_code, answer.json()) == (
        400,
        {"error": "bad", "message": "请求的内容不是 JSON。"},
    )


@pytest.mark.db_sensitive
def test_an_address_longer_than_any_is_refused(root: Client) -> None:
    refused(root.get(f"/admin/drafting/framework/?q={'x' * 60_000}"), TOO_LONG)


LISTS = ("phrase", "formulation")


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize(
    "query",
    [
        "x=1",
        "password=1",
        "id__in=a",
        "created_at__date=x",
        "part__exact=1&part__exact=2&nothing=1",
    ],
)
@pytest.mark.db_sensitive
def test_an_unknown_condition_of_an_export_is_refused(root: Client, name: str, query: str) -> None:
    refused(root.get(f"/admin/drafting/{name}/export/?{query}"), NO_SUCH_FILTER)


@pytest.mark.parametrize(
    "query", ["id__range=", "id__range=a,b", "id__in=a", "id__gte=x", "name__contains=a"]
)
@pytest.mark.parametrize("page", ["", "export/"])
@pytest.mark.parametrize("name", LISTS)
@pytest.mark.db_sensitive
def test_a_condition_of_which_no_query_can_be_made_is_no_failure(
    root: Client, name: str, page: str, query: str
) -> None:
    answer = root.get(f"/admin/drafting/{name}/{page}?{query}", follow=True)
    assert answer.status_code < 500
    if answer.status_code >= 400:
        refused(answer, NO_SUCH_FILTER)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("page", ["", "export/"])
@pytest.mark.db_sensitive
def test_an_expression_that_is_none_is_refused(root: Client, page: str) -> None:
    """By the database itself, after which no test's transaction goes on."""
    Phrase.objects.create(key="LL1-01", part="problems", claim="学得不深")
    refused(root.get(f"/admin/drafting/phrase/{page}?key__regex=("), NO_SUCH_FILTER)


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.db_sensitive
def test_an_export_with_known_conditions_is_a_workbook(root: Client, name: str) -> None:
    answer = root.get(f"/admin/drafting/{name}/export/?state__exact=approved&q=x")
    assert (answer.status_code, answer["Content-Disposition"][:10]) == (200, "attachment")
    assert root.get(f"/admin/drafting/{name}/template/?x=1").status_code == 200


@pytest.mark.db_sensitive
def test_numbers_that_no_column_takes_are_refused_with_the_texts_of_the_form(
    root: Client, taxonomy: None
) -> None:
    row = ProblemCategory.objects.first()
    assert row is not None
    sent = {
        "area": row.area,
        "name": "改好的<名称>",
        "gist": row.gist,
        "order": "1",
        "active": "on",
        "causes": "9" * 25,
    }
    answer = root.post(f"/admin/drafting/problemcategory/{row.pk}/change/", sent)
    assert "改好的&lt;名称&gt;" in answer.content.decode()
    if connection.vendor == "sqlite":
        # PostgreSQL compares such numbers, so that the form can say it
        refused(answer, FITS_NOWHERE)
    else:
        assert "没有这个常见原因，请重新选择。" in answer.content.decode()
    row.refresh_from_db()
    assert row.name != "改好的<名称>"


@pytest.mark.db_sensitive
def test_an_id_that_is_none_is_refused(root: Client, member: User) -> None:
    membership = member.memberships.get()
    prefix = "memberships"
    sent = {
        "username": member.username, "name": member.name, "phone": "", "email": "",
        f"{prefix}-TOTAL_FORMS": "1",
        f"{prefix}-INITIAL_FORMS": "1", f"{prefix}-MIN_NUM_FORMS": "0",
        f"{prefix}-MAX_NUM_FORMS": "1000",
        f"{prefix}-0-id": str(membership.pk), f"{prefix}-0-user": str(member.pk),
        f"{prefix}-0-organization": "x",
        f"{prefix}-0-role": "member", f"{prefix}-0-active_from": "2020-01-01",
    }  # fmt: skip
    refused(root.post(f"/admin/accounts/user/{member.pk}/change/", sent), FITS_NOWHERE)


@pytest.mark.parametrize(
    ("forwarded", "found"),
    [("10.0.0.9", "10.0.0.9"), ("x, 2001:db8::1", "2001:db8::1"), ("", "127.0.0.1"),
    ("unknown", "127.0.0.1"),
     ("10.0.0.9, x" * 99, "127.0.0.1"), ("10.0.0.9,", "127.0.0.1")],
)  # fmt: skip
def test_the_address_that_a_proxy_gives_is_an_address(rf: Any, forwarded: str, found: str) -> None:
    assert forwarded_address(rf.get("/", headers={"X-Forwarded-For": forwarded})) == found


@pytest.mark.parametrize(
    "type_", ["text/plain; charset*=utf-8''%00", "a; b*=nonsense''%41", "a; b*=undefined''%41"]
)
def test_a_content_type_that_cannot_be_parsed_is_as_if_there_were_none(rf: Any, type_: str) -> None:
    environ = rf._base_environ(PATH_INFO="/healthz", CONTENT_TYPE=type_)
    said: list[str] = []
    b"".join(
        with_readable_type(get_wsgi_application())(
            environ, lambda status, headers: said.append(status)
        )
    )
    assert said in (["200 OK"], ["503 Service Unavailable"])
