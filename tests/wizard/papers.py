"""Papers at any stage, and reading what the wizard did with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.test import Client
from django.urls import reverse

from drafting.document import codec, edits
from drafting.document.model import Container, Document, Part, Point, containers, find, nodes
from drafting.drafts.models import Draft
from drafting.drafts.services import lifecycle
from drafting.progress.steps import BASICS, CLOSING

#: Why a draft cannot be changed, as its author is told: by its state, or because it is in the bin.
LOCKED = {
    "submitted": "这份材料已提交，现在不能修改。",
    "approved": "这份材料已通过，现在不能修改。",
    "bin": "这份材料在回收站里，取回后才能修改。",
}


def lock(draft: Draft, how: str) -> None:
    """Submit a draft, approve it, or throw it away."""
    if how == "bin":
        lifecycle.discard(draft)
    else:
        Draft.objects.filter(pk=draft.pk).update(state=how)


def stored(draft: Draft) -> Document:
    """The document as the database has it now."""
    draft.refresh_from_db()
    return codec.load(draft.document)


def store(draft: Draft, document: Document) -> None:
    """Make this the draft's document, one version on."""
    draft.refresh_from_db()
    Draft.objects.filter(pk=draft.pk).update(
        document=codec.dump(document), version=draft.version + 1
    )
    draft.refresh_from_db()


def place(document: Document, key: str) -> Container:
    """The part or area of this key."""
    return next(container for container in containers(document) if container.key == key)


def put(document: Document, key: str, *points: Point, lead: str = "") -> Document:
    """The document with these points (and this lead) in a part or area, instead of what was
    there."""
    new = replace(place(document, key), points=points, lead=lead)

    def in_part(part: Part) -> Part:
        if part.id == new.id and isinstance(new, Part):
            return new
        return replace(part, sections=tuple(new if s.id == new.id else s for s in part.sections))  # type: ignore[misc]

    return replace(document, parts=tuple(in_part(part) for part in document.parts))


def point(point_id: str, claim: str = "", **fields: Any) -> Point:
    """A whole point: claim, elaboration and example."""
    texts = {
        "claim": claim or f"观点{point_id}",
        "elaboration": f"表现{point_id}。",
        "example": f"比如，{point_id}。",
    }
    return Point(id=point_id, **{**texts, **fields})


def step_url(draft: Draft, key: str) -> str:
    """The page of a step."""
    return reverse("wizard:step", args=[draft.pk, key])


def posted(draft: Draft, key: str) -> dict[str, Any]:
    """What the browser would post of a step's page without scripts, nothing typed."""
    document = stored(draft)
    data: dict[str, Any] = {}
    for node in blocks(document, key):
        data[f"{node.id}-base"] = str(node.changed)
        for name, value in edits.values_of(node).items():
            if name != "links" or value:
                data[f"{node.id}-{name}"] = (
                    list(value) if name == "links" else value.replace("\n", "\r\n")
                )
    return data


def blocks(document: Document, key: str) -> list[Any]:
    """The nodes that a step's page edits."""
    if key == BASICS:
        return [document.head, document.opening]
    if key == CLOSING:
        return [document.closing]
    container = place(document, key)
    return [container, *container.points]


def send(
    client: Client, draft: Draft, key: str, op: str, typed: Mapping[str, Any] | None = None
) -> Any:
    """Post a step's page with a button, as a browser without scripts does."""
    return client.post(step_url(draft, key), {**posted(draft, key), **(typed or {}), "op": op})


def ask(client: Client, url: str, body: Any) -> Any:
    """What a script of the page posts."""
    return client.post(
        url, body, content_type="application/json", headers={"X-Requested-With": "fetch"}
    )


def node_url(draft: Draft, node_id: str) -> str:
    """Where a script saves a block."""
    return reverse("wizard:save", args=[draft.pk, node_id])


def points_url(draft: Draft, key: str) -> str:
    """Where a script adds, removes, moves and links points."""
    return reverse("wizard:points", args=[draft.pk, key])


def texts(draft: Draft, key: str) -> list[str]:
    """The claims of a part or area in order."""
    return [point.claim for point in place(stored(draft), key).points]


def claim(draft: Draft, point_id: str) -> str:
    """The claim of a point as stored."""
    node = find(stored(draft), point_id)
    assert isinstance(node, Point)
    return node.claim


def living(draft: Draft) -> set[str]:
    """The ids of all nodes that are not removed."""
    return {node.id for node in nodes(stored(draft))}
