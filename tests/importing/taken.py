"""Imports for the tests of services and pages."""

from __future__ import annotations

import re
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import User
from drafting.document.model import Document, Point, containers
from drafting.frameworks.models import Framework
from drafting.importing import services
from drafting.importing.models import Import
from drafting.importing.selectors import own_import, state_of
from tests.importing.papers import PAPER

UPLOAD = "/drafts/import/"
NAME = "刘洋-2023年对照检查材料.txt"


def a_file(content: bytes | str = PAPER, name: str = NAME) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)


def taken(owner: User, framework: Framework | None = None, text: str = PAPER) -> Import:
    """An import as it is after the upload."""
    return again(services.take_in(owner, a_file(text), framework))


def again(row: Import) -> Import:
    """The import as it is stored now."""
    found = own_import(row.owner, row.pk)
    assert found is not None
    return found


def document_of(row: Import) -> Document:
    return state_of(again(row)).document


def point(row: Import, claim: str) -> Point:
    return next(p for c in containers(document_of(row)) for p in c.points if p.claim == claim)


def loose(row: Import) -> list[int]:
    """Where the unclassified paragraphs begin."""
    return [one.start for one in state_of(again(row)).loose if not one.left_out]


def nothing_loose(row: Import) -> Import:
    """The import with everything unclassified left out."""
    for start in loose(row):
        row = again(row)
        services.leave_out(row, row.version, f"u-{start}", on=True)
    return again(row)


def do(client: Client, row: Import, act: str, **values: Any) -> Any:
    """Press a button of the review page as it is now."""
    data = {"do": act, "version": again(row).version, **values}
    return client.post(f"{UPLOAD}{row.pk}/", data)


def plain(html: str) -> str:
    """A page's words without tags and blanks."""
    return re.sub(r"\s+", "", re.sub(r"<[^>]+>", "", html))
