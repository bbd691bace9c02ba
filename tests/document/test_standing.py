"""A point in another part or area: its links, its marker and the guess go as they are told to."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.document import codec, edits, placing
from drafting.document.model import Document, Point, all_ids, containers, find, nodes
from drafting.document.placing import LAST, Standing
from tests.document.strategies import documents, edited_documents


def ids(document: Document) -> list[list[str]]:
    return [[point.id for point in place.points] for place in containers(document)]


@given(edited_documents(), st.data())
def test_a_moved_point_keeps_what_it_says_and_can_be_put_back(
    edited: tuple[Document, list[Document]], data: st.DataObject
) -> None:
    document = edited[1][-1]
    living = [node for node in nodes(document) if isinstance(node, Point)]
    if not living:
        return
    point = data.draw(st.sampled_from(living))
    goal = data.draw(st.sampled_from(list(containers(document))))
    before = placing.standing_of(document, point.id)
    end = Standing(goal.id, data.draw(st.integers(0, 5) | st.just(LAST)))
    moved = placing.place_point(document, point.id, end)
    assert find(moved, point.id) == replace(point, marker=None, guess="")
    assert placing.standing_of(moved, point.id).container == goal.id
    assert sorted(all_ids(moved)) == sorted(all_ids(document))
    assert placing.place_point(moved, point.id, before) == document


def paper() -> Document:
    return codec.load(
        {
            "schema": 1,
            "head": dict.fromkeys(("title", "unit", "position", "name", "date"), "")
            | {"id": "h", "changed": 0},
            "opening": {"id": "o", "text": "", "changed": 0},
            "parts": [
                part("p", "problems", stored("q1", ["c1"]), stored("q2", [])),
                part("c", "causes", stored("c1", [])),
            ],
            "closing": {"id": "z", "text": "", "changed": 0},
            "removed": [],
        }
    )


def part(part_id: str, role: str, *points: object) -> dict[str, object]:
    return {
        "id": part_id, "role": role, "key": part_id, "number": None, "heading": "", "lead": "",
        "changed": 0, "sections": [], "points": list(points),
    }  # fmt: skip


def stored(point_id: str, links: list[str]) -> dict[str, object]:
    return {
        "id": point_id, "marker": None, "claim": point_id, "elaboration": "", "example": "",
        "category": "", "changed": 0, "links": links,
    }  # fmt: skip


def test_a_link_to_a_point_moved_to_the_problems_outlives_a_save_beside_it() -> None:
    moved = placing.place_point(paper(), "c1", Standing("p", LAST))
    saved = edits.save_values(moved, "q1", {"claim": "改过", "links": []}, 5)
    back = placing.place_point(saved, "c1", Standing("c", 0))
    point = find(back, "q1")
    assert isinstance(point, Point)
    assert (point.claim, point.links) == ("改过", ("c1",))


@pytest.mark.parametrize(("point", "place"), [("gone", "c"), ("q1", "gone"), ("p", "c")])
def test_what_is_not_there_is_refused(point: str, place: str) -> None:
    with pytest.raises(KeyError):
        placing.place_point(paper(), point, Standing(place, 0))


def test_a_guess_is_stored_only_while_it_is_one_and_is_no_content() -> None:
    document = paper()
    guessed = placing.with_guesses(document, {"q2": "原来在“能力本领”。"})
    assert [place.points[-1].guess for place in containers(guessed)] == ["原来在“能力本领”。", ""]
    stored_points = codec.dump(guessed)["parts"][0]["points"]
    assert [one.get("guess") for one in stored_points] == [None, "原来在“能力本领”。"]
    assert codec.load(codec.dump(guessed)) == guessed
    assert codec.content_hash(guessed) == codec.content_hash(document)
    assert placing.with_guesses(guessed, {"q2": ""}) == document
    assert placing.with_guesses(document, {"q1": "", "q2": ""}) is document
    for gone in ("gone", "p"):
        with pytest.raises(KeyError):
            placing.with_guesses(document, {gone: ""})
    data = codec.dump(document)
    data["parts"][0]["points"][0]["guess"] = 5
    with pytest.raises(codec.BadDocument):
        codec.load(data)


def test_what_a_division_made_goes_and_what_was_written_since_is_kept() -> None:
    document = edits.add_point(paper(), "p", Point(id="n1", claim="甲"), 4)
    document = edits.add_point(document, "p", Point(id="n2", claim="乙"), 4)
    document = edits.save_values(document, "n2", {"claim": "乙乙"}, 6)
    dropped = placing.drop_points(document, {"n1": 4, "n2": 4})
    assert ids(dropped) == [["q1", "q2"], ["c1"]]
    assert [entry.point.claim for entry in dropped.removed] == ["乙乙"]
    with pytest.raises(KeyError):
        placing.drop_points(document, {"gone": 4})


@given(documents())
def test_a_paper_without_guesses_is_stored_as_before(document: Document) -> None:
    points = [point for place in containers(document) for point in place.points]
    data = [one for part in codec.dump(document)["parts"] for one in part["points"]]
    data += [
        one
        for part in codec.dump(document)["parts"]
        for section in part["sections"]
        for one in section["points"]
    ]
    assert len(data) == len(points)
    assert all("guess" not in one for one in data)
