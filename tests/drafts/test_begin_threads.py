"""Two windows that begin a draft at the same moment: one begins it, the other is asked (已有一份)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from drafting.drafts.models import Draft
from drafting.drafts.services import lifecycle
from drafting.frameworks.models import Framework
from drafting.meetings.models import Meeting
from tests.drafts.pages import page
from tests.threads import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.db_sensitive]

URL = "/drafts/new/"
ASKED = "您已有一份{}的材料，仍要另写一份吗？"


def clicks(member: User, data: dict[str, Any], times: int, **extra: Any) -> list[Any]:
    """The answers to the same form, sent at the same moment from several windows."""

    def window() -> Callable[[], Any]:
        browser = Client()
        browser.force_login(member)
        return lambda: browser.post(URL, data, **extra)

    return at_once([window() for _ in range(times)])


def check(answers: list[Any], what: str) -> None:
    """One window goes to the draft, every other has the question with the way to it."""
    draft = Draft.objects.get()
    assert sorted(answer.status_code for answer in answers) == [200] * (len(answers) - 1) + [302]
    for answer in answers:
        if answer.status_code == 302:
            assert answer["Location"] == f"/drafts/{draft.pk}/"
        else:
            text = page(answer)
            assert ASKED.format(what) in text
            assert f'href="/drafts/{draft.pk}/">打开这一份' in text


@pytest.mark.parametrize("extra", [{}, {"headers": {"X-Requested-With": "fetch"}}])
def test_two_windows_for_a_meeting(member: User, meeting: Meeting, extra: dict[str, Any]) -> None:
    check(clicks(member, {"target": meeting.pk}, 2, **extra), "这次会议")


def test_six_windows_for_a_framework(member: User, zuzhi: Framework) -> None:
    check(clicks(member, {"target": "private", "framework": zuzhi.key}, 6), "同一框架")


def test_two_clicks_on_the_answer_make_one_more_and_ask_again(
    member: User, meeting: Meeting
) -> None:
    lifecycle.begin_draft(member, meeting.framework, meeting=meeting)
    answers = clicks(member, {"target": meeting.pk, "again": "1"}, 2)
    assert sorted(answer.status_code for answer in answers) == [200, 302]
    assert Draft.objects.count() == 2
    asked = next(answer for answer in answers if answer.status_code == 200)
    assert "您已有 2 份这次会议的材料，仍要另写一份吗？" in page(asked)
    assert 'name="again" value="2"' in page(asked)


def test_people_do_not_wait_for_each_other_nor_are_asked(
    member: User, stranger: User, zuzhi: Framework
) -> None:
    answers = at_once(
        [
            lambda one=one: lifecycle.begin_draft(one, zuzhi, known=0)[0].owner_id
            for one in (member, stranger)
        ]  # type: ignore[misc]
    )
    assert answers == [member.pk, stranger.pk]
