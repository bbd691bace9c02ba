"""The lengths that a framework limits: of the whole paper, of its parts, of its areas. [pure]"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from drafting.document.model import Container, containers
from drafting.document.text import characters
from drafting.frameworks.spec import AreaSpec, Limits
from drafting.progress.lengths import length_of, length_of_document
from drafting.proofing.core.context import Context
from drafting.proofing.core.outline import Area, Division
from drafting.proofing.core.source import TextSpan

#: In per cent; a heading hardly ever has the very words of the notice.
_CLOSE: Final = 70


@dataclass(frozen=True, slots=True)
class Size:
    """How long something is: its place (a heading, or the end of the text), what it is called, its
    characters, its limits."""

    place: TextSpan
    what: str
    characters: int
    limits: Limits


def sizes(context: Context) -> Iterator[Size]:
    """Everything whose length the framework speaks of; nothing without a framework, or of a text
    that is no whole material."""
    framework = context.framework
    if framework is None or not context.complete:
        return
    document = context.document
    if document is not None:
        end = len(context.text)
        yield Size(TextSpan(end, end, ""), "全文", length_of_document(document), framework.limits)
    nodes = {one.id: one for one in containers(document)} if document is not None else {}
    for division in context.outline.divisions:
        part = framework.part(division.role)
        if part:
            yield _size(context, nodes, division, part.limits)
        for area in division.areas:
            spec = _closest(area.name, part.areas if part else ())
            if spec:
                yield _size(context, nodes, area, spec.limits)


def _closest(name: str, areas: Sequence[AreaSpec]) -> AreaSpec | None:
    """The area that a name means, if any is near."""
    scored = [(fuzz.ratio(area.name, name), area) for area in areas]
    best = max(scored, key=lambda one: one[0], default=None)
    return best[1] if best is not None and best[0] >= _CLOSE else None


def _size(
    context: Context, nodes: Mapping[str, Container], place: Division | Area, limits: Limits
) -> Size:
    """Characters as the wizard counts them: neither the heading nor, where the document is known,
    numbers and added stops."""
    node = nodes.get(place.node_id)
    text = context.text[place.heading.end : place.whole.end].lstrip("。：:")
    return Size(
        place.heading, "这一部分", characters(text) if node is None else length_of(node), limits
    )
