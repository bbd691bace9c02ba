"""The steps of the wizard, computed from the framework and the document."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.document.model import Document, Head, Part, Point, Prose, Section, containers, nodes
from drafting.drafts.first_document import new_document
from drafting.frameworks.selectors import spec_of
from drafting.frameworks.spec import AreaSpec, PartSpec
from drafting.progress.steps import (
    Step,
    StepKind,
    container_of_step,
    neighbours,
    step_of_node,
    steps_of,
    takes_points,
)
from tests.cast import published
from tests.document.strategies import documents
from tests.frameworks.specs import spec_with

AREA = AreaSpec(
    key="theory", name="理论学习", heading="在理论学习方面", guidance="问自己", required=True
)
SPEC = spec_with(
    PartSpec(key="opening", role="opening", heading="", guidance="写依据"),
    PartSpec(key="previous", role="previous", heading="上年度整改情况", required=False),
    PartSpec(key="problems", role="problems", heading="存在的问题", areas=(AREA,)),
    PartSpec(key="causes", role="causes", heading="原因剖析"),
    PartSpec(key="closing", role="closing", heading=""),
)


def test_the_steps_of_a_new_document() -> None:
    document = new_document(SPEC)
    previous, problems, causes = document.parts
    assert steps_of(SPEC, document) == (
        Step(
            key="basics",
            kind=StepKind.BASICS,
            title="基本信息与导语",
            role="opening",
            spec=SPEC.parts[0],
        ),
        Step(
            key="previous",
            kind=StepKind.TEXT,
            title="上年度整改情况",
            role="previous",
            node=previous.id,
            spec=SPEC.parts[1],
        ),
        Step(
            key="theory",
            kind=StepKind.POINTS,
            title="理论学习",
            role="problems",
            node=problems.sections[0].id,
            spec=AREA,
            above=problems.id,
        ),
        Step(
            key="causes",
            kind=StepKind.POINTS,
            title="原因剖析",
            role="causes",
            node=causes.id,
            spec=SPEC.parts[3],
        ),
        Step(
            key="closing",
            kind=StepKind.CLOSING,
            title="结束语",
            role="closing",
            node=document.closing.id,
            spec=SPEC.parts[4],
        ),
        Step(key="check", kind=StepKind.CHECK, title="检查"),
        Step(key="done", kind=StepKind.DONE, title="完成"),
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("key", "keys"),
    [
        (
            "2023-minzhu",
            "previous theory politics ability duty style integrity cases causes measures statement",
        ),
        ("2024-minzhu", "previous area-1 area-2 area-3 area-4 cases causes measures statement"),
        (
            "2022-zuzhi",
            "previous belief membership theory ability role discipline causes measures statement",
        ),
        (
            "2025-minzhu",
            "previous eight-rules area-1 area-2 area-3 area-4 area-5 cases causes measures statement",
        ),
    ],
)
def test_the_steps_of_shipped_frameworks(key: str, keys: str) -> None:
    spec = spec_of(published(key))
    steps = steps_of(spec, new_document(spec))
    assert [step.key for step in steps] == ["basics", *keys.split(), "closing", "check", "done"]
    assert all(step.spec is not None for step in steps[:-2])


def test_a_part_that_the_framework_does_not_know_is_a_step_without_demands() -> None:
    foreign = Part(id="p", role="cases", heading="案例", lead="文字")
    document = replace(new_document(SPEC), parts=(foreign,))
    step = steps_of(SPEC, document)[1]
    assert step == Step(
        key="p", kind=StepKind.TEXT, title="案例", role="cases", node="p", spec=None
    )
    assert (step.required, step.guidance) == (False, "")
    assert (AREA.required, steps_of(SPEC, new_document(SPEC))[2].guidance) == (True, "问自己")


def test_what_takes_points() -> None:
    assert takes_points(Section(id="s"), "problems")
    for role in ("problems", "causes", "measures"):
        assert takes_points(Part(id="p", role=role), role)
    for role in ("previous", "cases", "statement", "other"):
        assert not takes_points(Part(id="p", role=role), role)
        assert takes_points(Part(id="p", role=role, points=(Point(id="q"),)), role)


def test_neighbours() -> None:
    steps = steps_of(SPEC, new_document(SPEC))
    assert neighbours(steps, "basics") == (None, steps[1])
    assert neighbours(steps, "causes") == (steps[2], steps[4])
    assert neighbours(steps, "done") == (steps[-2], None)
    with pytest.raises(KeyError):
        neighbours(steps, "nothing")


def test_where_each_node_is_edited() -> None:
    document = new_document(SPEC)
    steps = steps_of(SPEC, document)
    previous, problems, causes = document.parts
    expected = {
        document.head.id: "basics",
        document.opening.id: "basics",
        previous.id: "previous",
        problems.id: "theory",
        problems.sections[0].id: "theory",
        problems.sections[0].points[0].id: "theory",
        causes.id: "causes",
        causes.points[0].id: "causes",
        document.closing.id: "closing",
    }
    assert {node_id: step_of_node(document, steps, node_id).key for node_id in expected} == expected
    with pytest.raises(KeyError):
        step_of_node(document, steps, "nothing")


@given(documents())
def test_every_part_and_area_of_any_document_has_one_step(document: Document) -> None:
    steps = steps_of(SPEC, document)
    shown = [node for step in steps for node in (step.above, step.node) if node]
    assert shown == [container.id for container in containers(document)] + [document.closing.id]
    for step in steps:
        container = container_of_step(document, step)
        if step.kind in (StepKind.POINTS, StepKind.TEXT):
            assert container is not None
            assert container.id == step.node
        else:
            assert container is None


@given(documents(), st.data())
def test_every_point_below_a_step_is_found_there(document: Document, data: st.DataObject) -> None:
    steps = steps_of(SPEC, document)
    points = [node for node in nodes(document) if isinstance(node, Point)]
    if not points:
        return
    point = data.draw(st.sampled_from(points))
    container = container_of_step(document, step_of_node(document, steps, point.id))
    assert container is not None
    assert point in container.points


def test_titles_of_areas_without_a_name_are_their_headings() -> None:
    document = Document(
        head=Head(id="h"),
        opening=Prose(id="o"),
        parts=(Part(id="p", role="problems", sections=(Section(id="s", heading="在某方面"),)),),
        closing=Prose(id="c"),
    )
    assert [(step.key, step.title) for step in steps_of(SPEC, document)[1:2]] == [("s", "在某方面")]
