"""What a bundle holds, and for whom."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document as open_docx

from accounts.codes import Role
from accounts.models import Organization, User
from drafting.desk.bundle import requests, work
from drafting.desk.bundle.work import BROKEN, GONE
from drafting.desk.models import BundleJob
from drafting.desk.permissions import standing_of
from drafting.document.model import Point, nodes
from drafting.drafts.models import Draft, Revision
from drafting.jobs import wording
from drafting.meetings.models import Invitation, Meeting
from drafting.review.comments.answers import reply
from drafting.review.comments.services import add_comment, resolve_comment
from drafting.review.decisions.lifecycle import Action
from drafting.review.models import Reading
from drafting.review.reviewers import reviewers_of
from tests.desk.bundle.cast import asked, fetched, files_of, made, rows_of
from tests.desk.crowd import crowd
from tests.exports.conftest import no_broker, private  # noqa: F401
from tests.factories import person
from tests.rendering.test_docx_comments import commented_words
from tests.review import states
from tests.threads import at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("private", "no_broker"),
]

TABLES = {"汇总.xlsx", "发言顺序.xlsx"}
TITLE = "2023年主题教育专题组织生活会个人对照检查材料"


@pytest.fixture
def browser(browser_of: Callable[[User], Client], secretary: User) -> Client:
    return browser_of(secretary)


def papers(files: dict[str, bytes]) -> set[str]:
    return {name for name in files if name not in TABLES and not name.startswith("清单/")}


def texts(word: bytes) -> list[str]:
    return [paragraph.text for paragraph in open_docx(io.BytesIO(word)).paragraphs]


def claim_of(draft: Draft) -> tuple[Point, Point]:
    """Two points of a paper that say something."""
    found = [
        node for node in nodes(states.material()) if isinstance(node, Point) and len(node.claim) > 8
    ]
    return found[0], found[1]


@pytest.mark.db_sensitive
def test_final_papers_stand_beside_the_others(
    browser: Client, meeting: Meeting, ready: Draft, colleague: User, secretary: User
) -> None:
    head = ready.document["head"] | {"title": "我的“对照”检查\n材料: 2023"}
    Draft.objects.filter(pk=ready.pk).update(document=ready.document | {"head": head}, version=9)
    states.approved(ready, secretary)
    states.submitted(states.written(colleague, meeting))
    files = files_of(fetched(browser, made(asked(browser, meeting))))
    assert papers(files) == {
        "刘洋-我的“对照”检查 材料： 2023.docx",
        f"未审定/孙蕾-{TITLE}（已提交）.docx",
    }
    final = open_docx(io.BytesIO(files["刘洋-我的“对照”检查 材料： 2023.docx"])).core_properties
    pending = open_docx(io.BytesIO(files[f"未审定/孙蕾-{TITLE}（已提交）.docx"])).core_properties
    assert (final.author, final.content_status) == ("刘洋", "已通过")
    assert (pending.author, pending.content_status) == ("孙蕾", "")


def test_the_text_is_the_one_handed_in_not_the_one_being_changed(
    browser: Client, submitted: Draft, secretary: User
) -> None:
    states.returned(submitted, secretary)
    changed = dict(
        submitted.document, closing=submitted.document["closing"] | {"text": "私下在改的话。"}
    )
    Draft.objects.filter(pk=submitted.pk).update(document=changed)
    files = files_of(fetched(browser, made(asked(browser, submitted.meeting))))
    (name,) = papers(files)
    assert name == f"未审定/刘洋-{TITLE}（已退回）.docx"
    assert not any("私下在改" in text for text in texts(files[name]))


def test_what_was_not_handed_in_or_taken_back_is_in_no_bundle(
    browser: Client, meeting: Meeting, submitted: Draft, colleague: User, member: User
) -> None:
    states.written(colleague, meeting)
    job = asked(browser, meeting)
    assert [row["name"] for row in job.names] == [f"未审定/刘洋-{TITLE}（已提交）.docx"]
    states.moved(submitted, Action.WITHDRAW, member)
    made(job)
    assert (job.state, job.names) == ("done", [])
    assert job.failures == [{"name": f"未审定/刘洋-{TITLE}（已提交）.docx", "reason": GONE}]
    files = files_of(fetched(browser, job))
    assert papers(files) == {"未能生成.txt"}
    assert (
        browser.post(reverse("desk:bundles", args=[meeting.pk]), {"copy": "clean"}).status_code
        == 302
    )
    assert BundleJob.objects.count() == 1


def test_a_file_is_gone_once_one_of_its_papers_was_taken_back(
    browser: Client,
    submitted: Draft,
    member: User,
    private: Path,  # noqa: F811
) -> None:
    job = made(asked(browser, submitted.meeting))
    path = private / job.file
    assert path.exists()
    states.moved(submitted, Action.WITHDRAW, member)
    page = browser.get(reverse("desk:bundle_file", args=[job.meeting_id, job.pk]), follow=True)
    assert "有材料被撤回" in page.content.decode()
    job.refresh_from_db()
    assert (job.state, job.file, path.exists()) == ("expired", "", False)
    assert not Reading.objects.exists()


def test_comments_sit_on_their_words(
    browser: Client, submitted: Draft, secretary: User, member: User
) -> None:
    first, second = claim_of(submitted)
    answered = add_comment(
        submitted,
        secretary,
        node=first.id,
        field="claim",
        start=2,
        end=6,
        kind="must",
        text="说具体。",
    )
    add_comment(
        submitted, secretary, node=second.id, field="claim", start=0, end=4, kind="advice", text="",
        suggestion="换一种说法",
    )  # fmt: skip
    add_comment(submitted, secretary, kind="advice", text="全文再顺一遍。")
    states.returned(submitted, secretary)
    reply(answered, member, "changed", "已经写清楚。")
    resolve_comment(answered, secretary)
    files = files_of(fetched(browser, made(asked(browser, submitted.meeting, "commented"))))
    (name,) = papers(files)
    said = [comment.text for comment in open_docx(io.BytesIO(files[name])).comments]
    words = commented_words(files[name])
    assert [(text, words[number]) for number, text in enumerate(said)] == [
        ("【建议】全文再顺一遍。", texts(files[name])[0]),
        ("【必改】说具体。\n（已解决）", first.claim[2:6]),
        ("【已改】已经写清楚。", first.claim[2:6]),
        ("【建议】\n建议改为：换一种说法", second.claim[:4]),
    ]
    clean = files_of(fetched(browser, made(asked(browser, submitted.meeting))))
    assert texts(clean[name]) == texts(files[name])
    assert not list(open_docx(io.BytesIO(clean[name])).comments)


def test_two_of_the_same_name_are_told_apart(
    browser: Client, meeting: Meeting, ready: Draft, branch: Organization, secretary: User
) -> None:
    namesake = person("liuyang2", "刘洋", branch)
    Invitation.objects.create(meeting=meeting, user=namesake)
    states.approved(ready, secretary)
    states.approved(states.written(namesake, meeting), secretary)
    files = files_of(fetched(browser, made(asked(browser, meeting))))
    assert papers(files) == {f"刘洋-{TITLE}.docx", f"刘洋-{TITLE}（2）.docx"}


def test_a_long_title_leaves_room_for_the_directories(
    browser: Client, submitted: Draft, secretary: User, meeting: Meeting
) -> None:
    """Windows unpacks no path of more than 260 characters."""
    revision = Revision.objects.get(draft=submitted)
    head = revision.document["head"] | {"title": "Long" * 50}
    Revision.objects.filter(pk=revision.pk).update(document=revision.document | {"head": head})
    Meeting.objects.filter(pk=meeting.pk).update(title="Meeting" * 15)
    job = made(asked(browser, meeting))
    (row,) = job.names
    assert row["name"] == f"未审定/刘洋-{'Long' * 20}（已提交）.docx"
    assert len(job.filename) + len(row["name"]) < 200


def test_a_paper_that_cannot_be_made_is_listed_and_the_rest_arrive(
    browser: Client,
    meeting: Meeting,
    submitted: Draft,
    colleague: User,
    caplog: pytest.LogCaptureFixture,
) -> None:
    states.submitted(states.written(colleague, meeting))
    revision = Revision.objects.get(draft=submitted)
    Revision.objects.filter(pk=revision.pk).update(
        document=revision.document | {"schema": "没有学习"}
    )
    job = made(asked(browser, meeting))
    bad = f"未审定/刘洋-{TITLE}（已提交）.docx"
    assert job.failures == [{"name": bad, "reason": BROKEN}]
    files = files_of(fetched(browser, job))
    assert papers(files) == {f"未审定/孙蕾-{TITLE}（已提交）.docx", "未能生成.txt"}
    assert files["未能生成.txt"].decode("utf-8-sig").splitlines()[2:] == [f"{bad}：{BROKEN}"]
    assert "没有学习" not in caplog.text
    page = browser.get(reverse("desk:bundles", args=[meeting.pk])).content.decode()
    assert "有 1 份没有能够生成，其余的都在压缩包里：" in page


@pytest.mark.db_sensitive
def test_taking_a_bundle_away_is_on_the_record_of_each_paper(
    browser: Client, meeting: Meeting, submitted: Draft, secretary: User
) -> None:
    states.submitted(states.written(secretary, meeting))
    own = Draft.objects.get(owner=secretary)
    job = made(asked(browser, meeting))
    assert {row["draft"] for row in job.names} == {str(submitted.pk), str(own.pk)}
    for _ in range(2):
        fetched(browser, job)
    rows = Reading.objects.values_list("submission__draft", "reader", "how", "times")
    assert list(rows) == [(submitted.pk, secretary.pk, "download", 2)]


def test_the_superior_takes_what_the_superior_reviews(
    browser_of: Callable[[User], Client],
    meeting: Meeting,
    submitted: Draft,
    secretary: User,
    superior: User,
) -> None:
    browser = browser_of(superior)
    assert browser.get(reverse("desk:bundles", args=[meeting.pk])).status_code == 200
    states.submitted(states.written(secretary, meeting))
    job = made(asked(browser, meeting))
    assert [row["name"] for row in job.names] == [f"未审定/林静-{TITLE}（已提交）.docx"]
    rows = rows_of(files_of(fetched(browser, job))["汇总.xlsx"])
    assert [row[1] for row in rows[2:-1]] == ["林静"]


def test_a_former_secretary_gets_nothing_any_more(
    browser: Client, submitted: Draft, secretary: User, branch: Organization
) -> None:
    job = made(asked(browser, submitted.meeting))
    secretary.memberships.update(role=Role.MEMBER)
    assert fetched(browser, job).status_code == 404
    assert not Reading.objects.exists()


def test_a_worker_that_cannot_save_gives_up_after_three_times(
    browser: Client,
    submitted: Draft,
    private: Path,  # noqa: F811
) -> None:
    private.write_text("a file where the directory should be")
    job = asked(browser, submitted.meeting)
    for attempt in range(3):
        work.carry_out(job.pk, f"message{attempt}")
    job.refresh_from_db()
    assert (job.state, job.attempts, job.error) == ("failed", 3, wording.NOT_SAVED)
    page = browser.get(reverse("desk:bundles", args=[job.meeting_id])).content.decode()
    assert wording.NOT_SAVED in page
    assert "重新生成" in page
    private.unlink()
    again = asked(browser, job.meeting)
    assert again.pk != job.pk
    assert made(again).state == "done"


def test_asking_twice_is_asking_once(browser: Client, submitted: Draft) -> None:
    first, second = asked(browser, submitted.meeting), asked(browser, submitted.meeting)
    assert first.pk == second.pk
    assert asked(browser, submitted.meeting, "commented").pk != first.pk


@pytest.mark.db_sensitive
def test_of_clicks_at_once_one_begins_a_bundle(submitted: Draft, secretary: User) -> None:
    meeting = submitted.meeting
    standing = standing_of(secretary, meeting, reviewers_of(meeting), [])
    jobs = at_once([partial(requests.ask_for_bundle, meeting, secretary, "clean", standing)] * 4)
    assert {job.pk for job in jobs} == {BundleJob.objects.get().pk}


def made_with_queries(browser: Client, meeting: Meeting) -> tuple[BundleJob, int]:
    job = asked(browser, meeting, "commented")
    with CaptureQueriesContext(connection) as queries:
        made(job)
    return job, len(queries)


def test_two_hundred_members_are_no_problem(browser: Client, meeting: Meeting) -> None:
    """The queries grow by slices of twenty papers, never by the paper, and every name is there
    once."""
    crowd(meeting, 12, states.material())
    _, few = made_with_queries(browser, meeting)
    crowd(meeting, 188, states.material())
    job, many = made_with_queries(browser, meeting)
    handed = Draft.objects.filter(meeting=meeting).exclude(state="drafting").count()
    assert handed > 120
    assert (job.state, job.failures, len(job.names)) == ("done", [], handed)
    # rounds, comments, answers (none here, so no authors of them), lease
    assert many - few == 4 * (-(-handed // 20) - 1)
    answer: Any = fetched(browser, job)
    files = files_of(answer)
    assert len({name.casefold() for name in papers(files)}) == handed
    assert all(len(name.encode()) <= 220 for name in files)
