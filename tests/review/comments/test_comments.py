"""Comments and their threads: who may say what when, where a comment stands, and taking over a
suggestion."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from accounts.models import User
from drafting.document import codec
from drafting.drafts.models import Draft
from drafting.drafts.services import changes
from drafting.meetings.models import Meeting
from drafting.review.comments import answers, services
from drafting.review.decisions import moves
from drafting.review.decisions.lifecycle import Action
from drafting.review.decisions.moves import MoveOvertaken, MoveRefused
from drafting.review.decisions.selectors import live_submission
from drafting.review.models import Comment, Reply
from tests.review import states
from tests.review.pages import problem, remark
from tests.threads import at_once
from tests.wizard.full import FULL_PAPER, fill_paper

pytestmark = pytest.mark.django_db

MUST, ADVICE = Comment.Kind.MUST, Comment.Kind.ADVICE
ON_APPROVED = "这份材料已经通过，批注不再变动；需要时请先重新开放。"


def reason(call: Callable[..., object], *args: Any, **named: Any) -> str:
    """Why a service refused."""
    with pytest.raises(MoveRefused) as refused:
        call(*args, **named)
    return str(refused.value)


# making one


@pytest.mark.db_sensitive
def test_a_comment_keeps_the_words_and_what_stands_around_them(
    submitted: Draft, secretary: User
) -> None:
    text = problem(submitted).elaboration
    made = remark(
        submitted,
        secretary,
        start=40,
        end=48,
        kind=MUST,
        text=" 请写具体。\r\n",
        suggestion="改成这样",
    )
    made.refresh_from_db()
    kept = (made.quote, made.prefix, made.suffix, made.start)
    assert kept == (text[40:48], text[8:40], text[48:80], 40)
    assert (made.kind, made.text, made.suggestion) == ("must", "请写具体。", "改成这样")
    assert (made.author, made.submission) == (secretary, live_submission(submitted))


def test_a_node_alone_means_its_first_words_and_nothing_at_all_the_whole_paper(
    submitted: Draft, secretary: User
) -> None:
    whole = remark(submitted, secretary, field="", start=0, end=0)
    assert (whole.field, whole.quote) == ("claim", problem(submitted).claim)
    paper = remark(submitted, secretary, node="", field="", start=0, end=0)
    assert (paper.node, paper.field, paper.quote) == ("", "", "")


def test_it_is_anchored_in_the_text_that_was_handed_in(submitted: Draft, secretary: User) -> None:
    # whatever becomes of the draft itself
    node = problem(submitted)
    Draft.objects.filter(pk=submitted.pk).update(document=codec.dump(states.material()))
    made = services.add_comment(submitted, secretary, node=node.id, kind=ADVICE, text="请写具体。")
    assert made.quote == node.claim


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"node": "nowhere"}, "提交的版本里没有这一段，请刷新页面后再批注。"),
        ({"field": "marker"}, "选中的文字和提交的版本对不上，请重新选择。"),
        ({"end": 100000}, "选中的文字和提交的版本对不上，请重新选择。"),
        ({"start": 7}, "选中的文字和提交的版本对不上，请重新选择。"),
        ({"kind": "order"}, "请选择“必改”或者“建议”。"),
        ({"text": " \n"}, "请写下意见，或者给出建议的改法。"),
        ({"text": "长" * 2001}, "意见和改法各不超过 2000 字。"),
    ],
)
def test_what_cannot_be_said_is_refused(
    submitted: Draft, secretary: User, said: dict[str, Any], why: str
) -> None:
    assert reason(remark, submitted, secretary, **said) == why
    assert not Comment.objects.exists()


def test_a_suggestion_that_is_the_text_itself_is_none(submitted: Draft, secretary: User) -> None:
    quote = problem(submitted).elaboration[2:6]
    assert remark(submitted, secretary, suggestion=quote).suggestion is None
    assert remark(submitted, secretary, text="", suggestion="").suggestion == ""


@pytest.mark.db_sensitive
def test_only_the_round_that_was_read_is_commented_on(submitted: Draft, secretary: User) -> None:
    with pytest.raises(MoveOvertaken):
        remark(submitted, secretary, round_read=2)


def test_who_may_comment_when(
    submitted: Draft, member: User, secretary: User, superior: User, stranger: User, colleague: User
) -> None:
    Meeting.objects.update(levels=2)
    only = "这份材料只有撰写人本人和审核人可以查看。"
    assert reason(remark, submitted, member) == "只有审核人可以批注这份材料。"
    assert reason(remark, submitted, stranger) == only
    assert reason(remark, submitted, colleague) == only
    assert reason(remark, submitted, superior) == "这份材料还没有通过初审，初审通过以后才能查看。"
    states.endorsed(submitted, secretary)
    assert reason(remark, submitted, secretary) == "这份材料初审通过，现在不能批注。"
    assert remark(submitted, superior).author == superior
    states.moved(submitted, Action.CONFIRM, superior)
    assert reason(remark, submitted, superior) == "这份材料已通过，现在不能批注。"


# changing it and taking it back


@pytest.mark.db_sensitive
def test_an_own_comment_is_changed_or_taken_back_until_somebody_answers(
    submitted: Draft, member: User, secretary: User, deputy: User
) -> None:
    first, second = remark(submitted, secretary), remark(submitted, secretary)
    services.change_comment(first, secretary, kind=MUST, text="这里必须改。", suggestion="改成这样")
    first.refresh_from_db()
    assert (first.kind, first.text, first.suggestion) == ("must", "这里必须改。", "改成这样")
    services.withdraw_comment(first, secretary)
    first.refresh_from_db()
    assert first.withdrawn_at is not None
    assert reason(services.withdraw_comment, first, secretary) == "这条批注已经撤销。"
    others = "只有批注人本人可以修改或者撤销这条批注。"
    assert reason(services.withdraw_comment, second, member) == others
    answers.reply(second, member, Reply.Kind.EXPLAINED, "当时是这样。")
    answered = "这条批注已经有了回复，不能再修改或者撤销；可以在下面回复说明。"
    assert reason(services.withdraw_comment, second, secretary) == answered
    changed = {"kind": MUST, "text": "这里必须改。", "suggestion": None}
    assert reason(services.change_comment, second, secretary, **changed) == answered


# threads


@pytest.mark.db_sensitive
def test_a_reviewer_closes_a_thread_and_opens_it_again(
    submitted: Draft, member: User, secretary: User
) -> None:
    made = remark(submitted, secretary)
    assert reason(services.resolve_comment, made, member) == "批注由审核人确认是否解决。"
    services.resolve_comment(made, secretary)
    made.refresh_from_db()
    assert made.resolved_by == secretary
    closed = "这条批注已经解决；需要时请审核人重新打开。"
    assert reason(answers.reply, made, member, Reply.Kind.CHANGED) == closed
    services.open_comment_again(made, secretary)
    made.refresh_from_db()
    assert (made.resolved_by, made.resolved_at) == (None, None)


@pytest.mark.db_sensitive
def test_the_author_says_changed_or_explains_and_both_sides_talk(
    submitted: Draft, member: User, secretary: User, colleague: User
) -> None:
    made = remark(submitted, secretary)
    answers.reply(made, member, Reply.Kind.CHANGED)
    answers.reply(made, member, Reply.Kind.EXPLAINED, " 当时是这样。 ")
    answers.reply(made, secretary, Reply.Kind.WORD, "好。")
    said = [(answer.author, answer.kind, answer.text) for answer in made.replies.all()]
    assert said == [
        (member, "changed", ""),
        (member, "explained", "当时是这样。"),
        (secretary, "word", "好。"),
    ]
    assert reason(answers.reply, made, member, Reply.Kind.EXPLAINED, " ") == "请写下说明。"
    assert reason(answers.reply, made, secretary, Reply.Kind.WORD) == "请写下回复。"
    only = "只有撰写人本人可以答复“已改”或者“说明”。"
    assert reason(answers.reply, made, secretary, Reply.Kind.CHANGED) == only
    assert reason(answers.reply, made, colleague, Reply.Kind.WORD, "路过。").startswith(
        "这份材料只有"
    )


def test_after_the_approval_nothing_moves(submitted: Draft, member: User, secretary: User) -> None:
    made = remark(submitted, secretary)
    states.approved(submitted, secretary)
    assert reason(services.resolve_comment, made, secretary) == ON_APPROVED
    assert reason(services.open_comment_again, made, secretary) == ON_APPROVED
    assert reason(services.withdraw_comment, made, secretary) == ON_APPROVED
    assert reason(answers.reply, made, member, Reply.Kind.EXPLAINED, "当时是这样。") == ON_APPROVED


@pytest.mark.django_db(transaction=True)
@pytest.mark.db_sensitive
def test_a_demand_and_an_approval_at_the_same_moment_never_both_hold(
    submitted: Draft, secretary: User, deputy: User
) -> None:
    seen = states.fresh(submitted)
    at_once(
        [
            lambda: remark(seen, secretary, kind=MUST),
            lambda: moves.move(seen, Action.APPROVE, secretary, round_read=1),
        ]
    )
    approved = states.fresh(submitted).state == Draft.State.APPROVED
    assert approved is not Comment.objects.filter(kind=MUST).exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.db_sensitive
def test_answers_and_closings_at_once_wait_for_one_another(
    submitted: Draft, member: User, secretary: User
) -> None:
    """A comment is either answered or taken back, and nothing stands in each other's way."""
    made = [
        remark(submitted, secretary, start=4 * n, end=4 * n + 4, suggestion=f"改法{n}")
        for n in range(6)
    ]
    states.returned(submitted, secretary)
    jobs: list[Callable[[], object]] = [
        partial(answers.accept_suggestion, _again(one), member) for one in made[:3]
    ]
    jobs += [partial(services.resolve_comment, _again(one), secretary) for one in made[:3]]
    jobs += [partial(answers.reply, _again(one), member, Reply.Kind.CHANGED) for one in made[3:]]
    jobs += [partial(services.withdraw_comment, _again(one), secretary) for one in made[3:]]
    raised = [answer for answer in at_once(jobs) if isinstance(answer, Exception)]
    assert [error for error in raised if not isinstance(error, MoveRefused)] == []
    for one in map(_again, made[:3]):
        assert one.resolved_at is not None
        assert (one.accepted_at is not None) is one.replies.exists()
    for one in map(_again, made[3:]):
        assert (one.withdrawn_at is None) is one.replies.exists()


def _again(comment: Comment) -> Comment:
    return Comment.objects.get(pk=comment.pk)


# suggestions


@pytest.mark.db_sensitive
def test_a_suggestion_is_taken_over_where_its_words_stand_now(
    submitted: Draft, member: User, secretary: User
) -> None:
    before = problem(submitted)
    made = remark(submitted, secretary, suggestion="改成这样")
    states.returned(submitted, secretary)
    draft = states.fresh(submitted)
    changes.save_node(
        draft.pk, before.id, {"elaboration": "前面加了一句。" + before.elaboration}, draft.version
    )
    answers.accept_suggestion(made, member)
    after = "前面加了一句。" + before.elaboration[:2] + "改成这样" + before.elaboration[6:]
    assert problem(submitted).elaboration == after
    made.refresh_from_db()
    assert made.accepted_at is not None
    (answer,) = made.replies.all()
    assert (answer.kind, answer.text, answer.author) == ("changed", "采纳了建议的改法。", member)
    assert reason(answers.accept_suggestion, made, member) == "这条建议已经采纳过了。"


def test_a_suggestion_that_makes_a_full_paper_longer_is_refused(
    submitted: Draft, member: User, secretary: User
) -> None:
    before = problem(submitted)
    made = remark(submitted, secretary, suggestion="改成这样，再写得长一些")
    states.returned(submitted, secretary)
    fill_paper(states.fresh(submitted))
    assert reason(answers.accept_suggestion, made, member).startswith(f"没有采纳。{FULL_PAPER}")
    made.refresh_from_db()
    assert (problem(submitted).elaboration, made.accepted_at) == (before.elaboration, None)


def test_a_suggestion_for_words_that_changed_is_left_to_the_author(
    submitted: Draft, member: User, secretary: User
) -> None:
    before = problem(submitted)
    made = remark(submitted, secretary, end=12, suggestion="改成这样")
    states.returned(submitted, secretary)
    draft = states.fresh(submitted)
    text = before.elaboration[:6] + "另外的话" + before.elaboration[6:]
    changes.save_node(draft.pk, before.id, {"elaboration": text}, draft.version)
    why = "这里的文字后来改动过，不能直接采纳，请在撰写页面参照建议修改。"
    assert reason(answers.accept_suggestion, made, member) == why
    made.refresh_from_db()
    assert (problem(submitted).elaboration, made.accepted_at, made.replies.count()) == (
        text,
        None,
        0,
    )


def test_who_may_take_over_a_suggestion_and_when(
    submitted: Draft, member: User, secretary: User
) -> None:
    made, plain = remark(submitted, secretary, suggestion="改成这样"), remark(submitted, secretary)
    heading = codec.load(submitted.document).parts[0]
    title = remark(
        submitted,
        secretary,
        node=heading.id,
        field="heading",
        start=0,
        end=2,
        suggestion="改成这样",
    )
    assert reason(answers.accept_suggestion, made, member) == "这份材料已提交，现在不能修改。"
    states.returned(submitted, secretary)
    assert (
        reason(answers.accept_suggestion, made, secretary) == "只有撰写人本人可以采纳建议的改法。"
    )
    assert reason(answers.accept_suggestion, plain, member) == "这条批注没有建议的改法。"
    assert (
        reason(answers.accept_suggestion, title, member)
        == "这里是固定的标题，不能直接采纳；请答复说明。"
    )
    services.resolve_comment(made, secretary)
    assert (
        reason(answers.accept_suggestion, made, member)
        == "这条批注已经解决；需要时请审核人重新打开。"
    )


@pytest.mark.db_sensitive
def test_a_suggestion_that_was_changed_meanwhile_is_not_taken_over_unseen(
    submitted: Draft, member: User, secretary: User
) -> None:
    before = problem(submitted)
    made = remark(submitted, secretary, suggestion="第一行\n第二行")
    states.returned(submitted, secretary)
    said = {"kind": MUST, "text": "请写具体。", "suggestion": "另外的\n改法"}
    services.change_comment(_again(made), secretary, **said)
    why = "审核人刚刚修改了这条建议，没有采纳；现在的建议见下面。"
    assert reason(answers.accept_suggestion, made, member, seen="第一行\r\n第二行") == why
    assert problem(submitted) == before
    answers.accept_suggestion(made, member, seen="另外的\r\n改法")
    assert "另外的\n改法" in problem(submitted).elaboration
