"""The error pages, as Django serves them."""

from urllib.parse import urlencode

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template
from django.test import Client, override_settings
from django.urls import path

from accounts.models import User
from drafting.requests.body_limits import TOO_LARGE
from drafting.requests.error_pages import TOO_MUCH, UNREADABLE
from drafting.urls import handler400, handler403, handler404  # noqa: F401 - as the project has them
from drafting.urls import urlpatterns as real
from tests.factories import UserFactory


def refuse(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied("只有书记可以<打开>这一页。")


def refuse_silently(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def suspect(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation("inner detail")


def fail(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("inner detail")


urlpatterns = [
    *real,
    path("t/403", refuse),
    path("t/403-silent", refuse_silently),
    path("t/400", suspect),
    path("t/500", fail),
]


@pytest.fixture
def visitor(db: None) -> User:
    return UserFactory(name="刘洋")


@pytest.fixture
def browser(visitor: User) -> Client:
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)
    client.force_login(visitor)
    return client


def test_an_address_for_forms_only_says_so(browser: Client) -> None:
    answer = browser.get("/accounts/logout/")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "这个网址不能直接打开" in answer.content.decode()
    told = browser.get("/accounts/logout/", headers={"X-Requested-With": "fetch"})
    assert (told.status_code, told["Allow"], told.json()) == (
        405,
        "POST",
        {"error": "method", "message": "这个网址不接收这样的请求，没有做任何改动。"},
    )


@override_settings(ROOT_URLCONF="tests.requests.test_error_pages")
@pytest.mark.parametrize(
    ("url", "status", "words"),
    [
        ("/t/403", 403, "只有书记可以&lt;打开&gt;这一页。"),
        ("/t/403-silent", 403, "您没有进行这项操作的权限。"),
        ("/t/404", 404, "没有找到这个页面"),
        ("/t/400", 400, "请求有误"),
        ("/t/500", 500, "系统出错了"),
    ],
)
def test_every_error_has_a_calm_page(browser: Client, url: str, status: int, words: str) -> None:
    answer = browser.get(url)
    text = answer.content.decode()
    assert answer.status_code == status
    assert words in text
    assert 'lang="zh-CN"' in text
    assert "inner detail" not in text


@override_settings(ROOT_URLCONF="tests.requests.test_error_pages")
@pytest.mark.parametrize(
    ("url", "status", "told"),
    [
        ("/t/403", 403, {"error": "forbidden", "message": "只有书记可以<打开>这一页。"}),
        ("/t/403-silent", 403, {"error": "forbidden", "message": "您没有进行这项操作的权限。"}),
        ("/t/404", 404, {"error": "missing", "message": "没有找到这个页面。"}),
        ("/t/400", 400, {"error": "bad", "message": UNREADABLE}),
        (
            "/exports/00000000-0000-0000-0000-000000000000/",
            404,
            {"error": "missing", "message": "没有这个文件。"},
        ),
    ],
)
def test_a_script_gets_the_same_sentence_as_json(
    browser: Client, url: str, status: int, told: dict[str, str]
) -> None:
    answer = browser.get(url, headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()) == (status, told)


def test_the_page_of_a_failure_needs_nothing() -> None:
    # no database mark: a query would fail this test
    assert "系统出错了" in get_template("500.html").render()


def test_an_expired_form_gives_the_texts_back(browser: Client) -> None:
    sent = {
        "closing-text": "以上是我个人的对照检查情况</textarea>",
        "op": "next",
        "new_password1": "密码密码密码密码密码",
        "short": "短",
    }
    answer = browser.post(
        "/drafts/new/", sent, headers={"referer": "http://testserver/drafts/new/?meeting=1"}
    )
    text = answer.content.decode()
    assert answer.status_code == 403
    assert "以上是我个人的对照检查情况&lt;/textarea&gt;</textarea>" in text
    assert "密码密码" not in text
    assert text.count("<textarea") == 1
    assert 'href="/drafts/new/?meeting=1"' in text
    assert "刘洋" in text


def test_the_way_back_never_leads_to_another_site(browser: Client) -> None:
    answer = browser.post("/drafts/new/", {}, headers={"referer": "http://elsewhere.example/"})
    assert "elsewhere" not in answer.content.decode()
    assert "请返回原来的页面，刷新后再提交一次。" in answer.content.decode()


def test_a_script_gets_json(browser: Client) -> None:
    answer = browser.post("/drafts/new/", {}, headers={"x-requested-with": "fetch"})
    assert (answer.status_code, answer.json()) == (
        403,
        {"error": "csrf", "message": "这个页面已过期，请刷新后再提交。"},
    )


@pytest.mark.parametrize(
    ("much", "error", "sentence"),
    [
        ({f"a{n}": "" for n in range(20_001)}, "bad", TOO_MUCH),
        ({"a": "字" * 3_000_000}, "too_large", TOO_LARGE),
    ],
)
def test_a_form_that_is_too_large_is_told_apart_from_one_that_is_wrong(
    visitor: User, much: dict[str, str], error: str, sentence: str
) -> None:
    browser = Client()
    browser.force_login(visitor)
    body = urlencode(much)
    sent = {"content_type": "application/x-www-form-urlencoded"}
    answer = browser.post("/drafts/new/", body, **sent)
    assert (answer.status_code, sentence in answer.content.decode()) == (413, True)
    told = browser.post("/drafts/new/", body, headers={"x-requested-with": "fetch"}, **sent)
    assert (told.status_code, told.json()) == (413, {"error": error, "message": sentence})
