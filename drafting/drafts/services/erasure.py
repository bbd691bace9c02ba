"""Taking the text out of a paper for good (删除文字). The row stays, since the record of its review hangs on
it; of its versions those stay that were handed in, emptied too."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import F
from django.db.models.functions import Coalesce

from drafting.document import codec
from drafting.document.model import Document, Head, Prose, new_id
from drafting.drafts.models import Draft, FrameworkChange, PhraseUse


def archive(draft: Draft, at: datetime) -> bool:
    """Let a paper be read and not changed any more; False where it was so already."""
    rows = Draft.objects.filter(pk=draft.pk, archived_at=None)
    # a new version: a page that is open on it meets it
    return bool(rows.update(archived_at=at, version=F("version") + 1))


def bring_back(meeting: int, archived: datetime) -> int:
    """Put the papers of a meeting (its id) that were archived since a moment, and still have their
    text, back among the others; returns how many."""
    rows = Draft.objects.with_text().filter(meeting=meeting, archived_at__gte=archived)
    return rows.update(archived_at=None, version=F("version") + 1)


def blank(title: str) -> dict[str, Any]:
    """What is stored in the place of a text that was deleted: a document that says nothing but
    whose framework it was."""
    empty = Document(
        head=Head(id=new_id(), title=title), opening=Prose(id=new_id()), closing=Prose(id=new_id())
    )
    return codec.dump(empty)


def mark_erased(draft: Draft, at: datetime) -> bool:
    """Empty the paper itself and say that it was; False where somebody has done so already."""
    rows = Draft.objects.filter(pk=draft.pk, erased_at=None)
    return bool(
        rows.update(
            document=blank(draft.framework.title),
            version=F("version") + 1,
            sendings={},
            source_name="",
            source_sha256="",
            archived_at=Coalesce("archived_at", at),
            erased_at=at,
        )
    )


def drop_versions(draft: Draft, handed_in: set[int]) -> int:
    """Empty the versions of a paper that were handed in (their ids), which keep their hash, and
    delete the others; returns how many texts went. What was noted of its making goes too."""
    FrameworkChange.objects.filter(draft=draft).delete()
    PhraseUse.objects.filter(draft=draft).delete()
    versions = draft.revisions.all()
    number = versions.count()
    versions.exclude(pk__in=handed_in).delete()
    versions.update(document=blank(draft.framework.title))
    return number
