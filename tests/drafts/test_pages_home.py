import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from drafting.document import codec
from drafting.document.edits import save_values
from drafting.document.model import Document
from drafting.drafts.list_rows import draft_rows
from drafting.drafts.models import Draft
from drafting.drafts.selectors import drafts_of
from drafting.drafts.services import changes, lifecycle
from drafting.frameworks.models import Framework
from drafting.meetings import services
from drafting.meetings.models import Meeting
from drafting.meetings.selectors import open_meetings_for
from drafting.review.models import Comment
from tests.drafts.pages import counted, page
from tests.review import states

HOME = "/"


def test_a_newcomer_is_told_what_to_do(signed_in: Client, meeting: Meeting) -> None:
    services.move_deadline(meeting, timezone.localdate() + timedelta(days=3))
    text = page(signed_in.get(HOME))
    assert "县图书馆党支部 · 组织生活会 · 2023年主题教育专题组织生活会" in text
    assert "还有3天" in text
    assert "每个方面二至三条。" in text
    assert "7 处名称尚未与通知核对" in text
    assert "您还没有写过材料。" in text
    assert f'href="{reverse("drafts:begin")}?meeting={meeting.pk}"' in text
    assert "继续撰写" not in text


def test_without_a_meeting_one_may_write_alone(signed_in: Client) -> None:
    text = page(signed_in.get(HOME))
    assert "现在没有要写的会议；支部正在开会而这里没有的，请联系支部书记邀请您。" in text
    assert "参加的会议" not in text


def test_a_draft_is_listed_with_its_progress_and_goes_on(
    signed_in: Client, member: User, draft: Draft
) -> None:
    closing = codec.load(draft.document).closing
    changes.save_node(draft.pk, closing.id, {"text": "请同志们批评指正。"}, 1)
    text = page(signed_in.get(HOME))
    assert "已写完 1/10 步" in text
    assert "9 字" in text
    assert "刚刚保存" in text
    assert "上次写到：结束语" in text
    assert text.count(f'href="{reverse("wizard:resume", args=[draft.pk])}"') == 2
    assert "开始撰写" not in text
    assert (
        draft_rows(member, drafts_of(member))[0].done,
        draft_rows(member, drafts_of(member))[0].steps,
    ) == (1, 10)


def test_a_returned_paper_stands_first_with_its_comments(
    signed_in: Client, member: User, secretary: User, meeting: Meeting, zuzhi: Framework
) -> None:
    soon = timezone.localdate() + timedelta(days=1)
    other = services.open_meeting(meeting.organization, zuzhi, "下一次会", deadline=soon)
    lifecycle.begin_draft(member, zuzhi, meeting=other)
    draft = states.returned(states.written(member, meeting), secretary)
    for text in ("请写具体。", "请写时间。"):
        Comment.objects.create(
            draft=draft, submission=draft.submissions.get(), author=secretary, text=text
        )
    text = page(signed_in.get(HOME))
    assert text.index(meeting.title) < text.index("下一次会")
    assert '<strong class="due-bad">已退回，2 条意见等您处理</strong>' in text
    first = text.partition('<li class="meeting">')[2].partition("</li>")[0]
    buttons = re.findall(r'<a class="btn ([\w-]+)" href="([^"]+)">([^<]+)', first)
    assert buttons == [
        ("btn-primary", reverse("review:draft", args=[draft.pk]), "看审核意见"),
        ("btn-plain", reverse("wizard:resume", args=[draft.pk]), "继续撰写"),
    ]
    assert "上次写到：" not in text


def test_optional_parts_count_once_they_are_begun(member: User, draft: Draft) -> None:
    def write(document: Document, version: int) -> Document:
        part = next(part for part in document.parts if part.role == "statement")
        return save_values(document, part.id, {"lead": "没有需要说明的其他事项。"}, version)

    changes.apply(draft.pk, write)
    row = draft_rows(member, drafts_of(member))[0]
    assert (row.done, row.steps, row.characters) == (1, 11, 12)


def test_a_submitted_draft_is_looked_at_only(signed_in: Client, draft: Draft) -> None:
    Draft.objects.update(state=Draft.State.SUBMITTED)
    text = page(signed_in.get(HOME))
    assert "已提交" in text
    assert "查看材料" in text
    assert "继续撰写" not in text
    assert "移入回收站" not in text


def test_a_passed_deadline_is_said_plainly(signed_in: Client, meeting: Meeting) -> None:
    services.move_deadline(meeting, timezone.localdate() - timedelta(days=1))
    assert "已过截止日期1天" in page(signed_in.get(HOME))


def test_a_leader_sees_the_meetings_of_both_organisations(
    leader: User, meeting: Meeting, minzhu: Framework
) -> None:
    committee = leader.memberships.get(position="党委委员").organization
    other = services.open_meeting(committee, minzhu, "党委民主生活会")
    assert set(open_meetings_for(leader)) == {meeting, other}


@pytest.mark.db_sensitive
def test_the_nearest_deadline_comes_first_and_a_meeting_without_one_last(
    member: User, meeting: Meeting, zuzhi: Framework
) -> None:
    today = timezone.localdate()
    later, sooner = (
        services.open_meeting(
            meeting.organization, zuzhi, f"{days}天后", deadline=today + timedelta(days=days)
        )
        for days in (9, 2)
    )
    assert list(open_meetings_for(member)) == [sooner, later, meeting]


def test_a_meeting_whose_paper_is_handed_in_says_so_and_comes_last(
    signed_in: Client, member: User, meeting: Meeting, zuzhi: Framework
) -> None:
    services.move_deadline(meeting, timezone.localdate() + timedelta(days=1))
    services.open_meeting(meeting.organization, zuzhi, "下一次会")
    draft, _ = lifecycle.begin_draft(member, zuzhi, meeting=meeting)
    before = page(signed_in.get(HOME))
    assert before.index(meeting.title) < before.index("下一次会")
    Draft.objects.filter(pk=draft.pk).update(state=Draft.State.SUBMITTED)
    text = page(signed_in.get(HOME))
    assert text.index("下一次会") < text.index(meeting.title)
    assert ("还有1天" in text, text.count("已提交")) == (False, 2)


def test_an_office_holder_is_not_asked_to_write(curator: User, minzhu: Framework) -> None:
    services.open_meeting(curator.memberships.get().organization, minzhu, "党委民主生活会")
    assert list(open_meetings_for(curator)) == []


def test_a_closed_meeting_is_gone_and_its_draft_stays(signed_in: Client, draft: Draft) -> None:
    Meeting.objects.update(state=Meeting.State.CLOSED)
    text = page(signed_in.get(HOME))
    assert "参加的会议" not in text
    assert "支部组织生活会" in text


def test_nobody_sees_the_drafts_of_others(client: Client, stranger: User, draft: Draft) -> None:
    client.force_login(stranger)
    text = page(client.get(HOME))
    assert str(draft.pk) not in text


def test_signed_out_people_are_led_to_the_sign_in(client: Client, db: None) -> None:
    answer = client.get(HOME)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/accounts/login/?next=/")


@pytest.mark.db_sensitive
@pytest.mark.parametrize("name", ["drafts:home", "drafts:bin", "drafts:begin"])
def test_queries_do_not_grow_with_the_drafts(
    signed_in: Client, member: User, meeting: Meeting, name: str
) -> None:
    def add(count: int) -> None:
        for number in range(count):
            own = lifecycle.begin_draft(
                member, meeting.framework, meeting=meeting if number % 2 else None
            )[0]
            if name == "drafts:bin":
                lifecycle.discard(own)

    add(1)
    few = counted(signed_in, reverse(name))
    add(29)
    assert counted(signed_in, reverse(name)) == few
