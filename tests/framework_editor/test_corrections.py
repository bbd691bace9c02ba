"""A correction takes the place of what it corrects; what happens to the drafts that are being written
is said before, chosen, and can be taken back."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Organization, User
from drafting.document import codec
from drafting.document.model import Section, containers
from drafting.drafts.models import Draft, FrameworkChange
from drafting.drafts.services import changes, lifecycle
from drafting.drafts.services.editions import undo_change
from drafting.frameworks.models import Framework
from drafting.frameworks.selectors import corrected
from drafting.frameworks.services import copies
from drafting.meetings import services as meetings
from drafting.meetings.models import Meeting
from drafting.notices.models import Notice
from tests.cast import published
from tests.drafts.pages import page
from tests.framework_editor.sending import form
from tests.framework_editor.test_pages import address, areas, fresh

pytestmark = pytest.mark.django_db

SECRET = "值班时三次没有登记来访群众。"


@pytest.fixture
def old(db: None) -> Framework:
    return published("2025-zuzhi")


@pytest.fixture
def meeting(old: Framework, branch: Organization, member: User, colleague: User) -> Meeting:
    return meetings.open_meeting(branch, old, "支部的会", invited=[member, colleague])


@pytest.fixture
def mine(meeting: Meeting, member: User, old: Framework) -> Draft:
    """A draft with a sentence in the first area and one in the last."""
    draft = lifecycle.begin_draft(member, old, meeting=meeting)[0]
    for at in (0, -1):
        point = sections(draft)[at].points[0]
        changes.save_node(draft.pk, point.id, {"claim": f"{SECRET}{at}"}, 99)
    return Draft.objects.get(pk=draft.pk)


@pytest.fixture
def handed_in(meeting: Meeting, colleague: User, old: Framework) -> Draft:
    draft = lifecycle.begin_draft(colleague, old, meeting=meeting)[0]
    Draft.objects.filter(pk=draft.pk).update(state=Draft.State.SUBMITTED)
    return draft


@pytest.fixture
def desk(client: Client, curator: User) -> Client:
    client.force_login(curator)
    return client


def sections(draft: Draft) -> list[Section]:
    document = codec.load(Draft.objects.get(pk=draft.pk).document)
    return [one for one in containers(document) if isinstance(one, Section)]


def claims(draft: Draft) -> dict[str, list[str]]:
    return {
        one.area: [point.claim for point in one.points if point.claim] for one in sections(draft)
    }


def ready(desk: Client, old: Framework, **changed: Any) -> tuple[Framework, dict[str, Any]]:
    """A correction without the last area and with another name for the first, saved and shown; and
    the form that publishes it."""
    desk.post(address(old, "correct"))
    new = Framework.objects.get(corrects=old)
    page_now = desk.get(address(new))
    desk.post(address(new), form(page_now, **{"area-0-name": "更正的方面", "area-4-drop": "1"}))
    return new, form(desk.get(address(new)), do="publish", **changed)


def test_what_will_happen_is_said_before_and_has_to_be_chosen(
    desk: Client, old: Framework, mine: Draft, handed_in: Draft, stranger: User
) -> None:
    lifecycle.begin_draft(stranger, old)
    new, sent = ready(desk, old)
    answer = desk.get(address(new))
    text = page(answer)
    assert (
        "县图书馆党支部“支部的会”：正在写的 1 份，已提交、在回收站或会议已结束的 1 份（不动）"
        in text
    )
    assert "自己先写的：正在写的 1 份" in text
    last = areas(old)[-1]
    assert f"没有地方放的：“{last}”1 份。" in text
    assert SECRET not in text
    assert "请选择正在写的材料怎么办。" in page(desk.post(address(new), sent), 422)
    wrong = sent | {"drafts": "move", f"place-{_key(old, last)}": "没有这个"}
    assert "没有“没有这个”这个方面" in page(desk.post(address(new), wrong), 422)
    # the areas were changed after the places were shown: shown again
    again = desk.post(address(new), sent | {"drafts": "move", "area-1-name": "又改了"})
    assert "请看过以后再按一次发布" in page(again)
    assert fresh(new).state == "draft"
    # published on the page of the look it would leave the old one in use
    look = reverse("annual_notice:publish", args=[new.pk])
    assert "请在编辑页发布" in page(desk.post(look, {}), 422)


def _key(framework: Framework, name: str) -> str:
    return framework.sections.get(name=name).key


def test_drafts_stay_where_that_is_chosen(
    desk: Client, old: Framework, mine: Draft, meeting: Meeting
) -> None:
    before = claims(mine)
    new, sent = ready(desk, old, drafts="stay")
    assert desk.post(address(new), sent).status_code == 302
    assert (fresh(old).state, fresh(new).state, fresh(new).usual) == ("retired", "published", True)
    assert (Draft.objects.get(pk=mine.pk).framework, claims(mine)) == (old, before)
    assert Meeting.objects.get(pk=meeting.pk).framework == old


def test_drafts_go_over_are_told_and_come_back(
    desk: Client, old: Framework, mine: Draft, handed_in: Draft, meeting: Meeting,
    member: User, colleague: User,
) -> None:  # fmt: skip
    before, first, last = claims(mine), areas(old)[0], areas(old)[-1]
    new, sent = ready(desk, old, drafts="move")
    shown = desk.post(address(new), sent, follow=True)
    assert "已换 1 份正在写的材料，其中 1 份有内容没有对应的方面" in page(shown)
    draft = Draft.objects.get(pk=mine.pk)
    assert draft.framework == new
    assert claims(mine) == {
        "更正的方面": [f"{SECRET}0"], **{name: [] for name in areas(old)[1:4]}, last: [f"{SECRET}-1"],
    }  # fmt: skip
    change = FrameworkChange.objects.get(draft=draft)
    assert (change.unplaced, change.revision.reason) == ([last], "framework")
    assert Draft.objects.get(pk=handed_in.pk).framework == old
    now = Meeting.objects.get(pk=meeting.pk)
    assert (now.framework, list(now.other_frameworks.all())) == (new, [old])
    told = Notice.objects.get(user=member, url=reverse("drafts:framework", args=[draft.pk]))
    assert SECRET not in told.text
    assert not Notice.objects.filter(user=colleague, url__contains="framework").exists()
    # what comes of it for the author
    theirs = Client()
    theirs.force_login(member)
    text = page(theirs.get(told.url))
    assert f"{last}：更正后的框架里没有，您写的内容照原样留在这一部分的最后" in text
    for step in ("resume", "preview"):
        assert (
            theirs.get(reverse(f"wizard:{step}", args=[draft.pk]), follow=True).status_code == 200
        )
    point = sections(draft)[0].points[0]
    changes.save_node(draft.pk, point.id, {"elaboration": "换过来以后写的。"}, 10_000)
    # the curator takes all back, asked first; a meeting that began with the edition keeps it
    later = meetings.open_meeting(meeting.organization, new, "后来的会", invited=[colleague])
    asked = page(desk.get(address(new, "bring_back")))
    assert "还有 1 份可以换回原来的框架" in asked
    assert Draft.objects.get(pk=mine.pk).framework == new
    back = desk.post(address(new, "bring_back"), follow=True)
    assert "1 份材料已换回原来的框架" in page(back)
    assert claims(mine) == before
    assert sections(draft)[0].points[0].elaboration == "换过来以后写的。"
    assert sections(draft)[0].area == first
    assert Draft.objects.get(pk=mine.pk).framework == old
    now = Meeting.objects.get(pk=meeting.pk)
    assert (now.framework, list(now.other_frameworks.all())) == (old, [])
    assert Meeting.objects.get(pk=later.pk).framework == new
    for ask in (desk.get, desk.post):
        assert "没有可以换回的材料" in page(ask(address(new, "bring_back"), follow=True))


def test_a_meeting_that_its_secretary_moved_stays_where_it_was_put(
    desk: Client, old: Framework, mine: Draft, meeting: Meeting, colleague: User
) -> None:
    """Another one of before the correction, which nobody had begun to write for: with members'
    papers by the correction since, or with none."""
    other = published("2024-zuzhi")
    begun, empty = (
        meetings.open_meeting(meeting.organization, other, title, invited=[colleague])
        for title in ("换了框架的会", "还没有人写的会")
    )
    new, sent = ready(desk, old, drafts="move")
    desk.post(address(new), sent)
    for one in (begun, empty):
        meetings.change_meeting(one, framework=new)
    lifecycle.begin_draft(colleague, new, meeting=begun)
    assert "书记自己选的" in page(desk.get(address(new, "bring_back")))
    back = desk.post(address(new, "bring_back"), follow=True)
    assert "1 份材料已换回原来的框架" in page(back)

    def used(one: Meeting) -> tuple[Framework, list[Framework]]:
        now = Meeting.objects.get(pk=one.pk)
        return now.framework, list(now.other_frameworks.all())

    assert (used(meeting), used(begun), used(empty)) == ((old, []), (new, []), (new, []))


def test_the_author_alone_takes_it_back(
    desk: Client, old: Framework, mine: Draft, meeting: Meeting, member: User
) -> None:
    before = claims(mine)
    new, sent = ready(desk, old, drafts="move")
    desk.post(address(new), sent)
    theirs = Client()
    theirs.force_login(member)
    url = reverse("drafts:framework", args=[mine.pk])
    assert "已换回原来的框架，写的字都在。" in page(theirs.post(url, follow=True))
    assert claims(mine) == before
    assert Draft.objects.get(pk=mine.pk).framework == old
    now = Meeting.objects.get(pk=meeting.pk)
    assert (now.framework, list(now.other_frameworks.all())) == (new, [old])
    assert "没有换回" in page(theirs.post(url, follow=True))
    assert not undo_change(FrameworkChange.objects.get())
    assert desk.get(url).status_code == 404


def test_a_correction_that_was_begun_is_opened_again(desk: Client, old: Framework) -> None:
    answer = desk.post(address(old, "correct"))
    again = desk.post(address(old, "correct"))
    assert answer["Location"] == again["Location"]
    new = Framework.objects.get(corrects=old)
    assert corrected(new) == old
    assert areas(new) == areas(old)
    # another set for the same year takes nothing's place
    assert corrected(copies.copy_to_year(old, 2025, name="另一套")) is None
    retired = published("2024-zuzhi")
    Framework.objects.filter(pk=retired.pk).update(state=Framework.State.RETIRED)
    refused = desk.post(address(retired, "correct"), follow=True)
    assert "不是已发布的框架，不用另出更正版" in page(refused)
