"""What is stored comes back as it was, and what is damaged is refused."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.document import codec, edits
from drafting.document.model import Document, Head, Node, Part, Point, Prose, Section, nodes
from tests.document.strategies import documents, edited_documents, raw_texts, values_for


@given(edited_documents())
def test_any_document_survives_json(edited: tuple[Document, list[Document]]) -> None:
    document = edited[1][-1]
    assert codec.load(json.loads(json.dumps(codec.dump(document)))) == document


def test_a_fresh_document_is_stored_with_every_field() -> None:
    document = small()
    assert codec.dump(document) == {
        "schema": 1,
        "head": {"id": "h", "title": "", "unit": "", "position": "", "name": "", "date": "",
        "changed": 0},
        "opening": {"id": "o", "text": "", "changed": 0},
        "parts": [
            {
                "id": "p", "role": "problems", "key": "", "number": None, "heading": "", "lead": "",
                "changed": 0,
                "sections": [
                    {
                        "id": "s", "key": "", "area": "", "number": None, "heading": "", "lead": "",
                        "changed": 0,
                        "points": [
                            {
                                "id": "q", "marker": None, "claim": "", "elaboration": "",
                                "example": "",
                                "category": "", "changed": 0, "links": [],
                            }
                        ],
                    }
                ],
                "points": [],
            }
        ],
        "closing": {"id": "c", "text": "", "changed": 0},
        "removed": [],
    }  # fmt: skip


@given(edited_documents())
def test_the_hash_is_blind_to_versions_and_to_what_was_removed(
    edited: tuple[Document, list[Document]],
) -> None:
    document = edited[1][-1]
    data = codec.dump(document)
    data["removed"] = []
    again = codec.load(_touched(data, 77))
    assert codec.content_hash(again) == codec.content_hash(document)


@given(documents(), st.data())
def test_the_hash_differs_with_every_text(document: Document, data: st.DataObject) -> None:
    node = data.draw(st.sampled_from(list(nodes(document))))
    values = data.draw(values_for(document, node))
    changed = edits.save_values(document, node.id, values, 9)
    assert (codec.content_hash(changed) == codec.content_hash(document)) is (changed is document)


def test_the_hash_differs_with_order_role_heading_number_and_place() -> None:
    twins = (Point(id="a", claim="甲"), Point(id="b", claim="乙"))
    variants = [
        small(),
        small(role="causes"),
        small(key="theory"),
        small(heading="存在的问题"),
        small(number="一"),
        small(points=twins),
        small(points=twins[::-1]),
        small(points=(Point(id="a", claim="甲", marker="一是"), twins[1])),
    ]
    assert len({codec.content_hash(variant) for variant in variants}) == len(variants)


def test_the_hash_is_the_same_in_every_installation() -> None:
    """Approval is bound to it: it may never change for a stored document."""
    assert (
        codec.content_hash(small())
        == "86cf9177d90fa646a10b55b61443efc0655672b75764b50db115da8155035d22"
    )


@pytest.mark.parametrize("schema", [0, 2, -1, 10**30])
def test_another_schema_is_refused_by_name(schema: int) -> None:
    with pytest.raises(codec.UnknownSchema, match=f"schema {schema}, known: 1 to 1"):
        codec.load(codec.dump(small()) | {"schema": schema})


@pytest.mark.parametrize(
    "data", [None, [], "", "{}", 3, {}, {"schema": 1}, {"schema": True}, {"schema": "1"}]
)
def test_what_is_no_document_is_refused(data: Any) -> None:
    with pytest.raises(codec.BadDocument):
        codec.load(data)


def _without(*path: str | int) -> Callable[[dict[str, Any]], None]:
    def damage(data: Any) -> None:
        for step in path[:-1]:
            data = data[step]
        del data[path[-1]]

    return damage


def _with(value: Any, *path: str | int) -> Callable[[dict[str, Any]], None]:
    def damage(data: Any) -> None:
        for step in path[:-1]:
            data = data[step]
        data[path[-1]] = value

    return damage


POINT = ("parts", 0, "sections", 0, "points", 0)


@pytest.mark.parametrize(
    "damage",
    [
        _without("head"),
        _without("removed"),
        _without("head", "title"),
        _without("parts", 0, "lead"),
        _without(*POINT, "links"),
        _with([], "head"),
        _with(None, "opening"),
        _with({}, "parts"),
        _with(None, "parts", 0),
        _with("x", "parts", 0, "sections"),
        _with("essay", "parts", 0, "role"),
        _with(1, "parts", 0, "number"),
        _with(None, "closing", "text"),
        _with("3", "closing", "changed"),
        _with(True, "closing", "changed"),
        _with(1.5, *POINT, "changed"),
        _with(None, *POINT, "category"),
        _with(["a", 1], *POINT, "links"),
        _with("a", *POINT, "links"),
        _with("anything", *POINT, "mood"),
        _with("anything", "mood"),
        _with([{"container": "p", "index": 0}], "removed"),
        _with([{"container": "p", "index": None, "point": {}}], "removed"),
        _with("h", *POINT, "id"),
    ],
)
def test_damaged_data_is_refused(damage: Callable[[dict[str, Any]], None]) -> None:
    data = codec.dump(small())
    damage(data)
    with pytest.raises(codec.BadDocument):
        codec.load(data)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | raw_texts,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(raw_texts, inner, max_size=2),
    max_leaves=4,
)


@given(documents(), st.data())
def test_any_damage_is_refused_or_harmless(document: Document, data: st.DataObject) -> None:
    """Whatever stands in whatever place: a documented error, or a document that says the same as
    what is stored."""
    stored = codec.dump(document)
    place: Any = stored
    while True:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(place[key], (dict, list)) or not place[key] or data.draw(st.booleans()):
            break
        place = place[key]
    place[key] = data.draw(json_values)
    try:
        loaded = codec.load(stored)
    except codec.BadDocument:
        return
    assert codec.dump(loaded) == stored


def small(**part: Any) -> Document:
    """A document with one of everything, nothing written."""
    point = Point(id="q")
    inner = Part(
        **{"id": "p", "role": "problems", "sections": (Section(id="s", points=(point,)),), **part}
    )
    return Document(head=Head(id="h"), opening=Prose(id="o"), parts=(inner,), closing=Prose(id="c"))


def _touched(value: Any, version: int) -> Any:
    if isinstance(value, dict):
        return {
            key: version if key == "changed" else _touched(item, version)
            for key, item in value.items()
        }
    return [_touched(item, version) for item in value] if isinstance(value, list) else value


def test_every_node_class_is_stored() -> None:
    """A class or field that is added to the model has to be added to the codec, with a new schema
    number."""
    kept = {type(node) for node in nodes(small())}
    assert kept == set(edits.EDITABLE) == set(Node.__args__)
