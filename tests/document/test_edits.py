"""Edits keep ids unique and lose no text, whatever their order."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.document import edits
from drafting.document.model import (
    Document,
    Head,
    Node,
    Part,
    Point,
    Prose,
    Removed,
    Section,
    all_ids,
    containers,
    find,
    nodes,
)
from drafting.document.text import clean
from tests.document.strategies import documents, edited_documents, points, values_for


def living(document: Document) -> dict[str, Point]:
    """The points that are not removed, by id."""
    return {node.id: node for node in nodes(document) if isinstance(node, Point)}


def gone(document: Document) -> dict[str, Point]:
    """The removed points by id."""
    return {entry.point.id: entry.point for entry in document.removed}


def places(document: Document) -> dict[str, list[str]]:
    """The ids of the points of each container, in order."""
    return {
        container.id: [point.id for point in container.points] for container in containers(document)
    }


@given(edited_documents())
def test_ids_stay_unique_and_no_point_is_ever_lost(edited: tuple[Document, list[Document]]) -> None:
    for before, after in zip(edited[1], edited[1][1:], strict=False):
        ids = all_ids(after)
        assert len(set(ids)) == len(ids)
        assert set(all_ids(before)) <= set(ids)


@given(edited_documents(), st.data())
def test_a_removed_point_comes_back_with_its_text_and_links(
    edited: tuple[Document, list[Document]], data: st.DataObject
) -> None:
    document = edited[1][-1]
    if not living(document):
        return
    point_id = data.draw(st.sampled_from(sorted(living(document))))
    without = edits.remove_point(document, point_id)
    assert point_id not in living(without)
    assert gone(without)[point_id] == living(document)[point_id]
    back = edits.restore_point(without, point_id, 2000)
    assert places(back) == places(document)
    assert living(back) == living(document) | {
        point_id: replace(living(document)[point_id], changed=2000)
    }
    assert back.removed == document.removed


@given(edited_documents())
def test_everything_removed_can_be_brought_back(edited: tuple[Document, list[Document]]) -> None:
    document = edited[1][-1]
    empty = document
    for point_id in living(document):
        empty = edits.remove_point(empty, point_id)
    assert living(empty) == {}
    for point_id in gone(empty):
        empty = edits.restore_point(empty, point_id, 2000)
    assert set(living(empty)) == set(living(document)) | set(gone(document))
    assert empty.removed == ()


@given(documents(), st.data())
def test_moving_changes_the_order_in_one_place_only(
    document: Document, data: st.DataObject
) -> None:
    if not living(document):
        return
    point_id = data.draw(st.sampled_from(sorted(living(document))))
    index = data.draw(st.integers(-3, 9))
    moved = edits.move_point(document, point_id, index)
    place = next(name for name, ids in places(document).items() if point_id in ids)
    expected = [other for other in places(document)[place] if other != point_id]
    expected.insert(max(0, index), point_id)
    assert places(moved) == places(document) | {place: expected}
    assert living(moved) == living(document)
    assert Counter(all_ids(moved)) == Counter(all_ids(document))


@given(documents(), st.data())
def test_saving_touches_one_node_and_marks_it(document: Document, data: st.DataObject) -> None:
    node = data.draw(st.sampled_from(list(nodes(document))))
    values = data.draw(values_for(document, node))
    after = edits.save_values(document, node.id, values, 2000)
    if after is document:
        return
    for old, new in zip(nodes(document), nodes(after), strict=True):
        if new.id != node.id:
            assert _bare(new) == _bare(old)
    saved = find(after, node.id)
    assert saved.changed == 2000
    assert {k: v for k, v in edits.values_of(saved).items() if k != "links"} == {
        k: clean(values[k]) if k in values else v
        for k, v in edits.values_of(node).items()
        if k != "links"  # type: ignore[arg-type]
    }
    assert after.removed == document.removed


def _bare(node: Node) -> Node:
    """A node without those below it."""
    if isinstance(node, Part):
        return replace(node, sections=(), points=())
    return replace(node, points=()) if isinstance(node, Section) else node


@given(documents(), st.data())
def test_saving_what_is_there_gives_the_same_document(
    document: Document, data: st.DataObject
) -> None:
    node = data.draw(st.sampled_from(list(nodes(document))))
    once = edits.save_values(document, node.id, edits.values_of(node), 2000)
    again = edits.save_values(once, node.id, edits.values_of(find(once, node.id)), 2001)
    assert again is once


@given(documents(), points, st.data())
def test_adding_puts_a_point_where_it_is_asked_for(
    document: Document, point: Point, data: st.DataObject
) -> None:
    if not places(document):
        return
    place = data.draw(st.sampled_from(sorted(places(document))))
    index = data.draw(st.none() | st.integers(-3, 9))
    after = edits.add_point(document, place, replace(point, id="fresh"), 2000, index)
    expected = list(places(document)[place])
    expected.insert(len(expected) if index is None else max(0, index), "fresh")
    assert places(after) == places(document) | {place: expected}
    assert living(after) == living(document) | {"fresh": replace(point, id="fresh", changed=2000)}


def paper() -> Document:
    """Two problems, a cause, a measure, and a cause that was removed (``c0``)."""
    problems = Part(
        id="pp",
        role="problems",
        sections=(
            Section(
                id="s1", points=(Point(id="q1", claim="甲", links=("c0", "m1")), Point(id="q2"))
            ),
        ),
    )
    return Document(
        head=Head(id="h"),
        opening=Prose(id="o"),
        parts=(
            problems,
            Part(id="pc", role="causes", points=(Point(id="c1"),)),
            Part(id="pm", role="measures", points=(Point(id="m1"),)),
        ),
        closing=Prose(id="c"),
        removed=(Removed(container="pc", index=0, point=Point(id="c0", claim="旧原因")),),
    )


def links(document: Document, point_id: str = "q1") -> tuple[str, ...]:
    """The links of a point."""
    point = find(document, point_id)
    assert isinstance(point, Point)
    return point.links


def test_links_to_what_is_not_there_are_dropped() -> None:
    assert links(
        edits.save_values(paper(), "q2", {"links": ["c1", "gone", "c1", "q1", "c0"]}, 3), "q2"
    ) == ("c1",)


def test_a_link_to_a_removed_cause_survives_saving_so_that_undoing_brings_it_back() -> None:
    saved = edits.save_values(paper(), "q1", {"claim": "甲甲", "links": ["m1"]}, 3)
    assert links(edits.restore_point(saved, "c0", 4)) == ("c0", "m1")


def test_the_order_in_which_a_page_lists_links_is_no_change() -> None:
    document = edits.link(edits.link(paper(), "q2", "m1", 2), "q2", "c1", 3)
    assert edits.save_values(document, "q2", {"links": ["c1", "m1"]}, 4) is document


def test_linking_and_taking_the_link_away() -> None:
    linked = edits.link(paper(), "q2", "c1", 2)
    assert (links(linked, "q2"), find(linked, "q2").changed) == (("c1",), 2)
    assert edits.link(linked, "q2", "c1", 3) is linked
    assert links(edits.save_values(linked, "q2", {"links": []}, 4), "q2") == ()


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"text": "甲"}, "Point has no text"),
        ({"marker": "一是", "id": "x"}, "Point has no id, marker"),
        ({"claim": None}, "claim takes a text"),
        ({"claim": ["甲"]}, "claim takes a text"),
        ({"links": "c1"}, "links takes a list of ids"),
        ({"links": ["c1", 3]}, "links takes a list of ids"),
    ],
)
def test_values_that_do_not_fit_are_refused(values: dict[str, object], message: str) -> None:
    with pytest.raises(edits.BadEdit, match=message):
        edits.save_values(paper(), "q1", values, 3)


def test_edits_of_what_is_not_there_are_refused() -> None:
    document = paper()
    for edit in (
        lambda: edits.save_values(document, "c0", {"claim": ""}, 3),
        lambda: edits.add_point(document, "q1", Point(id="x"), 3),
        lambda: edits.remove_point(document, "c0"),
        lambda: edits.remove_point(document, "s1"),
        lambda: edits.restore_point(document, "q1", 3),
        lambda: edits.move_point(document, "c0", 0),
        lambda: edits.link(document, "s1", "c1", 3),
    ):
        with pytest.raises(KeyError):
            edit()
    with pytest.raises(edits.BadEdit, match="id c0 is in use"):
        edits.add_point(document, "pc", Point(id="c0"), 3)
    with pytest.raises(edits.BadEdit, match="q2 is neither a cause nor a measure"):
        edits.link(document, "q1", "q2", 3)


@given(documents(), st.data())
def test_what_a_save_does_not_change_stays_the_same_object(
    document: Document, data: st.DataObject
) -> None:
    """Nobody need compare or write it again."""
    node = data.draw(st.sampled_from(list(nodes(document))))
    changed = edits.swap(document, replace(node, changed=node.changed + 1))
    for before, after in zip(containers(document), containers(changed), strict=True):
        inside = {before.id, *(one.id for one in getattr(before, "sections", ()))}
        inside |= {
            point.id for one in (before, *getattr(before, "sections", ())) for point in one.points
        }
        assert (before is after) == (node.id not in inside)
