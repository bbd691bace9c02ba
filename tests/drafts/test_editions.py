"""A document goes over to a corrected edition of its framework and back; no text is lost."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.document.model import Document, Point, Removed, Section, containers, new_id, nodes
from drafting.drafts.editions import fitted, proposed_places, unfitted
from drafting.drafts.first_document import new_document
from drafting.frameworks.shipped_frameworks import shipped_framework
from drafting.frameworks.spec import AreaSpec, FrameworkSpec

FOUND = shipped_framework("2025-zuzhi")
assert FOUND is not None
OLD: FrameworkSpec = FOUND


def with_areas(spec: FrameworkSpec, *areas: AreaSpec) -> FrameworkSpec:
    parts = tuple(
        replace(part, areas=areas) if part.role == "problems" else part for part in spec.parts
    )
    return replace(spec, parts=parts)


def area(key: str, name: str) -> AreaSpec:
    return AreaSpec(key=key, name=name, heading=f"在{name}方面")


def written(spec: FrameworkSpec) -> Document:
    """Every place of a paper with a text of its own."""
    document = new_document(spec)
    parts = []
    for part in document.parts:
        sections = tuple(
            replace(one, lead=f"引{one.key}", points=(Point(id=new_id(), claim=f"条{one.key}"),))
            for one in part.sections
        )
        points = tuple(replace(one, claim=f"条{part.key}") for one in part.points)
        parts.append(replace(part, lead=f"引{part.key}", sections=sections, points=points))
    return replace(document, parts=tuple(parts))


def texts(document: Document) -> list[str]:
    """All words of a paper, in no order."""
    found = []
    for node in nodes(document):
        for name in ("lead", "claim", "elaboration", "text"):
            found += [line for line in getattr(node, name, "").split("\n") if line]
    return sorted(found)


def sections(document: Document) -> dict[str, Section]:
    return {one.area: one for one in containers(document) if isinstance(one, Section)}


A, B, C, D, E = OLD.areas()
NEW = with_areas(
    replace(OLD, title="更正后的标题"),
    area("new", "新的方面"), B, replace(A, name="改了名的方面", heading="改了名的标题"), replace(D, key="area-9"),
)  # fmt: skip


def test_areas_go_by_name_then_by_key() -> None:
    assert proposed_places(OLD, NEW) == {
        A.key: A.key, B.key: B.key, C.key: "", D.key: "area-9", E.key: "",
    }  # fmt: skip


def test_every_text_stays_and_what_has_no_place_is_told() -> None:
    before = written(OLD)
    found = fitted(before, OLD, NEW, proposed_places(OLD, NEW), 7)
    assert found.unplaced == (C.name, E.name)
    assert texts(found.document) == texts(before)
    now = sections(found.document)
    assert list(now) == ["新的方面", B.name, "改了名的方面", D.name, C.name, E.name]
    was = sections(before)
    renamed, same = now["改了名的方面"], now[B.name]
    assert (renamed.id, renamed.heading, renamed.changed) == (was[A.name].id, "改了名的标题", 7)
    assert same == was[B.name]
    assert [point.id for point in renamed.points] == [point.id for point in was[A.name].points]
    assert found.document.head.title == "更正后的标题"


def test_an_own_heading_and_title_stay() -> None:
    before = written(OLD)
    own = replace(before, head=replace(before.head, title="我的标题"))
    first = sections(own)[A.name]
    problems = next(part for part in own.parts if part.role == "problems")
    mine = replace(problems, sections=(replace(first, heading="我起的"), *problems.sections[1:]))
    own = replace(own, parts=tuple(mine if one == problems else one for one in own.parts))
    found = fitted(own, OLD, NEW, proposed_places(OLD, NEW), 7).document
    assert found.head.title == "我的标题"
    assert sections(found)["改了名的方面"].heading == "我起的"


def test_two_areas_become_one_and_two_again_with_what_was_written_meanwhile() -> None:
    before = written(OLD)
    gone = Removed(container=sections(before)[C.name].id, index=0, point=Point(id="removed111"))
    before = replace(before, removed=(gone,))
    places = {A.key: A.key, B.key: B.key, C.key: A.key, D.key: "", E.key: "new"}
    moved = fitted(before, OLD, NEW, places, 7)
    assert moved.unplaced == (D.name,)
    one = sections(moved.document)["改了名的方面"]
    assert [point.claim for point in one.points] == [f"条{A.key}", f"条{C.key}"]
    assert moved.document.removed[0].container == one.id
    more = Point(id="later11111", claim="后来写的")
    part = next(part for part in moved.document.parts if part.role == "problems")
    later = replace(
        part,
        sections=tuple(
            replace(area, points=(*area.points, more)) if area.id == one.id else area
            for area in part.sections
        ),
    )
    now = replace(
        moved.document,
        parts=tuple(later if one == part else one for one in moved.document.parts),
    )
    back = unfitted(now, before, NEW, places, 9)
    assert texts(back) == sorted([*texts(before), "后来写的"])
    claims = {name: [point.claim for point in area.points] for name, area in sections(back).items()}
    assert claims == {
        A.name: [f"条{A.key}", "后来写的"], B.name: [f"条{B.key}"], C.name: [f"条{C.key}"],
        D.name: [f"条{D.key}"], E.name: [f"条{E.key}"],
    }  # fmt: skip
    assert [area.key for area in sections(back).values()] == [one.key for one in OLD.areas()]
    assert back.head.title == before.head.title


@settings(max_examples=40, deadline=None)
@given(
    places=st.fixed_dictionaries(
        {one.key: st.sampled_from(["", *(new.key for new in NEW.areas())]) for one in OLD.areas()}
    ),
    dropped=st.sets(st.sampled_from([part.key for part in OLD.parts if part.role != "problems"])),
)
def test_whatever_is_chosen_no_text_is_lost(places: dict[str, str], dropped: set[str]) -> None:
    new = replace(NEW, parts=tuple(part for part in NEW.parts if part.key not in dropped))
    before = written(OLD)
    moved = fitted(before, OLD, new, places, 7).document
    assert texts(moved) == texts(before)
    ids = [one.id for one in containers(moved)]
    assert len(ids) == len(set(ids))
    back = unfitted(moved, before, new, places, 9)
    assert texts(back) == texts(before)
    assert [one.id for one in containers(back)] == [one.id for one in containers(before)]
