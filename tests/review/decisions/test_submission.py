"""Handing in: what is asked, what is frozen, and what becomes of it when two windows do it at
once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from drafting.document import codec
from drafting.document.model import Document, points_of_role
from drafting.drafts.models import Draft, Revision
from drafting.drafts.services import changes, lifecycle
from drafting.meetings import services
from drafting.meetings.models import Invitation, Meeting
from drafting.notices.models import Notice
from drafting.progress.lengths import length_of_document
from drafting.proofing.core import runner
from drafting.proofing.results import PATIENCE, work_out
from drafting.review.decisions import submission
from drafting.review.decisions import submission as review_handing_in
from drafting.review.decisions.moves import MoveOvertaken, MoveRefused
from drafting.review.decisions.obstacles import Obstacle
from drafting.review.decisions.submission import UNPROOFED, PaperNotReady, submit
from drafting.review.models import ReviewEvent, Submission
from tests.review import states
from tests.threads import at_once
from tests.wizard.full import filled


def document_of(draft: Draft) -> Document:
    return codec.load(states.fresh(draft).document)


def store(draft: Draft, document: Document) -> None:
    """Make this the draft's document behind the services' back."""
    Draft.objects.filter(pk=draft.pk).update(document=codec.dump(document))


@pytest.mark.django_db
@pytest.mark.db_sensitive
def test_handing_in_freezes_the_text_counts_it_and_tells_the_reviewer(
    ready: Draft, secretary: User
) -> None:
    event = submit(ready, ready.owner, "  请书记审阅。 ")
    draft = states.fresh(ready)
    document = codec.load(draft.document)
    revision = Revision.objects.get()
    submission = Submission.objects.get()
    assert (draft.state, draft.version) == ("submitted", ready.version + 1)
    assert (revision.reason, revision.number, revision.document, revision.content_hash) == (
        "submit",
        1,
        draft.document,
        codec.content_hash(document),
    )
    points = points_of_role(document, "problems")
    wanted = {
        code: sum(p.category == code for p in points)
        for code in {p.category for p in points} - {""}
    }
    assert (submission.draft, submission.number, submission.revision, submission.note) == (
        draft,
        1,
        revision,
        "请书记审阅。",
    )
    assert (submission.withdrawn_at, submission.characters, submission.categories) == (
        None,
        length_of_document(document),
        wanted,
    )
    assert None not in (submission.errors, submission.warnings, submission.advice)
    assert ReviewEvent.objects.get() == event
    assert (event.action, event.actor, event.capacity, event.note, event.reasons) == (
        "submit",
        ready.owner,
        "author",
        "请书记审阅。",
        [],
    )
    assert (event.state_before, event.state_after, event.submission, event.content_hash) == (
        "drafting",
        "submitted",
        submission,
        revision.content_hash,
    )
    notices = Notice.objects.exclude(kind=Notice.Kind.MEETING).values_list(
        "user", "kind", "text", "url"
    )
    assert list(notices) == [
        (
            secretary.pk,
            "submitted",
            "刘洋提交了“2023年度组织生活会”的材料，请审核。",
            f"/review/{ready.pk}/",
        )
    ]


@pytest.mark.django_db
def test_what_is_lacking_is_listed_in_the_order_of_the_steps(draft: Draft) -> None:
    with pytest.raises(PaperNotReady) as refused:
        submit(draft, draft.owner)
    lacking = refused.value.lacking
    titles = list(dict.fromkeys(obstacle.title for obstacle in lacking))
    assert titles[:3] == ["基本信息与导语", "理论学习", "政治素质"]
    assert {obstacle.text for obstacle in lacking} == {"还没有写。"}
    assert not Revision.objects.exists()
    assert not ReviewEvent.objects.exists()


@pytest.mark.django_db
def test_an_open_hole_keeps_the_paper_back(ready: Draft) -> None:
    document = document_of(ready)
    store(ready, replace(document, closing=replace(document.closing, text="以上是{时间}的情况。")))
    with pytest.raises(PaperNotReady) as refused:
        submit(ready, ready.owner)
    hole = Obstacle("closing", "结束语", document.closing.id, "还有空项没有填写：{时间}。")
    assert refused.value.lacking == (hole,)


@pytest.mark.django_db
def test_errors_beyond_those_that_are_listed_keep_it_back_too(
    ready: Draft, meeting: Meeting
) -> None:
    document = document_of(ready)
    store(ready, replace(document, closing=replace(document.closing, text="（" * 6_000)))
    services.change_meeting(meeting, errors_block=True)
    with pytest.raises(PaperNotReady) as refused:
        submit(ready, ready.owner)
    assert [obstacle.text for obstacle in refused.value.lacking] == [
        "校对发现 6000 处错误，这次会议要求改完再提交；确认没有错的，可以在校对里忽略。"
    ]


@pytest.mark.django_db
def test_proofreading_that_was_cut_short_keeps_nothing_back_and_counts_as_none(
    ready: Draft, meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    services.change_meeting(meeting, errors_block=True)
    monkeypatch.setattr(runner, "SECONDS", -1.0)
    submit(ready, ready.owner)
    submission = Submission.objects.get()
    assert (submission.errors, submission.warnings, submission.advice) == (None, None, None)


@pytest.mark.django_db
@pytest.mark.db_sensitive
def test_errors_of_proofreading_keep_it_back_only_where_the_meeting_says_so(
    ready: Draft, meeting: Meeting
) -> None:
    document = document_of(ready)
    broken = document.closing.text.replace("。", "）。", 1)
    store(ready, replace(document, closing=replace(document.closing, text=f"{broken}**")))
    services.change_meeting(meeting, errors_block=True)
    with pytest.raises(PaperNotReady) as refused:
        submit(ready, ready.owner)
    (obstacle,) = refused.value.lacking
    assert (obstacle.step, obstacle.title) == ("check", "校对")
    assert obstacle.text.startswith("校对发现 ")
    services.change_meeting(meeting, errors_block=False)
    submit(ready, ready.owner)
    submission = Submission.objects.get()
    assert submission.errors is not None
    assert submission.errors > 0


@pytest.mark.django_db
def test_a_paper_that_is_not_proofread_yet_waits_where_errors_keep_it_back(
    ready: Draft, meeting: Meeting
) -> None:
    document = document_of(ready)
    store(
        ready, filled(replace(document, closing=replace(document.closing, text="写完了**")), 12_001)
    )
    services.change_meeting(meeting, errors_block=True)
    for _ in range(2):
        with pytest.raises(MoveRefused) as refused:
            submit(ready, ready.owner)
        assert str(refused.value) == UNPROOFED
    assert (Submission.objects.count(), Revision.objects.count()) == (0, 0)
    work_out(ready.proofreadings.get().pk)
    with pytest.raises(PaperNotReady) as lacking:
        submit(ready, ready.owner)
    assert [one.step for one in lacking.value.lacking] == ["check"]


@pytest.mark.django_db
def test_without_a_worker_a_long_paper_waits_no_longer_than_that(
    ready: Draft, meeting: Meeting
) -> None:
    document = document_of(ready)
    store(
        ready, filled(replace(document, closing=replace(document.closing, text="写完了**")), 12_001)
    )
    services.change_meeting(meeting, errors_block=True)
    with pytest.raises(MoveRefused):
        submit(ready, ready.owner)
    earlier = timezone.now() - PATIENCE - timedelta(seconds=1)
    ready.proofreadings.update(asked_at=earlier, sent_at=earlier)
    with pytest.raises(PaperNotReady) as lacking:
        submit(ready, ready.owner)
    assert [one.step for one in lacking.value.lacking] == ["check"], "judged, no longer waiting"


@pytest.mark.django_db
def test_where_errors_do_not_keep_it_back_it_goes_without_their_number(
    ready: Draft, meeting: Meeting
) -> None:
    store(ready, filled(document_of(ready), 12_001))
    submit(ready, ready.owner)
    submission = Submission.objects.get()
    assert (submission.errors, submission.warnings, submission.advice) == (None, None, None)


@pytest.mark.django_db
def test_in_the_bin_ended_or_not_invited_it_is_refused(ready: Draft, meeting: Meeting) -> None:
    told = []

    def refusal() -> None:
        with pytest.raises(MoveRefused) as refused:
            submit(ready, ready.owner)
        told.append(str(refused.value))

    lifecycle.discard(ready)
    refusal()
    lifecycle.take_back(ready)
    services.close_meeting(meeting)
    refusal()
    services.reopen_meeting(meeting)
    Invitation.objects.filter(user=ready.owner).delete()
    refusal()
    assert told == [
        "这份材料在回收站里，取回后才能提交。",
        "这次会议已经结束，不再接收材料。",
        "您不在这次会议的参会名单里，不能提交；请联系支部书记。",
    ]


@pytest.mark.django_db
@pytest.mark.db_sensitive
def test_one_paper_of_a_member_is_handed_in_for_a_meeting(
    ready: Draft, meeting: Meeting, secretary: User
) -> None:
    other = states.written(ready.owner, meeting)
    states.submitted(ready)
    with pytest.raises(
        MoveRefused, match=r"^这次会议您已经提交了另一份材料，撤回那一份以后才能提交这一份。$"
    ):
        submit(other, other.owner)
    states.returned(ready, secretary)
    submit(other, other.owner)
    with pytest.raises(MoveRefused, match=r"另一份材料"):
        submit(ready, ready.owner)


@pytest.mark.django_db
@pytest.mark.db_sensitive
def test_a_returned_draft_goes_to_the_bin_and_comes_back_while_another_is_handed_in(
    ready: Draft, meeting: Meeting, secretary: User
) -> None:
    returned = states.returned(ready, secretary)
    lifecycle.discard(returned)
    other = states.submitted(states.written(ready.owner, meeting))
    lifecycle.take_back(returned)
    assert {(row.pk, row.state) for row in Draft.objects.all()} == {
        (returned.pk, "returned"),
        (other.pk, "submitted"),
    }
    assert returned.submissions.count() == 1


@pytest.mark.django_db
def test_what_is_handed_in_does_not_go_to_the_bin(submitted: Draft) -> None:
    lifecycle.discard(submitted)
    assert states.fresh(submitted).discarded_at is None


@pytest.mark.django_db
@pytest.mark.db_sensitive
def test_a_further_round_gets_the_next_number_also_after_a_withdrawal(
    ready: Draft, secretary: User
) -> None:
    states.returned(ready, secretary)
    states.submitted(ready)
    states.moved(ready, states.Action.WITHDRAW, ready.owner)
    states.submitted(ready)
    rounds = ready.submissions.order_by("number")
    assert [(row.number, row.withdrawn_at is None) for row in rounds] == [
        (1, True),
        (2, False),
        (3, True),
    ]
    # nothing was changed in between, so it is the same text
    assert {row.revision_id for row in rounds} == {Revision.objects.get().pk}


def after_reading(monkeypatch: pytest.MonkeyPatch, what: object) -> None:
    """Let something happen between the look at the draft and the handing in, where the proofreading
    takes its second."""
    proof_draft = submission.proof_draft

    def proof(*args: object, **kwargs: object) -> object:
        found = proof_draft(*args, **kwargs)  # type: ignore[arg-type]
        what()  # type: ignore[operator]
        return found

    monkeypatch.setattr(submission, "proof_draft", proof)


def save_elsewhere(draft: Draft) -> None:
    closing = document_of(draft).closing
    changes.save_node(draft.pk, closing.id, {"text": "另一个窗口写的。"}, 99)


@pytest.mark.django_db
@pytest.mark.parametrize("what", ["save", "bin", "submit"])
@pytest.mark.db_sensitive
def test_what_another_window_does_meanwhile_is_never_handed_in_unseen(
    what: str, ready: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    act = {
        "save": lambda: save_elsewhere(ready),
        "bin": lambda: lifecycle.discard(ready),
        "submit": lambda: states.submitted(ready),
    }[what]
    after_reading(monkeypatch, act)
    with pytest.raises(MoveOvertaken):
        submit(ready, ready.owner)
    assert (Submission.objects.count(), ReviewEvent.objects.count()) == (
        (1, 1) if what == "submit" else (0, 0)
    )
    assert states.fresh(ready).state == ("submitted" if what == "submit" else "drafting")


@pytest.mark.django_db
@pytest.mark.db_sensitive
def test_another_paper_handed_in_meanwhile_is_named(
    ready: Draft, meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = states.written(ready.owner, meeting)
    after_reading(monkeypatch, lambda: states.submitted(other))
    with pytest.raises(MoveRefused, match=r"^这次会议您已经提交了另一份材料"):
        submit(ready, ready.owner)
    assert list(Submission.objects.values_list("draft", flat=True)) == [other.pk]


@pytest.mark.django_db(transaction=True)
@pytest.mark.db_sensitive
def test_five_windows_that_hand_in_at_once_make_one_round(ready: Draft) -> None:
    answers = at_once([lambda: review_handing_in.submit(ready, ready.owner)] * 5)
    won = [answer for answer in answers if isinstance(answer, ReviewEvent)]
    lost = [answer for answer in answers if isinstance(answer, (MoveOvertaken, MoveRefused))]
    assert (len(won), len(lost)) == (1, 4), answers
    assert Submission.objects.get().number == 1
    assert ReviewEvent.objects.get() == won[0]
    assert Revision.objects.count() == 1
    assert Notice.objects.filter(kind=Notice.Kind.SUBMITTED).count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.db_sensitive
def test_of_two_papers_handed_in_at_once_one_is_taken(ready: Draft, meeting: Meeting) -> None:
    other = states.written(ready.owner, meeting)
    answers = at_once(
        [lambda each=each: review_handing_in.submit(each, each.owner) for each in (ready, other)]
    )  # type: ignore[misc]
    won = [answer for answer in answers if isinstance(answer, ReviewEvent)]
    lost = [str(answer) for answer in answers if isinstance(answer, MoveRefused)]
    assert (len(won), lost) == (
        1,
        ["这次会议您已经提交了另一份材料，撤回那一份以后才能提交这一份。"],
    )
    assert Submission.objects.get().draft_id == won[0].draft_id
