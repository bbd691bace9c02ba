"""How a draft begins: with the framework's parts, empty or with an earlier text carried over."""

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.document.model import Document, Head, Part, Point, Prose, Section, all_ids, nodes
from drafting.document.numbering import says_something
from drafting.drafts.first_document import carry_over, new_document
from drafting.frameworks.selectors import spec_of
from drafting.frameworks.spec import AreaSpec, FrameworkSpec, PartSpec
from tests.cast import published
from tests.document.strategies import documents
from tests.frameworks.specs import spec_with

#: Problem codes and the taxonomy area they belong to, as ProblemCategory says.
AREAS = {
    "LL1": "理论学习",
    "ZZ7": "政治素质",
    "NL1": "能力本领",
    "DD1": "担当作为",
    "ZF1": "工作作风",
    "LJ1": "廉洁自律",
}
HEAD = Head(id="newhead", title="新的标题", name="刘洋")


def spec(key: str) -> FrameworkSpec:
    """A shipped framework as a value."""
    return spec_of(published(key))


def written(*parts: Part, opening: str = "") -> Document:
    """An earlier document."""
    return Document(
        head=Head(id="oldhead", title="旧的标题", name="别人"),
        opening=Prose(id="o", text=opening, changed=40),
        parts=parts,
        closing=Prose(id="c", text="旧结束语", changed=41),
    )


def area(key: str, name: str, *points: Point, lead: str = "") -> Section:
    """An area of the earlier document, changed a while ago."""
    return Section(
        id=f"s-{key}",
        key=key,
        area=name,
        heading=f"在{name}方面",
        points=points,
        lead=lead,
        changed=9,
    )


def said(point_id: str, category: str = "", **fields: object) -> Point:
    """A point with a text, as it is after some saves."""
    return replace(
        Point(id=point_id, claim=f"观点{point_id}", category=category, marker="一是", changed=57),
        **fields,  # type: ignore[arg-type]
    )


def places(document: Document) -> dict[str, list[str]]:
    """Where the points stand that say something: by the name of the area, else by the role of the
    part."""
    found = {}
    for part in document.parts:
        for name, points in [
            (part.role, part.points),
            *((s.area, s.points) for s in part.sections),
        ]:
            if ids := [point.id for point in points if says_something(point)]:
                found[name] = ids
    return found


@pytest.mark.django_db
def test_a_new_document_has_the_parts_and_areas_of_its_framework() -> None:
    asked = spec("2023-minzhu")
    document = new_document(asked, unit="县图书馆", position="馆员", name="刘洋")
    title = asked.title
    assert replace(document.head, id="") == Head(
        id="", title=title, unit="县图书馆", position="馆员", name="刘洋"
    )
    assert [(part.role, part.key, part.heading, len(part.points)) for part in document.parts] == [
        ("previous", "previous", "上年度民主生活会整改落实情况", 0),
        ("problems", "problems", "存在的问题", 0),
        ("cases", "cases", "典型案例剖析", 0),
        ("causes", "causes", "产生问题的原因剖析", 1),
        ("measures", "measures", "今后努力方向和整改措施", 1),
        ("statement", "statement", "需要说明的事项", 0),
    ]
    assert [(s.key, s.area, s.heading, len(s.points)) for s in document.parts[1].sections] == [
        ("theory", "理论学习", "在理论学习方面", 1),
        ("politics", "政治素质", "在政治素质方面", 1),
        ("ability", "能力本领", "在能力本领方面", 1),
        ("duty", "担当作为", "在担当作为方面", 1),
        ("style", "工作作风", "在工作作风方面", 1),
        ("integrity", "廉洁自律", "在廉洁自律方面", 1),
    ]
    assert not any(says_something(part) for part in document.parts)
    assert len(set(all_ids(document))) == len(all_ids(document))
    assert {node.changed for node in nodes(document)} == {0}


def six_areas() -> Document:
    """A written 2023 paper: a point of each area, causes and measures that answer them."""
    return written(
        Part(
            id="p0", role="previous", key="previous", heading="旧", lead="去年改了两条。", changed=3
        ),
        Part(
            id="p1",
            role="problems",
            key="problems",
            heading="存在的问题",
            lead="总的说。",
            sections=(
                area("theory", "理论学习", said("q1", "LL1", links=("c1", "m1"))),
                area("politics", "政治素质", said("q2", "ZZ7"), lead="引语。"),
                area("ability", "能力本领", said("q3", "NL1"), Point(id="blank", category="NL1")),
                area("duty", "担当作为", said("q4", "DD1")),
                area("style", "工作作风", said("q5", "ZF1")),
                area("integrity", "廉洁自律", said("q6", "LJ1"), said("q7")),
            ),
        ),
        Part(
            id="p2",
            role="cases",
            key="cases",
            heading="典型案例剖析",
            lead="反思一件案例。",
            changed=8,
        ),
        Part(id="p3", role="causes", key="causes", heading="原因", points=(said("c1", "C02"),)),
        Part(id="p4", role="measures", key="measures", heading="措施", points=(said("m1", "M01"),)),
        opening="旧导语",
    )


@pytest.mark.django_db
def test_from_six_areas_to_the_four_of_2024_by_category() -> None:
    carried = carry_over(six_areas(), spec("2024-minzhu"), AREAS, HEAD)
    first, second, third, fourth = [s.area for s in carried.document.parts[1].sections]
    lead = carried.guessed[0].id
    assert places(carried.document) == {
        first: [lead],
        second: ["q1", "q2", "q5"],
        third: ["q3", "q4"],
        fourth: ["q6", "q7"],
        "causes": ["c1"],
        "measures": ["m1"],
    }
    assert [(p.id == lead, p.claim, p.elaboration) for p in carried.guessed] == [
        (True, "", "引语。"),
        (False, "观点q7", ""),
    ]
    assert [(part.role, part.lead) for part in carried.document.parts] == [
        ("previous", "去年改了两条。"),
        ("problems", "总的说。"),
        ("cases", "反思一件案例。"),
        ("causes", ""),
        ("measures", ""),
        ("statement", ""),
    ]


@pytest.mark.django_db
def test_from_2023_to_the_members_framework_of_2022_by_name_and_category() -> None:
    carried = carry_over(six_areas(), spec("2022-zuzhi"), AREAS, HEAD)
    lead = carried.guessed[0].id
    assert places(carried.document) == {
        "政治信仰": [lead],
        "理论学习": ["q1"],
        "党员意识": ["q2", "q4"],
        "能力本领": ["q3"],
        "纪律作风": ["q5", "q6", "q7"],
        "causes": ["c1"],
        "measures": ["m1"],
    }
    assert [part.role for part in carried.document.parts] == [
        "previous", "problems", "causes", "measures", "statement", "cases"
    ]  # fmt: skip
    cases = carried.document.parts[-1]
    assert (cases.key, cases.heading, cases.lead, cases.points) == (
        "cases",
        "典型案例剖析",
        "反思一件案例。",
        (),
    )


@pytest.mark.django_db
def test_what_bears_no_category_goes_where_its_area_means_most() -> None:
    """Few people choose categories; by the order of the areas 政治素质 would stand under 纪律和作风, and from
    four areas to five nearly everything elsewhere."""
    six = ("理论学习", "政治素质", "能力本领", "担当作为", "工作作风", "廉洁自律")
    sections = tuple(area(f"k{n}", name, said(name)) for n, name in enumerate(six))
    old = written(Part(id="p", role="problems", key="problems", sections=sections))
    four = spec("2024-zuzhi-lead")
    carried = carry_over(old, four, AREAS, HEAD)
    assert [ids for name, ids in places(carried.document).items()] == [
        ["政治素质"], ["理论学习", "工作作风"], ["能力本领", "担当作为"], ["廉洁自律"]
    ]  # fmt: skip
    assert {point.guess for point in carried.guessed if point.id == "政治素质"} == {
        "原来在“政治素质”，新的框架里没有完全对应的方面，先放在意思相近的这个方面。"
    }
    assert len(carried.guessed) == 6
    # the names of a notice mean what its framework says that they mean
    again = carry_over(carried.document, spec("2023-zuzhi"), AREAS, HEAD, four)
    assert places(again.document) == {
        "理论学习": ["理论学习", "工作作风"],
        "政治素质": ["政治素质"],
        "能力本领": ["能力本领", "担当作为"],
        "廉洁自律": ["廉洁自律"],
    }


@pytest.mark.django_db
def test_the_positions_of_areas_in_two_notices_mean_nothing() -> None:
    """``area-1`` is 政治 in one year and 理论 in another: only the category may say where a point
    goes."""
    old = written(
        Part(
            id="p",
            role="problems",
            key="problems",
            sections=(
                area("area-1", "一个旧的方面", said("q1", "ZZ7"), said("q2", "LJ1"), said("q3")),
            ),
        )
    )
    carried = carry_over(old, spec("2024-minzhu"), AREAS, HEAD)
    sections = carried.document.parts[1].sections
    assert [[p.id for p in s.points if says_something(p)] for s in sections] == [
        ["q3"],
        ["q1"],
        [],
        ["q2"],
    ]
    assert [point.id for point in carried.guessed] == ["q3"]


@pytest.mark.django_db
def test_within_one_framework_nothing_moves_and_nothing_is_guessed() -> None:
    carried = carry_over(six_areas(), spec("2023-minzhu"), AREAS, HEAD)
    assert carried.guessed == ()
    assert places(carried.document) == places(six_areas())
    assert carried.document.parts[1].sections[1].lead == "引语。"
    assert carried.document.parts[1].sections[2].points == (
        said("q3", "NL1", marker=None, changed=0),
    )


@pytest.mark.django_db
def test_links_ids_head_and_versions_of_what_is_carried() -> None:
    carried = carry_over(six_areas(), spec("2024-minzhu"), AREAS, HEAD)
    document = carried.document
    by_id = {node.id: node for node in nodes(document)}
    assert by_id["q1"] == said("q1", "LL1", links=("c1", "m1"), marker=None, changed=0)
    assert document.head == HEAD
    assert (document.opening.text, document.closing.text) == ("旧导语", "旧结束语")
    assert {node.changed for node in nodes(document)} == {0}
    # an empty card is left only where nothing was carried in
    assert all(
        len(s.points) == 1 or all(map(says_something, s.points)) for s in document.parts[1].sections
    )


@pytest.mark.django_db
def test_a_part_that_the_framework_does_not_ask_for_stays_as_a_part_of_its_own() -> None:
    section = Section(
        id="s",
        key="theory",
        heading="小标题",
        number="一",
        lead="文字",
        points=(said("q1"),),
        changed=8,
    )
    other = Part(
        id="p",
        role="other",
        key="causes",
        heading="其他情况",
        number="五",
        sections=(section,),
        changed=7,
    )
    twin = replace(other, id="p2", key="", heading="另一部分", sections=(), lead="也有话说")
    silent = Part(id="p3", role="other", heading="没有话")
    document = carry_over(written(other, twin, silent), spec("2023-minzhu"), AREAS, HEAD).document
    kept, second = document.parts[6:]
    assert kept == Part(
        id=kept.id,
        role="other",
        heading="其他情况",
        sections=(
            Section(
                id="s", heading="小标题", lead="文字", points=(said("q1", marker=None, changed=0),)
            ),
        ),
    )
    assert second == Part(id=second.id, role="other", heading="另一部分", lead="也有话说")
    assert len({step.key for step in document.parts if step.key}) == 6


@pytest.mark.django_db
def test_causes_that_were_written_as_areas_keep_their_headings_as_claims() -> None:
    sections = (
        Section(id="s1", heading="理想信念有松动", lead="想得多的是眼前的事。"),
        Section(id="s2", heading="党性锻炼不够", points=(said("c1"),)),
    )
    old = written(Part(id="p", role="causes", heading="原因", sections=sections))
    document = carry_over(old, spec("2023-minzhu"), AREAS, HEAD).document
    assert [(point.claim, point.elaboration) for point in document.parts[3].points] == [
        ("理想信念有松动", "想得多的是眼前的事。"),
        ("党性锻炼不够", ""),
        ("观点c1", ""),
    ]


FRAMEWORKS = [
    spec_with(
        PartSpec(key="opening", role="opening", heading=""),
        PartSpec(key="previous", role="previous", heading="整改"),
        PartSpec(
            key="problems",
            role="problems",
            heading="问题",
            areas=(
                AreaSpec(key="area-1", name="甲方面", heading="甲", taxonomy=("理论学习",)),
                AreaSpec(key="theory", name="乙方面", heading="乙", taxonomy=("ZZ8",)),
            ),
        ),
        PartSpec(key="causes", role="causes", heading="原因"),
        PartSpec(key="measures", role="measures", heading="措施"),
        PartSpec(key="closing", role="closing", heading=""),
    ),
    spec_with(
        PartSpec(key="problems", role="problems", heading="问题"),
        PartSpec(key="eight-rules", role="other", heading="其他"),
        PartSpec(key="measures", role="measures", heading="措施"),
    ),
]


@given(documents(), st.sampled_from(FRAMEWORKS))
def test_no_text_of_any_document_is_left_behind(old: Document, framework: FrameworkSpec) -> None:
    carried = carry_over(old, framework, AREAS, HEAD)
    document = carried.document
    kept = {node.id: node for node in nodes(document)}
    guesses = {point.id: point.guess for point in carried.guessed}
    assert all(guesses.values())
    for node in nodes(old):
        if isinstance(node, Point) and says_something(node):
            guess = guesses.get(node.id, "")
            assert kept[node.id] == replace(node, marker=None, changed=0, guess=guess)
    leads = [point.elaboration for point in kept.values() if isinstance(point, Point)]
    pool = "\n".join([*_texts(nodes(document)), *leads])
    for text in _texts(nodes(old)):
        assert text in pool
    ids = all_ids(document)
    assert len(set(ids)) == len(ids)
    assert {node.changed for node in nodes(document)} == {0}
    assert {point.id for point in carried.guessed} <= {node.id for node in nodes(document)}


def _texts(found: Iterable[object]) -> list[str]:
    """Leads, openings and closings that say something; points are compared whole."""
    texts = [
        n.lead if isinstance(n, (Part, Section)) else n.text
        for n in found
        if isinstance(n, (Part, Section, Prose))
    ]
    return [text.strip("\n") for text in texts if text.strip()]
