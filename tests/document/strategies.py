"""Any document and any sequence of edits, for the property tests of every room."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count

from hypothesis import strategies as st

from drafting.document import edits
from drafting.document.model import (
    ROLES,
    Document,
    Head,
    Node,
    Part,
    Point,
    Prose,
    Removed,
    Section,
    containers,
    nodes,
    points_of_role,
)
from drafting.document.text import clean

_LETTERS = st.sampled_from(
    "一是对照检查不够深入、，。；“”（）【】{时间}{} \u3000\t\nA1*\u00a0\u2028🙂"
)
#: Text as a form keeps it.
texts = st.one_of(st.just(""), st.text(_LETTERS, max_size=30), st.text(max_size=12).map(clean))
#: Text as it may reach the model from anywhere, control characters and lone surrogates included.
raw_texts = st.one_of(
    texts, st.text(st.characters(codec=None), max_size=12), st.just("甲\r\n乙\r丙\x00丁\ud800")
)
markers = st.none() | st.sampled_from(["", "一是", "二是", "其一", "1."])
numbers = st.none() | st.sampled_from(["", "一", "四", "十二"])
codes = st.sampled_from(["", "LL1", "ZZ8", "C02", "M10"])
versions = st.integers(0, 500)

heads = st.builds(
    Head,
    id=st.just(""),
    title=texts,
    unit=texts,
    position=texts,
    name=texts,
    date=texts,
    changed=versions,
)
proses = st.builds(Prose, id=st.just(""), text=texts, changed=versions)
points = st.builds(
    Point,
    id=st.just(""),
    marker=markers,
    claim=texts,
    elaboration=texts,
    example=texts,
    category=codes,
    changed=versions,
)
_points = st.lists(points, max_size=4).map(tuple)
sections = st.builds(
    Section,
    id=st.just(""),
    key=st.sampled_from(["", "theory", "area-1"]),
    area=texts,
    number=numbers,
    heading=texts,
    lead=texts,
    points=_points,
    changed=versions,
)
parts = st.builds(
    Part,
    id=st.just(""),
    role=st.sampled_from(ROLES),
    key=st.sampled_from(["", "problems", "eight-rules"]),
    number=numbers,
    heading=texts,
    lead=texts,
    sections=st.lists(sections, max_size=3).map(tuple),
    points=_points,
    changed=versions,
)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Any document: ids are ``n1``, ``n2`` …, links lead to causes and measures, some of them
    removed or long gone."""
    blank = Document(
        head=draw(heads),
        opening=draw(proses),
        parts=tuple(draw(st.lists(parts, max_size=4))),
        closing=draw(proses),
    )
    document = _with_ids(blank)
    places = [container.id for container in containers(document)]
    if places:
        gone = draw(
            st.lists(st.tuples(st.sampled_from(places), st.integers(0, 5), points), max_size=3)
        )
        removed = tuple(
            Removed(container=container, index=index, point=replace(point, id=f"g{n}"))
            for n, (container, index, point) in enumerate(gone)
        )
        document = replace(document, removed=removed)
    return _with_links(draw, document)


def _with_ids(document: Document) -> Document:
    ids = (f"n{number}" for number in count(1))

    def points_of(container: Part | Section) -> tuple[Point, ...]:
        return tuple(replace(point, id=next(ids)) for point in container.points)

    def section_of(section: Section) -> Section:
        return replace(section, id=next(ids), points=points_of(section))

    def part_of(part: Part) -> Part:
        sections = tuple(section_of(section) for section in part.sections)
        return replace(part, id=next(ids), sections=sections, points=points_of(part))

    return replace(
        document,
        head=replace(document.head, id=next(ids)),
        opening=replace(document.opening, id=next(ids)),
        parts=tuple(part_of(part) for part in document.parts),
        closing=replace(document.closing, id=next(ids)),
    )


def _with_links(draw: st.DrawFn, document: Document) -> Document:
    answers = [
        point.id for role in ("causes", "measures") for point in points_of_role(document, role)
    ]
    targets = st.lists(st.sampled_from([*answers, "g0", "gone"]), max_size=3, unique=True).map(
        tuple
    )

    def linked(point: Point) -> Point:
        return replace(point, links=draw(targets))

    def part_of(part: Part) -> Part:
        if part.role != "problems":
            return part
        sections = tuple(
            replace(section, points=tuple(linked(point) for point in section.points))
            for section in part.sections
        )
        return replace(
            part, sections=sections, points=tuple(linked(point) for point in part.points)
        )

    return replace(document, parts=tuple(part_of(part) for part in document.parts))


Edit = Callable[[Document], Document]


@st.composite
def edit(draw: st.DrawFn, document: Document, version: int) -> tuple[str, Edit]:
    """An edit that fits a document: its name, and what it does."""
    living = [node.id for node in nodes(document) if isinstance(node, Point)]
    gone = [entry.point.id for entry in document.removed]
    places = [container.id for container in containers(document)]
    names = ["save"]
    names += ["add"] * bool(places) + ["remove", "move"] * bool(living) + ["restore"] * bool(gone)
    answers = [
        point.id for role in ("causes", "measures") for point in points_of_role(document, role)
    ]
    names += ["link"] * bool(living and answers)
    name = draw(st.sampled_from(names))
    if name == "save":
        node = draw(st.sampled_from(list(nodes(document))))
        values = draw(values_for(document, node))
        return name, lambda d: edits.save_values(d, node.id, values, version)
    if name == "add":
        place, index = draw(st.sampled_from(places)), draw(st.none() | st.integers(-1, 9))
        point = replace(draw(points), id=f"v{version}")
        return name, lambda d: edits.add_point(d, place, point, version, index)
    if name == "restore":
        back = draw(st.sampled_from(gone))
        return name, lambda d: edits.restore_point(d, back, version)
    chosen = draw(st.sampled_from(living))
    if name == "remove":
        return name, lambda d: edits.remove_point(d, chosen)
    if name == "move":
        to = draw(st.integers(-1, 9))
        return name, lambda d: edits.move_point(d, chosen, to)
    target = draw(st.sampled_from(answers))
    return name, lambda d: edits.link(d, chosen, target, version)


def values_for(document: Document, node: Node) -> st.SearchStrategy[dict[str, object]]:
    """New values for some of a node's fields, texts as they come from anywhere."""
    ids = [other.id for other in nodes(document)] + ["gone"]
    kinds: dict[str, st.SearchStrategy[object]] = dict.fromkeys(
        edits.EDITABLE[type(node)], raw_texts
    )
    if "links" in kinds:
        kinds["links"] = st.lists(st.sampled_from(ids), max_size=4)
    if "category" in kinds:
        kinds["category"] = codes
    return st.fixed_dictionaries({}, optional=kinds)


@st.composite
def edited_documents(draw: st.DrawFn, most: int = 12) -> tuple[Document, list[Document]]:
    """A document, and what it becomes edit by edit (the first one is the document itself)."""
    document = draw(documents())
    states = [document]
    for version in range(1000, 1000 + draw(st.integers(0, most))):
        _, change = draw(edit(states[-1], version))
        states.append(change(states[-1]))
    return document, states
