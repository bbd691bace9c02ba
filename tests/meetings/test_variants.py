"""A meeting uses several variants of its year, and each person begins with one that suits them."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Organization, User
from drafting.drafts.models import Draft
from drafting.drafts.selectors import spec_of_draft
from drafting.drafts.services import lifecycle
from drafting.frameworks.models import Framework
from drafting.meetings import services
from drafting.meetings.models import Meeting
from drafting.meetings.selectors import variants_for
from tests.cast import published
from tests.drafts.pages import counted, page
from tests.meetings.test_views import NEW, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def year(db: None) -> dict[str, Framework]:
    """All that is shipped for the 组织生活会 of 2023."""
    keys = ("2023-zuzhi", "2023-zuzhi-four", "2023-zuzhi-committee")
    return {key: published(key) for key in keys}


@pytest.fixture
def desk(client: Client, secretary: User) -> Client:
    client.force_login(secretary)
    return client


@pytest.fixture
def both(branch: Organization, year: dict[str, Framework]) -> Meeting:
    """A meeting for which members write by the six or the four."""
    return services.open_meeting(
        branch, year["2023-zuzhi"], "两套方面的会议", others=[year["2023-zuzhi-four"]]
    )


def keys(frameworks: Any) -> list[str]:
    return [one.key for one in frameworks]


def test_a_secretary_ticks_a_second_variant_and_a_member_chooses_it(
    desk: Client, member: User, branch: Organization, year: dict[str, Framework]
) -> None:
    text = page(desk.get(NEW, {"framework": "2023-zuzhi"}))
    assert 'id="variant-2023-zuzhi-four"' in text
    assert 'id="variant-2023-zuzhi-committee"' not in text
    fields = sent(member, with_variants="1", variants=["2023-zuzhi-four"])
    assert desk.post(NEW, fields).status_code == 302
    meeting = Meeting.objects.get()
    assert keys(meeting.frameworks()) == ["2023-zuzhi", "2023-zuzhi-four"]
    desk.force_login(member)
    assert "（六个方面、四个方面任选）" in page(desk.get("/"))
    text = page(desk.get(f"/drafts/new/?meeting={meeting.pk}"))
    assert f'name="variant-{meeting.pk}"' in text
    assert "发挥先锋模范作用情况" in text
    answer = desk.post(
        "/drafts/new/",
        {"target": meeting.pk, f"variant-{meeting.pk}": "2023-zuzhi-four"},
    )
    assert answer.status_code == 302
    draft = Draft.objects.get()
    assert (draft.meeting, draft.framework.key) == (meeting, "2023-zuzhi-four")
    assert len(spec_of_draft(draft).areas()) == 4


def test_nothing_chosen_is_the_meetings_own_and_nonsense_is_asked_again(
    client: Client, member: User, both: Meeting
) -> None:
    client.force_login(member)
    field = f"variant-{both.pk}"
    answer = client.post("/drafts/new/", {"target": both.pk, field: "2023-zuzhi-committee"})
    assert "这套方面现在不能选用，请重新选择。" in page(answer, 422)
    assert client.post("/drafts/new/", {"target": both.pk}).status_code == 302
    assert Draft.objects.get().framework.key == "2023-zuzhi"


def test_a_leader_gets_the_leaders_and_a_member_the_members(
    branch: Organization, leader: User, member: User, year: dict[str, Framework]
) -> None:
    Framework.objects.filter(key="2023-zuzhi-four").update(audience="leaders")
    meeting = services.open_meeting(
        branch, year["2023-zuzhi"], "会议", others=Framework.objects.all()
    )
    assert keys(variants_for(leader, meeting)) == ["2023-zuzhi-four"]
    assert keys(variants_for(member, meeting)) == ["2023-zuzhi"]


def test_one_that_somebody_writes_by_stays(desk: Client, member: User, both: Meeting) -> None:
    four = Framework.objects.get(key="2023-zuzhi-four")
    lifecycle.begin_draft(member, four, meeting=both)
    with pytest.raises(services.MeetingRefused, match="已经有人按"):
        services.change_meeting(both, others=[])
    url = reverse("meetings:edit", args=[both.pk])
    assert "已经有人按它撰写，不能去掉" in page(desk.get(url))
    assert desk.post(url, sent(with_variants="1", title="改了名称")).status_code == 302
    both.refresh_from_db()
    assert (both.title, keys(both.frameworks())) == (
        "改了名称",
        ["2023-zuzhi", "2023-zuzhi-four"],
    )


def test_a_page_from_before_changes_none_and_unticking_takes_one_out(
    desk: Client, both: Meeting
) -> None:
    url = reverse("meetings:edit", args=[both.pk])
    assert desk.post(url, sent()).status_code == 302
    assert keys(both.frameworks()) == ["2023-zuzhi", "2023-zuzhi-four"]
    answer = desk.post(url, sent(with_variants="1", variants="2025-zuzhi"))
    assert "有一套方面现在不能选用，请重新勾选。" in page(answer, 422)
    assert desk.post(url, sent(with_variants="1")).status_code == 302
    assert keys(Meeting.objects.get().frameworks()) == ["2023-zuzhi"]


def test_another_year_s_framework_takes_no_variant_along(both: Meeting) -> None:
    services.change_meeting(both, framework=published("2024-zuzhi"))
    assert keys(Meeting.objects.get().frameworks()) == ["2024-zuzhi"]


def test_lists_make_no_more_queries_for_more_meetings(
    client: Client, member: User, branch: Organization, both: Meeting
) -> None:
    client.force_login(member)
    before = counted(client, "/")
    framework = both.framework
    services.open_meeting(branch, framework, "第二次", others=list(both.other_frameworks.all()))
    assert counted(client, "/") == before
