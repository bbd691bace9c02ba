from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib import admin
from django.utils import timezone

from accounts.models import User
from drafting.notices.models import Notice, NoticePreference
from drafting.notices.services.delivery import Telling, tell, tell_all
from tests.threads import at_once

Kind = Notice.Kind


def rows() -> list[tuple[Any, ...]]:
    """The notices without their times, by id."""
    fields = ("user__username", "kind", "text", "url", "key", "read_at", "mailed_at")
    return list(Notice.objects.order_by("pk").values_list(*fields))


@pytest.mark.db_sensitive
def test_each_person_gets_a_row(member: User, colleague: User) -> None:
    before = timezone.now()
    assert tell([member, colleague], Kind.MEETING, "县图书馆党支部邀请您参加会议。", "/") == 2
    text = "县图书馆党支部邀请您参加会议。"
    assert rows() == [
        ("member", "meeting", text, "/", "", None, None),
        ("colleague", "meeting", text, "/", "", None, None),
    ]
    times: list[datetime] = list(Notice.objects.values_list("created_at", flat=True))
    assert all(timedelta(0) <= time - before < timedelta(seconds=10) for time in times)


@pytest.mark.db_sensitive
def test_with_a_key_nobody_is_told_twice_and_without_one_everybody_is(
    member: User, colleague: User
) -> None:
    assert tell([member], Kind.DEADLINE, "还有3天截止。", key="deadline:1") == 1
    assert tell([member, colleague], Kind.DEADLINE, "还有3天截止。", key="deadline:1") == 1
    assert tell([member], Kind.DEADLINE, "还有1天截止。", key="deadline:2") == 1
    assert tell([member], Kind.RETURNED, "退回") + tell([member], Kind.RETURNED, "退回") == 2
    assert [(user, key) for user, _, _, _, key, _, _ in rows()] == [
        ("member", "deadline:1"),
        ("colleague", "deadline:1"),
        ("member", "deadline:2"),
        ("member", ""),
        ("member", ""),
    ]


def test_nobody_is_told_nothing(db: None) -> None:
    assert (tell([], Kind.FILE, "文件"), rows()) == (0, [])


@pytest.mark.db_sensitive
def test_different_notices_take_two_queries(
    people: list[User], django_assert_num_queries: Any
) -> None:
    tellings = [
        Telling(user.pk, Kind.DEADLINE, f"{user.name}，还有 {n} 天。", "/", f"deadline:{n}")
        for user in people
        for n in range(20)
    ]
    with django_assert_num_queries(2):
        assert tell_all(tellings) == 60
    with django_assert_num_queries(1):
        assert tell_all(tellings) == 0
    assert rows()[21] == (
        "colleague",
        "deadline",
        "孙蕾，还有 1 天。",
        "/",
        "deadline:1",
        None,
        None,
    )


@pytest.mark.db_sensitive
@pytest.mark.django_db(transaction=True)
def test_of_many_who_tell_the_same_at_once_one_is_heard(member: User) -> None:
    assert None not in at_once(
        [lambda: tell([member], Kind.DEADLINE, "今天截止。", key="deadline:0")] * 6
    )
    assert rows() == [("member", "deadline", "今天截止。", "", "deadline:0", None, None)]


def test_the_admin_shows_no_notices() -> None:
    assert not {Notice, NoticePreference} & set(admin.site._registry)
