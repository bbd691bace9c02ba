"""A curator's lists in the admin: the curator's browser, and workbooks for it to take in.

The tests of a list take over what they need: ``from tests.lists import client``.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from accounts.models import User


@pytest.fixture
def client(curator: User, settings: Any, tmp_path: Path) -> Client:
    """The curator's browser; what it uploads waits in a directory of the test's own."""
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path)},
        }
    }
    browser = Client()
    browser.force_login(curator)
    return browser


def workbook(headers: list[str], *rows: dict[str, Any]) -> bytes:
    """An .xlsx with these headers, and rows with the values that they have for them."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(headers)
    for row in rows:
        sheet.append([row.get(header) for header in headers])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def try_import(client: Client, url: str, content: bytes, name: str = "表.xlsx") -> Any:
    """What the list at ``url`` answers to a file: the page of the dry run."""
    upload = SimpleUploadedFile(name, content)
    return client.post(f"{url}import/", {"import_file": upload, "format": "0", "resource": "0"})


def confirm(client: Client, url: str, tried: Any) -> Any:
    """The page after a dry run was confirmed."""
    data = dict(tried.context["confirm_form"].initial)
    return client.post(f"{url}process_import/", data, follow=True)


def faults(tried: Any) -> dict[int, list[str]]:
    """Row in the sheet -> what the page of the dry run says about it."""
    return {row.number + 1: row.error.messages for row in tried.context["result"].invalid_rows}
