"""Other one-time passwords for members who never used theirs: for whom, by whom, and what becomes
of the old ones."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.messages import get_messages
from django.test import Client
from django.utils import timezone

from accounts.codes import Role
from accounts.models import Organization, User
from accounts.selectors import not_signed_in_yet
from accounts.services import people
from tests.accounts.rosters import everybody
from tests.factories import MembershipFactory, OrganizationFactory, person
from tests.threads import at_once


def waiting(username: str, *args: Any, **kwargs: Any) -> User:
    """A person whose one-time password has not been used."""
    user = person(username, f"{username}名", *args, **kwargs)
    User.objects.filter(pk=user.pk).update(must_change_password=True)
    return User.objects.get(pk=user.pk)


def url(organization: Organization) -> str:
    return f"/accounts/organizations/{organization.pk}/members/passwords/"


def test_who_may_be_given_another(
    branch: Organization,
    other_branch: Organization,
    committee: Organization,
    secretary: User,
    member: User,
) -> None:
    """Not who was in, and may have written; not who reviews or keeps people; not who is elsewhere
    too."""
    group = OrganizationFactory(name="第一党小组", kind="group", parent=branch)
    plain, leader = waiting("plain", branch), waiting("leader", group, Role.SECRETARY)
    MembershipFactory(
        user=plain, organization=other_branch, active_from="2020-01-01", active_to="2021-01-01"
    )
    waiting("deputy", branch, Role.DEPUTY)
    waiting("second", branch, Role.SECRETARY)
    waiting("curator2", branch, Role.CURATOR, member_kind="")
    waiting("stranger2", other_branch)
    for name, more in (
        ("keeper", {"organization": branch, "role": Role.ADMINISTRATOR, "member_kind": ""}),
        ("superior2", {"organization": committee, "role": Role.SECRETARY}),
        ("both", {"organization": other_branch}),
        (
            "heir",
            {
                "organization": branch,
                "role": Role.SECRETARY,
                "active_from": timezone.localdate() + timedelta(days=9),
            },
        ),
    ):
        MembershipFactory(user=waiting(name, branch), **more)
    for name, state in (
        ("was_in", {"last_login": timezone.now()}),
        ("closed", {"is_active": False}),
        ("root", {"is_superuser": True}),
    ):
        User.objects.filter(pk=waiting(name, branch).pk).update(**state)
    assert list(not_signed_in_yet(branch)) == [plain, leader]


def test_the_ticked_are_given_another_and_the_old_one_is_void(
    client: Client, secretary: User, branch: Organization, member: User
) -> None:
    old = {
        name: people.give_one_time_password(person(name, name, branch)) for name in ("zhang", "li")
    }
    member_before = User.objects.filter(pk=member.pk).values().get()
    client.force_login(secretary)
    page = client.get(url(branch)).content.decode()
    assert (page.count('name="people"'), "刘洋" in page) == (2, False)
    zhang, li = User.objects.get(username="zhang"), User.objects.get(username="li")
    done = client.post(url(branch), {"people": [zhang.pk, member.pk, "x"]}, follow=True)
    assert "no-store" in done["Cache-Control"]
    assert "已补发 1 人的一次性密码，原来的作废。" in done.content.decode()
    ((name, username, password),) = done.context["passwords"]
    assert (name, username) == ("zhang", "zhang")
    assert f"<code>{password}</code>" in done.content.decode()
    zhang.refresh_from_db()
    assert (zhang.check_password(password), zhang.check_password(old["zhang"])) == (True, False)
    assert zhang.must_change_password
    assert li.check_password(old["li"])
    assert User.objects.filter(pk=member.pk).values().get() == member_before
    entry = LogEntry.objects.get()
    assert (entry.user, entry.get_edited_object(), entry.change_message) == (
        secretary,
        zhang,
        "补发一次性密码。",
    )


def test_the_passwords_are_asked_for_and_not_posted_and_seen_once(
    client: Client, secretary: User, branch: Organization
) -> None:
    """Going back to the page sends no form again: it says that they were seen."""
    people.give_one_time_password(person("zhang", "张伟", branch))
    client.force_login(secretary)
    shown = f"{url(branch)}shown/"
    answer = client.post(url(branch), {"people": [User.objects.get(username="zhang").pk]})
    assert answer.headers["Location"] == shown
    # nothing of a password waits in the session
    assert "-" not in str(client.session["first_passwords"]["marks"]).replace("pbkdf2", "")
    first = client.get(shown)
    ((_name, _username, password),) = first.context["passwords"]
    assert User.objects.get(username="zhang").check_password(password)
    after = everybody()
    again = client.get(shown)
    assert again.status_code == 200
    assert "已经显示过了" in again.content.decode()
    assert (password in again.content.decode(), everybody() == after) == (False, True)
    assert client.post(shown).status_code == 405


def test_a_page_that_comes_too_late_shows_nothing(
    client: Client, secretary: User, branch: Organization
) -> None:
    """Somebody has used, or been given, another password meanwhile."""
    zhang = person("zhang", "张伟", branch)
    people.give_one_time_password(zhang)
    client.force_login(secretary)
    client.post(url(branch), {"people": [zhang.pk]})
    newer = people.give_one_time_password(User.objects.get(pk=zhang.pk))
    assert "已经显示过了" in client.get(f"{url(branch)}shown/").content.decode()
    assert User.objects.get(pk=zhang.pk).check_password(newer)


def test_nobody_ticked_or_everybody_in_already_is_said(
    client: Client, secretary: User, branch: Organization
) -> None:
    late = waiting("late", branch)
    client.force_login(secretary)
    answer = client.post(url(branch), {})
    User.objects.filter(pk=late.pk).update(last_login=timezone.now())
    before = everybody()
    again = client.post(url(branch), {"people": [late.pk]})
    said = [str(one) for one in get_messages(again.wsgi_request)]
    assert said == [
        "请先勾选要补发密码的人。",
        "勾选的人已经登录过，或者刚刚补发过，请看一看现在的名单。",
    ]
    assert (answer["Location"], again["Location"]) == (url(branch), url(branch))
    assert everybody() == before
    assert "大家都登录过了" in client.get(url(branch)).content.decode()


@pytest.mark.db_sensitive
@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_shows_the_password_that_holds(
    secretary: User, branch: Organization
) -> None:
    seen = waiting("late", branch)
    given = at_once([lambda: people.give_first_passwords(secretary, [seen])] * 3)
    ((_, _, password),) = [one for rows in given for one in rows]
    assert User.objects.get(pk=seen.pk).check_password(password)


def test_who_signed_in_meanwhile_keeps_the_own_password(
    secretary: User, branch: Organization
) -> None:
    seen = waiting("late", branch)
    User.objects.filter(pk=seen.pk).update(last_login=timezone.now())
    before = everybody()
    assert people.give_first_passwords(secretary, [seen]) == ()
    assert everybody() == before
