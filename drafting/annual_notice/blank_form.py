"""An empty Word form of a framework: its headings with a place to write below each. [pure]"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from drafting.document.model import Document, Part, Point
from drafting.drafts.first_document import new_document
from drafting.frameworks.spec import FrameworkSpec
from drafting.rendering.formats import DEFAULT_FORMAT
from drafting.rendering.options import RenderOptions
from drafting.rendering.styles import DEFAULT_STYLE

_HERE = "（请填写）"


def blank_form(spec: FrameworkSpec, made: datetime) -> bytes:
    """The bytes of the Word file; ``made`` is an aware moment."""
    options = RenderOptions(style=DEFAULT_STYLE, created=made, modified=made)
    return DEFAULT_FORMAT.file(_marked(new_document(spec), spec), options)


def _marked(document: Document, spec: FrameworkSpec) -> Document:
    return replace(
        document,
        opening=replace(document.opening, text=_pattern(spec, "opening")),
        parts=tuple(map(_part, document.parts)),
        closing=replace(document.closing, text=_pattern(spec, "closing")),
    )


def _pattern(spec: FrameworkSpec, role: str) -> str:
    """The way to write it with its holes, where the framework has one."""
    part = spec.part(role)
    return (part.pattern if part else "") or _HERE


def _part(part: Part) -> Part:
    if not (part.points or part.sections):
        return replace(part, lead=_HERE)
    sections = tuple(replace(one, points=_points(one.points)) for one in part.sections)
    return replace(part, points=_points(part.points), sections=sections)


def _points(points: tuple[Point, ...]) -> tuple[Point, ...]:
    return tuple(replace(point, claim=_HERE) for point in points)
