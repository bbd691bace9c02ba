"""Comments and their threads on the reading page, by forms alone and by htmx."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from accounts.models import User
from drafting.document import codec
from drafting.drafts.models import Draft
from drafting.meetings.models import Meeting
from drafting.rendering.styles import STYLES
from drafting.rendering.walk import blocks
from drafting.review.comments import answers as review_answers
from drafting.review.comments import services
from drafting.review.comments.views import NEWER
from drafting.review.decisions.lifecycle import Action
from drafting.review.models import Comment
from drafting.review.reading_page.context import NOT_TEXT
from tests.review import states
from tests.review.pages import HTMX, browser, hidden, marked, problem, remark, text_of, url

pytestmark = pytest.mark.django_db

WRITE = 'class="write"'


def begun(desk: Client, draft: Draft, **asked: Any) -> Any:
    """The page with the form of a comment begun on a place."""
    return desk.get(url(draft), {"panel": "comments", **asked})


def printed(draft: Draft, node: str) -> str:
    """The text of a node as it stands on the paper."""
    runs = [
        run
        for block in blocks(codec.load(draft.document), STYLES["standard"])
        for run in block.runs
    ]
    return "".join(run.text for run in runs if run.node_id == node)


def told(answer: Any) -> list[str]:
    """What the next page says first."""
    return [str(message) for message in get_messages(answer.wsgi_request)]


def test_a_whole_point_is_commented_on_without_scripts(
    submitted: Draft, secretary: User, desk: Client
) -> None:
    node = problem(submitted)
    page = begun(desk, submitted, comment=node.id)
    assert ("new", node.claim) in marked(page)
    fields = hidden(page, WRITE)
    assert fields == {
        "show": "open", "node": node.id, "field": "claim", "start": "0",
        "end": str(len(node.claim)), "round": "1",
    }  # fmt: skip
    answer = desk.post(
        url(submitted, "comment"),
        fields | {"kind": "must", "text": "请写具体。", "suggestion": node.claim},
    )
    made = Comment.objects.get()
    assert (made.author, made.kind, made.quote, made.text) == (
        secretary,
        "must",
        node.claim,
        "请写具体。",
    )
    assert made.suggestion is None
    assert answer.url == f"{url(submitted)}?panel=comments&show=open#comment-{made.pk}"
    assert told(answer) == ["已加上批注。"]
    assert marked(desk.get(answer.url)) == [(f"must-{made.pk}", node.claim)]


def test_selected_words_are_those_of_the_field(submitted: Draft, desk: Client) -> None:
    node = problem(submitted)
    text = printed(submitted, node.id)
    start = text.index(node.elaboration) + 10
    page = begun(desk, submitted, comment=node.id, start=start, end=start + 6)
    assert page.context["writing"].quote == node.elaboration[10:16]
    fields = hidden(page, WRITE)
    assert (fields["field"], fields["start"], fields["end"]) == ("elaboration", "10", "16")
    desk.post(
        url(submitted, "comment"),
        fields | {"kind": "advice", "text": "", "suggestion": "换\r\n个说法"},
    )
    made = Comment.objects.get()
    assert (made.quote, made.start, made.suggestion) == (node.elaboration[10:16], 10, "换\n个说法")


def test_what_is_no_text_of_the_authors_cannot_be_commented_on(
    submitted: Draft, desk: Client
) -> None:
    node = problem(submitted)
    assert printed(submitted, node.id).startswith("一是")
    page = begun(desk, submitted, comment=node.id, start=0, end=2)
    assert NOT_TEXT in text_of(page)
    assert WRITE not in page.content.decode()
    assert WRITE not in begun(desk, submitted, comment="nowhere").content.decode()
    assert NOT_TEXT in text_of(
        begun(desk, submitted, comment=node.id, field="links", start=0, end=2)
    )


@pytest.mark.db_sensitive
def test_the_whole_paper_is_commented_on(submitted: Draft, desk: Client) -> None:
    page = begun(desk, submitted, comment="")
    assert "对全文的意见" in text_of(page)
    desk.post(
        url(submitted, "comment"),
        hidden(page, WRITE) | {"kind": "advice", "text": "总的看写得实。"},
    )
    made = Comment.objects.get()
    assert (made.node, made.quote, made.text, made.suggestion) == ("", "", "总的看写得实。", None)


def test_htmx_gets_the_list_the_paper_and_the_bar(submitted: Draft, desk: Client) -> None:
    fields = hidden(begun(desk, submitted, comment=problem(submitted).id), WRITE)
    answer = desk.post(
        url(submitted, "comment"), fields | {"kind": "must", "text": "请写具体。"}, headers=HTMX
    )
    made = Comment.objects.get()
    html = answer.content.decode()
    assert answer["HX-Push-Url"] == f"{url(submitted)}?panel=comments"
    assert "已加上批注。" in html
    assert f'id="comment-{made.pk}"' in html
    assert html.count('hx-swap-oob="true"') == 2
    assert marked(answer) == [(f"must-{made.pk}", made.quote)]


def test_a_comment_that_says_nothing_is_refused_and_what_was_typed_stays(
    submitted: Draft, desk: Client
) -> None:
    fields = hidden(begun(desk, submitted, comment=problem(submitted).id), WRITE)
    empty = desk.post(url(submitted, "comment"), fields | {"kind": "must", "text": " "})
    assert "请写下意见，或者给出建议的改法。" in text_of(empty, 422)
    assert 'value="must" checked' in empty.content.decode()
    kept = desk.post(
        url(submitted, "comment"),
        fields | {"kind": "order", "text": "写好的意见", "suggestion": "改成这样"},
    )
    text = text_of(kept, 422)
    assert "写好的意见" in text
    assert "改成这样" in text
    assert not Comment.objects.exists()


def test_a_newer_round_takes_no_comment_on_the_old_one(
    submitted: Draft, member: User, secretary: User, desk: Client
) -> None:
    fields = hidden(begun(desk, submitted, comment=problem(submitted).id), WRITE)
    states.moved(submitted, Action.WITHDRAW, member)
    states.submitted(states.fresh(submitted))
    answer = desk.post(url(submitted, "comment"), fields | {"kind": "must", "text": "写好的意见"})
    text = text_of(answer, 409)
    assert NEWER in text
    assert "写好的意见" in text
    assert hidden(answer, WRITE)["round"] == "2"
    assert not Comment.objects.exists()


@pytest.mark.db_sensitive
def test_an_own_comment_is_changed_and_taken_back(
    submitted: Draft, secretary: User, desk: Client
) -> None:
    made = remark(submitted, secretary)
    page = desk.get(url(submitted), {"edit": made.pk})
    assert "修改批注" in text_of(page)
    data = {"kind": "must", "text": "必须写具体。", "suggestion": "改成这样"}
    answer = desk.post(url(submitted, "comment_change", made.pk), data)
    assert answer.url.endswith(f"#comment-{made.pk}")
    made.refresh_from_db()
    assert (made.kind, made.text, made.suggestion) == ("must", "必须写具体。", "改成这样")
    refused = desk.post(url(submitted, "comment_change", made.pk), data | {"text": "长" * 2001})
    assert "意见和改法各不超过2000字。" in text_of(refused, 422)
    assert told(desk.post(url(submitted, "comment_act", made.pk, "withdraw"))) == ["已撤销批注。"]
    assert desk.get(url(submitted)).context["threads"] == []
    assert desk.post(url(submitted, "comment_act", made.pk, "resolve")).status_code == 404


def test_another_reviewers_comment_is_not_mine_to_change(
    submitted: Draft, secretary: User, superior: User
) -> None:
    Meeting.objects.update(levels=2)
    made = remark(submitted, secretary)
    states.endorsed(submitted, secretary)
    above = browser(superior)
    page = above.get(url(submitted), {"edit": made.pk})
    assert WRITE not in page.content.decode()
    assert "data-edit" not in page.content.decode()
    answer = above.post(
        url(submitted, "comment_change", made.pk), {"kind": "advice", "text": "换成我的话。"}
    )
    assert "只有批注人本人可以修改或者撤销这条批注。" in text_of(answer, 422)
    assert "换成我的话。" in text_of(answer, 422)


@pytest.mark.db_sensitive
def test_threads_are_closed_opened_and_answered(
    submitted: Draft, secretary: User, desk: Client
) -> None:
    made = remark(submitted, secretary)

    def act(op: str, **data: str) -> Any:
        return desk.post(url(submitted, "comment_act", made.pk, op), data)

    assert told(act("reply", text="再想想。"))[-1] == "已回复。"
    assert [(answer.kind, answer.text) for answer in made.replies.all()] == [("word", "再想想。")]
    assert told(act("resolve", show="all"))[-1] == "批注已解决。"
    assert "林静于" in text_of(desk.get(url(submitted), {"show": "all"}))
    late = text_of(act("reply", text="还有一句"), 422)
    assert "这条批注已经解决；需要时请审核人重新打开。您写的文字：还有一句" in late
    assert told(act("reopen"))[-1] == "批注已重新打开。"
    empty = act("reply", text=" ")
    assert "请写下回复。" in text_of(empty, 422)
    in_place = desk.post(url(submitted, "comment_act", made.pk, "resolve"), headers=HTMX)
    assert "批注已解决。" in in_place.content.decode()
    made.refresh_from_db()
    assert made.resolved_by == secretary


def test_a_word_for_a_comment_that_was_taken_back_meanwhile_is_given_back(
    submitted: Draft, secretary: User, desk: Client
) -> None:
    made = remark(submitted, secretary)
    services.withdraw_comment(made, secretary)
    answer = desk.post(url(submitted, "comment_act", made.pk, "reply"), {"text": "还有一句"})
    text = text_of(answer, 404)
    assert "没有这条批注。" in text
    assert "还有一句" in text
    change = {"kind": "must", "text": "", "suggestion": "换个说法"}
    assert "换个说法" in text_of(desk.post(url(submitted, "comment_change", made.pk), change), 404)
    assert desk.post(url(submitted, "comment_act", made.pk, "resolve")).status_code == 404


def test_nothing_in_the_threads_moves_after_the_approval(
    submitted: Draft, secretary: User, desk: Client
) -> None:
    made = remark(submitted, secretary)
    states.approved(submitted, secretary)
    html = desk.get(url(submitted)).content.decode()
    assert "data-resolve" not in html
    assert "data-edit" not in html
    answer = desk.post(url(submitted, "comment_act", made.pk, "resolve"))
    assert "这份材料已经通过，批注不再变动；需要时请先重新开放。" in text_of(answer, 422)


def test_comments_of_a_thread_are_told_with_the_answers(
    submitted: Draft, member: User, secretary: User, desk: Client
) -> None:
    made = remark(submitted, secretary, suggestion="改成这样")
    states.returned(submitted, secretary)
    review_answers.accept_suggestion(made, member)
    states.submitted(states.fresh(submitted))
    text = text_of(desk.get(url(submitted)))
    assert f"建议改为删去：{made.quote}（删去完）加上：改成这样（加上完）已采纳" in text
    assert "刘洋已改" in text
