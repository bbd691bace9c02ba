"""What the template of 查找和替换 is given."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from django.forms import Field

from drafting.document import codec
from drafting.document.model import nodes
from drafting.document.ranges import FieldRange, replaced
from drafting.drafts.models import Draft
from drafting.drafts.selectors import spec_of_draft
from drafting.progress.steps import Step, step_of_node, steps_of
from drafting.wizard.replace_page.fields import fields_of, objection_of
from drafting.wizard.replace_page.places import key_of, places

#: Characters on either side of the words that a line shows.
AROUND: Final = 16
#: Lines of one page; what is left is found again afterwards.
MOST: Final = 300


@dataclass(frozen=True, slots=True)
class Line:
    """One place: the words before and after it, and why nothing may be put there alone."""

    key: str
    label: str
    before: str
    words: str
    after: str
    objection: str


@dataclass(frozen=True, slots=True)
class StepLines:
    """The places of one step; no ``step`` where a page has none for them."""

    step: Step | None
    lines: tuple[Line, ...]


def found_context(draft: Draft, words: str, new: str) -> dict[str, Any]:
    """The places of the words, step by step, with what stands against replacing them."""
    document = codec.load(draft.document)
    steps = steps_of(spec_of_draft(draft), document)
    by_id = {node.id: node for node in nodes(document)}
    found = places(document, words)
    forms: dict[str, dict[str, Field]] = {}

    def step_of(place: FieldRange) -> Step | None:
        try:
            return step_of_node(document, steps, place.node_id)
        except KeyError:
            return None

    def line(place: FieldRange) -> Line:
        node = by_id[place.node_id]
        if node.id not in forms:
            forms[node.id] = fields_of(document, node)
        field, text = forms[node.id][place.field], str(getattr(node, place.field))
        return Line(
            key_of(place),
            str(field.label),
            _shown(text[max(0, place.start - AROUND) : place.start]),
            words,
            _shown(text[place.end : place.end + AROUND]),
            objection_of(field, place.field, text, replaced(text, [(place, new)])),
        )

    groups = groupby(found[:MOST], key=step_of)
    return {
        "groups": [StepLines(step, tuple(map(line, group))) for step, group in groups],
        "number": len(found),
        "left": max(0, len(found) - MOST),
        "seen": draft.version,
    }


def step_to_return_to(draft: Draft, key: str) -> Step | None:
    """The step of this key that a person came from; none where there is no such step."""
    steps = steps_of(spec_of_draft(draft), codec.load(draft.document))
    return next((step for step in steps if step.key == key), None)


def _shown(text: str) -> str:
    return " ".join(text.split("\n"))
