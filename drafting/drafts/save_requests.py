"""Which request of which page stored a node last, so that a save whose answer was lost meets no
conflict with itself. [pure]

A page numbers its requests. Where the answer to one of them was lost it sends again, often with
more text, and still from the version that it was loaded at. That is no conflict while the node was
last changed by an earlier request of the same page. A request that was overtaken by a later one of
its own page (it waited in a frozen server) stays a conflict: its text is older.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from drafting.document.model import Document, Node, nodes

#: By node id: the page, the number of its request, and the version that this request made of the
#: node.
Notes = Mapping[str, list[Any]]

_TEXT = re.compile(r"([a-z0-9]{8,40}):([0-9]{1,15})")


@dataclass(frozen=True, slots=True)
class Sending:
    """One request of a page: the name that the page made up when it was loaded, and a number that
    grows with every request."""

    page: str
    number: int


def new_page() -> str:
    """A name for a page that is being loaded."""
    return secrets.token_hex(10)


def sending_of(text: Any) -> Sending | None:
    """A sending as requests carry it (``k3x9…:12``); None for anything else: then there is no page
    to be known again."""
    found = _TEXT.fullmatch(text) if isinstance(text, str) else None
    return Sending(found[1], int(found[2])) if found else None


def name_of(sending: Sending | None) -> str:
    """A sending as a row keeps it; empty for none."""
    return f"{sending.page}:{sending.number}" if sending is not None else ""


def later_of_its_page(sending: Sending | None, stored: str) -> bool:
    """Whether a request is a later one of the page that made a row what it is; ``stored`` is what
    the row keeps of that (`name_of`)."""
    before = sending_of(stored)
    return (
        sending is not None
        and before is not None
        and before.page == sending.page
        and before.number < sending.number
    )


def follows(notes: Notes, node: Node, sending: Sending | None) -> bool:
    """Whether the node stands as an earlier request of the same page has left it."""
    page, number, version = notes.get(node.id, ("", 0, -1))
    return (
        sending is not None
        and sending.page == page
        and sending.number > number
        and node.changed == version
    )


def noted(
    notes: Notes, document: Document, version: int, sending: Sending | None
) -> dict[str, list[Any]]:
    """The notes with those of the nodes that a request has just made what they are, as of
    ``version``; those that do not tell a node's last change any more are left out."""
    found: dict[str, list[Any]] = {}
    for node in nodes(document):
        if node.changed == version:
            if sending is not None:
                found[node.id] = [sending.page, sending.number, version]
        elif node.id in notes and notes[node.id][2] == node.changed:
            found[node.id] = notes[node.id]
    return found
