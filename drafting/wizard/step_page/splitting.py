"""A pasted text divided into points: the first stays where it was pasted, the others become points
of their own behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from drafting.document.bounds import MOST_POINTS_IN_PLACE
from drafting.document.edits import values_of
from drafting.document.model import Point, find, new_id
from drafting.document.text import clean
from drafting.drafts.save_requests import Sending
from drafting.drafts.services import placing
from drafting.importing.segment.field_writer import Pen
from drafting.importing.segment.points import make_point
from drafting.wizard.forms import PointForm, as_form_data
from drafting.wizard.selectors import StepPage

TEXTS: Final = ("claim", "elaboration", "example")
#: Characters of a claim; a paragraph without a full stop so far is no claim but running text.
LONGEST_CLAIM: Final = 120


class Refused(Exception):
    """A piece is longer than its field may be; the message is one Chinese sentence."""


def split(page: StepPage, body: Mapping[str, Any], sending: Sending | None) -> dict[str, Any]:
    """Divide a point: {point, base, field, values, pieces}. ``values`` are its texts without what
    was pasted into ``field``, ``pieces`` what was pasted, cut into points.

    Returns the values that the point has now and the ids of the new ones. Raises KeyError where the
    point is gone, ValueError where the request is no such division, Refused, and what the services
    raise.
    """
    point_id, field = str(body.get("point")), str(body.get("field"))
    base, values, pieces = body.get("base"), body.get("values"), _pieces(body.get("pieces"))
    if not (isinstance(base, int) and isinstance(values, dict)):
        raise ValueError("no division")
    if field not in TEXTS or not 2 <= len(pieces) <= MOST_POINTS_IN_PLACE:
        raise ValueError("no division")
    made = [_point(piece, page.step.role) for piece in pieces]
    stays = _first(values, field, made[0], clean(pieces[0]))
    node = find(page.document, point_id)
    if not isinstance(node, Point):
        raise KeyError(point_id)
    for point, texts in [(node, stays), *((one, _texts_of(one)) for one in made[1:])]:
        _check(point, texts, page.step.role)
    saved = placing.split_point(page.draft.pk, point_id, stays, base, made[1:], sending)
    now = values_of(find(saved.document, point_id))
    return {
        "values": {name: now[name] for name in stays},
        "added": [point.id for point in made[1:]],
        "target": point_id,
    }


def _pieces(sent: Any) -> list[str]:
    pieces = sent if isinstance(sent, list) else []
    return pieces if all(isinstance(one, str) and one.strip() for one in pieces) else []


def _first(values: Mapping[str, Any], field: str, point: Point, piece: str) -> dict[str, str]:
    """What the point keeps: the first piece as a whole point where it said nothing else, else
    behind what stands in the field."""
    own = {name: clean(str(values[name])) for name in TEXTS if name in values}
    if not any(text.strip() for text in own.values()):
        return {name: text for name, text in _texts_of(point).items() if name in own or text}
    return own | {field: own.get(field, "") + piece}


def _point(piece: str, role: str) -> Point:
    """A piece as a point: its first sentence is the claim. Only problems have an example of their
    own."""
    text = clean(piece)
    cuts, at = [], 0
    for line in text.split("\n"):
        cuts.append((at, at + len(line)))
        at += len(line) + 1
    point = make_point(Pen(text, new_id), None, cuts, written="")
    if len(point.claim) > LONGEST_CLAIM:
        point = replace(point, claim="", elaboration=text.strip(), example="")
    if role != "problems" and point.example:
        whole = f"{point.elaboration}{point.example}"
        point = replace(point, elaboration=whole, example="")
    return replace(point, marker=None)


def _texts_of(point: Point) -> dict[str, str]:
    return {name: getattr(point, name) for name in TEXTS}


def _check(point: Point, texts: Mapping[str, str], role: str) -> None:
    form = PointForm(point, as_form_data(texts), role=role, prefixed=False)
    if not form.is_valid():
        raise Refused(f"没有拆分，文字还在原处。{form.error_sentence()}")
