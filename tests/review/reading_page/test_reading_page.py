"""The reviewer's reading page: who gets it, what it shows of which round, its panels, and what it
costs."""

from __future__ import annotations

import logging
import math
import re
import sys
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from drafting.document import codec
from drafting.document.model import Point, find, points_of_role
from drafting.drafts.models import Draft, Revision
from drafting.drafts.services import changes, lifecycle
from drafting.meetings import services
from drafting.meetings.models import Meeting
from drafting.proofing.alikeness.upkeep import renew_changed
from drafting.proofing.models import Dismissal, Proofreading
from drafting.proofing.results import work_out
from drafting.review.comments import answers as review_answers
from drafting.review.comments import services as comments_services
from drafting.review.decisions.lifecycle import Action
from drafting.review.decisions.selectors import live_submission
from drafting.review.models import Comment, Reading, Submission
from drafting.review.reading_page.context import PANELS
from drafting.review.reviewed_paper import OWN
from tests.cast import published
from tests.review import states
from tests.review.pages import HTMX, browser, marked, problem, remark, text_of, url
from tests.wizard.full import filled
from tests.wizard.papers import point, put, store, stored

pytestmark = pytest.mark.django_db


# who gets it


@pytest.mark.db_sensitive
def test_only_the_reviewer_whose_turn_has_come_gets_it(
    submitted: Draft,
    member: User,
    secretary: User,
    superior: User,
    colleague: User,
    stranger: User,
    other_secretary: User,
    curator: User,
    administrator: User,
) -> None:
    Meeting.objects.update(levels=2)
    answers = {
        person.username: browser(person).get(url(submitted)).status_code
        for person in (secretary, colleague, stranger, other_secretary, curator, administrator)
    }
    assert answers == {
        "secretary": 200,
        "colleague": 404,
        "stranger": 404,
        "othersecretary": 404,
        "curator": 404,
        "administrator": 404,
    }
    assert OWN in text_of(browser(member).get(url(submitted)), 403)
    early = text_of(browser(superior).get(url(submitted)), 403)
    assert "这份材料还没有通过初审，初审通过以后才能查看。" in early
    states.endorsed(submitted, secretary)
    assert browser(superior).get(url(submitted)).status_code == 200


def test_nothing_is_shown_before_the_submission_and_after_the_withdrawal(
    ready: Draft, member: User, desk: Client, client: Client
) -> None:
    why = "这份材料还没有提交，提交以后才能查看。"
    assert why in text_of(desk.get(url(ready)), 403)
    states.moved(states.submitted(ready), Action.WITHDRAW, member)
    assert why in text_of(desk.get(url(ready)), 403)
    assert desk.get(reverse("review:read", args=[uuid.uuid4()])).status_code == 404
    assert client.get(url(ready)).url.startswith(reverse("accounts:login"))  # type: ignore[attr-defined]


def test_every_address_of_a_paper_refuses_whom_it_does_not_concern(
    submitted: Draft, secretary: User, stranger: User, member: User
) -> None:
    made = remark(submitted, secretary)
    addresses = [
        url(submitted, "move"),
        url(submitted, "comment"),
        url(submitted, "comment_change", made.pk),
        *(
            url(submitted, "comment_act", made.pk, op)
            for op in ("resolve", "reopen", "reply", "withdraw")
        ),
    ]
    for person, status in ((stranger, 404), (member, 403)):
        assert {browser(person).post(address).status_code for address in addresses} == {status}
    assert (
        browser(secretary).post(url(submitted, "comment_act", made.pk, "burn")).status_code == 404
    )
    assert (
        browser(secretary).post(url(submitted, "comment_act", made.pk + 1, "resolve")).status_code
        == 404
    )
    made.refresh_from_db()
    assert (made.resolved_at, made.withdrawn_at) == (None, None)


@pytest.mark.db_sensitive
def test_a_returned_paper_in_the_bin_is_out_of_sight_until_it_is_taken_back(
    submitted: Draft, secretary: User, desk: Client
) -> None:
    draft = states.returned(submitted, secretary)
    lifecycle.discard(draft)
    assert "撰写人已把这份材料移入回收站。" in text_of(desk.get(url(draft)), 403)
    lifecycle.take_back(draft)
    assert desk.get(url(draft)).status_code == 200


# what it shows


def test_it_shows_the_round_that_was_handed_in_and_not_what_became_of_the_draft(
    submitted: Draft, secretary: User, desk: Client
) -> None:
    states.returned(submitted, secretary)
    before = problem(submitted)
    changes.save_node(
        submitted.pk, before.id, {"claim": "还没有交的新观点"}, states.fresh(submitted).version
    )
    text = text_of(desk.get(url(submitted)))
    assert "".join(before.claim.split()) in text
    assert "还没有交的新观点" not in text
    states.submitted(states.fresh(submitted))
    assert "还没有交的新观点" in text_of(desk.get(url(submitted)))


def test_it_names_the_author_the_round_and_the_approval(
    submitted: Draft, secretary: User, desk: Client
) -> None:
    submission = live_submission(submitted)
    assert submission is not None
    text = text_of(desk.get(url(submitted)))
    assert "刘洋已提交" in text
    assert f"第1轮·{submission.submitted_at.astimezone():%-m月%-d日}" in text
    assert f"{submission.characters}字" in text
    states.approved(submitted, secretary)
    approved = text_of(desk.get(url(submitted)))
    assert "刘洋已通过" in approved
    assert f"审核通过，校验值{submission.revision.content_hash[:8]}" in approved


@pytest.mark.db_sensitive
def test_each_reading_of_the_page_is_noted_and_a_panel_by_itself_is_none(
    submitted: Draft, secretary: User, desk: Client
) -> None:
    desk.get(url(submitted))
    desk.get(url(submitted) + "?panel=matrix")
    desk.get(url(submitted) + "?panel=matrix", headers=HTMX)
    (reading,) = Reading.objects.all()
    assert (reading.reader, reading.how, reading.times) == (secretary, "page", 2)


def test_it_is_kept_nowhere_and_said_nowhere(
    submitted: Draft, desk: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        answer = desk.get(url(submitted) + "?panel=proof")
    assert "no-store" in answer["Cache-Control"]
    claim = problem(submitted).claim
    assert claim in answer.content.decode()
    assert claim not in caplog.text


def test_every_point_has_a_link_to_comment_on_it_while_there_is_something_to_comment_on(
    submitted: Draft, secretary: User, desk: Client
) -> None:
    node = problem(submitted).id
    html = desk.get(url(submitted)).content.decode()
    assert f'href="?panel=comments&amp;comment={node}#panel"' in html
    assert html.count(f'id="node-{node}"') == 1
    states.approved(submitted, secretary)
    closed = desk.get(url(submitted)).content.decode()
    assert "data-add=" not in closed
    assert closed.count(f'id="node-{node}"') == 1


# panels


@pytest.mark.parametrize("name", PANELS)
@pytest.mark.db_sensitive
def test_each_panel_stands_on_the_whole_page_and_alone(
    submitted: Draft, desk: Client, name: str
) -> None:
    whole = desk.get(f"{url(submitted)}?panel={name}")
    alone = desk.get(f"{url(submitted)}?panel={name}", headers=HTMX)
    assert f'data-pane="{name}"' in whole.content.decode()
    assert "<html" in whole.content.decode()
    assert f'data-pane="{name}"' in alone.content.decode()
    assert "<html" not in alone.content.decode()
    assert alone["HX-Push-Url"] == f"{url(submitted)}?panel={name}"
    # the paper is sent along only where its marks may differ
    assert ('id="paper"' in alone.content.decode()) is (name == "comments")


def test_an_unknown_panel_is_the_comments(submitted: Draft, desk: Client) -> None:
    assert 'data-pane="comments"' in desk.get(url(submitted) + "?panel=none").content.decode()


def test_the_demands_name_what_the_meeting_asks_and_what_is_lacking(
    ready: Draft, meeting: Meeting, desk: Client
) -> None:
    Meeting.objects.update(requirements="每个方面二至三条。", max_characters=4000)
    document = put(stored(ready), "theory")
    store(ready, document)
    states.submitted(ready)
    text = text_of(desk.get(url(ready) + "?panel=demands"))
    assert "写对照检查材料" in text
    assert "每个方面二至三条。" in text
    assert "理论学习未写" in text
    assert "政治素质已写完" in text


def test_each_demand_names_the_point_that_lacks_it(
    ready: Draft, meeting: Meeting, desk: Client
) -> None:
    """Of two problems of an area it is said which of them; and the length of the paper counts among
    what the meeting asks."""
    answered = point("a", "领的书没有读完", links=("m",))
    document = put(stored(ready), "theory", answered, point("b", "读书会上不说话"))
    store(ready, put(document, "measures", point("m", "每周读一节")))
    Meeting.objects.update(min_characters=0)
    states.submitted(ready)

    def unmet() -> int:
        page = text_of(desk.get(url(ready) + "?panel=decide"))
        return int(re.findall(r"要求(\d+)处没有达到", page)[0])

    before = unmet()
    text = text_of(desk.get(url(ready) + "?panel=demands"))
    assert "读书会上不说话：这个问题还没有对应的措施。" in text
    assert "领的书没有读完：这个问题还没有对应的措施。" not in text
    assert "还差" not in text
    Meeting.objects.update(min_characters=9000)
    assert re.search(
        r"现在全文\d+字，还差[\d,]+字。", text_of(desk.get(url(ready) + "?panel=demands"))
    )
    assert unmet() == before + 1


def test_proofreading_is_of_the_submitted_text_and_tells_what_the_author_ignores(
    ready: Draft, member: User, secretary: User, desk: Client
) -> None:
    wrong = point(
        "q1", "读原著少", elaboration="手边的书翻得少，，想得也浅。", example="比如，读了一半。"
    )
    store(ready, put(stored(ready), "theory", wrong))
    states.submitted(ready)
    first = desk.get(url(ready) + "?panel=proof")
    assert "，，" in text_of(first)
    states.returned(ready, secretary)
    changes.save_node(
        ready.pk, "q1", {"elaboration": "手边的书翻得少。"}, states.fresh(ready).version
    )
    still = desk.get(url(ready) + "?panel=proof")
    assert text_of(still).count("，，") == text_of(first).count("，，") > 0
    finding = next(
        item for item in still.context["proof"].open if item.finding.rule == "doubled-mark"
    )
    Dismissal.objects.create(
        draft=ready, rule=finding.finding.rule, fingerprint=finding.fingerprint, created_by=member
    )
    assert "撰写人已忽略1处" in text_of(desk.get(url(ready) + "?panel=proof"))


def test_a_comment_on_a_finding_begins_with_its_reason_and_its_rewording(
    ready: Draft, desk: Client
) -> None:
    wrong = point("q1", "读原著少", elaboration="手边的书翻得少，，想得也浅。")
    store(ready, put(stored(ready), "theory", wrong))
    states.submitted(ready)
    answer = desk.get(url(ready) + "?panel=proof")
    item = next(one for one in answer.context["proof"].open if one.finding.rule == "doubled-mark")
    (asked,) = re.findall(
        rf'href="([^"]+finding={item.fingerprint})#panel"', answer.content.decode()
    )
    writing = desk.get(url(ready) + asked.replace("&amp;", "&")).context["writing"]
    assert (writing.quote, writing.typed.suggestion) == ("，，", "，")
    assert writing.typed.text == f"{item.check.title}。{item.message}"
    gone = desk.get(url(ready) + asked.replace("&amp;", "&").replace(item.fingerprint, "x"))
    assert (gone.context["writing"].typed.text, gone.context["writing"].quote) == ("", "，，")


def test_the_decision_says_what_is_open_and_asks_before_it_passes(
    submitted: Draft, secretary: User, desk: Client
) -> None:
    Submission.objects.update(errors=2, warnings=5)
    remark(submitted, secretary, kind="advice")
    answer = desk.get(url(submitted) + "?panel=decide")
    text = text_of(answer)
    assert "批注1条没有解决" in text
    assert "提交时校对出错误2处、疑似5处" in text
    assert "刘洋的材料审核通过吗？还有1条批注没有解决。" in text
    html = answer.content.decode()
    assert html.count('value="approve"') == 1
    assert '<details class="ask-first">' in html
    assert (
        '<details class="ask-first" open>'
        in desk.get(url(submitted) + "?panel=decide&to=pass").content.decode()
    )


def test_who_passes_one_paper_after_the_other_is_told_what_is_like_another(
    submitted: Draft, meeting: Meeting, colleague: User, desk: Client
) -> None:
    """The same paper a second time, which hands in where the meeting only warns."""
    twin = states.submitted(states.written(colleague, meeting))

    def said() -> list[str]:
        page = text_of(desk.get(url(twin) + "?panel=decide"))
        return re.findall(r"(\d+)%的字同他人、往年材料或者参考文本相近，会议要求不超过30%", page)

    assert said() == ["100"]
    services.change_meeting(meeting, max_alike_share=0)
    assert said() == []
    services.change_meeting(meeting, max_alike_share=30)
    Draft.objects.filter(pk=submitted.pk).update(discarded_at=timezone.now())
    assert said() == []


def test_a_long_round_is_proofread_by_the_worker_whatever_the_author_changes_meanwhile(
    ready: Draft, secretary: User, desk: Client
) -> None:
    wrong = point(
        "q1", "读原著少", elaboration="手边的书翻得少，，想得也浅。", example="比如，读了一半。"
    )
    store(ready, filled(put(stored(ready), "theory", wrong), 12_001))
    states.submitted(ready)
    ready.proofreadings.all().delete()
    states.returned(ready, secretary)
    changes.save_node(
        ready.pk, "q1", {"elaboration": "手边的书翻得少。"}, states.fresh(ready).version
    )
    assert "正在校对，几秒后列出结果…" in text_of(desk.get(url(ready) + "?panel=proof"))
    work_out(ready.proofreadings.get().pk)
    assert "，，" in text_of(desk.get(url(ready) + "?panel=proof"))


def test_the_matrix_counts_what_nothing_answers(ready: Draft, desk: Client) -> None:
    store(ready, put(stored(ready), "theory", point("q1", "读原著少", links=())))
    states.submitted(ready)
    text = text_of(desk.get(url(ready) + "?panel=matrix"))
    assert "有1个问题没有对应的原因或者措施。" in text
    assert "读原著少没有没有" in text


@pytest.mark.db_sensitive
def test_last_years_paper_is_shown_where_the_reviewer_may_read_it(
    submitted: Draft, meeting: Meeting, member: User, secretary: User, superior: User, desk: Client
) -> None:
    none = "没有可以对照的上年材料。"
    assert none in text_of(desk.get(url(submitted) + "?panel=earlier"))
    before = services.open_meeting(
        meeting.organization, published("2022-minzhu"), "2022年度会", by=secretary
    )
    draft = lifecycle.begin_draft(member, before.framework, meeting=before)[0]
    document = stored(draft)
    sections = document.parts[1].sections or document.parts[0].sections
    store(draft, put(document, sections[0].key, point("old1", "去年的老问题")))
    states.approved(draft, secretary)
    page = desk.get(url(submitted) + "?panel=earlier")
    assert "2022年度会" in text_of(page)
    panel = page.content.decode().partition('data-pane="earlier"')[2]
    assert re.findall(r"<h1[^>]*>(.*?)</h1>", panel) == ["2022年度民主生活会个人对照检查材料"]
    assert re.findall(r"<p[^>]*>(.*去年的老问题.*)</p>", panel)
    assert "&lt;" not in panel
    assert Reading.objects.filter(submission__draft=draft, reader=secretary).count() == 1
    # the second reviewer of this year's paper had nothing to do with it
    Meeting.objects.filter(pk=meeting.pk).update(levels=2)
    states.endorsed(submitted, secretary)
    assert none in text_of(browser(superior).get(url(submitted) + "?panel=earlier"))


def test_the_differences_are_those_to_the_round_before(
    submitted: Draft, member: User, secretary: User, desk: Client
) -> None:
    assert "这是第一次提交" in text_of(desk.get(url(submitted) + "?panel=changes"))
    states.returned(submitted, secretary)
    before = problem(submitted)
    changes.save_node(
        submitted.pk,
        before.id,
        {"claim": before.claim + "，这是新写的半句"},
        states.fresh(submitted).version,
    )
    states.submitted(states.fresh(submitted))
    answer = desk.get(url(submitted) + "?panel=changes")
    (row,) = answer.context["rows"]
    assert row.node == before.id
    assert [(span.kind, span.text) for span in row.fields[0][1]][-1] == (
        "added",
        "，这是新写的半句",
    )
    text = text_of(answer)
    assert "和第1轮" in text
    assert "新增：，这是新写的半句（新增完）" in text
    # a round that was taken back is none
    states.moved(submitted, Action.WITHDRAW, member)
    states.submitted(states.fresh(submitted))
    assert "和第1轮" in text_of(desk.get(url(submitted) + "?panel=changes"))


def test_what_differs_is_called_as_the_author_sees_it(
    submitted: Draft, secretary: User, desk: Client
) -> None:
    states.returned(submitted, secretary)
    document = codec.load(submitted.document)
    for role in ("problems", "causes", "measures"):
        node = points_of_role(document, role)[0]
        version = states.fresh(submitted).version
        said = {"claim": "另写的观点。", "elaboration": "另写的一段话。"}
        changes.save_node(submitted.pk, node.id, said, version)
    states.submitted(states.fresh(submitted))
    rows = desk.get(url(submitted) + "?panel=changes").context["rows"]
    assert [[name for name, _ in row.fields] for row in rows] == [
        ["观点", "表现"],
        ["观点", "剖析"],
        ["观点", "措施"],
    ]
    assert all(row.where.endswith("：另写的观点") for row in rows)


@pytest.mark.db_sensitive
def test_the_record_tells_who_did_what(submitted: Draft, secretary: User, desk: Client) -> None:
    states.returned(submitted, secretary, note="请把事例写具体。")
    text = text_of(desk.get(url(submitted) + "?panel=record"))
    assert "请把事例写具体。" in text
    assert "林静" in text


# from paper to paper


@pytest.mark.db_sensitive
def test_those_that_wait_come_first_and_the_others_stay_in_reach(
    submitted: Draft, meeting: Meeting, member: User, colleague: User, secretary: User, desk: Client
) -> None:
    second = states.submitted(states.written(colleague, meeting))
    first = desk.get(url(submitted)).context["neighbours"]
    names = [paper and paper.name for paper in (first.before, first.after)]
    # 刘洋 before 孙蕾, by the reading of the names
    assert (names, first.place, first.total, first.waiting) == ([None, "孙蕾"], 1, 2, 1)
    assert first.said == "还有 1 份待看"
    states.returned(submitted, secretary)
    assert desk.get(url(second)).context["neighbours"].said == "最后一份待看"
    now = desk.get(url(submitted)).context["neighbours"]
    assert now.said == "还有 1 份待看"
    assert (now.before.draft, now.after, now.place, now.total, now.waiting) == (
        second.pk,
        None,
        2,
        2,
        1,
    )
    states.approved(second, secretary)
    assert desk.get(url(submitted)).context["neighbours"].said == "1 / 2"


def test_after_the_end_nothing_is_late_here_either(
    submitted: Draft, meeting: Meeting, colleague: User, secretary: User, desk: Client
) -> None:
    """The returned paper stands first while it is overdue, and behind the one that waits when the
    meeting has ended."""
    returned = states.returned(states.written(colleague, meeting), secretary)
    services.move_deadline(meeting, timezone.localdate() - timedelta(days=1))
    assert desk.get(url(submitted)).context["neighbours"].before.draft == returned.pk
    services.close_meeting(meeting)
    assert desk.get(url(submitted)).context["neighbours"].after.draft == returned.pk


# what it costs


def queries(client: Client, draft: Draft, panel: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(f"{url(draft)}?panel={panel}&show=all").status_code == 200
    return len(caught)


def test_queries_grow_neither_with_comments_nor_with_members(
    submitted: Draft, meeting: Meeting, secretary: User, member: User, desk: Client
) -> None:
    for panel in PANELS:  # a first reading writes a line of its own, and dictionaries are loaded
        queries(desk, submitted, panel)
    for _ in range(2):
        review_answers.reply(remark(submitted, secretary), member, "explained", "当时是这样。")
    crowd(submitted, meeting, 3)
    compare(submitted, desk)
    few = {panel: queries(desk, submitted, panel) for panel in PANELS}
    one = remark(submitted, secretary)
    Comment.objects.bulk_create(
        Comment(**{name: getattr(one, name) for name in COPIED}, draft=submitted) for _ in range(48)
    )
    crowd(submitted, meeting, 37)
    compare(submitted, desk)
    assert {panel: queries(desk, submitted, panel) for panel in PANELS} == few


def compare(submitted: Draft, desk: Client) -> None:
    """What a worker does when papers were handed in, and the page that is opened first then."""
    renew_changed(seconds=math.inf)
    queries(desk, submitted, "proof")
    Proofreading.objects.update(asked_at=timezone.now())  # so long it did not take


COPIED = (
    "submission",
    "author",
    "kind",
    "node",
    "field",
    "quote",
    "prefix",
    "suffix",
    "start",
    "text",
)


def crowd(draft: Draft, meeting: Meeting, number: int) -> None:
    """So many more members whose papers wait."""
    begin = User.objects.count()
    people = User.objects.bulk_create(
        User(username=f"crowd{begin + n}", name=f"党员{begin + n}") for n in range(number)
    )
    papers = Draft.objects.bulk_create(
        Draft(
            owner=owner,
            meeting=meeting,
            framework=meeting.framework,
            state=Draft.State.SUBMITTED,
            document=draft.document,
            updated_at=draft.updated_at,
        )
        for owner in people
    )
    revisions = Revision.objects.bulk_create(
        Revision(
            draft=paper,
            number=1,
            reason="submit",
            document=draft.document,
            content_hash="0",
            version=1,
        )
        for paper in papers
    )
    Submission.objects.bulk_create(
        Submission(draft=paper, number=1, revision=revision)
        for paper, revision in zip(papers, revisions, strict=True)
    )


# where comments stand


@pytest.mark.db_sensitive
def test_a_comment_is_marked_where_its_words_are_now_and_says_what_became_of_them(
    submitted: Draft, secretary: User, desk: Client
) -> None:
    text = problem(submitted).elaboration
    same = remark(submitted, secretary, start=0, end=8, kind="must")
    changed = remark(submitted, secretary, start=20, end=40)
    lost = remark(submitted, secretary, node=problem(submitted, 1).id, start=0, end=8)
    whole = remark(submitted, secretary, node="", field="", start=0, end=0, text="总的看写得实。")
    assert marked(desk.get(url(submitted))) == [
        (f"must-{same.pk}", text[0:8]),
        (f"advice-{changed.pk}", text[20:40]),
        (f"advice-{lost.pk}", lost.quote),
    ]
    states.returned(submitted, secretary)
    gone = problem(submitted, 1).id
    version = states.fresh(submitted).version
    changes.save_node(
        submitted.pk,
        problem(submitted).id,
        {"elaboration": f"{text[:28]}换了说法{text[34:]}"},
        version,
    )
    changes.remove_point(submitted.pk, gone)
    states.submitted(states.fresh(submitted))
    answer = desk.get(url(submitted))
    threads = [
        (thread.comment.pk, thread.remark, bool(thread.words))
        for thread in answer.context["threads"]
    ]
    assert threads == [
        (whole.pk, "", False),
        (same.pk, "", True),
        (changed.pk, "原文已改动", True),
        (lost.pk, "原文已删去", False),
    ]
    shown = text_of(answer)
    assert "原文已改动现在是：" in shown
    assert "".join(lost.quote.split()) in shown
    document = codec.load(states.fresh(submitted).document)
    node = find(document, problem(submitted).id)
    assert isinstance(node, Point)
    assert all(words in node.elaboration for keys, words in marked(answer))


def test_open_and_closed_threads_are_told_apart(
    submitted: Draft, secretary: User, desk: Client
) -> None:
    one, other = remark(submitted, secretary), remark(submitted, secretary, start=10, end=16)
    comments_services.resolve_comment(other, secretary)

    def listed(show: str) -> list[Any]:
        return [
            thread.comment.pk
            for thread in desk.get(f"{url(submitted)}?show={show}").context["threads"]
        ]

    assert [listed(show) for show in ("open", "closed", "all", "nonsense")] == [
        [one.pk],
        [other.pk],
        [one.pk, other.pk],
        [one.pk],
    ]
    assert [keys for keys, _ in marked(desk.get(url(submitted)))] == [f"advice-{one.pk}"]


@pytest.mark.parametrize("asked", ["panel=decide", "panel=comments&comment={node}&start=3&end=9"])
def test_a_page_of_an_older_round_gets_the_new_paper_with_whatever_it_asks(
    asked: str, submitted: Draft, member: User, secretary: User, desk: Client
) -> None:
    """Who would decide in the panel has to see what they decide on, and selected words are those of
    the text before."""
    node = problem(submitted)
    asked = f"{url(submitted)}?{asked.format(node=node.id)}"
    same = desk.get(asked, headers=HTMX | {"X-Shown": "1 submitted"}).content.decode()
    assert "data-meanwhile" not in same
    assert not Reading.objects.exists()
    states.moved(submitted, Action.WITHDRAW, member)
    changes.save_node(
        submitted.pk, node.id, {"elaboration": "新写的一段。"}, states.fresh(submitted).version
    )
    states.submitted(states.fresh(submitted))
    answer = desk.get(asked, headers=HTMX | {"X-Shown": "1 submitted"})
    text = text_of(answer)
    assert "撰写人刚刚撤回或者重新提交过，现在显示的是第2轮的文字，请看过以后再审。" in text
    assert "新写的一段。" in text
    assert "第2轮·" in text
    assert 'data-shown="2 submitted"' in answer.content.decode()
    assert answer.context["writing"] is None
    (reading,) = Reading.objects.select_related("submission")
    assert (reading.submission.number, reading.reader) == (2, secretary)


@pytest.mark.db_sensitive
def test_a_page_of_an_older_state_learns_what_it_is_now(
    submitted: Draft, secretary: User, desk: Client
) -> None:
    """Another secretary decided: what is begun on the page as it stood is answered with a reason,
    not with nothing."""
    node = problem(submitted)
    states.returned(submitted, secretary)
    asked = f"{url(submitted)}?panel=comments&comment={node.id}"
    answer = desk.get(asked, headers=HTMX | {"X-Shown": "1 submitted"})
    assert "这份材料的状态刚刚变成了“已退回”。" in text_of(answer)
    html = answer.content.decode()
    assert 'data-shown="1 returned"' in html
    assert 'data-state="returned"' in html
    assert "data-commenting" not in html


def test_without_the_checks_the_panel_says_so(
    submitted: Draft, desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "drafting.proofing.core.runner", None)
    assert "校对暂时不可用，请稍后再试。" in text_of(desk.get(url(submitted) + "?panel=proof"))
    assert "错误" not in text_of(desk.get(url(submitted) + "?panel=proof", headers=HTMX))
