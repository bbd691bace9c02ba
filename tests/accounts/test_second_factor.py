"""Setting up a second step, having to, and losing it."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from io import StringIO
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.codes import Role
from accounts.models import Membership, RecoveryCode, SecondFactor, SignIn, User
from accounts.services import second_factor
from tests.accounts.authenticators import Authenticator, give_second_step
from tests.accounts.sign_in_pages import LOGIN, PROFILE, is_in
from tests.factories import PASSWORD

SET_UP = "/accounts/second-factor/"
CODES = "/accounts/second-factor/codes/"
OFF = "/accounts/second-factor/off/"
FETCH = {"X-Requested-With": "fetch"}

pytestmark = pytest.mark.django_db


def browser(username: str) -> Client:
    """A browser in which somebody has signed in with the password."""
    client = Client()
    assert client.post(LOGIN, {"username": username, "password": PASSWORD}).status_code == 302
    return client


def words(answer: Any) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


def phone_of(page: Any) -> Authenticator:
    """The authenticator that has read the page's key."""
    found = re.search(r'<code class="secret">([A-Z2-7 ]+)</code>', page.content.decode())
    assert found
    return Authenticator(found[1].replace(" ", ""))


def test_it_is_set_up_with_the_first_code(member: User) -> None:
    here, elsewhere = browser("member"), browser("member")
    assert "启用两步验证" in words(here.get(PROFILE))
    page = here.get(SET_UP)
    phone = phone_of(page)
    assert "<svg" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    # the page may be read again: its key stays
    assert phone_of(here.get(SET_UP)).secret == phone.secret
    wrong = here.post(SET_UP, {"code": phone.wrong()})
    assert "请核对手机的时间" in words(wrong)
    assert phone_of(wrong).secret == phone.secret
    assert not SecondFactor.objects.exists()

    done = here.post(SET_UP, {"code": phone.code()})
    shown = re.findall(r"<li><code>([a-z0-9]{4}(?:-[a-z0-9]{4}){2})</code>", done.content.decode())
    assert len(set(shown)) == 10
    assert "只在本页显示这一次" in words(done)
    file = re.search(r'href="data:text/plain;charset=utf-8;base64,([^"]+)"', done.content.decode())
    assert file
    text = b64decode(unescape(file[1])).decode("utf-8-sig")
    assert [line for line in text.splitlines() if "-" in line] == shown
    assert [is_in(here), is_in(elsewhere)] == [True, False]
    assert "还有 10 个恢复码" in words(here.get(PROFILE))
    assert all(second_factor.use_code(member, code.replace("-", "")) for code in shown)
    assert here.get(SET_UP)["Location"] == PROFILE


def test_who_has_been_in_for_long_gives_the_password_again(member: User) -> None:
    here = browser("member")
    SignIn.objects.update(began_at=timezone.now() - timedelta(minutes=11))
    phone = phone_of(here.get(SET_UP))
    refused = here.post(SET_UP, {"code": phone.code(), "password": "wrong"})
    assert "密码不正确。" in words(refused)
    assert not SecondFactor.objects.exists()
    here.post(SET_UP, {"code": phone.code(), "password": PASSWORD})
    assert SecondFactor.objects.get().user == member


def test_new_codes_and_turning_it_off_take_the_password(member: User) -> None:
    here = browser("member")
    _, codes = give_second_step(member)
    for page in (CODES, OFF):
        assert here.get(page).status_code == 200
        for typed in ("", "wrong"):
            here.post(page, {"password": typed})
    assert second_factor.use_code(member, codes[0].replace("-", ""))
    shown = here.post(CODES, {"password": PASSWORD})
    assert "原来的恢复码都作废了。" in words(shown)
    assert not second_factor.use_code(member, codes[1].replace("-", ""))
    assert second_factor.codes_left(member) == 10
    off = here.post(OFF, {"password": PASSWORD}, follow=True)
    assert "两步验证已关闭，以后只用密码登录。" in words(off)
    assert not RecoveryCode.objects.exists()
    assert is_in(browser("member"))
    assert here.get(OFF)["Location"] == here.get(CODES)["Location"] == PROFILE


def test_passwords_tried_there_count_as_at_the_sign_in(member: User) -> None:
    here = browser("member")
    give_second_step(member)
    tried = [here.post(OFF, {"password": f"wrong-{n}"}).status_code for n in range(6)]
    assert tried == [200, 200, 200, 200, 429, 429]
    assert here.post(OFF, {"password": PASSWORD}).status_code == 429
    assert SecondFactor.objects.exists()


def test_a_page_that_is_read_twice_sets_up_once(member: User) -> None:
    here = browser("member")
    phone = phone_of(here.get(SET_UP))
    here.post(SET_UP, {"code": phone.code()})
    assert here.post(SET_UP, {"code": phone.code()})["Location"] == PROFILE
    assert second_factor.codes_left(member) == 10


class TestRequired:
    @pytest.fixture(autouse=True)
    def roles(self, settings: Any) -> None:
        settings.SECOND_FACTOR_ROLES = ("administrator", "secretary")

    def test_who_has_to_sees_nothing_else(self, secretary: User) -> None:
        here = browser("secretary")
        assert here.get("/facts/?a=1")["Location"] == f"{SET_UP}?next=%2Ffacts%2F%3Fa%3D1"
        told = here.post("/facts/", headers=FETCH)
        assert (told.status_code, told.json()["url"]) == (403, SET_UP)
        assert here.get("/help/").status_code == 200
        page = here.get(f"{SET_UP}?next=/facts/")
        assert "您的角色须启用两步验证" in words(page)
        done = here.post(SET_UP, {"code": phone_of(page).code(), "next": "/facts/"})
        assert 'href="/facts/"' in done.content.decode()
        assert here.get("/facts/").status_code == 200

    def test_others_are_left_alone(self, member: User, curator: User) -> None:
        for username in ("member", "curator"):
            assert browser(username).get("/facts/").status_code == 200

    def test_a_superuser_counts_as_an_administrator(self, db: None) -> None:
        User.objects.create_superuser("root", password=PASSWORD, name="根")
        assert browser("root").get("/admin/")["Location"] == f"{SET_UP}?next=%2Fadmin%2F"

    def test_a_role_that_begins_later(self, member: User, branch: Any) -> None:
        here = browser("member")
        assert here.get("/facts/").status_code == 200
        Membership.objects.create(user=member, organization=branch, role=Role.SECRETARY)
        session = here.session
        session["second_factor_seen"] -= 301
        session.save()
        assert here.get("/facts/").status_code == 302

    def test_a_one_time_password_is_changed_first(self, secretary: User) -> None:
        User.objects.update(must_change_password=True)
        here = browser("secretary")
        assert here.get("/facts/")["Location"] == "/accounts/password/"
        assert here.get("/accounts/password/").status_code == 200

    def test_turning_it_off_leads_to_another_one(self, secretary: User) -> None:
        here = browser("secretary")
        give_second_step(secretary)
        assert here.get("/facts/").status_code == 200
        assert "停用原来的，设置新的" in words(here.get(OFF))
        assert here.post(OFF, {"password": PASSWORD})["Location"] == SET_UP
        assert here.get("/facts/").status_code == 302

    def test_it_is_not_asked_for_with_each_page(
        self, member: User, django_assert_num_queries: Callable[..., Any], settings: Any
    ) -> None:
        here = browser("member")
        here.get("/facts/")
        with CaptureQueriesContext(connection) as asked:
            settings.SECOND_FACTOR_ROLES = ()
            here.get("/facts/")
        with django_assert_num_queries(len(asked)):
            settings.SECOND_FACTOR_ROLES = ("secretary",)
            here.get("/facts/")


class TestReset:
    def url(self, person: User) -> str:
        return reverse("accounts:person_second_factor", args=[person.pk])

    def test_an_administrator_takes_it_away(self, member: User, administrator: User) -> None:
        theirs, office = browser("member"), browser("administrator")
        give_second_step(member)
        assert "重置两步验证…" in words(office.get(reverse("accounts:person", args=[member.pk])))
        assert "不能撤销" in words(office.get(self.url(member)))
        assert SecondFactor.objects.exists()
        done = office.post(self.url(member), follow=True)
        assert "已重置刘洋的两步验证，并告诉了本人。" in words(done)
        assert not SecondFactor.objects.exists()
        assert not RecoveryCode.objects.exists()
        assert not is_in(theirs)
        assert member.notices.get().text.startswith(
            "系统管理员罗敏重置了您的两步验证，现在只用密码就能登录，"
        )
        entry = LogEntry.objects.get()
        assert (entry.user, entry.object_id, entry.change_message) == (
            administrator, str(member.pk), "重置两步验证。",
        )  # fmt: skip
        assert "没有做改动" in words(office.post(self.url(member), follow=True))
        assert member.notices.count() == 1

    def test_not_for_oneself_and_not_a_superusers(self, administrator: User) -> None:
        root = User.objects.create_superuser("root", password=PASSWORD, name="根")
        give_second_step(root)
        office = browser("administrator")
        give_second_step(administrator)
        assert "请在“我的资料”里更换或关闭" in words(
            office.post(self.url(administrator), follow=True)
        )
        assert office.post(self.url(root)).status_code == 404
        assert SecondFactor.objects.count() == 2

    def test_nobody_elses_page(self, member: User, colleague: User, secretary: User) -> None:
        give_second_step(member)
        for username in ("colleague", "secretary"):
            assert browser(username).post(self.url(member)).status_code == 404
        assert SecondFactor.objects.exists()

    def test_on_the_server(self, member: User, settings: Any) -> None:
        def run(*args: str) -> str:
            out = StringIO()
            call_command("reset_second_factor", *args, stdout=out)
            return out.getvalue()

        root = User.objects.create_superuser("root", password=PASSWORD, name="根")
        give_second_step(root)
        assert run("root") == "已重置根（root）的两步验证。\n"
        assert is_in(browser("root"))
        give_second_step(member)
        for wrong in (["root"], ["nobody"], [], ["--unreadable"], ["member", "--unreadable"]):
            with pytest.raises(CommandError):
                run(*wrong)
        settings.SECRET_KEY += "x"
        assert run("--unreadable") == "已重置刘洋（member）的两步验证。\n"
