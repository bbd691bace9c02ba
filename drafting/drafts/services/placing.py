"""Changes of where points stand: moved to another part or area, confirmed there, divided into
several. Each is compare-and-swap, as every change of a document is."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from drafting.document import edits, placing
from drafting.document.model import Document, Point, container_of, find
from drafting.document.placing import Standing
from drafting.drafts.save_requests import Sending, follows
from drafting.drafts.services.changes import Conflict, Saved, apply


def place_point(draft_id: uuid.UUID, point_id: str, standing: Standing) -> tuple[Saved, Standing]:
    """Move a point to a part or area; gives where it stood before, with which another call puts it
    back. Raises KeyError for an unknown point, part or area, and what ``apply`` raises."""
    before = standing

    def edit(document: Document, version: int) -> Document:
        nonlocal before
        before = placing.standing_of(document, point_id)
        return placing.place_point(document, point_id, standing)

    return apply(draft_id, edit), before


def set_guesses(draft_id: uuid.UUID, guesses: Mapping[str, str]) -> Saved:
    """Say what is guessed of the places of points, by their ids; nothing of those that are right.
    Raises KeyError for an unknown point."""
    return apply(draft_id, lambda document, version: placing.with_guesses(document, guesses))


def choose_category(
    draft_id: uuid.UUID, point_id: str, category: str, sending: Sending | None = None
) -> Saved:
    """Give a point a category of the place where it stands, which is right then. Raises KeyError for
    an unknown point."""

    def edit(document: Document, version: int) -> Document:
        chosen = edits.save_values(document, point_id, {"category": category}, version)
        return placing.with_guesses(chosen, {point_id: ""})

    return apply(draft_id, edit, sending=sending)


def drop_points(draft_id: uuid.UUID, versions: Mapping[str, int]) -> Saved:
    """Take out the points of a division that is undone; ``versions`` are those at which the page saw
    them. Raises KeyError for an unknown point."""
    return apply(draft_id, lambda document, version: placing.drop_points(document, versions))


def split_point(
    draft_id: uuid.UUID,
    point_id: str,
    values: Mapping[str, Any],
    base_version: int,
    others: Sequence[Point],
    sending: Sending | None = None,
) -> Saved:
    """Divide a point that the page loaded at ``base_version``: it keeps ``values``, and ``others``
    follow it as points of their own.

    Raises KeyError for an unknown point, BadEdit for an unknown field, Conflict where the point was
    changed elsewhere meanwhile, and what ``apply`` raises.
    """

    def check(now: Saved) -> None:
        node = find(now.document, point_id)
        if node.changed > base_version and not follows(now.sendings, node, sending):
            raise Conflict(node, now.version)

    def edit(document: Document, version: int) -> Document:
        home = container_of(document, point_id)
        at = placing.standing_of(document, point_id).index
        document = edits.save_values(document, point_id, values, version)
        for place, other in enumerate(others, start=at + 1):
            document = edits.add_point(document, home.id, other, version, place)
        return document

    return apply(draft_id, edit, sending=sending, check=check)
