"""The author's page: the state in words, handing in and taking back, the comments and their
answers, the record."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from accounts.models import User
from drafting.document import codec
from drafting.document.model import Point, points_of_role
from drafting.drafts.models import Draft
from drafting.drafts.services import changes, lifecycle
from drafting.meetings import services
from drafting.meetings.models import Meeting
from drafting.review.author_page import views as author_page_views
from drafting.review.comments import services as comments_services
from drafting.review.decisions import moves, submission
from drafting.review.decisions.lifecycle import Action
from drafting.review.models import Comment, Reading, Reply
from drafting.review.reading_page import readings
from tests.drafts.pages import page, said
from tests.review import states

pytestmark = pytest.mark.django_db

MUST, ADVICE = Comment.Kind.MUST, Comment.Kind.ADVICE


def url(draft: Draft) -> str:
    return reverse("review:draft", args=[draft.pk])


def words(html: str) -> str:
    """What a page says, without tags and runs of blanks."""
    return re.sub(r"\s+", " ", strip_tags(re.sub(r"<head>.*?</head>", "", html, flags=re.S)))


def seen(client: Client, draft: Draft) -> str:
    return words(page(client.get(url(draft))))


def problem(draft: Draft, index: int = 0) -> Point:
    return points_of_role(codec.load(states.fresh(draft).document), "problems")[index]


def remark(draft: Draft, by: User, **given: Any) -> Comment:
    """A comment on four characters of the first problem's elaboration."""
    values = {"node": problem(draft).id, "field": "elaboration", "start": 2, "end": 6}
    return comments_services.add_comment(
        draft, by, **values | {"kind": ADVICE, "text": "请写具体。"} | given
    )


def post(
    client: Client, name: str, draft: Draft, comment: Comment | None = None, **data: Any
) -> Any:
    return client.post(
        reverse(f"review:{name}", args=[draft.pk, *([comment.pk] if comment else [])]), data
    )


# where it stands


def test_each_state_is_said_in_words_with_what_comes_next(
    signed_in: Client, ready: Draft, secretary: User, superior: User
) -> None:
    states.ask(ready.meeting, 2)  # type: ignore[arg-type]
    found = {}

    def look(draft: Draft) -> None:
        html = page(signed_in.get(url(draft)))
        state = re.search(r'data-state="(\w+)"', html)
        sentence = re.search(r"</h2>\s*<p>(.*?)</p>", html, re.S)
        assert state
        assert sentence
        found[state.group(1)] = sentence.group(1)

    look(ready)
    look(states.submitted(ready))
    look(states.returned(ready, secretary))
    look(states.endorsed(ready, secretary))
    look(states.moved(ready, Action.CONFIRM, superior))
    assert found == {
        "drafting": "材料还没有提交。写好后提交给林静审核，初审通过后由周志远复审；提交以前，审核人看不到内容。",
        "submitted": "材料已提交，等待林静审核。审核期间不能修改；要修改，请先撤回。",
        "returned": "请按审核意见修改，有批注的逐条答复，改好后重新提交。",
        "endorsed": "初审已通过，等待周志远复审。复审期间不能修改；确需修改，请林静重新开放。",
        "approved": "材料已经审核通过，不能再修改；确需修改，请林静重新开放。",
    }
    # 退回 says that something was wrong with it; opening it again need not
    look(states.moved(ready, Action.REOPEN, secretary, "请补一条措施。"))
    assert found["returned"] == (
        "审核通过以后又重新开放，原来的审核结论不再有效。按重新开放的原因改好，重新提交给林静审核，初审通过后由周志远复审。"
    )


def test_only_the_author_has_the_page(
    client: Client, submitted: Draft, secretary: User, stranger: User
) -> None:
    names = ("draft", "submit", "withdraw")
    for user in (secretary, stranger):
        client.force_login(user)
        assert [client.get(url(submitted)).status_code] == [404]
        assert {post(client, name, submitted).status_code for name in names[1:]} == {404}
    assert states.fresh(submitted).state == "submitted"


def test_the_page_is_never_kept_and_its_forms_take_no_get(
    signed_in: Client, submitted: Draft
) -> None:
    assert "no-store" in signed_in.get(url(submitted)).headers["Cache-Control"]
    for name in ("submit", "withdraw"):
        assert signed_in.get(reverse(f"review:{name}", args=[submitted.pk])).status_code == 405


def test_a_draft_that_belongs_to_no_meeting_says_so(
    signed_in: Client, member: User, meeting: Meeting
) -> None:
    alone, _ = lifecycle.begin_draft(member, meeting.framework)
    text = seen(signed_in, alone)
    assert "这份材料没有归入会议，不能提交；请从会议发起的材料中提交。" in text
    assert "提交说明" not in text


# handing in


def test_what_is_unfinished_is_listed_with_links_and_there_is_nothing_to_submit(
    signed_in: Client, draft: Draft
) -> None:
    html = page(signed_in.get(url(draft)))
    link = reverse("wizard:step", args=[draft.pk, "basics"])
    assert f'href="{link}?from=submit&amp;at=' in html
    assert "提交以前，还要改完这" in words(html)
    assert 'name="note"' not in html


def test_a_finished_draft_is_handed_in_with_a_note(signed_in: Client, ready: Draft) -> None:
    assert 'name="note"' in page(signed_in.get(url(ready)))
    answer = post(signed_in, "submit", ready, note="请审阅。")
    assert (answer.status_code, answer.url, said(answer)) == (
        302,
        url(ready),
        ["材料已提交，审核人会收到提醒。"],
    )
    assert (states.fresh(ready).state, ready.submissions.get().note) == ("submitted", "请审阅。")


def test_a_submission_that_is_not_ready_lists_everything_and_keeps_the_note(
    signed_in: Client, ready: Draft, meeting: Meeting
) -> None:
    document = codec.load(ready.document)
    hole = replace(document, closing=replace(document.closing, text="以上是{时间}的情况。"))
    Draft.objects.filter(pk=ready.pk).update(document=codec.dump(hole))
    services.change_meeting(meeting, errors_block=True)
    html = page(post(signed_in, "submit", ready, note="请<审阅>。"), 422)
    assert author_page_views.NOT_READY in html
    assert "还有空项没有填写：{时间}。" in html
    step, place = (
        reverse("wizard:step", args=[ready.pk, "closing"]),
        f"id_{document.closing.id}-text",
    )
    assert f'href="{step}?from=submit&amp;at={place}.#{place}"' in html
    assert f'href="{reverse("proofing:summary", args=[ready.pk])}"' in html
    assert ">\n请&lt;审阅&gt;。</textarea>" in html
    assert states.fresh(ready).state == "drafting"


def test_a_note_that_is_too_long_is_not_taken_and_not_lost(signed_in: Client, ready: Draft) -> None:
    html = page(post(signed_in, "submit", ready, note="长" * 501), 422)
    assert "提交说明不超过 500 字，现有 501 字。" in html
    assert "长" * 501 in html
    assert states.fresh(ready).state == "drafting"


def test_a_note_is_kept_clean(signed_in: Client, ready: Draft) -> None:
    post(signed_in, "submit", ready, note=" 已按\x00意见改好。\r\n请审核。")
    assert ready.submissions.get().note == "已按意见改好。\n请审核。"


def test_the_second_window_that_submits_is_told_and_keeps_its_note(
    signed_in: Client, submitted: Draft
) -> None:
    html = page(post(signed_in, "submit", submitted, note="又一次。"), 422)
    assert "这份材料已提交、正在审核，现在不能提交。" in html
    assert "又一次。" in html
    assert submitted.submissions.count() == 1


def test_a_window_that_saves_meanwhile_makes_it_a_question_of_looking_again(
    signed_in: Client, ready: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    def raced(*_args: object) -> None:
        raise moves.MoveOvertaken

    monkeypatch.setattr(submission, "submit", raced)
    html = page(post(signed_in, "submit", ready, note="请审阅。"), 409)
    assert author_page_views.SAVED_MEANWHILE in html
    assert ">\n请审阅。</textarea>" in html


# taking back


def test_withdrawing_asks_first_and_goes_by_the_round_that_was_shown(
    signed_in: Client, submitted: Draft
) -> None:
    html = page(signed_in.get(url(submitted)))
    assert re.search(r'<details class="ask-first">.*name="round" value="1".*确定撤回', html, re.S)
    late = post(signed_in, "withdraw", submitted, round="7")
    assert (said(late), states.fresh(submitted).state) == (
        [author_page_views.DECIDED_MEANWHILE],
        "submitted",
    )
    done = post(signed_in, "withdraw", submitted, round="1")
    assert (done.url, states.fresh(submitted).state) == (url(submitted), "drafting")
    text = seen(signed_in, submitted)
    assert "材料已撤回，可以继续修改，改好后重新提交给林静审核。" in text
    assert "重新提交" in text


@pytest.mark.parametrize("number", ["", "x", "1x", "９", "9" * 30])
def test_a_round_that_is_no_number_withdraws_nothing(
    number: str, signed_in: Client, submitted: Draft
) -> None:
    assert post(signed_in, "withdraw", submitted, round=number).status_code == 302
    assert states.fresh(submitted).state == "submitted"


def test_what_was_just_approved_cannot_be_withdrawn(
    signed_in: Client, submitted: Draft, secretary: User
) -> None:
    states.approved(submitted, secretary)
    answer = post(signed_in, "withdraw", submitted, round="1")
    assert said(answer) == ["这份材料已经通过，现在不能撤回。"]


# returned, approved


def test_a_return_shows_its_note_and_the_reasons_in_words_until_it_is_answered(
    signed_in: Client, ready: Draft, secretary: User
) -> None:
    states.returned(ready, secretary, "第二条<要>补事例。", ("2", "17"))
    html = page(signed_in.get(url(ready)))
    asked = html[html.index("data-asked-back") :]
    assert "第二条&lt;要&gt;补事例。" in asked
    assert "问题空泛，没有具体事例" in asked
    assert "篇幅过短，或者问题部分占比不够" in asked
    states.submitted(ready)
    assert "data-asked-back" not in page(signed_in.get(url(ready)))
    # withdrawn again, what was asked is still to be done
    states.moved(ready, Action.WITHDRAW, ready.owner)
    assert "data-asked-back" in page(signed_in.get(url(ready)))


def test_an_approval_shows_who_when_and_for_which_text(
    signed_in: Client, ready: Draft, secretary: User, superior: User
) -> None:
    states.ask(ready.meeting, 2)  # type: ignore[arg-type]
    states.confirmed(ready, secretary, superior)
    html = page(signed_in.get(url(ready)))
    content = ready.submissions.get().revision.content_hash
    assert "data-approval" in html
    assert "data-broken" not in html
    text = words(html)
    assert re.search(r"初审通过：林静，\d+年\d+月\d+日 \d\d:\d\d 复审通过：周志远，", text)
    assert f"通过的是第 1 轮提交的文字，校验值 {content[:8]}" in text
    assert f"<code>{content}</code>" in html


def test_a_text_changed_behind_the_approvals_back_visibly_loses_it(
    signed_in: Client, submitted: Draft, secretary: User
) -> None:
    draft = states.approved(submitted, secretary)
    data = draft.document
    data["closing"]["text"] += "补一句。"
    Draft.objects.filter(pk=draft.pk).update(document=data)
    html = page(signed_in.get(url(draft)))
    assert "data-broken" in html
    assert "data-approval" not in html
    assert "原来的审核结论不再有效" in html
    assert "材料已经审核通过" not in html


def test_the_reviewer_sees_too_that_the_approval_no_longer_holds(
    desk: Client, submitted: Draft, secretary: User
) -> None:
    draft = states.approved(submitted, secretary)
    reading = reverse("review:read", args=[draft.pk])
    html = page(desk.get(reading))
    assert ("data-approval" in html, "data-broken" in html) == (True, False)
    data = draft.document
    data["closing"]["text"] += "补一句。"
    Draft.objects.filter(pk=draft.pk).update(document=data)
    html = page(desk.get(reading))
    assert ("data-approval" in html, "data-broken" in html) == (False, True)


def test_a_state_set_behind_the_records_back_is_no_approval(
    signed_in: Client, submitted: Draft
) -> None:
    Draft.objects.filter(pk=submitted.pk).update(state="approved")
    html = page(signed_in.get(url(submitted)))
    assert "data-broken" in html
    assert "data-approval" not in html


# the comments


def test_threads_are_listed_open_and_resolved_with_the_way_to_their_words(
    signed_in: Client, submitted: Draft, secretary: User
) -> None:
    must = remark(submitted, secretary, kind=MUST, text="请补时间。")
    done = remark(submitted, secretary, start=10, end=14, text="这里改过了。")
    whole = remark(submitted, secretary, node="", field="", start=0, end=0, text="总体不错。")
    comments_services.resolve_comment(done, secretary)
    states.returned(submitted, secretary)
    html = page(signed_in.get(url(submitted)))
    opened, closed = html[: html.index("closed-threads")], html[html.index("closed-threads") :]
    assert [f"comment-{row.pk}" in opened for row in (must, whole, done)] == [True, True, False]
    assert f"comment-{done.pk}" in closed
    assert "2 条未解决，其中必改 1 条" in words(html)
    point = problem(submitted)
    assert re.search(
        rf'/steps/theory/\?from=comments&amp;at={must.pk}#id_{point.id}-elaboration">去修改：理论学习',
        html,
    )
    assert must.quote in opened
    assert "采纳建议" not in html


def test_what_was_said_in_an_earlier_year_says_which(
    signed_in: Client, submitted: Draft, secretary: User
) -> None:
    now = remark(submitted, secretary, text="今年说的。")
    before = remark(submitted, secretary, start=10, end=14, text="去年说的。")
    when = timezone.localtime().replace(year=2024, month=12, day=1, hour=5, minute=9)
    Comment.objects.filter(pk=before.pk).update(created_at=when, resolved_at=when)
    Comment.objects.filter(pk=before.pk).update(resolved_by=secretary)
    states.returned(submitted, secretary)
    html = words(page(signed_in.get(url(submitted))))
    assert html.count("2024年12月1日 05:09") == 2
    assert f"{timezone.localtime(now.created_at):%H:%M}" in html
    assert f"· {now.created_at.year}年" not in html


def test_words_that_were_changed_or_deleted_are_said_to_be(
    signed_in: Client, submitted: Draft, secretary: User
) -> None:
    point = problem(submitted)
    remark(submitted, secretary, start=0, end=8, suggestion="换个说法")
    gone = remark(submitted, secretary, node=problem(submitted, 1).id, text="第二条。")
    states.returned(submitted, secretary)
    assert "采纳建议" in page(signed_in.get(url(submitted)))
    changes.save_node(submitted.pk, point.id, {"elaboration": "全新" + point.elaboration[3:]}, 99)
    changes.remove_point(submitted.pk, gone.node)
    text = seen(signed_in, submitted)
    assert "原文已改动" in text
    assert "原文已删去" in text
    assert "采纳建议" not in text


def test_answers_lead_back_to_the_thread(
    signed_in: Client, submitted: Draft, secretary: User
) -> None:
    comment = remark(submitted, secretary)
    states.returned(submitted, secretary)
    back = f"{url(submitted)}#comment-{comment.pk}"
    for data, message in (
        ({"kind": "changed", "text": ""}, "已答复“已改”。"),
        ({"kind": "explained", "text": "当时没有记下。"}, "说明已发出。"),
    ):
        answer = post(signed_in, "answer", submitted, comment, **data)
        assert (answer.status_code, answer.url, said(answer)[-1:]) == (302, back, [message])
    answer = post(signed_in, "reply", submitted, comment, text="补充一句。")
    assert (answer.status_code, answer.url) == (302, back)
    assert list(Reply.objects.order_by("pk").values_list("kind", "text")) == [
        ("changed", ""),
        ("explained", "当时没有记下。"),
        ("word", "补充一句。"),
    ]
    text = seen(signed_in, submitted)
    assert "当时没有记下。" in text
    assert "没有答复" not in text


def test_an_answer_that_is_refused_stays_in_its_thread_with_what_was_typed(
    signed_in: Client, submitted: Draft, secretary: User
) -> None:
    comment = remark(submitted, secretary)
    empty = page(post(signed_in, "answer", submitted, comment, kind="explained", text=" "), 422)
    assert "请写下说明。" in empty
    neither = page(
        post(signed_in, "answer", submitted, comment, kind="word", text="两行\r\n文字"), 422
    )
    assert "请选择“已改”或者“说明”。" in neither
    assert ">\n两行\n文字</textarea>" in neither
    comments_services.resolve_comment(comment, secretary)
    closed = page(
        post(signed_in, "answer", submitted, comment, kind="explained", text="晚到的说明"), 422
    )
    assert re.search(r'<details class="closed-threads" open>.*已经解决.*晚到的说明', closed, re.S)
    assert not Reply.objects.exists()


def test_an_answer_to_a_comment_that_was_just_taken_back_is_not_lost(
    signed_in: Client, submitted: Draft, secretary: User
) -> None:
    comment = remark(submitted, secretary)
    comments_services.withdraw_comment(comment, secretary)
    html = page(
        post(signed_in, "answer", submitted, comment, kind="explained", text="我的说明。"), 422
    )
    assert "这条批注已经撤销，您写的答复没有发出。" in html
    assert "我的说明。" in html
    assert f"comment-{comment.pk}" not in html


def test_a_suggestion_is_accepted_with_one_click(
    signed_in: Client, submitted: Draft, secretary: User
) -> None:
    point = problem(submitted)
    comment = remark(submitted, secretary, start=0, end=8, suggestion="换个说法")
    early = page(post(signed_in, "accept", submitted, comment), 422)
    assert "现在不能修改" in early
    states.returned(submitted, secretary)
    answer = post(signed_in, "accept", submitted, comment)
    assert (answer.status_code, said(answer)) == (302, ["已采纳，正文已经改好。"])
    assert problem(submitted).elaboration == "换个说法" + point.elaboration[8:]
    again = page(post(signed_in, "accept", submitted, comment), 422)
    assert "这条建议已经采纳过了。" in again
    assert "采纳建议" not in again


def test_comments_of_somebody_elses_draft_are_not_there(
    client: Client,
    signed_in: Client,
    submitted: Draft,
    secretary: User,
    colleague: User,
    meeting: Meeting,
) -> None:
    comment = remark(submitted, secretary)
    other = states.written(colleague, meeting)
    names = ("answer", "reply", "accept")
    assert {
        post(signed_in, name, other, comment, kind="changed").status_code for name in names
    } == {404}
    client.force_login(colleague)
    for draft in (submitted, other):
        assert {
            post(client, name, draft, comment, kind="changed").status_code for name in names
        } == {404}
    assert not Reply.objects.exists()


# the record


def test_the_record_lists_the_moves_newest_first_and_who_read_it(
    signed_in: Client, submitted: Draft, secretary: User
) -> None:
    submission = submitted.submissions.get()
    readings.note_reading(submission, secretary)
    readings.note_reading(submission, secretary)
    readings.note_reading(submission, secretary, Reading.How.DOWNLOAD)
    readings.note_reading(submission, submitted.owner)
    states.returned(submitted, secretary)
    states.submitted(submitted)
    html = page(signed_in.get(url(submitted)))
    record = words(html[html.index('class="timeline"') :])
    assert re.search(
        r"重新提交 刘洋 撰写人 .* 第 2 轮 .* 退回修改 林静 审核人 .* 提交 刘洋 撰写人", record
    )
    assert re.search(r"林静 下载第 1 轮，.* 林静 在线查阅第 1 轮 2 次，最近", record)
    assert "刘洋 在线查阅" not in record


def test_the_page_takes_as_many_queries_for_fifty_comments_as_for_five(
    signed_in: Client, submitted: Draft, secretary: User
) -> None:
    def fill(many: int) -> None:
        for _ in range(many):
            comment = remark(submitted, secretary)
            Reply.objects.create(comment=comment, author=secretary, text="请看。")

    def counted() -> int:
        signed_in.get(url(submitted))
        with CaptureQueriesContext(connection) as queries:
            page(signed_in.get(url(submitted)))
        return len(queries)

    fill(5)
    states.returned(submitted, secretary)
    few = counted()
    states.submitted(submitted)
    fill(45)
    states.returned(submitted, secretary)
    assert counted() == few
    assert few < 30


# the ways there


def test_home_leads_to_the_page_with_the_number_of_open_comments(
    signed_in: Client, submitted: Draft, secretary: User
) -> None:
    made = [remark(submitted, secretary, start=n, end=n + 4) for n in (0, 10, 20, 30)]
    comments_services.resolve_comment(made[0], secretary)
    comments_services.withdraw_comment(made[1], secretary)
    home = page(signed_in.get(reverse("drafts:home")))
    assert re.search(rf'href="{url(submitted)}">审核意见 2 条<', home)


def test_the_last_step_hands_in_and_takes_back(signed_in: Client, ready: Draft) -> None:
    done = reverse("wizard:step", args=[ready.pk, "done"])
    assert f'action="{reverse("review:submit", args=[ready.pk])}"' in page(signed_in.get(done))
    states.submitted(ready)
    html = page(signed_in.get(done))
    assert f'action="{reverse("review:withdraw", args=[ready.pk])}"' in html
    assert f'href="{url(ready)}">审核意见和记录' in html


def test_a_finished_paper_that_is_too_short_is_handed_in_all_the_same(
    signed_in: Client, ready: Draft
) -> None:
    Meeting.objects.update(min_characters=9000)
    html = words(page(signed_in.get(reverse("wizard:step", args=[ready.pk, "done"]))))
    assert "都写完了，篇幅还不够" in html
    assert re.search(r"还差 [\d,]+ 字 ?。不妨碍提交，审核人看得到。", html)
    signed_in.post(reverse("review:submit", args=[ready.pk]), {"note": ""})
    ready.refresh_from_db()
    assert ready.state == Draft.State.SUBMITTED


def test_the_last_step_of_an_unfinished_draft_offers_nothing_to_submit(
    signed_in: Client, draft: Draft
) -> None:
    html = page(signed_in.get(reverse("wizard:step", args=[draft.pk, "done"])))
    assert "上面列出的写完以后，就可以在这里提交。" in html
    assert 'name="note"' not in html


def test_a_step_names_the_open_comments_on_its_words(
    signed_in: Client, submitted: Draft, secretary: User
) -> None:
    comment = remark(submitted, secretary, kind=MUST, text="请补时间。")
    states.returned(submitted, secretary)
    html = page(signed_in.get(url(submitted)))
    step = re.search(rf"/drafts/{submitted.pk}/steps/[\w-]+/(?=\?from=comments)", html)
    assert step
    text = words(page(signed_in.get(step.group(0))))
    assert "审核意见：这一步有 1 条待处理" in text
    assert f"必改“{comment.quote}” 请补时间。" in text
    assert "条待处理" not in page(
        signed_in.get(reverse("wizard:step", args=[submitted.pk, "closing"]))
    )
