"""Changes of a document: each is compare-and-swap on the draft's version; nothing is ever overwritten unseen."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet
from django.utils import timezone

from drafting.document import codec, edits
from drafting.document.model import Document, Node, Point, find, new_id, points_of_role
from drafting.document.numbering import says_something
from drafting.drafts.models import Draft, PhraseUse
from drafting.drafts.permissions import EDITABLE_STATES
from drafting.library.models import Phrase

#: How often a change is tried again when other saves of the same draft come in between.
TRIES = 30

Edit = Callable[[Document, int], Document]


class NotEditable(Exception):
    """The draft is with the reviewer or approved, or gone, and takes no change."""


class Conflict(Exception):
    """The node was changed elsewhere since the page was loaded; carries the node as it stands now."""

    def __init__(self, node: Node, version: int) -> None:
        super().__init__(node.id)
        self.node = node
        self.version = version


class TooBusy(Exception):
    """So many saves of one draft at once that this one found no gap."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What a change made: the document and the draft's version now."""

    document: Document
    version: int


def apply(draft_id: uuid.UUID, edit: Edit, read: Saved | None = None) -> Saved:
    """Read, edit, and write if nobody wrote in between; else again. An edit that changes nothing writes nothing.

    ``read`` is what the caller has read of the draft already: it is tried first, and the write finds out if it is old. Raises
    NotEditable, TooBusy, and whatever the edit raises.
    """
    row = Draft.objects.filter(pk=draft_id, state__in=EDITABLE_STATES, discarded_at=None)
    for _ in range(TRIES):
        document, version = (read.document, read.version) if read else _read(row)
        read = None
        changed = edit(document, version + 1)
        if changed is document:
            return Saved(document, version)
        values = {"document": codec.dump(changed), "version": version + 1, "updated_at": timezone.now()}
        if row.filter(version=version).update(**values):
            return Saved(changed, version + 1)
    raise TooBusy


def _read(row: QuerySet[Draft]) -> tuple[Document, int]:
    found = row.values_list("document", "version").first()
    if found is None:
        raise NotEditable
    return codec.load(found[0]), found[1]


def save_node(
    draft_id: uuid.UUID, node_id: str, values: Mapping[str, Any], base_version: int, read: Saved | None = None
) -> Saved:
    """Save the values of one node that the page loaded at ``base_version``.

    Raises KeyError for an unknown node, BadEdit for an unknown field, and Conflict where the node has changed since and says
    something else than what is sent.
    """

    def edit(document: Document, version: int) -> Document:
        node = find(document, node_id)
        changed = edits.save_values(document, node_id, values, version)
        if changed is not document and node.changed > base_version:
            raise Conflict(node, version - 1)
        return changed

    return apply(draft_id, edit, read)


def add_point(
    draft_id: uuid.UUID, container_id: str, point: Point | None = None, index: int | None = None
) -> tuple[Saved, Point]:
    """Add a point (an empty one by default) to a part or area, at ``index`` or at the end. Raises KeyError as ``edits`` does."""
    new = point or Point(id=new_id())
    saved = apply(
        draft_id, lambda document, version: edits.add_point(document, container_id, new, version, index)
    )
    return saved, new


def remove_point(draft_id: uuid.UUID, point_id: str) -> Saved:
    """Take a point out; ``restore_point`` brings it back at any later time. Raises KeyError for an unknown point."""
    return apply(draft_id, lambda document, version: edits.remove_point(document, point_id))


def restore_point(draft_id: uuid.UUID, point_id: str) -> Saved:
    """Undo the removal of a point. Raises KeyError where it was not removed."""
    return apply(draft_id, lambda document, version: edits.restore_point(document, point_id, version))


def move_point(draft_id: uuid.UUID, point_id: str, index: int) -> Saved:
    """Move a point to a place (from 0) among its neighbours. Raises KeyError for an unknown point."""
    return apply(draft_id, lambda document, version: edits.move_point(document, point_id, index))


def answer_problems(
    draft_id: uuid.UUID, problem_ids: Sequence[str], role: str, category: str
) -> tuple[Saved, Point]:
    """Link problems to the cause or measure of a category, adding that point where the paper has none of it yet.

    ``role`` is ``causes`` or ``measures``. An empty card is used before a new one is added. Raises KeyError where a problem is
    gone or the document has no such part.
    """
    new = Point(id=new_id(), category=category)
    chosen = new

    def edit(document: Document, version: int) -> Document:
        nonlocal chosen
        part = next((part for part in document.parts if part.role == role), None)
        if part is None:
            raise KeyError(role)
        points = points_of_role(document, role)
        found = next((point for point in points if point.category == category), None)
        blank = next((point for point in points if not point.category and not says_something(point)), None)
        chosen = found or blank or new
        if chosen is new:
            document = edits.add_point(document, part.id, new, version)
        elif found is None:
            document = edits.save_values(document, chosen.id, {"category": category}, version)
        for problem_id in problem_ids:
            document = edits.link(document, problem_id, chosen.id, version)
        return document

    return apply(draft_id, edit), chosen


def record_use(draft: Draft, phrase: Phrase, node_id: str, field: str) -> None:
    """Note that a phrase was taken into a node: which, in which revision, and where."""
    PhraseUse.objects.create(
        draft=draft, node=node_id, phrase=phrase, phrase_revision=phrase.revision, field=field
    )
    Phrase.objects.filter(pk=phrase.pk).update(use_count=F("use_count") + 1)
