"""How long the parts of a paper are, in characters. [pure]"""

from __future__ import annotations

from drafting.document.model import Container, Document, Part, Point
from drafting.document.text import characters


def length_of_document(document: Document) -> int:
    """Characters of the whole text, title and byline left out."""
    return (
        characters(document.opening.text)
        + sum(length_of(part) for part in document.parts)
        + characters(document.closing.text)
    )


def length_of(container: Container) -> int:
    """Characters of a part or area, blanks left out: leads and points, those of its areas
    included."""
    total = characters(container.lead) + sum(length_of_point(point) for point in container.points)
    return (
        total + sum(length_of(s) for s in container.sections)
        if isinstance(container, Part)
        else total
    )


def length_of_point(point: Point) -> int:
    """Characters of a point, blanks left out."""
    return characters(point.claim) + characters(point.elaboration) + characters(point.example)
