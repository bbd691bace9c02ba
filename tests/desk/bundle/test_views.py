"""The page of the bundles, and who may open it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from drafting.desk.bundle import work
from drafting.desk.models import BundleJob
from drafting.drafts.models import Draft
from drafting.jobs import wording
from drafting.jobs.recovery import sweep, tidy
from drafting.meetings.models import Meeting
from tests.desk.bundle.cast import asked, fetched, made
from tests.exports.conftest import no_broker, private  # noqa: F401
from tests.review import states

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("private", "no_broker"),
]

PAGES = ("bundles", "summary", "order")


@pytest.fixture
def browser(browser_of: Callable[[User], Client], secretary: User) -> Client:
    return browser_of(secretary)


def page_of(browser: Client, meeting: Meeting) -> str:
    return browser.get(reverse("desk:bundles", args=[meeting.pk])).content.decode()


def told(page: str) -> str:
    return " ".join(page.split())


def test_the_page_says_how_many_there_are_and_who_is_missing(
    browser: Client, meeting: Meeting, submitted: Draft, colleague: User, secretary: User
) -> None:
    states.approved(states.written(colleague, meeting), secretary)
    page = page_of(browser, meeting)
    assert "现在有 <strong>2</strong> 份材料：已通过 1 份，正在审核 1 份。没有通过的" in told(page)
    assert "应交 3 人，已交 2 人，还差 <strong>1</strong> 人" in told(page)
    assert "林静（未开始）" in page
    assert "生成过的材料包" not in page
    assert "disabled" not in page


def test_a_paper_that_came_back_is_in_the_bundle_and_missing_and_the_page_says_both(
    browser: Client, meeting: Meeting, submitted: Draft, colleague: User, secretary: User
) -> None:
    states.returned(states.written(colleague, meeting), secretary)
    page = told(page_of(browser, meeting))
    said = "现在有 <strong>2</strong> 份材料：正在审核 1 份，本人正在修改、收入的是上一轮的 1 份。"
    assert said in page
    assert "应交 3 人，已交 1 人，还差 <strong>2</strong> 人" in page


def test_the_papers_of_those_who_are_ticked_alone(
    browser: Client, meeting: Meeting, submitted: Draft, colleague: User, secretary: User
) -> None:
    states.submitted(states.written(colleague, meeting))
    url = reverse("desk:bundles", args=[meeting.pk])
    ticked = {"copy": "clean", "ticked": "1"}
    for _ in range(2):
        browser.post(url, {**ticked, "user": [colleague.pk, secretary.pk, "x"]})
    browser.post(url, {"copy": "clean"})
    jobs = BundleJob.objects.order_by("created_at")
    assert [len(job.names) for job in jobs] == [1, 2]
    assert jobs[0].names[0]["name"].startswith("未审定/孙蕾-")
    none = browser.post(url, {**ticked, "user": [secretary.pk]}, follow=True)
    assert "没有勾选提交了材料的人，没有可以打包的。" in none.content.decode()


def test_without_papers_there_is_nothing_to_ask_for(browser: Client, meeting: Meeting) -> None:
    assert "还没有人提交材料，有人提交以后才能生成材料包。" in page_of(browser, meeting)
    answer = browser.post(
        reverse("desk:bundles", args=[meeting.pk]), {"copy": "clean"}, follow=True
    )
    assert "还没有人提交材料，有人提交以后才能汇总。" in answer.content.decode()
    assert not BundleJob.objects.exists()


def test_an_unknown_kind_of_copy_is_told(browser: Client, submitted: Draft) -> None:
    url = reverse("desk:bundles", args=[submitted.meeting_id])
    assert (
        "请选择生成正式稿还是带批注的材料。"
        in browser.post(url, {"copy": "x"}, follow=True).content.decode()
    )


def test_the_script_hears_how_far_it_is(browser: Client, submitted: Draft) -> None:
    job = asked(browser, submitted.meeting)
    url = reverse("desk:bundle_status", args=[job.meeting_id, job.pk])
    assert f'data-status="{url}"' in page_of(browser, job.meeting)
    answer = browser.get(url, headers={"X-Requested-With": "fetch"}).json()
    assert (answer["open"], answer["message"]) == (True, wording.AWAY)
    made(job)
    answer = browser.get(url, headers={"X-Requested-With": "fetch"}).json()
    assert (answer["open"], answer["message"]) == (False, f"{job.filename} 已生成，可以下载。")
    assert reverse("desk:bundle_file", args=[job.meeting_id, job.pk]) in answer["html"]


def test_a_lost_message_is_sent_again_and_old_files_go(
    browser: Client,
    submitted: Draft,
    private: object,  # noqa: F811
) -> None:
    job = asked(browser, submitted.meeting)
    BundleJob.objects.update(queued_at=timezone.now() - timedelta(minutes=1))
    assert sweep(work.BUNDLES) == 1
    made(job)
    assert job.filename.startswith("2023年度组织生活会-正式稿-")
    BundleJob.objects.update(finished_at=timezone.now() - timedelta(days=8))
    assert tidy(work.BUNDLES) == 1
    job.refresh_from_db()
    assert (job.state, job.file) == ("expired", "")
    assert wording.EXPIRED in page_of(browser, job.meeting)


def test_a_file_that_is_not_there_is_told(
    browser: Client,
    submitted: Draft,
    private: object,  # noqa: F811
) -> None:
    job = asked(browser, submitted.meeting)
    url = reverse("desk:bundle_file", args=[job.meeting_id, job.pk])
    assert "这个文件现在不能下载" in browser.get(url, follow=True).content.decode()
    made(job)
    BundleJob.objects.update(file="bundles/gone.zip")
    assert "在服务器上已经不存在" in browser.get(url, follow=True).content.decode()
    job.refresh_from_db()
    assert job.state == "expired"


def test_a_bundle_is_for_who_asked_for_it(
    browser: Client,
    browser_of: Callable[[User], Client],
    submitted: Draft,
    superior: User,
    secretary: User,
) -> None:
    states.submitted(states.written(secretary, submitted.meeting))
    job = made(asked(browser, submitted.meeting))
    other = browser_of(superior)
    assert other.get(reverse("desk:bundles", args=[job.meeting_id])).status_code == 200
    for name in ("bundle_status", "bundle_file"):
        assert other.get(reverse(f"desk:{name}", args=[job.meeting_id, job.pk])).status_code == 404
        assert (
            browser.get(reverse(f"desk:{name}", args=[job.meeting_id, uuid.uuid4()])).status_code
            == 404
        )
        assert (
            browser.get(reverse(f"desk:{name}", args=[job.meeting_id + 99, job.pk])).status_code
            == 404
        )


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("member", 404),
        ("stranger", 404),
        ("other_secretary", 404),
        ("curator", 403),
        ("administrator", 403),
    ],
)
def test_others_are_refused(
    who: str,
    status: int,
    request: pytest.FixtureRequest,
    browser_of: Callable[[User], Client],
    submitted: Draft,
) -> None:
    browser = browser_of(request.getfixturevalue(who))
    pages = [browser.get(reverse(f"desk:{name}", args=[submitted.meeting_id])) for name in PAGES]
    pages.append(
        browser.post(reverse("desk:bundles", args=[submitted.meeting_id]), {"copy": "clean"})
    )
    assert [page.status_code for page in pages] == [status] * 4
    if status == 403:
        assert "只有审核这次会议材料的书记可以汇总材料。" in pages[0].content.decode()
    assert not BundleJob.objects.exists()


def test_downloads_are_not_kept_by_caches(browser: Client, submitted: Draft) -> None:
    job = made(asked(browser, submitted.meeting))
    answer = fetched(browser, job)
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Content-Type"] == "application/zip"
