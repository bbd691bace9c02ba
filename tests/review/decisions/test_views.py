"""The decisions on the reading page, by forms alone and by htmx."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from accounts.models import User
from drafting.drafts.models import Draft, Meeting
from drafting.review.decisions.lifecycle import Action
from drafting.review.models import ReviewEvent
from tests.review import states
from tests.review.pages import browser, hidden, problem, remark, text_of, url

pytestmark = pytest.mark.django_db

WRITE = 'class="write"'


def begun(desk: Client, draft: Draft, **asked: Any) -> Any:
    """The page with the form of a comment begun on a place."""
    return desk.get(url(draft), {"panel": "comments", **asked})


def told(answer: Any) -> list[str]:
    """What the next page says first."""
    return [str(message) for message in get_messages(answer.wsgi_request)]


def decide(desk: Client, draft: Draft, **said: Any) -> Any:
    """Post a decision as the page's form does."""
    page = desk.get(url(draft), {"panel": "decide"})
    return desk.post(url(draft, "move"), hidden(page, "data-decide") | said)


@pytest.mark.db_sensitive
def test_a_return_carries_the_note_and_the_ticked_reasons(
    submitted: Draft, desk: Client, meeting: Meeting
) -> None:
    answer = decide(
        desk, submitted, action="return", note="请把事例写具体。", reasons=["8", "2", "99"]
    )
    event = ReviewEvent.objects.filter(action="return").get()
    assert (event.note, event.reasons) == ("请把事例写具体。", ["2", "8"])
    # nothing else waits: back to the table
    assert answer.url == reverse("desk:table", args=[meeting.pk])
    assert told(answer) == ["已退回刘洋的材料。"]


@pytest.mark.db_sensitive
def test_an_approval_leads_on_to_the_next_paper_that_waits(
    submitted: Draft, meeting: Meeting, colleague: User, desk: Client
) -> None:
    second = states.submitted(states.written(colleague, meeting))
    answer = decide(desk, submitted, action="approve", reasons=["2"])
    event = ReviewEvent.objects.filter(action="approve").get()
    assert (event.reasons, states.fresh(submitted).state) == ([], "approved")
    assert answer.url == url(second)
    assert told(answer) == ["刘洋的材料审核通过。", "接着看下一份：孙蕾。"]


def test_a_first_approval_says_that_a_second_one_follows(
    submitted: Draft, meeting: Meeting, superior: User, desk: Client
) -> None:
    states.ask(meeting, 2)
    answer = decide(desk, submitted, action="approve")
    assert told(answer) == ["刘洋的材料初审通过，等待上级复审。"]


def test_an_open_demand_stops_the_approval_on_the_page_and_behind_it(
    submitted: Draft, secretary: User, desk: Client
) -> None:
    remark(submitted, secretary, kind="must")
    page = desk.get(url(submitted), {"panel": "decide"})
    why = "还有1条必改批注没有解决，解决以后才能通过。"
    assert why in text_of(page)
    assert "data-pass disabled" in page.content.decode()
    answer = decide(desk, submitted, action="approve", note="写好的意见")
    text = text_of(answer, 422)
    assert why in text
    assert "写好的意见" in text
    assert states.fresh(submitted).state == "submitted"


def test_a_return_without_a_word_is_refused_and_the_ticks_stay(
    submitted: Draft, desk: Client
) -> None:
    why = "请写明原因，或者至少选择一条退回理由。"
    assert why in text_of(decide(desk, submitted, action="return", note=" "), 422)
    odd = decide(desk, submitted, action="burn", note="写好的意见", reasons=["2"])
    assert "请选择审核通过或者退回修改。" in text_of(odd, 422)
    assert 'value="2" checked' in odd.content.decode()


@pytest.mark.db_sensitive
def test_the_superior_confirms_and_the_first_reviewer_reopens(
    submitted: Draft, secretary: User, superior: User, desk: Client
) -> None:
    Meeting.objects.update(levels=2)
    states.endorsed(submitted, secretary)
    page = desk.get(url(submitted), {"panel": "decide"})
    assert "data-pass" not in page.content.decode()
    assert "data-reopen-draft" in page.content.decode()
    above = browser(superior)
    decide(above, submitted, action="confirm")
    assert states.fresh(submitted).state == "approved"
    bare = decide(desk, submitted, action="reopen", note="")
    assert "请写明原因，或者至少选择一条退回理由。" in text_of(bare, 422)
    decide(desk, submitted, action="reopen", note="会上又有新的意见。")
    assert states.fresh(submitted).state == "returned"
    waiting = text_of(desk.get(url(submitted), {"panel": "decide"}))
    assert "这份材料已经退回，等撰写人修改后重新提交。" in waiting


@pytest.mark.db_sensitive
def test_who_comes_second_is_told_who_came_first_and_keeps_the_note(
    submitted: Draft, secretary: User, desk: Client
) -> None:
    fields = hidden(desk.get(url(submitted), {"panel": "decide"}), "data-decide")
    states.approved(submitted, secretary)
    answer = desk.post(url(submitted, "move"), fields | {"action": "return", "note": "写好的意见"})
    text = text_of(answer, 409)
    assert "您已先一步“审核通过”，您这次的操作没有进行。下面是材料现在的情况。" in text
    assert "写好的意见" in text
    assert states.fresh(submitted).state == "approved"


def test_the_note_is_kept_where_nothing_is_left_to_decide(
    submitted: Draft, secretary: User, desk: Client
) -> None:
    fields = hidden(desk.get(url(submitted), {"panel": "decide"}), "data-decide")
    states.returned(submitted, secretary)
    answer = desk.post(url(submitted, "move"), fields | {"action": "approve", "note": "写好的意见"})
    text = text_of(answer, 409)
    assert "您已先一步“退回修改”" in text
    assert "写好的意见" in text


def test_a_newer_round_is_not_decided_on_unread(
    submitted: Draft, member: User, desk: Client
) -> None:
    fields = hidden(desk.get(url(submitted), {"panel": "decide"}), "data-decide")
    states.moved(submitted, Action.WITHDRAW, member)
    states.submitted(states.fresh(submitted))
    answer = desk.post(url(submitted, "move"), fields | {"action": "approve"})
    assert "刘洋已先一步提交了新的版本" in text_of(answer, 409)
    assert hidden(answer, "data-decide")["round"] == "2"


def test_a_paper_that_was_taken_back_meanwhile_gives_back_what_was_typed(
    submitted: Draft, member: User, secretary: User, desk: Client
) -> None:
    made = remark(submitted, secretary)
    place = hidden(begun(desk, submitted, comment=problem(submitted).id), WRITE)
    fields = hidden(desk.get(url(submitted), {"panel": "decide"}), "data-decide")
    states.moved(submitted, Action.WITHDRAW, member)
    answers = (
        desk.post(url(submitted, "move"), fields | {"action": "return", "note": "写好的意见"}),
        desk.post(url(submitted, "comment"), place | {"kind": "must", "text": "写好的意见"}),
        desk.post(url(submitted, "comment_act", made.pk, "reply"), {"text": "写好的意见"}),
    )
    for answer in answers:
        text = text_of(answer, 403)
        assert "这份材料还没有提交，提交以后才能查看。" in text
        assert "写好的意见" in text
