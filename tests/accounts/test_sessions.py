"""People see where they are signed in, and end it; a new password and a closed account end it
too."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.devices import UNKNOWN, device_words
from accounts.models import SignIn, User
from accounts.services import people
from tests.accounts.sign_in_pages import LOGIN, PROFILE, is_in
from tests.factories import PASSWORD

OTHERS = "/accounts/sessions/end/"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
PHONE = (
    "Mozilla/5.0 (Linux; Android 12; ELS-AN00) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 "
    "Chrome/107.0.5304.141 Mobile Safari/537.36 XWEB/5023 MicroMessenger/8.0.31"
)
EDGE = WINDOWS + "Chrome/120.0.0.0 Safari/537.36 Edg/120.0.0.0"

pytestmark = pytest.mark.django_db


def browser(username: str, agent: str = EDGE, password: str = PASSWORD) -> Client:
    """A browser in which somebody has signed in."""
    client = Client(headers={"User-Agent": agent})
    assert client.post(LOGIN, {"username": username, "password": password}).status_code == 302
    return client


def listed(client: Client) -> list[tuple[str, bool]]:
    return [
        (one.sign_in.device, one.own)
        for one in client.get(PROFILE).context["sessions"]
    ]  # fmt: skip


def said(client: Client, method: str, url: str) -> str:
    answer = getattr(client, method)(url, follow=True)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


def test_the_sessions_are_told_by_device_and_last_use(member: User, colleague: User) -> None:
    here, phone = browser("member"), browser("member", PHONE)
    browser("colleague", PHONE)
    row = SignIn.objects.get(user=member, device="安卓上的微信")
    used = timezone.now() + timedelta(hours=1, minutes=50)
    Session.objects.filter(session_key=row.session_key).update(expire_date=used)
    assert listed(here) == [("Windows 上的 Edge", True), ("安卓上的微信", False)]
    page = said(here, "get", PROFILE)
    clock = timezone.localtime(used - timedelta(hours=2))
    assert f"最近使用 {clock.month}月{clock.day}日 {clock:%H:%M}" in page
    assert page.count("本机，正在使用") == 1
    assert "127.0.0.1" not in page
    assert listed(phone) == [("安卓上的微信", True), ("Windows 上的 Edge", False)]


def test_one_is_ended_and_the_others_go_on(member: User) -> None:
    here, phone, third = browser("member"), browser("member", PHONE), browser("member")
    row = SignIn.objects.get(device="安卓上的微信")
    url = reverse("accounts:session_end", args=[row.pk])
    assert "已结束在安卓上的微信的登录。" in said(here, "post", url)
    assert [is_in(one) for one in (here, phone, third)] == [True, False, True]
    assert here.post(url).status_code == 404


def test_all_others_are_ended_at_once(member: User, colleague: User) -> None:
    here, phone, third = browser("member"), browser("member", PHONE), browser("member")
    elsewhere = browser("colleague")
    assert "已结束其他 2 处登录。" in said(here, "post", OTHERS)
    assert [is_in(one) for one in (here, phone, third, elsewhere)] == [True, False, False, True]
    assert "没有其他的登录。" in said(here, "post", OTHERS)


def test_nobody_ends_the_own_one_or_anybody_elses(member: User, colleague: User) -> None:
    here, theirs = browser("member"), browser("colleague")
    own = SignIn.objects.get(user=member)
    other = SignIn.objects.get(user=colleague)
    url = reverse("accounts:session_end", args=[own.pk])
    assert "要结束它，请点“退出”。" in said(here, "post", url)
    assert here.post(reverse("accounts:session_end", args=[other.pk])).status_code == 404
    assert here.get(OTHERS).status_code == 405
    assert [is_in(here), is_in(theirs)] == [True, True]


def test_a_new_password_ends_the_others_and_the_list_says_so(member: User) -> None:
    here, phone = browser("member"), browser("member", PHONE)
    new = "shan-gao-shui-chang"
    sent = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    assert here.post("/accounts/password/", sent).status_code == 302
    assert [is_in(here), is_in(phone)] == [True, False]
    assert listed(here) == [("Windows 上的 Edge", True)]
    assert SignIn.objects.filter(user=member).count() == 1


def test_a_session_of_an_old_password_is_not_listed(member: User) -> None:
    browser("member", PHONE)
    member.set_password("set-on-the-console-7")
    member.save()
    here = browser("member", password="set-on-the-console-7")
    assert listed(here) == [("Windows 上的 Edge", True)]


@pytest.mark.parametrize("page", ["person", "admin"])
def test_a_closed_account_has_no_sessions_when_it_is_opened_again(
    member: User, administrator: User, client: Client, page: str
) -> None:
    theirs, office = browser("member"), browser("administrator")
    if page == "person":
        office.post(reverse("accounts:person_active", args=[member.pk]))
    else:
        url = f"/admin/accounts/user/{member.pk}/change/"
        form = office.get(url).context["adminform"].form
        sent = {name: form[name].value() or "" for name in form.fields if name != "is_active"}
        for formset in office.get(url).context["inline_admin_formsets"]:
            for bound in [formset.formset.management_form, *formset.formset.initial_forms]:
                sent |= {one.html_name: one.value() or "" for one in bound}
        sent = {name: value for name, value in sent.items() if not name.endswith("-beside")}
        answer = office.post(url, sent)
        assert answer.status_code == 302, answer.context["errors"]
    assert not User.objects.get(pk=member.pk).is_active
    assert not is_in(theirs)
    User.objects.filter(pk=member.pk).update(is_active=True)
    assert not is_in(theirs)
    assert is_in(office)


def test_a_reset_password_ends_all(member: User) -> None:
    theirs = browser("member")
    people.give_one_time_password(member)
    assert theirs.get(PROFILE).status_code == 302
    assert not SignIn.objects.filter(user=member).exists()


def test_rows_of_sessions_that_are_gone_go_with_the_next_sign_in(member: User) -> None:
    browser("member").post("/accounts/logout/")
    assert SignIn.objects.count() == 1
    browser("member")
    assert SignIn.objects.count() == 1


def test_who_was_signed_in_before_there_were_rows_is_listed(member: User) -> None:
    here = browser("member")
    SignIn.objects.all().delete()
    assert listed(here) == [("Windows 上的 Edge", True)]


def test_another_person_in_the_same_browser(member: User, colleague: User) -> None:
    here = browser("member")
    here.post(LOGIN, {"username": "colleague", "password": PASSWORD})
    assert listed(here) == [("Windows 上的 Edge", True)]
    assert SignIn.objects.filter(user=colleague).count() == 1


def test_a_page_costs_no_query_more(member: User, django_assert_num_queries) -> None:
    here = browser("member")
    url = reverse("accounts:password_change")
    here.get(url)
    with django_assert_num_queries(4):  # session, person, offices and notices of the page's head
        here.get(url)


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (EDGE, "Windows 上的 Edge"),
        (PHONE, "安卓上的微信"),
        (WINDOWS + "Chrome/78.0.3904.108 Safari/537.36", "Windows 上的 Chrome"),
        (WINDOWS + "Chrome/86.0 Safari/537.36 QIHU 360SE", "Windows 上的 360 浏览器"),
        (
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/97 Safari/537.36 Kylin",
            "麒麟上的 Chrome",
        ),
        ("Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:109.0) Firefox/115.0", "Linux 上的 Firefox"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 16_0 like Mac OS X) Version/16.0 Safari/604.1",
            "苹果手机上的 Safari",
        ),
        ("", UNKNOWN),
        ("<script>alert(1)</script>" * 100, UNKNOWN),
        ("curl/8.0 " + "长" * 5000, UNKNOWN),
    ],
)
def test_devices_in_words(agent: str, words: str) -> None:
    assert device_words(agent) == words
