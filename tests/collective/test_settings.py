"""A secretary asks the committee for its paper in the meeting's settings."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from drafting.collective.services import begin
from drafting.drafts.services import editions
from drafting.frameworks.models import Framework
from drafting.frameworks.selectors import collective_frameworks
from drafting.meetings import services
from drafting.meetings.models import Meeting
from drafting.meetings.services import MeetingRefused
from tests.drafts.pages import page

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client, secretary: User) -> Client:
    client.force_login(secretary)
    return client


def sent(meeting: Meeting, **fields: str) -> dict[str, str]:
    day = (timezone.localdate() + timedelta(days=9)).isoformat()
    return {
        "framework": meeting.framework.key, "title": meeting.title, "deadline": day,
        "document_kind": "material", "levels": "1", **fields,
    }  # fmt: skip


def test_it_is_asked_for_taken_back_and_stands_once_begun(
    desk: Client, meeting: Meeting, by: Framework, secretary: User
) -> None:
    url = reverse("meetings:edit", args=[meeting.pk])
    text = page(desk.get(url))
    assert f'id="collective-{by.key}" value="{by.key}" checked' in text
    # a page without the choice says nothing of it
    assert desk.post(url, sent(meeting)).status_code == 302
    meeting.refresh_from_db()
    assert meeting.collective_framework == by
    for key, found in (("", None), (by.key, by)):
        answer = desk.post(url, sent(meeting, with_collective="1", collective=key))
        assert answer.status_code == 302
        meeting.refresh_from_db()
        assert meeting.collective_framework == found
    answer = desk.post(url, sent(meeting, with_collective="1", collective="2023-zuzhi"))
    assert "这套方面现在不能选用，请重新选择。" in page(answer, 422)
    begin(meeting, secretary)
    assert "班子材料已经开始撰写，不能取消，也不能更换它的框架。" in page(desk.get(url))
    assert desk.post(url, sent(meeting, with_collective="1", collective="")).status_code == 302
    meeting.refresh_from_db()
    assert meeting.collective_framework == by
    with pytest.raises(MeetingRefused, match="班子材料已经开始撰写"):
        services.change_meeting(meeting, collective="")


def test_only_the_years_frameworks_for_committees_are_offered(
    desk: Client, meeting: Meeting, by: Framework, framework: Framework
) -> None:
    branch = meeting.organization
    assert list(collective_frameworks(2023, "zuzhi", branch)) == [by]
    assert list(collective_frameworks(2024, "zuzhi", branch)) == []
    # a member's framework is none for the committee, nor one of another year
    other = services.open_meeting(branch, framework, "另一次", collective=framework)
    assert other.collective_framework is None
    Framework.objects.filter(pk=by.pk).update(year=2022)
    by.refresh_from_db()
    third = services.open_meeting(branch, framework, "第三次", collective=by)
    assert third.collective_framework is None
    text = page(desk.get("/meetings/new/", {"framework": framework.key}))
    assert "还没有班子用的一套方面" in text


def test_a_corrected_framework_takes_the_meeting_and_the_paper_along(
    meeting: Meeting, by: Framework, secretary: User
) -> None:
    paper = begin(meeting, secretary)
    other = Framework.objects.create(
        key="2023-committee-corrected", year=2023, meeting_kind="zuzhi", audience="committee",
        name="更正版", title="支部班子对照检查材料", state="published",
    )  # fmt: skip
    changes = editions.change_drafts(by, other, {}, secretary)
    assert [change.draft for change in changes] == [paper]
    meeting.refresh_from_db()
    assert (meeting.collective_framework, list(meeting.other_frameworks.all())) == (other, [])
    assert editions.undo_change(changes[0])
    meeting.refresh_from_db()
    assert (meeting.collective_framework, list(meeting.other_frameworks.all())) == (by, [])
