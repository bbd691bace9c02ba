"""Accepting findings, taking that back, ignoring them. Texts are written through
``drafts.services`` only."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, replace

from django.db.models import Q

from accounts.models import User
from drafting.common.overtaken import Overtaken
from drafting.document import codec, edits
from drafting.document.model import Document, find
from drafting.drafts.models import Draft, Revision
from drafting.drafts.services import bulk, changes
from drafting.proofing.located_findings import Placed
from drafting.proofing.models import Dismissal
from drafting.proofing.replacements import mend, mended
from drafting.proofing.selectors import placed_in
from drafting.proofing.texts import text_of

#: The fields that hold running text; categories and links are none of proofreading's business.
TEXTS = ("title", "text", "lead", "claim", "elaboration", "example")


class TextOvertaken(Overtaken):
    """The words do not stand there any more: somebody wrote in that place meanwhile."""


@dataclass(frozen=True, slots=True)
class Undo:
    """How one accepted finding is taken back: ``before`` stood in a field from ``at`` on, where
    ``size`` characters stand now.

    ``seal`` is the hash of the field as accepting left it: whoever wrote there since keeps what
    they wrote.
    """

    node_id: str
    field: str
    at: int
    size: int
    before: str
    seal: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """The document after one finding was accepted, and how to take it back."""

    document: Document
    version: int
    undo: Undo


def accept(draft: Draft, person: User, fingerprint: str, quote: str) -> Accepted:
    """Put a finding's replacement in its place, if the quoted words still stand there.

    ``draft`` is as it was just read. Raises TextOvertaken, Unavailable, Unfinished, and
    NotEditable, TooMuch and TooBusy of ``drafts.services``.
    """
    document = codec.load(draft.document)
    items = placed_in(draft, text_of(draft, person, document))
    item = next((item for item in items if item.fingerprint == fingerprint), None)
    if (
        item is None
        or item.place is None
        or item.finding.replacement is None
        or item.finding.text != quote
    ):
        raise TextOvertaken
    place, replacement = item.place, item.finding.replacement
    node = find(document, place.node_id)
    text = mended(str(getattr(node, place.field)), place.start, place.end, replacement)
    read = changes.Saved(document, draft.version, draft.sendings)
    try:
        saved = changes.save_node(draft.pk, node.id, {place.field: text}, node.changed, read)
    except (KeyError, changes.Conflict):
        raise TextOvertaken from None
    left = str(getattr(find(saved.document, node.id), place.field))
    undo = Undo(node.id, place.field, place.start, len(replacement), quote, _seal(left))
    return Accepted(saved.document, saved.version, undo)


def take_back(draft: Draft, undo: Undo) -> changes.Saved:
    """Put the words back that accepting replaced. Raises TextOvertaken where the field says
    something else by now."""

    def edit(document: Document, version: int) -> Document:
        text = getattr(find(document, undo.node_id), undo.field, None)
        if undo.field not in TEXTS or not isinstance(text, str) or _seal(text) != undo.seal:
            raise TextOvertaken
        old = mended(text, undo.at, undo.at + undo.size, undo.before)
        return edits.save_values(document, undo.node_id, {undo.field: old}, version)

    try:
        return changes.apply(draft.pk, edit)
    except KeyError:
        raise TextOvertaken from None


def accept_many(draft: Draft, person: User, rule: str, fingerprints: Collection[str]) -> bulk.Bulk:
    """Accept these findings of a rule at once, as one change that ``bulk.take_back_many`` takes
    back. What changed meanwhile is left out.

    Raises Unavailable, Unfinished, and NotEditable, TooMuch and TooBusy of ``drafts.services``.
    """
    text = text_of(draft, person)

    def edit(document: Document, version: int) -> tuple[Document, int]:
        found = placed_in(draft, replace(text, document=document))
        items = [
            item for item in found if item.finding.rule == rule and item.fingerprint in fingerprints
        ]
        return mend(document, items, version)

    return bulk.change_many(draft, person, Revision.Reason.PROOF, edit)


def dismiss(draft: Draft, person: User, item: Placed) -> None:
    """Ignore a finding (忽略) as long as its words and their neighbours stay; where its check learns,
    the same words wherever this person writes them. Of a quiet one not even the rule is kept."""
    Dismissal.objects.get_or_create(
        draft=draft,
        fingerprint=item.fingerprint,
        defaults={
            "rule": "" if item.check.quiet else item.finding.rule,
            "created_by": person,
            "lesson": item.lesson,
        },
    )


def recall(draft: Draft, fingerprint: str, item: Placed | None = None) -> None:
    """Show an ignored finding again; ``item`` where it stands in the paper: what it taught is
    forgotten."""
    ignored = Q(draft=draft, fingerprint=fingerprint)
    if item is not None and item.lesson:
        ignored |= Q(created_by=draft.owner_id, lesson=item.lesson)
    Dismissal.objects.filter(ignored).delete()


def _seal(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
