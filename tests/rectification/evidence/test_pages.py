"""The member's pages of the files, without scripts; nobody else is let in."""

from __future__ import annotations

from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from docx import Document as open_docx
from openpyxl import load_workbook

from accounts.models import Organization, User
from drafting.rectification.evidence import keeping, limits, views
from drafting.rectification.evidence.models import EvidenceFile
from drafting.rectification.ledger.models import LedgerItem
from tests.rectification.evidence import samples

pytestmark = pytest.mark.django_db


def url(item: LedgerItem) -> str:
    return reverse("ledger:evidence", args=[item.ledger_id, item.pk])


def address(row: EvidenceFile, name: str = "evidence_file") -> str:
    return reverse(f"ledger:{name}", args=[row.item.ledger_id, row.pk])


def page(answer: Any) -> str:
    return unescape(" ".join(answer.content.decode().split()))


def ledger_page(own: Client, item: LedgerItem) -> str:
    return page(own.get(reverse("ledger:page", args=[item.ledger_id])))


def send(client: Client, item: LedgerItem, **files: bytes) -> Any:
    """Upload these files by their names."""
    sent = [SimpleUploadedFile(name, content) for name, content in files.items()]
    return client.post(url(item), {"files": sent}, follow=True)


def test_files_are_uploaded_listed_and_downloaded(own: Client, item: LedgerItem) -> None:
    said = page(own.get(url(item)))
    for words in ("每个不超过 10 MB", "一条措施最多 5 个", "一份台账一共最多 100 MB"):
        assert words in said
    answer = send(own, item, **{"走访记录.docx": samples.docx(), "照片.JPG": samples.JPEG})
    assert answer.status_code == 200
    assert "已上传 2 个文件。" in page(answer)
    names = ["走访记录.docx", "照片.jpg"]
    assert [one.name for one in item.files.all()] == names
    for name in names:
        assert name in page(answer)
        assert name in ledger_page(own, item)
    assert f"{len(samples.JPEG)}\xa0字节" in answer.content.decode()
    given = own.get(address(next(one for one in item.files.all() if one.name == "照片.jpg")))
    assert b"".join(given) == samples.JPEG
    assert given["Content-Type"] == "image/jpeg"
    assert given["X-Content-Type-Options"] == "nosniff"
    assert unquote(given["Content-Disposition"]) == "attachment; filename*=utf-8''照片.jpg"
    assert "no-store" in given["Cache-Control"]


def test_a_refused_file_leaves_the_others_and_the_words(own: Client, item: LedgerItem) -> None:
    LedgerItem.objects.filter(pk=item.pk).update(notes="读了三次")
    answer = send(
        own, item, **{"好.pdf": samples.PDF, "坏.pdf": b"MZ\x90\0", "图.png": samples.PNG}
    )
    assert answer.status_code == 422
    said = page(answer)
    assert "“坏.pdf”不是能收的文件，只收 PDF、JPEG 图片、PNG 图片、.docx、.xlsx，" in said
    assert "已上传 2 个文件。" in said
    assert [one.name for one in item.files.all()] == ["好.pdf", "图.png"]
    assert "读了三次" in ledger_page(own, item)
    assert views.NOTHING in page(own.post(url(item), {}))


def test_what_is_too_large_is_refused(own: Client, item: LedgerItem) -> None:
    large = samples.PDF + b"0" * limits.MOST_BYTES
    assert f"“大.pdf”{keeping.TOO_LARGE}" in page(send(own, item, **{"大.pdf": large}))
    assert not item.files.exists()


def test_deleting_asks_first(
    own: Client, item: LedgerItem, private: Path, django_capture_on_commit_callbacks: Any
) -> None:
    row = keeping.keep_file(item, "回执.pdf", samples.PDF)
    asked = page(own.get(address(row, "evidence_delete")))
    assert "删去这个文件吗？" in asked
    assert item.files.exists()
    with django_capture_on_commit_callbacks(execute=True):
        answer = own.post(address(row, "evidence_delete"), follow=True)
    assert "已删去一个文件。" in page(answer)
    assert not item.files.exists()
    assert not (private / row.file).exists()


def test_turned_off_nothing_new_comes_and_what_is_there_stays(
    own: Client, item: LedgerItem, branch: Organization
) -> None:
    row = keeping.keep_file(item, "回执.pdf", samples.PDF)
    Organization.objects.filter(pk=branch.pk).update(evidence_files=False)
    said = page(own.get(url(item)))
    assert "回执.pdf" in said
    assert 'type="file"' not in said
    answer = send(own, item, **{"图.png": samples.PNG})
    assert (answer.status_code, views.CLOSED in page(answer)) == (422, True)
    assert b"".join(own.get(address(row))) == samples.PDF
    shown = ledger_page(own, item)
    assert ("回执.pdf" in shown, shown.count("上传文件")) == (True, 0)
    own.post(address(row, "evidence_delete"))
    assert "佐证文件" not in ledger_page(own, item)


def test_off_by_default(own: Client, item: LedgerItem, branch: Organization) -> None:
    Organization.objects.filter(pk=branch.pk).update(
        evidence_files=Organization(name="新支部").evidence_files
    )
    assert "佐证文件" not in ledger_page(own, item)


def test_a_measure_that_is_gone_takes_no_more(own: Client, item: LedgerItem) -> None:
    keeping.keep_file(item, "回执.pdf", samples.PDF)
    LedgerItem.objects.filter(pk=item.pk).update(standing="gone")
    assert "回执.pdf" in ledger_page(own, item)
    assert views.GONE_ITEM in page(send(own, item, **{"图.png": samples.PNG}))


def test_a_file_that_is_lost_is_said(own: Client, item: LedgerItem, private: Path) -> None:
    row = keeping.keep_file(item, "回执.pdf", samples.PDF)
    (private / row.file).unlink()
    assert views.LOST in page(own.get(address(row), follow=True))


def test_the_ledgers_files_name_them(own: Client, item: LedgerItem) -> None:
    LedgerItem.objects.filter(pk=item.pk).update(evidence="会议记录第3页")
    keeping.keep_file(item, "回执.pdf", samples.PDF)
    keeping.keep_file(item, "照片.png", samples.PNG)
    words = "会议记录第3页\n附件：回执.pdf、照片.png"
    book = own.get(reverse("ledger:file", args=[item.ledger_id, "xlsx"]))
    sheet = load_workbook(BytesIO(book.content)).active
    assert sheet is not None
    assert sheet.cell(4, 9).value == words
    word = own.get(reverse("ledger:file", args=[item.ledger_id, "docx"]))
    cells = open_docx(BytesIO(word.content)).tables[0].rows[1].cells
    assert cells[8].text == words


def test_nobody_else_is_let_in(item: LedgerItem, colleague: User, secretary: User) -> None:
    row = keeping.keep_file(item, "回执.pdf", samples.PDF)
    for other in (colleague, secretary):
        client = Client()
        client.force_login(other)
        asked = (url(item), address(row), address(row, "evidence_delete"))
        assert [client.get(one).status_code for one in asked] == [404, 404, 404]
        assert [client.post(one).status_code for one in (asked[0], asked[2])] == [404, 404]
    assert item.files.count() == 1


def test_the_secretary_sees_nothing_of_them(desk: Client, item: LedgerItem) -> None:
    keeping.keep_file(item, "回执.pdf", samples.PDF)
    seen = page(desk.get(reverse("desk:ledger", args=[item.ledger.meeting_id])))
    assert "每周自学不少于两个小时" in seen
    assert "回执" not in seen
