"""What only the author is told of a paper (先谈，再写) travels nowhere else.

A sentence is planted that three checks find; pages, files, notices, letters and log lines of others
are searched for what the checks say of it. The sentence itself is part of the paper.
"""

from __future__ import annotations

import json
import logging
import zipfile
from dataclasses import replace
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.models import User
from drafting.document import codec
from drafting.drafts.models import Draft
from drafting.meetings.models import Meeting
from drafting.notices.models import Notice
from drafting.proofing.models import FindingNumbers
from drafting.proofing.selectors import proof_draft
from drafting.review.decisions.submission import submit
from drafting.review.models import Submission
from drafting.review.reading_page.context import PANELS
from tests.proofing.papers import PLANTED, UNTOLD
from tests.wizard.papers import place, put, store, stored

pytestmark = pytest.mark.django_db


def told_by(answer: Any) -> str:
    """All that an answer says, a workbook unpacked."""
    content = answer.content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as file:
            content = b"\n".join(map(file.read, file.namelist()))
    return unescape(content.decode())


@pytest.mark.parametrize("aside", [False, True])
def test_nobody_else_is_told(
    ready: Draft,
    meeting: Meeting,
    member: User,
    secretary: User,
    desk: Client,
    caplog: pytest.LogCaptureFixture,
    aside: bool,
) -> None:
    caplog.set_level(logging.DEBUG)
    document = stored(ready)
    first, *others = place(document, "theory").points
    store(ready, put(document, "theory", replace(first, example=PLANTED), *others))
    author = proof_draft(ready, member)
    assert len(author.matters) == 3
    own = Client()
    own.force_login(member)
    for item in author.matters if aside else ():
        fields = {"fingerprint": item.fingerprint}
        assert own.post(reverse("proofing:dismiss", args=[ready.pk]), fields).status_code == 200
    submit(ready, member)
    row = Submission.objects.get(draft=ready)
    assert (row.errors, row.warnings, row.advice) == tuple(author.counts.values())

    read = reverse("review:read", args=[ready.pk])
    of_finding = f"comment={first.id}&finding={author.matters[0].fingerprint}"
    pages = [f"{read}?panel={panel}" for panel in PANELS]
    pages += [f"{read}?panel=comments&{of_finding}", reverse("notices:list"), reverse("desk:home")]
    pages += [reverse(f"desk:{name}", args=[meeting.pk]) for name in ("table", "charts", "summary")]
    told = [told_by(desk.get(page, follow=True)) for page in pages]
    told += [f"{notice.__dict__}" for notice in Notice.objects.all()]
    told += [f"{letter.subject}{letter.body}" for letter in mail.outbox]
    told += [record.getMessage() for record in caplog.records]
    told += [json.dumps(list(FindingNumbers.objects.values_list("by_step", flat=True)))]
    everything = "\n".join(told)
    assert PLANTED[:20] in everything
    assert [word for word in UNTOLD if word in everything] == []
    revision = row.revision
    read_by_others = proof_draft(
        ready, member, document=codec.load(revision.document), revision=revision
    )
    assert read_by_others.available
    assert (read_by_others.quiet, read_by_others.find(author.matters[0].fingerprint)) == ((), None)
