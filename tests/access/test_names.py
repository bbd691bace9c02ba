"""What people are called, and what they call things, is printed as a text on every page, whatever
it holds."""

from __future__ import annotations

import pytest
from django.db.models import F, Value
from django.db.models.functions import Concat
from django.urls import reverse

from accounts.models import Membership, Organization, User
from drafting.desk.models import BundleJob
from drafting.document import edits
from drafting.drafts.services import changes
from drafting.exports.models import ExportJob
from drafting.frameworks.models import Framework, Section
from drafting.importing.models import Import
from drafting.library.models import Phrase, ProblemCategory
from drafting.meetings.models import Meeting
from drafting.notices.models import Notice
from drafting.review.models import Comment
from tests.access.odd_world import admin_urls, all_urls
from tests.access.test_sweep import World, people, put_into, visitor, world  # noqa: F401
from tests.cast import approved_phrase

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

#: No element of ours, so that it is nowhere in a page unless it came out raw.
RAW = '<x-raw>&"'
NAMED = (
    (User, "name"), (Organization, "name"), (Organization, "short_name"), (Membership, "position"),
    (Meeting, "title"),
    (Meeting, "requirements"), (Framework, "name"), (Section, "name"), (Section, "guidance"),
    (Import, "file_name"),
    (ProblemCategory, "name"), (Phrase, "claim"), (Phrase, "elaboration"), (Notice, "text"),
    (ExportJob, "filename"),
    (BundleJob, "filename"), (Comment, "text"), (Comment, "quote"),
)  # fmt: skip


def test_no_name_is_printed_raw(world: World, taxonomy: None) -> None:  # noqa: F811
    approved_phrase("LL1-01", claim="学得不深", elaboration="学习不够。")
    changes.apply(
        world.draft.pk,
        lambda document, version: edits.save_values(
            document, document.head.id, {"title": RAW, "name": RAW}, version
        ),
    )
    put_into(world, "submitted")
    for model, name in NAMED:
        model._default_manager.update(**{name: Concat(Value(RAW), F(name))})
    opening = f"{reverse('meetings:new')}?framework={world.draft.framework.key}"
    raw, seen = [], 0
    for role in ("author", "secretary", "superior", "superuser"):
        client = visitor(world, role)
        # nobody else is let into the administration, and she is let into little else
        for url in admin_urls() if role == "superuser" else (*all_urls(world), opening):
            answer = client.get(url)
            if answer.streaming or "html" not in answer.get("Content-Type", ""):
                continue
            text = answer.content.decode()
            seen += "x-raw" in text
            if RAW[:7] in text:
                raw.append((role, url))
    assert raw == []
    assert seen > 60
