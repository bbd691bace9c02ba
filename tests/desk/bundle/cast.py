"""Reading what a bundle holds."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from drafting.desk.bundle import work
from drafting.desk.models import BundleJob
from drafting.meetings.models import Meeting


def asked(browser: Client, meeting: Meeting, copy: str = "clean") -> BundleJob:
    """The bundle that a person asked for on the page."""
    answer = browser.post(reverse("desk:bundles", args=[meeting.pk]), {"copy": copy})
    assert answer.status_code == 302
    return BundleJob.objects.latest("created_at")


def made(job: BundleJob) -> BundleJob:
    """The bundle as a worker left it."""
    work.carry_out(job.pk, "message")
    job.refresh_from_db()
    return job


def fetched(browser: Client, job: BundleJob) -> HttpResponseBase:
    return browser.get(reverse("desk:bundle_file", args=[job.meeting_id, job.pk]))


def files_of(answer: Any) -> dict[str, bytes]:
    """The files of a downloaded zip by their names; fails where one is damaged."""
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as package:
        assert package.testzip() is None
        # without this flag Windows takes Chinese names for those of another country
        assert all(
            info.flag_bits & 0x800 for info in package.infolist() if not info.filename.isascii()
        )
        return {name: package.read(name) for name in package.namelist()}


def rows_of(workbook: bytes, sheet: int = 0) -> list[tuple[Any, ...]]:
    """The rows of a workbook's sheet, title and headings included."""
    return list(load_workbook(io.BytesIO(workbook)).worksheets[sheet].values)
