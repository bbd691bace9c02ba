"""Moving a draft along the table: whole rows compared, what is refused, what is lost to somebody
quicker."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from accounts.models import User
from drafting.document import codec
from drafting.document.model import Document
from drafting.drafts.models import Draft, Revision
from drafting.drafts.services import changes, lifecycle, revisions
from drafting.meetings import services
from drafting.meetings.models import Meeting
from drafting.notices.models import Notice
from drafting.review.decisions.lifecycle import Action
from drafting.review.decisions.moves import MoveOvertaken, MoveRefused, move
from drafting.review.decisions.selectors import approval_of
from drafting.review.models import Comment, ReviewEvent, Submission
from tests.review import states
from tests.threads import at_once

NAMED = "“2023年度组织生活会”"


def record(draft: Draft) -> list[tuple[object, ...]]:
    """The record of a draft, whole lines."""
    rows = draft.events.order_by("pk")
    return [
        (
            e.submission.number, e.action, e.actor.username, e.capacity, e.state_before,
            e.state_after, e.note, e.reasons,
            e.content_hash == e.submission.revision.content_hash,
        )
        for e in rows
    ]  # fmt: skip


def told(draft: Draft) -> list[tuple[str, str, str, str]]:
    """Who was told what by the moves of a draft."""
    rows = Notice.objects.exclude(kind=Notice.Kind.MEETING).order_by("pk").select_related("user")
    return [(n.user.username, n.kind, n.text, n.url.replace(str(draft.pk), "ID")) for n in rows]


def must(draft: Draft, by: User) -> Comment:
    """An open 必改 comment on the whole paper."""
    submission = draft.submissions.first()
    assert submission is not None
    return Comment.objects.create(
        draft=draft, submission=submission, author=by, kind=Comment.Kind.MUST, text="请补充事例。"
    )


@pytest.mark.django_db
@pytest.mark.db_sensitive
def test_returned_and_handed_in_again_and_approved(ready: Draft, secretary: User) -> None:
    states.submitted(ready, "请审阅。")
    returned = states.returned(ready, secretary, " 事例要具体。 ", ("8", "2", "99"))
    assert (returned.state, returned.version) == ("returned", 3)
    node = codec.load(returned.document).closing
    changes.save_node(ready.pk, node.id, {"text": "以上请批评指正。"}, 1)
    states.submitted(ready)
    approved = states.approved(ready, secretary, "同意。")
    assert (approved.state, approved.version) == ("approved", 6)
    assert record(ready) == [
        (1, "submit", "member", "author", "drafting", "submitted", "请审阅。", [], True),
        (
            1,
            "return",
            "secretary",
            "first",
            "submitted",
            "returned",
            "事例要具体。",
            ["2", "8"],
            True,
        ),
        (2, "submit", "member", "author", "returned", "submitted", "", [], True),
        (2, "approve", "secretary", "first", "submitted", "approved", "同意。", [], True),
    ]
    assert [
        (s.number, s.revision.number, s.withdrawn_at) for s in ready.submissions.order_by("number")
    ] == [
        (1, 1, None),
        (2, 2, None),
    ]
    assert told(ready) == [
        ("secretary", "submitted", f"刘洋提交了{NAMED}的材料，请审核。", "/review/ID/"),
        (
            "member",
            "returned",
            f"林静退回了您为{NAMED}写的材料，请按意见修改后再提交。",
            "/drafts/ID/review/",
        ),
        ("secretary", "submitted", f"刘洋重新提交了{NAMED}的材料，请审核。", "/review/ID/"),
        ("member", "approved", f"您为{NAMED}写的材料审核通过。", "/drafts/ID/review/"),
    ]


@pytest.mark.django_db
@pytest.mark.db_sensitive
def test_two_approvals_a_return_by_the_second_and_a_reopening(
    ready: Draft, secretary: User, superior: User
) -> None:
    states.ask(ready.meeting, 2)  # type: ignore[arg-type]
    states.endorsed(ready, secretary)
    states.moved(ready, Action.RETURN, superior, "请再核实。")
    states.confirmed(ready, secretary, superior)
    reopened = states.moved(ready, Action.REOPEN, superior, reasons=("13",))
    assert reopened.state == "returned"
    assert record(ready) == [
        (1, "submit", "member", "author", "drafting", "submitted", "", [], True),
        (1, "approve", "secretary", "first", "submitted", "endorsed", "", [], True),
        (1, "return", "superior", "second", "endorsed", "returned", "请再核实。", [], True),
        (2, "submit", "member", "author", "returned", "submitted", "", [], True),
        (2, "approve", "secretary", "first", "submitted", "endorsed", "", [], True),
        (2, "confirm", "superior", "second", "endorsed", "approved", "", [], True),
        (2, "reopen", "superior", "second", "approved", "returned", "", ["13"], True),
    ]
    whose, mine, theirs = f"刘洋的材料（{NAMED}）", "/drafts/ID/review/", "/review/ID/"
    assert told(ready) == [
        ("secretary", "submitted", f"刘洋提交了{NAMED}的材料，请审核。", theirs),
        ("member", "approved", f"您为{NAMED}写的材料初审通过，等待上级复审。", mine),
        ("superior", "submitted", f"{whose}初审通过，请复审。", theirs),
        ("member", "returned", f"周志远退回了您为{NAMED}写的材料，请按意见修改后再提交。", mine),
        ("secretary", "changed", f"{whose}复审时被退回修改。", theirs),
        ("secretary", "submitted", f"刘洋重新提交了{NAMED}的材料，请审核。", theirs),
        ("member", "approved", f"您为{NAMED}写的材料初审通过，等待上级复审。", mine),
        ("superior", "submitted", f"{whose}初审通过，请复审。", theirs),
        ("member", "approved", f"您为{NAMED}写的材料审核通过。", mine),
        ("secretary", "changed", f"{whose}复审通过。", theirs),
        (
            "member",
            "changed",
            f"周志远重新开放了您为{NAMED}写的材料，原来的审核结论不再有效。"
            "请看原因，改好后重新提交。",
            mine,
        ),
        ("secretary", "changed", f"{whose}已重新开放修改。", theirs),
    ]


@pytest.mark.django_db
@pytest.mark.db_sensitive
def test_withdrawn_is_a_draft_again_and_the_reviewer_is_told_without_a_link(
    submitted: Draft, secretary: User
) -> None:
    draft = states.moved(submitted, Action.WITHDRAW, submitted.owner)
    assert draft.state == "drafting"
    assert draft.submissions.get().withdrawn_at is not None
    assert record(draft)[-1] == (
        1,
        "withdraw",
        "member",
        "author",
        "submitted",
        "drafting",
        "",
        [],
        True,
    )
    assert told(draft)[-1] == (
        "secretary",
        "changed",
        f"刘洋撤回了{NAMED}的材料，改好后会再提交。",
        "",
    )


@pytest.mark.django_db
def test_what_was_handed_in_stays_handed_in_when_the_meeting_has_ended(
    submitted: Draft, meeting: Meeting, secretary: User
) -> None:
    services.close_meeting(meeting)
    with pytest.raises(MoveRefused, match=r"^这次会议已经结束，提交的材料不能再撤回。$"):
        states.moved(submitted, Action.WITHDRAW, submitted.owner)
    # the reviewer can still finish
    assert states.approved(submitted, secretary).state == "approved"


@pytest.mark.django_db
@pytest.mark.parametrize("action", [Action.RETURN, Action.REOPEN])
def test_returning_and_reopening_say_why(action: Action, ready: Draft, secretary: User) -> None:
    draft = (
        states.submitted(ready) if action is Action.RETURN else states.approved(ready, secretary)
    )
    with pytest.raises(MoveRefused, match=r"^请写明原因，或者至少选择一条退回理由。$"):
        states.moved(draft, action, secretary, note="  ", reasons=("99",))
    with pytest.raises(MoveRefused, match=r"^审核意见不超过 2000 字，现有 2001 字。$"):
        states.moved(draft, action, secretary, note="长" * 2001)
    # PostgreSQL keeps no NUL
    returned = states.moved(draft, action, secretary, note=" 请\x00改。\r\n再看。", reasons=("5",))
    event = ReviewEvent.objects.latest("pk")
    assert (returned.state, event.note, event.reasons) == ("returned", "请改。\n再看。", ["5"])


@pytest.mark.django_db
@pytest.mark.db_sensitive
def test_open_demands_stop_both_approvals_until_they_are_resolved_or_taken_back(
    ready: Draft, secretary: User, superior: User
) -> None:
    states.ask(ready.meeting, 2)  # type: ignore[arg-type]
    draft = states.submitted(ready)
    first, second = must(draft, secretary), must(draft, secretary)
    Comment.objects.create(
        draft=draft, submission=draft.submissions.get(), author=secretary, text="建议。"
    )
    with pytest.raises(MoveRefused, match=r"^还有 2 条必改批注没有解决，解决以后才能通过。$"):
        states.approved(draft, secretary)
    Comment.objects.filter(pk=first.pk).update(resolved_at=datetime.now(UTC))
    Comment.objects.filter(pk=second.pk).update(withdrawn_at=datetime.now(UTC))
    draft = states.endorsed(draft, secretary)
    must(draft, superior)
    with pytest.raises(MoveRefused, match=r"^还有 1 条必改批注没有解决，解决以后才能通过。$"):
        states.moved(draft, Action.CONFIRM, superior)
    assert states.fresh(draft).state == "endorsed"


# quicker ones


@pytest.mark.django_db
@pytest.mark.parametrize("action", [Action.APPROVE, Action.RETURN])
def test_who_read_the_round_before_decides_nothing_about_this_one(
    action: Action, submitted: Draft, secretary: User
) -> None:
    states.moved(submitted, Action.WITHDRAW, submitted.owner)
    states.submitted(submitted)
    with pytest.raises(MoveOvertaken):
        move(submitted, action, secretary, round_read=1, note="看过了。")
    assert states.fresh(submitted).state == "submitted"
    assert [line[1] for line in record(submitted)] == ["submit", "withdraw", "submit"]


@pytest.mark.django_db
def test_a_round_that_was_withdrawn_is_decided_by_nobody(submitted: Draft, secretary: User) -> None:
    states.moved(submitted, Action.WITHDRAW, submitted.owner)
    with pytest.raises(MoveOvertaken):
        move(submitted, Action.APPROVE, secretary, round_read=1)


@pytest.mark.django_db
@pytest.mark.db_sensitive
def test_the_second_of_two_who_saw_it_submitted_is_late_and_whoever_sees_it_now_is_told_its_state(
    submitted: Draft, secretary: User
) -> None:
    now = states.returned(submitted, secretary)
    with pytest.raises(MoveOvertaken):
        move(submitted, Action.APPROVE, secretary, round_read=1)
    with pytest.raises(MoveRefused, match=r"^这份材料已退回修改，现在不能审核通过。$"):
        move(now, Action.APPROVE, secretary, round_read=1)


@pytest.mark.django_db(transaction=True)
@pytest.mark.db_sensitive
def test_of_ten_approvals_at_once_one_wins(submitted: Draft, secretary: User) -> None:
    answers = at_once([lambda: move(submitted, Action.APPROVE, secretary, round_read=1)] * 10)
    won = [answer for answer in answers if isinstance(answer, ReviewEvent)]
    lost = [answer for answer in answers if isinstance(answer, MoveOvertaken)]
    assert (len(won), len(lost)) == (1, 9), answers
    draft = states.fresh(submitted)
    assert (draft.state, draft.version) == ("approved", submitted.version + 1)
    assert [line[1] for line in record(draft)] == ["submit", "approve"]
    assert [row[1] for row in told(draft)] == ["submitted", "approved"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.db_sensitive
def test_of_an_approval_a_return_and_a_withdrawal_at_once_one_wins(
    submitted: Draft, secretary: User
) -> None:
    moves = (
        (Action.APPROVE, secretary),
        (Action.RETURN, secretary),
        (Action.WITHDRAW, submitted.owner),
    )
    answers = at_once([
        lambda a=action, p=person: move(submitted, a, p, round_read=1,
        note="已看。")  # type: ignore[misc]
        for action, person in moves
    ])  # fmt: skip
    won = [answer for answer in answers if isinstance(answer, ReviewEvent)]
    assert (len(won), sum(isinstance(answer, MoveOvertaken) for answer in answers)) == (1, 2), (
        answers
    )
    assert states.fresh(submitted).state == won[0].state_after
    assert len(record(submitted)) == 2


# the record


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change", [{"note": "别的话。"}, {"action": "approve"}, {"content_hash": "0" * 64}]
)
@pytest.mark.db_sensitive
def test_the_database_refuses_to_change_a_line_of_the_record(
    submitted: Draft, change: dict[str, str]
) -> None:
    before = list(ReviewEvent.objects.values())
    with (
        pytest.raises(DatabaseError, match="review events are never changed"),
        transaction.atomic(),
    ):
        ReviewEvent.objects.update(**change)
    assert list(ReviewEvent.objects.values()) == before


# what was handed in or approved cannot change


def approved_text(draft: Draft) -> Document:
    return codec.load(states.fresh(draft).document)


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["submitted", "endorsed", "approved"])
def test_no_service_changes_a_text_that_is_with_the_reviewers_or_through(
    state: str, ready: Draft, secretary: User, superior: User
) -> None:
    states.ask(ready.meeting, 2)  # type: ignore[arg-type]
    document = codec.load(ready.document)
    area = next(section for part in document.parts for section in part.sections)
    point = area.points[0]
    earlier = revisions.freeze(ready, Revision.Reason.SAVE, ready.owner)
    changes.save_node(ready.pk, document.closing.id, {"text": "以上请批评指正。"}, 1)
    changes.remove_point(ready.pk, area.points[1].id)
    draft = states.submitted(ready)
    if state != "submitted":
        draft = states.endorsed(draft, secretary)
    if state == "approved":
        draft = states.moved(draft, Action.CONFIRM, superior)
    assert draft.state == state
    whole = Draft.objects.filter(pk=draft.pk).values().get()
    attempts = (
        lambda: changes.save_node(draft.pk, point.id, {"claim": "别的"}, 99),
        lambda: changes.add_point(draft.pk, area.id),
        lambda: changes.remove_point(draft.pk, point.id),
        lambda: changes.restore_point(draft.pk, area.points[1].id),
        lambda: changes.move_point(draft.pk, point.id, 1),
        lambda: changes.answer_problems(draft.pk, [point.id], "causes", "C01"),
        lambda: revisions.restore_revision(draft, earlier, draft.owner),
        lambda: changes.apply(draft.pk, lambda document, version: document),
    )
    for attempt in attempts:
        with pytest.raises(changes.NotEditable):
            attempt()
    lifecycle.discard(draft)
    assert Draft.objects.filter(pk=draft.pk).values().get() == whole


@pytest.mark.django_db
def test_the_style_is_no_text_and_leaves_the_approval_as_it_is(
    submitted: Draft, secretary: User
) -> None:
    draft = states.approved(submitted, secretary)
    lifecycle.choose_style(draft, "run_in")
    approval = approval_of(states.fresh(draft))
    assert approval is not None
    assert approval.holds


@pytest.mark.django_db
def test_an_approval_says_that_it_no_longer_holds_once_a_word_was_changed_behind_its_back(
    submitted: Draft, secretary: User
) -> None:
    assert approval_of(submitted) is None
    draft = states.approved(submitted, secretary)
    approval = approval_of(draft)
    assert approval is not None
    assert (approval.event, approval.holds) == (draft.events.last(), True)
    data = draft.document
    data["closing"]["text"] += "补一句。"
    Draft.objects.filter(pk=draft.pk).update(document=data)
    changed = approval_of(states.fresh(draft))
    assert changed is not None
    assert (changed.event, changed.holds) == (approval.event, False)


@pytest.mark.django_db
def test_reopened_and_returned_drafts_have_no_approval(
    ready: Draft, secretary: User, superior: User
) -> None:
    states.ask(ready.meeting, 2)  # type: ignore[arg-type]
    endorsed = states.endorsed(ready, secretary)
    approval = approval_of(endorsed)
    assert approval is not None
    assert approval.event.action == Action.APPROVE
    assert approval_of(states.moved(ready, Action.REOPEN, secretary, "再改。")) is None
    confirmed = approval_of(states.confirmed(ready, secretary, superior))
    assert confirmed is not None
    assert (confirmed.event.actor, confirmed.holds) == (superior, True)
    assert approval_of(states.moved(ready, Action.REOPEN, superior, "再改。")) is None


# what files say


@pytest.mark.django_db
@pytest.mark.db_sensitive
def test_the_revision_says_who_approved_it_and_no_more_when_it_is_opened_again(
    ready: Draft, secretary: User, superior: User
) -> None:
    states.ask(ready.meeting, 2)  # type: ignore[arg-type]

    def said() -> str:
        return Submission.objects.order_by("-number")[0].revision.approval

    states.endorsed(ready, secretary)
    assert said() == ""
    states.moved(ready, Action.CONFIRM, superior)
    days = [
        f"{timezone.localdate(event.created_at):%Y-%m-%d}"
        for event in ready.events.order_by("pk")[1:]
    ]
    assert said() == f"初审通过：林静 {days[0]}；复审通过：周志远 {days[1]}"
    states.moved(ready, Action.REOPEN, secretary, "再改。")
    assert said() == ""
