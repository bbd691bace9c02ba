"""字号: kept with the person, there from the first byte of every page."""

import re

import pytest
from django.test import Client

from accounts.codes import TextSize
from accounts.models import User
from tests.factories import PASSWORD
from tests.processes import ROOT

ADDRESS = "/accounts/text-size/"
PROFILE = "/accounts/profile/"
MODES = {code for code in TextSize.values if code != TextSize.STANDARD}


def size_of(page: str) -> str:
    found = re.search(r'<html lang="zh-CN" class="size-(\w+)">', page)
    assert found
    return found.group(1)


@pytest.fixture
def visitor(client: Client, member: User) -> Client:
    client.force_login(member)
    return client


def test_a_choice_leads_back_and_holds_on_every_page(visitor: Client, member: User) -> None:
    assert size_of(visitor.get(PROFILE).content.decode()) == "standard"
    sent = visitor.post(
        ADDRESS, {"size": "largest"}, headers={"referer": f"http://testserver{PROFILE}?a=b"}
    )
    assert (sent.status_code, sent["Location"]) == (302, f"{PROFILE}?a=b")
    page = visitor.get(PROFILE).content.decode()
    assert "字号已改为“特大”。" in page
    assert [size_of(page), size_of(visitor.get("/").content.decode())] == ["largest", "largest"]
    # as the two places of the page show it
    assert re.findall(r'value="(\w+)" aria-pressed="true"', page) == ["largest", "largest"]
    assert re.findall(r'name="size" value="(\w+)"', page) == 2 * TextSize.values
    other = Client()
    other.force_login(member)
    assert size_of(other.get(PROFILE).content.decode()) == "largest"


@pytest.mark.parametrize("size", TextSize.values)
def test_the_admin_has_it_too(client: Client, curator: User, size: str) -> None:
    User.objects.filter(pk=curator.pk).update(text_size=size)
    client.force_login(curator)
    sheets = re.findall(r"css/admin-text-(\w+)\.css", client.get("/admin/").content.decode())
    assert sheets == ([] if size == TextSize.STANDARD else [size])


def scale(sheet: str, root: str) -> str:
    found = re.search(rf"^{root} {{ font-size: ([\d.]+%); }}", sheet, re.MULTILINE)
    assert found
    return found.group(1)


@pytest.mark.parametrize("size", sorted(MODES))
def test_the_admin_is_as_large_as_every_page(size: str) -> None:
    styles = ROOT / "static/css"
    everywhere, admin = (
        (styles / name).read_text(encoding="utf-8")
        for name in ("app.css", f"admin-text-{size}.css")
    )
    assert scale(admin, "html") == scale(everywhere, f"html.size-{size}")


def test_a_script_is_told_in_place(visitor: Client, member: User) -> None:
    answer = visitor.post(ADDRESS, {"size": "large"}, headers={"x-requested-with": "fetch"})
    assert answer.json() == {"size": "large", "message": "字号已改为“大”。"}
    wrong = visitor.post(ADDRESS, {"size": "huge"}, headers={"x-requested-with": "fetch"})
    assert wrong.status_code == 400
    assert wrong.json()["message"] == "没有这种字号，请从标准、大、特大中选一种。"
    assert User.objects.get(pk=member.pk).text_size == "large"


def test_what_is_no_size_is_refused_and_nowhere_else_leads(visitor: Client) -> None:
    sent = visitor.post(ADDRESS, {}, headers={"referer": "https://elsewhere.test/"}, follow=True)
    assert sent.redirect_chain == [("/", 302)]
    assert "请选择字号。" in sent.content.decode()


def test_with_a_one_time_password_too(visitor: Client, member: User) -> None:
    User.objects.filter(pk=member.pk).update(must_change_password=True)
    visitor.post(ADDRESS, {"size": "large"})
    assert User.objects.get(pk=member.pk).text_size == "large"


def test_before_the_sign_in_as_it_was_last_on_this_computer(client: Client, member: User) -> None:
    def sign_in_page() -> str:
        return size_of(client.get("/accounts/login/").content.decode())

    assert sign_in_page() == "standard"
    sent = client.post(
        ADDRESS, {"size": "largest"}, headers={"referer": "http://testserver/accounts/login/"}
    )
    assert (sent["Location"], sign_in_page()) == ("/accounts/login/", "largest")
    client.post(ADDRESS, {"size": "huge"})
    assert sign_in_page() == "largest"
    # the person's own size goes before, and stays when the person has gone
    User.objects.filter(pk=member.pk).update(text_size="large")
    client.post("/accounts/login/", {"username": member.username, "password": PASSWORD})
    assert size_of(client.get(PROFILE).content.decode()) == "large"
    client.post("/accounts/logout/")
    assert sign_in_page() == "large"
    client.cookies["zhaojing_text_size"] = "huge"
    assert sign_in_page() == "standard"


def test_the_styles_know_every_size() -> None:
    styles = (ROOT / "static/css/app.css").read_text(encoding="utf-8")
    assert set(re.findall(r"html\.size-(\w+)", styles)) == MODES
