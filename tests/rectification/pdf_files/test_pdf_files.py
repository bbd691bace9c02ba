"""The PDF of a list: asked for on the page that offers it, made by a worker, fetched where it was asked
for, as long as the list says the same."""

from __future__ import annotations

import uuid
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from drafting.jobs import wording
from drafting.jobs.lifecycle import MAX_ATTEMPTS
from drafting.rectification import downloads
from drafting.rectification.criticism.models import PreparedCriticism
from drafting.rectification.ledger import keeping
from drafting.rectification.ledger.keeping import Said
from drafting.rectification.ledger.models import Ledger
from drafting.rectification.pdf_files import work
from drafting.rectification.pdf_files.models import PdfJob
from drafting.rendering.formats.pdf import conversion
from drafting.review.models import Reading

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("private")]

SOFFICE = """#!/bin/sh
for one in "$@"; do case "$one" in *.docx) printf '%%PDF-1.6 %%%%EOF' >"${one%docx}pdf";; esac; done
"""
PDF = b"%PDF-1.6 %%EOF"


@pytest.fixture(autouse=True)
def office(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A LibreOffice that makes the same PDF of everything."""
    program = tmp_path / "bin" / "soffice"
    program.parent.mkdir()
    program.write_text(SOFFICE)
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    monkeypatch.setattr(conversion, "_homes", {})
    return program


def made(job: PdfJob) -> PdfJob:
    """The job as a worker left it."""
    work.carry_out(job.pk, "message")
    job.refresh_from_db()
    return job


def texts(answer: Any) -> list[str]:
    """What the page says at its top."""
    return [str(one) for one in answer.context["messages"]]


def asked(client: Client, address: str) -> PdfJob:
    """The job that a person's click on PDF made."""
    answer = client.post(address)
    job = PdfJob.objects.get(pk=answer["Location"].split("/")[-2])
    assert answer["Location"] == reverse("pdf_files:page", args=[job.pk])
    return job


@pytest.fixture
def address(ledger: Ledger) -> str:
    """Where the ledger's PDF is asked for and fetched."""
    return reverse("ledger:file", args=[ledger.pk, "pdf"])


def test_it_is_asked_for_watched_and_fetched(own: Client, ledger: Ledger, address: str) -> None:
    page = own.get(reverse("ledger:page", args=[ledger.pk])).content.decode()
    assert f'<form method="post" action="{address}">' in page
    job = asked(own, address)
    watched = own.get(reverse("pdf_files:page", args=[job.pk])).content.decode()
    assert f'href="{reverse("ledger:page", args=[ledger.pk])}">‹ 返回' in watched
    status = reverse("pdf_files:status", args=[job.pk])
    assert f'data-status="{status}"' in watched
    assert wording.REGISTERED in watched
    assert own.get(address)["Location"] == reverse("pdf_files:page", args=[job.pk])
    assert own.get(status).json()["open"]

    job = made(job)
    assert (job.state, bytes(job.source)) == ("done", b"")
    said = own.get(status).json()
    assert (said["open"], said["message"]) == (False, "刘洋-整改台账.pdf 已生成，可以下载。")
    assert f'href="{address}"' in said["html"]
    answer = own.get(address)
    assert (answer["Content-Type"], answer.content) == ("application/pdf", PDF)
    assert "filename*=utf-8''%E5%88%98%E6%B4%8B" in answer["Content-Disposition"]


def test_the_same_content_is_one_job_and_a_changed_one_is_made_anew(
    own: Client, ledger: Ledger, address: str
) -> None:
    job = asked(own, address)
    assert asked(own, address) == job
    made(job)
    assert (asked(own, address).state, PdfJob.objects.count()) == ("done", 1)

    item = ledger.items.get(measure="m1")
    keeping.save_item(item, Said("done"), item.version)
    assert texts(own.get(address, follow=True)) == [downloads.NOT_YET]
    renewed = asked(own, address)
    assert (renewed != job, renewed.state) == (True, "queued")
    assert own.get(address).status_code == 302


def test_one_that_was_lost_is_made_again(own: Client, private: Path, address: str) -> None:
    job = made(asked(own, address))
    (private / job.file).unlink()
    assert texts(own.get(address, follow=True)) == [downloads.NOT_YET]
    assert made(asked(own, address)) == job
    assert own.get(address).content == PDF


def test_every_list_is_asked_for_by_a_click_and_said_once(
    own: Client, ledger: Ledger, member: User, colleague: User, secretary: User
) -> None:
    PreparedCriticism.objects.create(
        owner=member, meeting=ledger.meeting, colleague=colleague, text="希望多接几次手。"
    )
    desk = Client()
    desk.force_login(secretary)
    meeting = ledger.meeting_id
    addresses = [
        (own, reverse("lists:file", args=[ledger.draft_id, kind, "pdf"]))
        for kind in ("problems", "measures", "comparison")
    ]
    addresses += [(own, reverse("criticism:file", args=[meeting, "pdf"]))]
    addresses += [
        (desk, reverse("desk:lists", args=[meeting, kind, "pdf"]))
        for kind in ("problems", "measures")
    ]
    addresses += [
        (desk, reverse("desk:frame", args=[meeting, frame, "pdf"]))
        for frame in ("report", "minutes", "host")
    ]
    names = []
    for client, address in addresses:
        job = asked(client, address)
        assert asked(client, address) == job  # the same content, whenever it is written
        assert client.get(job.back).status_code == 200
        assert f'action="{address}"' in client.get(job.back).content.decode()
        names.append(made(job).filename)
        assert client.get(address).content == PDF
    title = ledger.meeting.title
    assert names == [
        "刘洋-个人问题清单.pdf", "刘洋-个人整改清单.pdf", "刘洋-问题—原因—措施对照表.pdf", "刘洋-批评意见.pdf",
        "县图书馆党支部-党支部问题清单汇总.pdf", "县图书馆党支部-党支部整改清单汇总.pdf",
        f"{title}-情况报告.pdf", f"{title}-会议记录.pdf", f"{title}-主持词.pdf",
    ]  # fmt: skip


def test_taking_papers_away_is_noted_when_the_file_goes(
    desk: Client, secretary: User, ledger: Ledger
) -> None:
    address = reverse("desk:lists", args=[ledger.meeting_id, "problems", "pdf"])
    downloads_of = Reading.objects.filter(reader=secretary, how=Reading.How.DOWNLOAD)
    made(asked(desk, address))
    assert not downloads_of.exists()
    desk.get(address)
    assert [one.submission.draft_id for one in downloads_of] == [ledger.draft_id]


def test_nobody_else_sees_it(own: Client, desk: Client, address: str) -> None:
    job = made(asked(own, address))
    addresses = [reverse(f"pdf_files:{name}", args=[job.pk]) for name in ("page", "status")]
    assert [desk.get(one).status_code for one in (*addresses, address)] == [404, 404, 404]
    assert desk.post(address).status_code == 404
    assert own.get(reverse("pdf_files:page", args=[uuid.uuid4()])).status_code == 404


def test_what_could_not_be_made_is_said_and_can_be_asked_for_again(
    own: Client, office: Path, address: str
) -> None:
    office.write_text("#!/bin/sh\nexit 0\n")
    job = asked(own, address)
    for _ in range(MAX_ATTEMPTS):
        made(job)
    page = own.get(reverse("pdf_files:page", args=[job.pk])).content.decode()
    assert job.error
    assert job.error in page
    assert f'<form method="post" action="{address}">' in page
    office.write_text(SOFFICE)
    assert made(asked(own, address)).state == "done"


def test_without_libreoffice_the_page_says_how_to_get_one(
    own: Client, office: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(office.parent.parent))
    assert texts(own.post(address, follow=True)) == [conversion.NO_OFFICE]
    assert not PdfJob.objects.exists()


def test_an_old_one_goes_with_its_text(own: Client, private: Path, address: str) -> None:
    job, there = made(asked(own, address)), len(list((private / "pdfs").iterdir()))
    work.tidy()
    assert (PdfJob.objects.count(), there) == (1, 1)
    old = timezone.now() - timedelta(days=1, minutes=1)
    PdfJob.objects.update(created_at=old, finished_at=old)
    work.tidy()
    assert PdfJob.objects.filter(pk=job.pk).exists() is False
    assert list((private / "pdfs").iterdir()) == []
