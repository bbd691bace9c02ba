"""Which categories a point made of facts may have, by its words."""

from __future__ import annotations

from drafting.document.model import Point
from drafting.library.likely import likeness_of
from drafting.wizard.selectors import StepPage

#: Proposals for one point.
MOST = 3


def categories_for(page: StepPage, point: Point) -> list[tuple[str, str]]:
    """The categories of the step that the words of a point may speak of, as (code, name), the
    likeliest first; one query."""
    names = dict(page.categories)
    likeness = likeness_of("problems", page.taxonomy.problems, whole=True)
    said = "\n".join((point.claim, point.example, point.elaboration))
    return [(code, names[code]) for code in likeness.likely(said, "", names, MOST)]
