"""What an anonymous request gets: a page leads to the sign-in page and back, a script never gets a
page."""

import pytest
from django.test import Client, RequestFactory

from accounts.http import return_path, wants_json

PROFILE = "/accounts/profile/"
LOGIN = "/accounts/login/?next="


def test_a_page_leads_to_signing_in_and_back(client: Client, db: None) -> None:
    assert (
        client.get(f"{PROFILE}?a=1&b=2")["Location"] == f"{LOGIN}/accounts/profile/%3Fa%3D1%26b%3D2"
    )


def test_a_form_leads_back_to_the_page_it_stood_on(client: Client, db: None) -> None:
    sent = client.post(PROFILE, headers={"Referer": "http://testserver/drafts/7/step/?x=1"})
    assert sent["Location"] == f"{LOGIN}/drafts/7/step/%3Fx%3D1"


def test_a_form_with_texts_gives_them_back(client: Client, db: None) -> None:
    typed = {
        "x-claim": "怕得罪人",
        "x-example": "比如，<b>三月",
        "op": "next",
        "password": "口令不给人看",
        "x-category": "LL1",
    }
    answer = client.post(
        PROFILE, typed, headers={"Referer": "http://testserver/drafts/7/step/?x=1"}
    )
    page = answer.content.decode()
    assert answer.status_code == 403
    assert answer.context["texts"] == ["怕得罪人", "比如，<b>三月"]
    assert f'href="{LOGIN}%2Fdrafts%2F7%2Fstep%2F%3Fx%3D1"' in page
    assert "比如，&lt;b&gt;三月" in page
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    "referer", ["", "https://evil.example/drafts/", "http://testserver.evil.example/"]
)
def test_a_foreign_page_is_not_returned_to(referer: str) -> None:
    assert return_path(RequestFactory().post(PROFILE, headers={"Referer": referer})) == ""


@pytest.mark.parametrize("header", [{"X-Requested-With": "fetch"}, {"Accept": "application/json"}])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_script_gets_401(client: Client, db: None, method: str, header: dict[str, str]) -> None:
    answer = getattr(client, method)(PROFILE, headers=header)
    assert answer.status_code == 401
    assert answer.json() == {"error": "login", "message": "登录已过期，请重新登录。"}


@pytest.mark.parametrize(
    ("headers", "script"),
    [
        ({}, False),
        ({"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}, False),
        ({"Accept": "text/html, application/json"}, False),
        ({"Accept": "*/*"}, False),
        ({"X-Requested-With": "XMLHttpRequest"}, False),
        ({"Accept": "application/json, */*"}, True),
        ({"X-Requested-With": "fetch", "Accept": "text/html"}, True),
    ],
)
def test_who_is_a_script(headers: dict[str, str], script: bool) -> None:
    assert wants_json(RequestFactory().get("/", headers=headers)) is script
