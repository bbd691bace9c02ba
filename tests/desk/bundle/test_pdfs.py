"""A PDF beside each paper and list of a bundle, where LibreOffice is installed and there is time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import monotonic

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from accounts.models import User
from drafting.desk.bundle import pdfs
from drafting.desk.models import BundleJob
from drafting.meetings.models import Meeting
from drafting.rendering.formats.pdf import conversion
from tests.desk.bundle.cast import fetched, files_of, made
from tests.desk.crowd import crowd
from tests.programs import LIBREOFFICE
from tests.review import states

pytestmark = pytest.mark.django_db

needs_office = pytest.mark.skipif(LIBREOFFICE.find() is None, reason=LIBREOFFICE.missing)


@pytest.fixture
def bundle(
    meeting: Meeting, secretary: User, browser_of: Callable[[User], Client]
) -> tuple[Client, BundleJob]:
    """A bundle of four papers with PDF that the secretary asked for."""
    crowd(meeting, 6, states.material())
    client = browser_of(secretary)
    page = client.get(reverse("desk:bundles", args=[meeting.pk])).content.decode()
    assert 'name="pdf" value="1"' in page
    client.post(reverse("desk:bundles", args=[meeting.pk]), {"copy": "clean", "pdf": "1"})
    return client, BundleJob.objects.get()


@pytest.mark.slow
@needs_office
def test_each_paper_and_list_has_its_pdf(
    bundle: tuple[Client, BundleJob], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdfs, "BATCH", 6)
    client, job = bundle
    files = files_of(fetched(client, made(job)))
    stems = {name.removesuffix(".docx") for name in files if name.endswith(".docx")}
    # the papers, the lists of the one that passed, and the two of the branch
    (passed,) = (row["name"] for row in job.names if "/" not in row["name"])
    author = passed.partition("-")[0]
    lists = ["个人问题清单", "个人整改清单", "问题—原因—措施对照表"]
    lists = [f"{author}-{one}" for one in lists] + ["党支部问题清单汇总", "党支部整改清单汇总"]
    papers = {row["name"].removesuffix(".docx") for row in job.names}
    assert stems == papers | {f"清单/{one}" for one in lists}
    printed = {name for name in files if name.endswith(".pdf")}
    assert printed == {f"{stem}.pdf" for stem in stems}
    assert {files[name][:5] for name in printed} == {b"%PDF-"}
    assert "未能生成.txt" not in files


@needs_office
def test_what_there_was_no_time_for_is_named(
    bundle: tuple[Client, BundleJob], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdfs, "SECONDS", 0)
    client, job = bundle
    files = files_of(fetched(client, made(job)))
    job.refresh_from_db()
    words = [name for name in files if name.endswith(".docx")]
    assert job.failures == [{"name": pdfs.pdf_name(one), "reason": pdfs.NO_TIME} for one in words]
    assert not [name for name in files if name.endswith(".pdf")]
    page = client.get(reverse("desk:bundles", args=[job.meeting_id])).content.decode()
    assert page.count(pdfs.NO_TIME) == min(len(job.failures), 12)


def test_the_time_that_the_papers_took_counts() -> None:
    (batch,) = pdfs.pdfs_beside({"甲.docx": b""}, monotonic() - pdfs.SECONDS)
    assert [(name, str(one)) for name, one in batch] == [("甲.pdf", pdfs.NO_TIME)]


def test_a_bundle_ends_before_its_task_and_a_run_before_its_lease() -> None:
    # ten seconds are left for tables and zip, and a lease is at least 40 s (configuration/queue.py)
    assert pdfs.SECONDS + 10 <= settings.CELERY_TASK_SOFT_TIME_LIMIT
    assert pdfs.RUN + 5 <= 40


def test_without_libreoffice_the_page_says_how_to_get_one(
    meeting: Meeting, secretary: User, browser_of: Callable[[User], Client],
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
) -> None:  # fmt: skip
    crowd(meeting, 3, states.material())
    monkeypatch.setenv("PATH", str(tmp_path))
    page = browser_of(secretary).get(reverse("desk:bundles", args=[meeting.pk])).content.decode()
    assert conversion.NO_OFFICE in page
    assert 'name="pdf"' not in page
