"""Meetings as the services keep them: what is asked, who is invited and told, and what cannot
change any more."""

from collections.abc import Callable
from datetime import date, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.utils import timezone

from accounts.models import Organization, User
from accounts.permissions import Decision, Denied
from drafting.document import codec
from drafting.document.model import Document
from drafting.drafts.models import Draft
from drafting.drafts.selectors import spec_of_draft
from drafting.drafts.services import changes, lifecycle
from drafting.frameworks.models import Framework
from drafting.meetings import services
from drafting.meetings.models import Meeting
from drafting.meetings.permissions import may_keep_meeting
from drafting.meetings.requirements import asked_of_members
from drafting.meetings.selectors import open_meetings_for, organizations_meeting_under
from drafting.notices.models import Notice
from drafting.progress.tasklist import Status, tasklist
from drafting.proofing.selectors import proof_draft
from tests.factories import MembershipFactory, OrganizationFactory, person
from tests.threads import at_once

pytestmark = pytest.mark.django_db


def told(*users: User) -> list[tuple[str, str, str, str]]:
    """The notices of these people, oldest first: to whom, of what kind, what, and where it
    leads."""
    rows = Notice.objects.filter(user__in=users).order_by("pk")
    return [(row.user.username, row.kind, row.text, row.url) for row in rows.select_related("user")]


def reason(decision: Decision) -> str:
    """The sentence of a refusal."""
    assert isinstance(decision, Denied)
    return decision.reason


def test_a_meeting_tells_the_invited_and_not_the_one_who_opens_it(
    branch: Organization, zuzhi: Framework, secretary: User, member: User, colleague: User
) -> None:
    meeting = services.open_meeting(
        branch,
        zuzhi,
        "支部组织生活会",
        by=secretary,
        deadline=date(2024, 1, 12),
        invited=[secretary, member],
    )
    assert list(open_meetings_for(member)) == list(open_meetings_for(secretary)) == [meeting]
    assert list(open_meetings_for(colleague)) == []
    text = "县图书馆党支部邀请您参加“支部组织生活会”，请在2024年1月12日前提交材料。"
    assert told(secretary, member, colleague) == [("member", "meeting", text, "/")]
    assert Notice.objects.get().key == f"meeting:{meeting.pk}"


@pytest.mark.db_sensitive
@pytest.mark.django_db(transaction=True)
def test_of_several_clicks_at_once_one_opens_the_meeting(
    branch: Organization, zuzhi: Framework, secretary: User, member: User
) -> None:
    def click() -> object:
        return services.open_meeting(
            branch, zuzhi, "支部组织生活会", by=secretary, invited=[member]
        )

    done = [type(one) for one in at_once([click] * 4)]
    assert sorted(kind.__name__ for kind in done) == ["Meeting", *["MeetingRefused"] * 3]
    assert (Meeting.objects.count(), Notice.objects.count()) == (1, 1)


def test_an_open_meeting_does_not_take_the_title_of_another(
    branch: Organization, other_branch: Organization, zuzhi: Framework, meeting: Meeting
) -> None:
    second = services.open_meeting(branch, zuzhi, "另一次会议")
    with pytest.raises(
        services.MeetingRefused, match=r"^已有一次同名的会议正在征集，请换一个名称。$"
    ):
        services.change_meeting(second, title=meeting.title)
    services.change_meeting(second, title=second.title, requirements="写具体。")
    services.open_meeting(other_branch, zuzhi, meeting.title)
    services.close_meeting(meeting)
    services.change_meeting(second, title=meeting.title)


def test_who_is_invited_later_is_told_and_nobody_twice(
    member: User, meeting: Meeting, secretary: User, colleague: User
) -> None:
    assert services.invite(meeting, [member, colleague, secretary], secretary) == 2
    assert services.uninvite(meeting, colleague)
    assert services.invite(meeting, [member, colleague], secretary) == 1
    text = "县图书馆党支部邀请您参加“支部组织生活会”，请撰写材料。"
    assert told(member, colleague, secretary) == [
        ("member", "meeting", text, "/"),
        ("colleague", "meeting", text, "/"),
    ]
    rows = meeting.invitations.order_by("pk").values_list("user__username", "invited_by__username")
    assert list(rows) == [("member", None), ("secretary", "secretary"), ("colleague", "secretary")]


@pytest.mark.parametrize("discarded", [False, True])
def test_an_invitation_stays_once_a_draft_was_begun(
    member: User, draft: Draft, meeting: Meeting, discarded: bool
) -> None:
    if discarded:
        lifecycle.discard(draft)
    assert not services.uninvite(meeting, member)
    assert list(open_meetings_for(member)) == [meeting]


def test_another_deadline_is_told_each_time_and_the_same_one_not(
    member: User, meeting: Meeting, secretary: User
) -> None:
    services.invite(meeting, [secretary], None)
    Notice.objects.all().delete()
    first, second = date(2024, 1, 12), date(2024, 1, 20)
    for day in (first, second, second, first):
        services.change_meeting(meeting, secretary, deadline=day, requirements="写具体。")
    meeting.refresh_from_db()
    assert (meeting.deadline, meeting.requirements) == (first, "写具体。")
    assert told(member, secretary) == [
        ("member", "deadline", f"“支部组织生活会”的截止日期改为2024年1月{day}日。", "/")
        for day in (12, 20, 12)
    ]


def test_the_framework_changes_until_somebody_writes_by_it(
    member: User, meeting: Meeting, minzhu: Framework, zuzhi: Framework
) -> None:
    services.change_meeting(meeting, framework=minzhu)
    meeting = Meeting.objects.get()
    assert (meeting.framework, meeting.kind) == (minzhu, "minzhu")
    draft, _ = lifecycle.begin_draft(member, minzhu, meeting=meeting)
    lifecycle.discard(draft)
    with pytest.raises(services.MeetingRefused, match=r"^已经有人开始撰写，不能再更换检查框架。$"):
        services.change_meeting(meeting, framework=zuzhi, title="另一个名称")
    meeting.refresh_from_db()
    assert (meeting.framework, meeting.title) == (minzhu, "支部组织生活会")
    services.change_meeting(meeting, framework=minzhu, title="另一个名称")
    assert Meeting.objects.get().title == "另一个名称"


@pytest.mark.parametrize("state", ["endorsed", "approved"])
def test_the_levels_stand_while_papers_have_passed(
    meeting: Meeting, draft: Draft, state: str
) -> None:
    services.change_meeting(meeting, levels=2)
    Draft.objects.update(state=state)
    with pytest.raises(services.MeetingRefused) as caught:
        services.change_meeting(meeting, levels=1)
    assert str(caught.value) == (
        "已有 1 份材料通过审核，不能再改审核级次；确需改变的，请先把这些材料重新开放。"
    )
    Draft.objects.update(state="returned")
    services.change_meeting(meeting, levels=1)
    assert Meeting.objects.get().levels == 1


def test_a_meeting_that_has_ended_is_left_as_it_is(meeting: Meeting) -> None:
    assert services.close_meeting(meeting)
    assert not services.close_meeting(meeting)
    with pytest.raises(
        services.MeetingRefused, match=r"^这次会议已经结束，重新开放以后才能修改。$"
    ):
        services.move_deadline(meeting, timezone.localdate())
    assert services.reopen_meeting(meeting)
    assert not services.reopen_meeting(meeting)
    services.move_deadline(meeting, timezone.localdate())


def test_only_the_secretary_of_the_organisation_holds_and_keeps_its_meetings(
    branch: Organization,
    meeting: Meeting,
    secretary: User,
    member: User,
    stranger: User,
    curator: User,
    administrator: User,
    committee: Organization,
    other_branch: Organization,
) -> None:
    superior = person("superior", "周志远", committee, "secretary")
    elsewhere = person("elsewhere", "郑伟民", other_branch, "secretary")
    deputy = person("deputy", "吴建国", branch, "deputy")
    assert list(organizations_meeting_under(secretary)) == [branch]
    assert may_keep_meeting(secretary, meeting)
    for user in (member, deputy, stranger, curator, administrator, superior, elsewhere):
        assert branch not in organizations_meeting_under(user)
        assert (
            reason(may_keep_meeting(user, meeting)) == "只有县图书馆党支部的书记可以管理这次会议。"
        )
    assert list(organizations_meeting_under(superior)) == [committee]


def test_a_group_meets_through_its_branch(branch: Organization, secretary: User) -> None:
    group = OrganizationFactory(name="第一党小组", kind="group", parent=branch)
    MembershipFactory(user=secretary, organization=group, role="secretary")
    assert list(organizations_meeting_under(secretary)) == [branch]


def test_an_office_that_has_ended_gives_nothing(branch: Organization, meeting: Meeting) -> None:
    past = timezone.localdate() - timedelta(days=1)
    former = person("former", "老书记", branch, "secretary", active_from=past, active_to=past)
    assert not organizations_meeting_under(former)
    assert not may_keep_meeting(former, meeting)


def test_the_meetings_of_before_have_their_members_invited(
    branch: Organization,
    meeting: Meeting,
    secretary: User,
    member: User,
    colleague: User,
    stranger: User,
    curator: User,
) -> None:
    """Migration 0007: whoever saw a meeting because of the organisation is invited, and so is
    everybody who writes for it."""
    group = OrganizationFactory(name="第一党小组", kind="group", parent=branch)
    in_group = person("ingroup", "赵明月", group)
    past = timezone.localdate() - timedelta(days=1)
    person("former", "老党员", branch, active_from=past, active_to=past)
    lifecycle.begin_draft(stranger, meeting.framework, meeting=meeting)
    meeting.invitations.all().delete()
    import_module("drafting.migrations.0007_review_rules").invite_members(apps, None)
    invited = {row.user for row in meeting.invitations.all()}
    assert invited == {secretary, member, colleague, in_group, stranger}


# what is asked reaches those who write


def test_what_is_asked_is_said_in_a_few_words(meeting: Meeting) -> None:
    assert asked_of_members(meeting) == [
        "写对照检查材料",
        "问题和原因不少于 50%",
        "素材原句不超过 30%",
        "与他人或往年材料相近的不超过 30%",
        "由书记审定",
    ]
    demands = {"document_kind": "speech", "asked_parts": ["statement", "gone", "previous"],
               "min_characters": 1500, "max_characters": 2500, "min_problem_share": 0,
               "max_library_share": 0, "errors_block": True,
               "max_alike_share": 40, "alike_blocks": True,
               "levels": 2}  # fmt: skip
    assert asked_of_members(Meeting(framework=meeting.framework, **demands)) == [
        "写个人发言提纲",
        "要写“上年度整改落实情况”“需要说明的事项”",
        "全文 1500—2500 字",
        "校对中的错误要改完才能提交",
        "与他人或往年材料相近的不超过 40%，超过的不能提交",
        "书记初审后由上级党组织复审",
    ]
    listing = Meeting(
        framework=meeting.framework,
        document_kind="problem_list",
        min_characters=800,
        max_alike_share=0,
    )
    assert asked_of_members(listing) == [
        "写问题清单",
        "全文 800 字以上",
        "素材原句不超过 30%",
        "由书记审定",
    ]


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        ("material", "2023年主题教育专题组织生活会个人对照检查材料"),
        ("speech", "2023年主题教育专题组织生活会个人发言提纲"),
        ("analysis", "2023年主题教育专题组织生活会个人检视剖析材料"),
        ("problem_list", "2023年主题教育专题组织生活会个人问题清单"),
    ],
)
def test_the_kind_of_document_stands_in_the_title(
    member: User, meeting: Meeting, kind: str, title: str
) -> None:
    services.change_meeting(meeting, document_kind=kind)
    draft, _ = lifecycle.begin_draft(member, meeting.framework, meeting=Meeting.objects.get())
    assert codec.load(draft.document).head.title == title


@pytest.fixture
def steps(draft: Draft) -> Callable[[], dict[str, str]]:
    """How far each step of the draft is, as the meeting asks it now."""

    def read() -> dict[str, str]:
        now = Draft.objects.select_related("meeting", "framework").get(pk=draft.pk)
        tasks = tasklist(spec_of_draft(now), codec.load(now.document))
        return {task.step.key: task.status.value for task in tasks}

    return read


def test_asked_parts_are_missed_by_the_wizard(
    meeting: Meeting, steps: Callable[[], dict[str, str]]
) -> None:
    before = steps()
    assert (before["previous"], before["statement"]) == (Status.OPTIONAL, Status.OPTIONAL)
    services.change_meeting(meeting, asked_parts=["statement"])
    assert steps() == before | {"statement": Status.MISSING}
    services.change_meeting(meeting, asked_parts=[], document_kind="problem_list")
    left_open = dict.fromkeys(("basics", "causes", "closing"), "optional")
    assert steps() == before | left_open


def test_limits_and_parts_reach_proofreading(meeting: Meeting, draft: Draft, member: User) -> None:
    def write(document: Document, version: int) -> Document:
        data = codec.dump(document)
        for part in data["parts"]:
            for place in (part, *part["sections"]):
                for point in place["points"]:
                    point |= {"claim": "学得少", "elaboration": "读书不够。" * 60}
        return codec.load(data)

    changes.apply(draft.pk, write)

    def findings() -> list[str]:
        now = Draft.objects.select_related("meeting", "framework").get(pk=draft.pk)
        items = proof_draft(now, member).open
        rules = ("lengths", "length-over", "problem-share", "part-missing", "closing-missing")
        return [item.finding.message for item in items if item.finding.rule in rules]

    assert findings() == ["没有结束语。"]
    services.change_meeting(
        meeting, min_characters=9000, min_problem_share=95, asked_parts=["statement"]
    )
    assert sorted(findings()) == sorted(
        [
            "没有“需要说明的事项”部分。",
            "没有结束语。",
            "全文2424字，建议不少于9000字。",
            "问题和原因只占全文的86%，这次会议要求不少于95%。",
        ]
    )
    services.change_meeting(
        meeting, max_characters=1000, min_characters=0, asked_parts=[], document_kind="problem_list"
    )
    assert findings() == ["全文2424字，建议不超过1000字。"]
