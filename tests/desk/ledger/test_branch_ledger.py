"""The branch's 整改台账: who sees which measures, filtered; and its lists as files, in the bundle and by
themselves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from docx import Document as open_docx

from accounts.models import User
from drafting.drafts.models import Draft
from drafting.meetings.models import Meeting
from drafting.rectification.ledger import keeping
from drafting.rectification.ledger.keeping import Said
from drafting.rectification.ledger.models import Ledger
from drafting.rectification.ledger.opening import follow
from drafting.review.models import Reading
from tests.desk.bundle.cast import asked, fetched, files_of, made, rows_of
from tests.desk.crowd import crowd
from tests.review import states
from tests.stopwatch import stopwatch

pytestmark = pytest.mark.django_db
Browser = Callable[[User], Client]
SECRET = "还没有跟家里人说过的事"


@pytest.fixture
def kept(member: User, meeting: Meeting, secretary: User) -> Ledger:
    """The member's ledger of four measures: one done, one late, with a note for nobody else."""
    draft = states.approved(states.written(member, meeting), secretary)
    ledger = Ledger.objects.get(draft=draft)
    done, late, *_ = ledger.items.all()
    keeping.save_item(
        done, Said("done", notes=SECRET, evidence=SECRET, standard=SECRET), done.version
    )
    past = timezone.localdate() - timedelta(days=3)
    keeping.save_item(late, Said("under_way", past), late.version)
    return ledger


def shown(client: Client, meeting: Meeting, query: str = "") -> tuple[int, str]:
    answer = client.get(reverse("desk:ledger", args=[meeting.pk]) + query)
    return answer.status_code, " ".join(answer.content.decode().split())


def test_the_secretary_sees_measures_and_states_and_nothing_that_is_noted(
    kept: Ledger, secretary: User, browser_of: Browser
) -> None:
    status, page = shown(browser_of(secretary), kept.meeting)
    assert status == 200
    assert "1 人，措施 4 条：已完成 1 条，<strong>已过时限 1 条</strong>" in page
    assert all(item.text in page for item in kept.items.all())
    assert "已过 3 天" in page
    assert SECRET not in page
    assert page.count('role="rowheader"') == 4


def test_it_is_filtered_by_person_state_and_what_is_late(
    kept: Ledger, secretary: User, colleague: User, browser_of: Browser
) -> None:
    states.approved(states.written(colleague, kept.meeting), secretary)
    client = browser_of(secretary)

    def rows(query: str) -> int:
        return shown(client, kept.meeting, query)[1].count('role="rowheader"')

    hers = f"?person={colleague.pk}"
    queries = ("", hers, "?state=done", "?overdue=on", f"{hers}&overdue=on", "?person=x&state=y")
    assert [rows(query) for query in queries] == [8, 4, 1, 1, 0, 8]


def test_only_who_reviews_a_paper_sees_its_measures(
    kept: Ledger, member: User, colleague: User, superior: User, curator: User,
    other_secretary: User, secretary: User, browser_of: Browser,
) -> None:  # fmt: skip
    measure = kept.items.all()[0].text
    found = {}
    for person in (member, colleague, superior, curator, other_secretary, secretary):
        status, page = shown(browser_of(person), kept.meeting)
        found[person.name] = (status, measure in page)
    assert found == {
        "刘洋": (404, False), "孙蕾": (404, False), "周志远": (200, False), "许文博": (403, False),
        "郑伟民": (404, False), "林静": (200, True),
    }  # fmt: skip


def test_a_paper_that_was_opened_again_keeps_its_measures(
    kept: Ledger, secretary: User, browser_of: Browser
) -> None:
    Draft.objects.update(state="returned")
    assert "措施 4 条" in shown(browser_of(secretary), kept.meeting)[1]


def test_the_lists_of_the_branch_are_taken_away_and_that_is_noted(
    kept: Ledger, secretary: User, colleague: User, browser_of: Browser
) -> None:
    states.submitted(states.written(colleague, kept.meeting))
    client = browser_of(secretary)

    def taken(kind: str, suffix: str) -> Any:
        return client.get(reverse("desk:lists", args=[kept.meeting.pk, kind, suffix]))

    rows = rows_of(taken("measures", "xlsx").content)
    assert rows[0][0] == "党支部整改清单汇总"
    assert [(row[3], row[5]) for row in rows[3:]] == [
        ("刘洋", "已完成"), ("刘洋", "进行中"), ("刘洋", "未开始"), ("刘洋", "未开始"),
    ]  # fmt: skip
    word = open_docx(BytesIO(taken("problems", "docx").content)).tables[0]
    assert {row.cells[1].text for row in word.rows[1:]} == {"刘洋"}
    reading = Reading.objects.get(reader=secretary, how=Reading.How.DOWNLOAD)
    assert (reading.submission.draft_id, reading.times) == (kept.draft_id, 2)
    assert [taken("ledger", "xlsx").status_code, taken("problems", "odt").status_code] == [404, 404]
    reading.refresh_from_db()
    assert reading.times == 2


def test_nothing_passed_means_no_list(
    meeting: Meeting, secretary: User, browser_of: Browser
) -> None:
    client = browser_of(secretary)
    address = reverse("desk:lists", args=[meeting.pk, "problems", "xlsx"])
    answer = client.get(address, follow=True)
    assert "还没有通过的材料，通过以后才能列出清单。" in answer.content.decode()
    assert "还没有通过的材料" in shown(client, meeting)[1]


def test_the_bundle_holds_the_lists_of_what_passed(
    kept: Ledger, secretary: User, colleague: User, browser_of: Browser
) -> None:
    states.submitted(states.written(colleague, kept.meeting))
    client = browser_of(secretary)
    files = files_of(fetched(client, made(asked(client, kept.meeting))))
    assert sorted(name for name in files if name.startswith("清单/")) == sorted(
        [
            "清单/党支部整改清单汇总.docx", "清单/党支部整改清单汇总.xlsx",
            "清单/党支部问题清单汇总.docx", "清单/党支部问题清单汇总.xlsx",
            "清单/刘洋-个人整改清单.docx", "清单/刘洋-个人问题清单.docx",
            "清单/刘洋-问题—原因—措施对照表.docx",
        ]
    )  # fmt: skip
    word = open_docx(BytesIO(files["清单/刘洋-个人整改清单.docx"])).tables[0]
    assert [row.cells[5].text for row in word.rows[1:]] == ["已完成", "进行中", "未开始", "未开始"]
    assert not any(SECRET.encode() in content for content in files.values())


def test_a_branch_of_thirty_has_its_lists_in_time(
    meeting: Meeting, secretary: User, browser_of: Browser
) -> None:
    crowd(meeting, 44, states.material())
    Draft.objects.filter(submissions__isnull=False).update(state="approved")
    for draft in Draft.objects.filter(state="approved"):
        follow(draft, states.material())
    client = browser_of(secretary)
    job = asked(client, meeting)
    with stopwatch() as spent:
        files = files_of(fetched(client, made(job)))
    assert spent.seconds < 6  # 1.6 s usually
    assert sum(name.startswith("清单/党员") for name in files) == 3 * len(job.names)
    assert len(job.names) == 30


def test_the_page_takes_as_few_queries_for_many(
    kept: Ledger, secretary: User, browser_of: Browser
) -> None:
    client = browser_of(secretary)

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            assert shown(client, kept.meeting)[0] == 200
        return len(found)

    queries()
    few = queries()
    crowd(kept.meeting, 12, states.material())
    for draft in Draft.objects.filter(state="approved").exclude(pk=kept.draft_id):
        follow(draft, states.material())
    assert (queries() - few, few <= 24) == (0, True)
