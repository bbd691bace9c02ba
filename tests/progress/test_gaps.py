"""What a document lacks, found once for the task list and for proofreading."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.document.model import Document, Point
from drafting.document.text import holes
from drafting.drafts.first_document import new_document
from drafting.frameworks.spec import AreaSpec, FrameworkSpec, Limits, PartSpec
from drafting.progress.gaps import (
    Hole,
    Lack,
    areas_of,
    holes_in,
    lacking_by_step,
    lacks_example,
    nodes_with_holes,
    too_long,
    too_short,
    unanswered,
    without_any_example,
)
from tests.document.strategies import documents
from tests.frameworks.specs import spec_with
from tests.wizard.papers import place, point, put

AREAS = tuple(AreaSpec(key=key, name=key, heading=key) for key in ("theory", "style"))
SPEC = spec_with(
    PartSpec(key="problems", role="problems", heading="问题", areas=AREAS),
    PartSpec(key="causes", role="causes", heading="原因"),
    PartSpec(key="measures", role="measures", heading="措施"),
    PartSpec(key="closing", role="closing", heading=""),
)
EMPTY = new_document(SPEC)
BRACES = st.text("{}｛｝时 间\n", max_size=12)


def test_braces_of_any_kind_are_holes_and_the_librarys_are_told_apart() -> None:
    assert list(holes_in("{时间}、｛地点｝、{ 人 }、{}、｛{事项}｝")) == [
        Hole(0, 4, "时间", from_library=True),
        Hole(5, 9, "地点", from_library=False),
        Hole(10, 15, " 人 ", from_library=False),
        Hole(16, 18, "", from_library=False),
        Hole(20, 24, "事项", from_library=True),
    ]


@given(BRACES)
def test_the_librarys_holes_are_those_that_keep_a_clean_copy_from_being_made(text: str) -> None:
    assert tuple(hole.name for hole in holes_in(text) if hole.from_library) == holes(text)


def test_holes_are_those_of_a_node_itself() -> None:
    document = put(EMPTY, "theory", point("a", "{甲}"), point("b", example="｛乙｝"))
    document = put(document, "causes", point("c"), lead="{丙}")
    document = replace(document, closing=replace(document.closing, text="{丁}"))
    assert nodes_with_holes(document) == {"a", place(document, "causes").id, document.closing.id}


@pytest.mark.parametrize(
    ("lacks", "texts"),
    [
        (False, {"claim": "灭火器过期却没有登记"}),
        (False, {"claim": "学得不深", "elaboration": "领的四本书，只翻了前两章。"}),
        (True, {"claim": "学得不深", "elaboration": "学习上还有差距。"}),
        (True, {"claim": "学得不深", "example": "比如，有时学习不够主动。"}),
        (True, {"claim": "学得不深", "example": "今年以来参加集中学习5次，撰写心得体会2篇。"}),
        (False, {"claim": "学得不深", "example": "党课那天我念的是别人的稿子。"}),
    ],
)
def test_a_case_is_one_wherever_it_is_told(lacks: bool, texts: dict[str, str]) -> None:
    assert lacks_example(Point(id="p", **texts)) is lacks


def test_what_has_an_example_in_its_field() -> None:
    document = put(EMPTY, "theory", point("a"), point("b", example=" "), Point(id="blank"))
    document = put(document, "style", point("c", example=""), Point(id="silent"))
    theory, style = (place(document, key) for key in ("theory", "style"))
    assert without_any_example(document) == {style.id}
    assert [p.id for p in (*theory.points, *style.points) if lacks_example(p)] == ["b", "c"]


def test_each_problem_and_the_roles_that_do_not_answer_it() -> None:
    document = put(
        EMPTY, "theory", point("a", links=("m", "silent")), point("b"), Point(id="blank")
    )
    document = put(document, "causes", point("c"), Point(id="silent", category="C02"))
    document = put(document, "measures", point("m"))
    wanted = {"a": ("causes",), "b": ("causes", "measures")}
    assert unanswered(SPEC, document) == wanted
    assert unanswered(None, document) == wanted
    left_open = replace(
        SPEC, parts=tuple(replace(part, required=part.role != "causes") for part in SPEC.parts)
    )
    without = put(document, "causes")
    assert unanswered(left_open, without) == {"a": (), "b": ("measures",)}


@pytest.mark.parametrize(
    ("characters", "short", "long"), [(0, True, False), (5, False, False), (8, False, False),
     (9, False, True)]
)  # fmt: skip
def test_limits_are_within_what_is_allowed(characters: int, short: bool, long: bool) -> None:
    limits = Limits(min_characters=5, max_characters=8)
    assert (too_short(limits, characters), too_long(limits, characters)) == (short, long)
    assert not too_short(Limits(), characters)
    assert not too_long(Limits(), characters)


def with_parts(document: Document, *keys: str) -> Document:
    return replace(document, parts=tuple(part for part in document.parts if part.key in keys))


def test_what_the_steps_say_one_by_one() -> None:
    untitled = replace(EMPTY, head=replace(EMPTY.head, title=" "))
    assert lacking_by_step(SPEC, untitled) == {Lack.TITLE, Lack.CLOSING, Lack.PART, Lack.AREA}
    closed = replace(EMPTY, closing=replace(EMPTY.closing, text="请批评指正。"))
    assert lacking_by_step(SPEC, closed) == {Lack.PART, Lack.AREA}
    assert lacking_by_step(SPEC, with_parts(closed, "problems", "causes")) == {Lack.AREA}
    assert lacking_by_step(SPEC, with_parts(closed, "causes", "measures")) == set()
    loose = replace(
        closed, parts=tuple(replace(part, sections=part.sections[:1]) for part in closed.parts)
    )
    assert lacking_by_step(SPEC, loose) == {Lack.PART}


@given(documents())
def test_any_document_lacks_something_or_nothing(document: Document) -> None:
    spec: FrameworkSpec = SPEC
    assert without_any_example(document) <= {area.id for area in areas_of(document)}
    assert lacking_by_step(spec, document) <= set(Lack)
    assert set(unanswered(spec, document)) == set(unanswered(None, document))
