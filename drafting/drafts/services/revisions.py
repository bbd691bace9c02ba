"""Revisions: frozen states of a draft, and going back to one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import User
from drafting.document import codec
from drafting.document.bounds import excess
from drafting.document.model import Document, nodes
from drafting.drafts.models import Draft, Revision
from drafting.drafts.services.changes import TRIES, Saved, TooBusy, TooMuch, apply


def freeze(draft: Draft, reason: str, by: User) -> Revision:
    """Freeze the draft as it stands now as a revision; the newest one is given again while the
    content is the same.

    Raises TooBusy.
    """
    for _ in range(TRIES):
        try:
            return _freeze(draft, reason, by)
        except IntegrityError:
            # the same number was taken by a freeze at the same moment; the next look sees it
            continue
    raise TooBusy


def _freeze(draft: Draft, reason: str, by: User) -> Revision:
    with transaction.atomic():
        row = Draft.objects.values_list("document", "version").get(pk=draft.pk)
        content = codec.content_hash(codec.load(row[0]))
        newest = draft.revisions.order_by("-number").first()
        if newest is not None and newest.content_hash == content:
            return newest
        # From the same read as the comparison: on PostgreSQL a second query may see a freeze that
        # came in between, and the same content would get a second number.
        number = newest.number + 1 if newest is not None else 1
        return Revision.objects.create(
            draft=draft,
            number=number,
            reason=reason,
            document=row[0],
            content_hash=content,
            version=row[1],
            created_by=by,
        )


def note_approval(revision: Revision, approval: str) -> None:
    """Set what files of exactly this text say of its approval; empty where an approval is taken
    back."""
    Revision.objects.filter(pk=revision.pk).update(approval=approval)


def restore_revision(draft: Draft, revision: Revision, by: User) -> Saved:
    """Put a revision's content back as the draft's newest state, after freezing what stands there
    now.

    Raises NotEditable and TooMuch, then nothing is frozen either, and TooBusy.
    """
    now = apply(draft.pk, lambda document, version: document)
    content = codec.load(revision.document)
    living = {node.id for node in nodes(content)}
    if reason := excess(_with_removed(content, now.document, living), now.document):
        raise TooMuch(reason)
    kept = freeze(draft, Revision.Reason.RESTORE, by)

    def edit(document: Document, version: int) -> Document:
        nonlocal kept
        if codec.content_hash(document) != kept.content_hash:
            # another window saved after the freeze: without this its text would be in no version
            kept = freeze(draft, Revision.Reason.RESTORE, by)
        return _touch_all(_with_removed(content, document, living), version)

    return apply(draft.pk, edit)


def _with_removed(content: Document, document: Document, living: set[str]) -> Document:
    """A revision's content with the points that were taken out of the draft, but for those that
    live in the content."""
    return replace(
        content, removed=tuple(entry for entry in document.removed if entry.point.id not in living)
    )


def _touch_all(document: Document, version: int) -> Document:
    """The document with every node marked as changed at ``version``, so that pages loaded before
    see a conflict."""
    data = codec.dump(document)

    def touch(value: Any) -> Any:
        if isinstance(value, dict):
            return {
                key: version if key == "changed" else touch(item) for key, item in value.items()
            }
        return [touch(item) for item in value] if isinstance(value, list) else value

    return codec.load(touch(data))
