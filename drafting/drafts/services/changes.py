"""Changes of a document: each is compare-and-swap on the draft's version; nothing is ever
overwritten unseen."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from accounts.prepared import Given, PreparedUpdate
from drafting.common.overtaken import Overtaken
from drafting.document import codec, edits
from drafting.document.bounds import excess
from drafting.document.model import Document, Node, Point, find, new_id, points_of_role
from drafting.document.numbering import says_something
from drafting.drafts.models import Draft
from drafting.drafts.save_requests import Notes, Sending, follows, noted

#: How often a change is tried again when other saves of the same draft come in between.
TRIES = 30

Edit = Callable[[Document, int], Document]

_FIELD = Draft._meta.get_field
_STORED = ("document", "version", "sendings", "updated_at")
_STORE = PreparedUpdate(
    lambda: Draft.objects.editable().filter(
        pk=Given("id", _FIELD("id")), version=Given("read", _FIELD("version"))
    ),
    **{name: Given(name, _FIELD(name)) for name in _STORED},
)


class NotEditable(Exception):
    """The draft is with the reviewer or approved, or gone, and takes no change."""


class Conflict(Overtaken):
    """The node was changed elsewhere since the page was loaded; carries the node as it stands
    now."""

    def __init__(self, node: Node, version: int) -> None:
        super().__init__(node.id)
        self.node = node
        self.version = version


class TooMuch(Exception):
    """The paper would hold more than a paper may; the message is one Chinese sentence that says
    what to do."""


class TooBusy(Exception):
    """So many saves of one draft at once that this one found no gap."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What a change made: the document and the draft's version now, and which request stored each
    node (``sendings``)."""

    document: Document
    version: int
    sendings: Notes = field(default_factory=dict)


def apply(
    draft_id: uuid.UUID,
    edit: Edit,
    read: Saved | None = None,
    sending: Sending | None = None,
    check: Callable[[Saved], None] | None = None,
) -> Saved:
    """Read, edit, and write if nobody wrote in between; else again. An edit that changes nothing
    writes nothing.

    ``read`` is what the caller has read of the draft already: it is tried first, and the write
    finds out if it is old. The ``sending`` is noted with the nodes that are changed. ``check``
    looks at what stands there now and may refuse the change by raising something. Raises
    NotEditable, TooMuch, TooBusy, and whatever the edit and the check raise.
    """
    for _ in range(TRIES):
        now, read = read or _read(draft_id), None
        version = now.version + 1
        changed = edit(now.document, version)
        if changed is now.document:
            return now
        if check is not None:
            check(now)
        if reason := excess(changed, now.document):
            raise TooMuch(reason)
        made = Saved(changed, version, noted(now.sendings, changed, version, sending))
        stored = _STORE.run(
            id=draft_id,
            read=now.version,
            document=codec.dump(changed),
            version=version,
            sendings=made.sendings,
            updated_at=timezone.now(),
        )
        if stored:
            return made
    raise TooBusy


def _read(draft_id: uuid.UUID) -> Saved:
    row = Draft.objects.editable().filter(pk=draft_id)
    found = row.values_list("document", "version", "sendings").first()
    if found is None:
        raise NotEditable
    return Saved(codec.load(found[0]), *found[1:])


def save_node(
    draft_id: uuid.UUID,
    node_id: str,
    values: Mapping[str, Any],
    base_version: int,
    read: Saved | None = None,
    sending: Sending | None = None,
) -> Saved:
    """Save the values of one node that the page loaded at ``base_version``.

    Raises KeyError for an unknown node, BadEdit for an unknown field, and Conflict where the node
    says something else than what is sent and has changed since, other than by an earlier
    ``sending`` of the same page.
    """

    def check(now: Saved) -> None:
        node = find(now.document, node_id)
        if node.changed > base_version and not follows(now.sendings, node, sending):
            raise Conflict(node, now.version)

    return apply(
        draft_id,
        lambda document, version: edits.save_values(document, node_id, values, version),
        read,
        sending,
        check,
    )


def add_point(
    draft_id: uuid.UUID,
    container_id: str,
    point: Point | None = None,
    index: int | None = None,
    sending: Sending | None = None,
) -> tuple[Saved, Point]:
    """Add a point (an empty one by default) to a part or area, at ``index`` or at the end. Raises
    KeyError as ``edits`` does."""
    new = point or Point(id=new_id())
    saved = apply(
        draft_id,
        lambda document, version: edits.add_point(document, container_id, new, version, index),
        sending=sending,
    )
    return saved, new


def remove_point(draft_id: uuid.UUID, point_id: str) -> Saved:
    """Take a point out; ``restore_point`` brings it back at any later time. Raises KeyError for an
    unknown point."""
    return apply(draft_id, lambda document, version: edits.remove_point(document, point_id))


def restore_point(draft_id: uuid.UUID, point_id: str, sending: Sending | None = None) -> Saved:
    """Undo the removal of a point. Raises KeyError where it was not removed."""
    return apply(
        draft_id,
        lambda document, version: edits.restore_point(document, point_id, version),
        sending=sending,
    )


def move_point(draft_id: uuid.UUID, point_id: str, index: int) -> Saved:
    """Move a point to a place (from 0) among its neighbours. Raises KeyError for an unknown
    point."""
    return apply(draft_id, lambda document, version: edits.move_point(document, point_id, index))


def answer_problems(
    draft_id: uuid.UUID,
    problem_ids: Sequence[str],
    role: str,
    category: str,
    sending: Sending | None = None,
) -> tuple[Saved, Point]:
    """Link problems to the cause or measure of a category, adding that point where the paper has
    none of it yet.

    ``role`` is ``causes`` or ``measures``. An empty card is used before a new one is added. Raises
    KeyError where a problem is gone or the document has no such part.
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
        blank = next(
            (point for point in points if not point.category and not says_something(point)), None
        )
        chosen = found or blank or new
        if chosen is new:
            document = edits.add_point(document, part.id, new, version)
        elif found is None:
            document = edits.save_values(document, chosen.id, {"category": category}, version)
        for problem_id in problem_ids:
            document = edits.link(document, problem_id, chosen.id, version)
        return document

    return apply(draft_id, edit, sending=sending), chosen
