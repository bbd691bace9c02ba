"""Finding one's way in a document."""

import re

import pytest
from hypothesis import given

from drafting.document.model import (
    Document,
    Point,
    all_ids,
    container_of,
    find,
    new_id,
    nodes,
    points_of_role,
)
from tests.document.strategies import documents


def test_new_ids_are_safe_in_a_url_and_differ() -> None:
    ids = {new_id() for _ in range(500)}
    assert len(ids) == 500
    assert all(re.fullmatch(r"[a-km-z2-9]{10}", one) for one in ids)


@given(documents())
def test_every_living_node_is_found_by_its_id(document: Document) -> None:
    for node in nodes(document):
        assert find(document, node.id) is node
    for entry in document.removed:
        with pytest.raises(KeyError):
            find(document, entry.point.id)
    assert len(all_ids(document)) == len(list(nodes(document))) + len(document.removed)


@given(documents())
def test_every_point_has_its_container(document: Document) -> None:
    for node in nodes(document):
        if isinstance(node, Point):
            assert node in container_of(document, node.id).points
        else:
            with pytest.raises(KeyError):
                container_of(document, node.id)


@given(documents())
def test_the_points_of_a_role_are_those_of_its_parts_and_areas(document: Document) -> None:
    for part in document.parts:
        own = [*part.points, *(point for section in part.sections for point in section.points)]
        assert set(own) <= set(points_of_role(document, part.role))
    assert points_of_role(document, "nothing") == ()
