"""A one-time password that nobody changes ends by itself, whichever way it was given."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format

from accounts.models import Organization, User
from accounts.one_time import taken_until
from accounts.services import demo as accounts_demo
from accounts.services import people
from drafting.common.days import day_from
from tests.accounts.rosters import decide, roster, take_in, upload
from tests.factories import UserFactory, person

LOGIN = "/accounts/login/"
FETCH = {"X-Requested-With": "fetch"}
OVER = "一次性密码已过期，请联系系统管理员重置；还没有登录过的党员，也可以请书记补发。"
#: As every installation has them; the tests hash quickly.
HASHERS = [
    "accounts.hashers.MemoryHardHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
CODE = re.compile(r"<code>([a-z0-9-]{14,})</code>")
Given = tuple[str, str]


def sign_in(username: str, password: str) -> Any:
    """The answer to a browser of its own."""
    return Client().post(LOGIN, {"username": username, "password": password})


def faults(answer: Any) -> dict[str, list[str]]:
    """What the sign-in page says; nothing where it let somebody in."""
    return {} if answer.status_code == 302 else dict(answer.context["form"].errors)


def days_pass(username: str, days: int) -> None:
    given = User.objects.get(username=username).one_time_since
    assert given is not None
    User.objects.filter(username=username).update(one_time_since=given - timedelta(days=days))


def shown(answer: Any) -> Given:
    ((_name, username, password),) = answer.context["passwords"]
    return username, password


def by_the_page_of_a_person(desk: Client, branch: Organization) -> Given:
    someone = person("zhang", "张伟", branch)
    answer = desk.post(f"/accounts/people/{someone.pk}/password/")
    return "zhang", answer.context["password"]


def by_resetting_several(desk: Client, branch: Organization) -> Given:
    chosen = [person(name, name, branch).pk for name in ("li", "zhang")]
    sent = {"action": "reset_passwords", "_selected_action": chosen}
    answer = desk.post("/admin/accounts/user/", sent)
    found = CODE.findall(answer.content.decode())
    names = [one.username for one, _ in answer.context["done"]]
    return "zhang", dict(zip(names, found, strict=True))["zhang"]


def by_a_new_row_in_the_admin(desk: Client, branch: Organization) -> Given:
    row = {"organization": branch.pk, "role": "member", "member_kind": "member"}
    sent = {
        "username": "zhang",
        "name": "张伟",
        "is_active": "on",
        "memberships-TOTAL_FORMS": "1",
        "memberships-INITIAL_FORMS": "0",
        "memberships-0-active_from": "2024-01-01",
        **{f"memberships-0-{key}": value for key, value in row.items()},
    }
    answer = desk.post("/admin/accounts/user/add/", sent)
    return "zhang", CODE.findall(answer.content.decode())[0]


def by_an_import(desk: Client, branch: Organization) -> Given:
    page = upload(desk, branch, roster({"姓名": "张伟"}))
    return shown(decide(desk, branch, page))


def by_an_import_that_is_never_shown(desk: Client, branch: Organization) -> Given:
    keeper = User.objects.get(username="administrator")
    ((_name, username, password),) = take_in(keeper, branch, {"姓名": "张伟"}).passwords
    return username, password


def by_adding_one(desk: Client, branch: Organization) -> Given:
    url = f"/accounts/organizations/{branch.pk}/members/add/"
    sent = {"name": "张伟", "role": "党员", "member_kind": "普通党员"}
    page = desk.post(url, {**sent, "do": "check"})
    more = {"username": "zhangwei", "do": "add", "fingerprint": page.context["fingerprint"]}
    return shown(desk.post(url, {**sent, **more}, follow=True))


def by_giving_another(desk: Client, branch: Organization) -> Given:
    someone = person("zhang", "张伟", branch)
    people.give_one_time_password(someone)
    days_pass("zhang", 30)
    url = f"/accounts/organizations/{branch.pk}/members/passwords/"
    return shown(desk.post(url, {"people": [someone.pk]}, follow=True))


def by_giving_another_that_is_never_shown(desk: Client, branch: Organization) -> Given:
    keeper = User.objects.get(username="administrator")
    people.give_one_time_password(person("zhang", "张伟", branch))
    days_pass("zhang", 30)
    someone = User.objects.get(username="zhang")
    ((_name, username, password),) = people.give_first_passwords(keeper, [someone])
    return username, password


def on_the_console(desk: Client, branch: Organization) -> Given:
    """As `manage.py changepassword` does it, for whom has to change theirs."""
    people.give_one_time_password(person("zhang", "张伟", branch))
    days_pass("zhang", 30)
    someone = User.objects.get(username="zhang")
    someone.set_password("shan-gao-shui-chang")
    someone.save()
    return "zhang", "shan-gao-shui-chang"


@pytest.mark.parametrize(
    "give",
    [
        by_the_page_of_a_person,
        by_resetting_several,
        by_a_new_row_in_the_admin,
        by_an_import,
        by_an_import_that_is_never_shown,
        by_adding_one,
        by_giving_another,
        by_giving_another_that_is_never_shown,
        on_the_console,
    ],
)
def test_it_is_taken_for_a_fortnight_and_not_a_day_longer(
    client: Client,
    administrator: User,
    branch: Organization,
    give: Callable[[Client, Organization], Given],
) -> None:
    client.force_login(administrator)
    before = timezone.now()
    username, password = give(client, branch)
    someone = User.objects.get(username=username)
    assert someone.must_change_password
    assert someone.one_time_since is not None
    assert before <= someone.one_time_since <= timezone.now()
    days_pass(username, 14)
    assert faults(sign_in(username, password)) == {}
    days_pass(username, 1)
    assert faults(sign_in(username, password)) == {"__all__": [OVER]}


def test_a_guesser_learns_nothing_of_it(
    client: Client, branch: Organization, settings: Any
) -> None:
    """Nor does the lock: a wrong one is counted, and the right one opens nothing."""
    settings.AXES_FAILURE_LIMIT = 3
    for name in ("over", "fresh"):
        people.give_one_time_password(person(name, name, branch))
    days_pass("over", 15)
    said = {
        name: [faults(sign_in(name, "wrong")), faults(sign_in(name, "wrong"))]
        for name in ("over", "fresh", "nobody")
    }
    assert said["over"] == said["fresh"] == said["nobody"]
    assert said["over"][1] == {"__all__": ["用户名或密码不正确，还可以再试 1 次。"]}
    answers = [sign_in(name, "wrong") for name in ("over", "fresh")]
    assert [answer.status_code for answer in answers] == [429, 429]


def test_a_locked_name_does_not_say_it_either(branch: Organization) -> None:
    password = people.give_one_time_password(person("zhang", "张伟", branch))
    days_pass("zhang", 15)
    for _ in range(5):
        sign_in("zhang", "wrong")
    assert sign_in("zhang", password).status_code == 429


def test_a_script_is_told_the_same(client: Client, branch: Organization) -> None:
    password = people.give_one_time_password(person("zhang", "张伟", branch))
    days_pass("zhang", 15)
    sent = {"username": "zhang", "password": password}
    answer = client.post(LOGIN, sent, headers=FETCH)
    assert (answer.status_code, answer.json()) == (400, {"error": OVER})
    assert "_auth_user_id" not in client.session
    assert User.objects.get(username="zhang").last_login is None


def test_hashing_it_anew_does_not_begin_the_days_again(
    settings: Any, secretary: User, branch: Organization
) -> None:
    settings.PASSWORD_HASHERS = HASHERS
    ((_name, username, password),) = take_in(secretary, branch, {"姓名": "张伟"}).passwords
    days_pass(username, 15)
    before = User.objects.get(username=username)
    assert [faults(sign_in(username, password)) for _ in range(2)] == [{"__all__": [OVER]}] * 2
    after = User.objects.get(username=username)
    assert (before.password[:6], after.password[:6]) == ("pbkdf2", "argon2")
    assert after.one_time_since == before.one_time_since


def test_another_one_is_taken_again_and_ones_own_for_good(branch: Organization) -> None:
    someone = person("zhang", "张伟", branch)
    people.give_one_time_password(someone)
    days_pass("zhang", 15)
    password = people.give_one_time_password(User.objects.get(username="zhang"))
    client = Client()
    assert client.post(LOGIN, {"username": "zhang", "password": password}).status_code == 302
    own = {"new_password1": "shan-gao-shui-chang", "new_password2": "shan-gao-shui-chang"}
    client.post("/accounts/password/", {"old_password": password, **own})
    stored = User.objects.get(username="zhang")
    assert (stored.must_change_password, stored.one_time_since) == (False, None)
    assert faults(sign_in("zhang", "shan-gao-shui-chang")) == {}


def test_the_days_begin_when_it_is_shown(
    client: Client, secretary: User, branch: Organization
) -> None:
    """It is drawn then, and the page says until when."""
    someone = person("zhang", "张伟", branch)
    people.give_one_time_password(someone)
    client.force_login(secretary)
    url = f"/accounts/organizations/{branch.pk}/members/passwords/"
    client.post(url, {"people": [someone.pk]})
    days_pass("zhang", 15)
    username, password = shown(client.get(f"{url}shown/"))
    assert faults(sign_in(username, password)) == {}


def test_the_days_are_a_setting(branch: Organization, settings: Any) -> None:
    password = people.give_one_time_password(person("zhang", "张伟", branch))
    days_pass("zhang", 14)
    settings.ONE_TIME_PASSWORD_DAYS = 13
    assert faults(sign_in("zhang", password)) == {"__all__": [OVER]}


def test_who_has_signed_in_with_it_may_still_change_it(branch: Organization) -> None:
    """At midnight nobody is thrown off the page."""
    password = people.give_one_time_password(person("zhang", "张伟", branch))
    days_pass("zhang", 14)
    client = Client()
    client.post(LOGIN, {"username": "zhang", "password": password})
    days_pass("zhang", 1)
    own = {"new_password1": "shan-gao-shui-chang", "new_password2": "shan-gao-shui-chang"}
    client.post("/accounts/password/", {"old_password": password, **own})
    assert faults(sign_in("zhang", "shan-gao-shui-chang")) == {}


def test_a_superuser_is_not_locked_out(db: None) -> None:
    root = UserFactory(username="root", name="超级", is_superuser=True, is_staff=True)
    password = people.give_one_time_password(root)
    days_pass("root", 400)
    assert faults(sign_in("root", password)) == {}
    root.refresh_from_db()
    assert (root.one_time_until, root.one_time_over) == (None, False)


def test_nor_are_the_demo_accounts_however_long_the_demo_stands(db: None, settings: Any) -> None:
    settings.DEMO = True
    cast = accounts_demo.load_demo_accounts()
    people.start_one_time_passwords()
    long_ago = timezone.now() - timedelta(days=400)
    User.objects.update(date_joined=long_ago)
    assert [faults(sign_in(one.username, "zhaojing-demo")) for one in cast[:3]] == [{}] * 3
    assert set(User.objects.values_list("must_change_password", "one_time_since")) == {
        (False, None)
    }


@pytest.mark.db_sensitive
def test_those_from_before_the_upgrade_begin_with_it(
    member: User, colleague: User, secretary: User
) -> None:
    """And those that a web process of before gives meanwhile, with the next `migrate`."""
    password = people.give_one_time_password(member)
    User.objects.filter(pk=member.pk).update(one_time_since=None)
    people.give_one_time_password(secretary)
    days_pass("secretary", 9)
    kept = User.objects.get(username="secretary").one_time_since
    assert faults(sign_in("member", password)) == {}
    before = timezone.now()
    call_command("migrate", verbosity=0)
    times = dict(User.objects.values_list("username", "one_time_since"))
    begun = times["member"]
    assert isinstance(begun, datetime)
    assert before <= begun <= timezone.now()
    assert times == {"member": begun, "secretary": kept, "colleague": None}
    days_pass("member", 15)
    assert faults(sign_in("member", password)) == {"__all__": [OVER]}


# what the pages say


def said(page: Any) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page.content.decode())))


@pytest.fixture
def three(branch: Organization, secretary: User, member: User) -> str:
    """One that is over, one that is taken, one who has their own; until when, as pages write it."""
    for name, username in (("张伟", "zhang"), ("李娜", "li")):
        people.give_one_time_password(person(username, name, branch))
    days_pass("zhang", 15)
    today = timezone.localdate()
    return day_from(today + timedelta(days=14), today)


def test_a_day_of_another_year_is_said_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda: date(2026, 12, 28))
    assert taken_until(date(2026, 12, 30)) == "至12月30日有效"
    assert taken_until(date(2027, 1, 3)) == "至2027年1月3日有效"


def test_the_list_says_whose_is_over_and_until_when_the_others_are_taken(
    client: Client, administrator: User, secretary: User, branch: Organization, three: str
) -> None:
    for keeper in (administrator, secretary):
        client.force_login(keeper)
        url = f"/accounts/organizations/{branch.pk}/members/"
        page = client.get(url)
        states = {row.post.user.name: (row.label, row.tone) for row in page.context["rows"]}
        assert states == {
            "林静": ("启用" if keeper == secretary else "未登录过", states["林静"][1]),
            "刘洋": ("未登录过", ""),
            "张伟": ("一次性密码已过期", "bad"),
            "李娜": ("待改密码", "warn"),
        }
        assert said(page).count(f"待改密码 至{three}有效") == 1
        found = client.get(url, {"account": "over"}).context["rows"]
        assert [row.post.user.name for row in found] == ["张伟"]
        waiting = said(client.get(f"{url}passwords/"))
        assert "zhang，已过期" in waiting
        assert f"li，至{three}有效" in waiting


def test_so_do_the_page_of_a_person_and_the_admin(
    client: Client, administrator: User, three: str
) -> None:
    client.force_login(administrator)
    pages = {
        name: said(client.get(f"/accounts/people/{User.objects.get(username=name).pk}/"))
        for name in ("zhang", "li", "member")
    }
    assert "用户名 zhang 一次性密码已过期" in pages["zhang"]
    assert f"用户名 li 待改密码 至{three}有效" in pages["li"]
    assert "用户名 member 启用" in pages["member"]
    assert "有效" not in pages["zhang"] + pages["member"]
    rows = said(client.get("/admin/accounts/user/", {"q": "zhang"}))
    assert "已过期" in rows
    assert f"至{three}有效" in said(client.get("/admin/accounts/user/", {"q": "li"}))


def test_where_it_is_shown_stands_until_when(
    client: Client, administrator: User, branch: Organization, three: str
) -> None:
    client.force_login(administrator)
    someone = User.objects.get(username="zhang")
    year = date_format(timezone.localdate() + timedelta(days=14), "Y年n月j日")
    page = client.post(f"/accounts/people/{someone.pk}/password/")
    assert f"有效至 {year}" in said(page)
    url = f"/accounts/organizations/{branch.pk}/members/passwords/"
    page = client.post(url, {"people": [someone.pk]}, follow=True)
    assert f"密码至{year}有效" in said(page)
    sent = {"action": "reset_passwords", "_selected_action": [someone.pk]}
    assert year in said(client.post("/admin/accounts/user/", sent))


def test_where_nobody_signs_in_with_it_no_page_speaks_of_it(
    client: Client, administrator: User, branch: Organization, three: str, settings: Any
) -> None:
    settings.LOCAL_SIGN_IN = "superusers"
    client.force_login(administrator)
    page = client.get(f"/accounts/organizations/{branch.pk}/members/")
    assert [row.label for row in page.context["rows"] if row.waiting] == ["待改密码"] * 2
    assert f"至{three}有效" not in said(page)
