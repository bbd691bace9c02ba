"""What is confirmed arrives in the draft whole, whatever was moved before and whichever framework
is chosen."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.document.model import Document, Head, Part, Point, Prose, Section, containers, nodes
from drafting.document.text import paragraphs
from drafting.drafts.first_document import carry_over, keep_numbers
from drafting.frameworks.spec import FrameworkSpec
from drafting.importing.review_page.area_moves import AS_PART
from drafting.importing.review_page.destinations import places_of, slots_of
from drafting.importing.review_page.finished_document import ready
from drafting.importing.review_page.point_moves import JOIN, move
from tests.importing.frames import framework
from tests.importing.papers import SPEC
from tests.importing.states import keys_of, state_of

FRAMEWORKS = [SPEC, framework("2024-minzhu"), framework("2025-zuzhi")]


def texts(document: Document) -> list[str]:
    """Every paragraph and every text of a point, wherever it stands."""
    found: list[str] = []
    for node in nodes(document):
        if isinstance(node, Point):
            found += [node.claim, *paragraphs(node.elaboration), *paragraphs(node.example)]
        elif isinstance(node, Prose):
            found += paragraphs(node.text)
        elif isinstance(node, Part | Section):
            found += paragraphs(node.lead)
    return sorted(filter(None, found))


@pytest.mark.parametrize("target", FRAMEWORKS, ids=lambda spec: spec.key)
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_nothing_is_lost_on_the_way(target: FrameworkSpec, data: Any) -> None:
    state = state_of(spec=data.draw(st.sampled_from([None, SPEC])))
    slots = slots_of(SPEC)
    fresh = map("m{}".format, count(1)).__next__
    for _ in range(data.draw(st.integers(0, 4))):
        places = [place.key for place in places_of(state.document, slots)]
        to = data.draw(st.sampled_from([*places, JOIN, f"{AS_PART}1", f"{AS_PART}2"]))
        try:
            state, _ = move(state, slots, data.draw(st.sampled_from(keys_of(state))), to, ids=fresh)
        except KeyError:
            continue
    document = ready(state.document, {})
    carried = carry_over(document, target, {}, Head(id="head")).document
    arrived = texts(carried)
    for text in texts(document):
        assert text in arrived, text
        arrived.remove(text)
    assert texts(keep_numbers(document, carried)) == texts(carried)


def with_section(**values: Any) -> Document:
    section = Section(id="s", points=(Point(id="p", claim="坐等上门"),), **values)
    part = Part(id="d", role="problems", heading="存在的问题", sections=(section,))
    return Document(head=Head(id="h"), opening=Prose(id="o"), parts=(part,), closing=Prose(id="c"))


@pytest.mark.parametrize(
    ("heading", "area"),
    [
        ("在担当作为方面", "担当作为"),
        ("担当作用", "担当作为"),
        ("在履职尽责方面", ""),
        ("在履职尽责方面存在的问题", "担当作为"),
        ("", "担当作为"),
    ],
)
def test_a_heading_that_names_an_area_is_the_frameworks_now(heading: str, area: str) -> None:
    document = with_section(heading=heading, area=area, lead="总的看还不够。")
    assert ready(document, {}) == document


@pytest.mark.parametrize("area", ["", "担当作为"])
def test_a_heading_that_says_more_becomes_a_claim(area: str) -> None:
    document = ready(with_section(heading="履职尽责不够到位", area=area, lead="总是等。"), {})
    section = document.parts[0].sections[0]
    assert [(p.claim, p.elaboration) for p in section.points] == [
        ("履职尽责不够到位", "总是等。"),
        ("坐等上门", ""),
    ]
    assert (section.heading, section.lead, section.area) == ("", "", area)


def test_headings_outside_the_problems_stay() -> None:
    document = with_section(heading="理想信念有所松动", area="")
    causes = Document(
        head=document.head,
        opening=document.opening,
        parts=(Part(id="d", role="causes", sections=document.parts[0].sections),),
        closing=document.closing,
    )
    assert ready(causes, {}) == causes
    assert [c.id for c in containers(causes)] == ["d", "s"]
