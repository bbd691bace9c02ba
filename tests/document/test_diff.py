"""Differences of two rounds of a material: which nodes changed how, and word by word."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from drafting.document import edits
from drafting.document.diff import (
    DiffSummary,
    DocumentDiff,
    FieldDiff,
    NodeDiff,
    diff_documents,
)
from drafting.document.fields import texts_of
from drafting.document.model import (
    Document,
    Head,
    Node,
    Part,
    Point,
    Prose,
    Section,
    container_of,
    containers,
    nodes,
)
from drafting.document.numbering import says_something
from drafting.document.spans import DiffSpan
from drafting.document.text import characters
from tests.document.strategies import documents, edited_documents

A = Point(id="a", claim="学习不够深入", elaboration="读书图快，读完就放下。")
B = Point(id="b", claim="联系群众不够密切", example="比如，家访偏少。")
C = Point(id="c", claim="落实制度不够严格")
D = Point(id="d", claim="担当不够")
PAPER = Document(
    head=Head(id="h", title="个人对照检查材料", name="苏文澜"),
    opening=Prose(id="o", text="会前做了准备。"),
    parts=(
        Part(
            id="p",
            role="problems",
            heading="存在的问题",
            sections=(
                Section(id="s1", area="理论学习", points=(A, B, C)),
                Section(id="s2", heading="在担当作为方面", points=(D,)),
            ),
        ),
        Part(id="m", role="measures", heading="整改措施", lead="下一步，这样改。"),
    ),
    closing=Prose(id="e", text="请批评指正。"),
)


def points_of(document: Document, container: str, *points: Point) -> Document:
    """The document with these points in a part or area."""
    place = next(c for c in containers(document) if c.id == container)
    return edits.swap(document, replace(place, points=points))


def same(field: str, text: str) -> FieldDiff:
    return FieldDiff(field, (DiffSpan("same", text),))


def placed(diff: DocumentDiff) -> list[tuple[str, str, str, str, str]]:
    return [(row.node, row.fate, row.container, row.move, row.origin) for row in diff.nodes]


def told(diff: DocumentDiff) -> list[tuple[str, str, str, str, str]]:
    """Only what is not as it was."""
    return [row for row in placed(diff) if row[1] != "same" or row[3]]


UNCHANGED = (
    NodeDiff("h", "same", (same("title", "个人对照检查材料"), same("name", "苏文澜"))),
    NodeDiff("o", "same", (same("text", "会前做了准备。"),)),
    NodeDiff("p", "same", (same("heading", "存在的问题"),)),
    NodeDiff("s1", "same", (same("area", "理论学习"),), "p"),
    NodeDiff(
        "a",
        "same",
        (same("claim", "学习不够深入"), same("elaboration", "读书图快，读完就放下。")),
        "s1",
    ),
    NodeDiff(
        "b", "same", (same("claim", "联系群众不够密切"), same("example", "比如，家访偏少。")), "s1"
    ),
    NodeDiff("c", "same", (same("claim", "落实制度不够严格"),), "s1"),
    NodeDiff("s2", "same", (same("heading", "在担当作为方面"),), "p"),
    NodeDiff("d", "same", (same("claim", "担当不够"),), "s2"),
    NodeDiff("m", "same", (same("heading", "整改措施"), same("lead", "下一步，这样改。"))),
    NodeDiff("e", "same", (same("text", "请批评指正。"),)),
)


def test_an_unchanged_material_is_told_whole() -> None:
    diff = diff_documents(PAPER, PAPER)
    assert diff == DocumentDiff(UNCHANGED, DiffSummary())
    assert not diff.differs


def test_every_kind_of_change_at_once() -> None:
    new_a = replace(A, claim="理论学习不够深入", example="比如，《选读》只读了开头。")
    paper = points_of(PAPER, "s1", new_a, C)
    paper = points_of(paper, "s2", Point(id="n", claim="斗争精神不足"), D)
    paper = replace(paper, closing=Prose(id="e", text="请同志们批评指正。"))
    changed = {
        "a": NodeDiff(
            "a",
            "changed",
            (
                FieldDiff("claim", (DiffSpan("added", "理论"), DiffSpan("same", "学习不够深入"))),
                same("elaboration", "读书图快，读完就放下。"),
                FieldDiff("example", (DiffSpan("added", "比如，《选读》只读了开头。"),)),
            ),
            "s1",
        ),
        "b": NodeDiff(
            "b",
            "removed",
            (
                FieldDiff("claim", (DiffSpan("removed", "联系群众不够密切"),)),
                FieldDiff("example", (DiffSpan("removed", "比如，家访偏少。"),)),
            ),
            "s1",
        ),
        "e": NodeDiff(
            "e",
            "changed",
            (
                FieldDiff(
                    "text",
                    (
                        DiffSpan("same", "请"),
                        DiffSpan("added", "同志们"),
                        DiffSpan("same", "批评指正。"),
                    ),
                ),
            ),
        ),
    }
    rows = [changed.get(row.node, row) for row in UNCHANGED]
    added = NodeDiff(
        "n", "added", (FieldDiff("claim", (DiffSpan("added", "斗争精神不足"),)),), "s2"
    )
    rows.insert(8, added)
    diff = diff_documents(PAPER, paper)
    assert diff == DocumentDiff(
        tuple(rows),
        DiffSummary(
            added_characters=2 + 13 + 6 + 3,
            removed_characters=8 + 8,
            changed_points=1,
            added_points=1,
            removed_points=1,
        ),
    )
    assert diff.differs
    assert diff.by_id()["n"] == added


def test_a_point_carried_to_another_area_is_told_with_its_origin_and_new_words() -> None:
    paper = points_of(points_of(PAPER, "s1", A, C), "s2", D, replace(B, claim="联系群众不密切"))
    diff = diff_documents(PAPER, paper)
    assert told(diff) == [("b", "changed", "s2", "across", "s1")]
    assert diff.summary == DiffSummary(removed_characters=1, changed_points=1, moved_points=1)


def test_the_fewest_points_are_told_to_have_changed_their_order() -> None:
    assert told(diff_documents(PAPER, points_of(PAPER, "s1", C, A, B))) == [
        ("c", "same", "s1", "within", "")
    ]
    assert told(diff_documents(PAPER, points_of(PAPER, "s1", B, C, A))) == [
        ("a", "same", "s1", "within", "")
    ]
    # what is put in or taken out before the others moves none of them
    assert told(diff_documents(PAPER, points_of(PAPER, "s1", B, C))) == [
        ("a", "removed", "s1", "", "")
    ]
    first = Point(id="n", claim="新写的一条")
    assert told(diff_documents(PAPER, points_of(PAPER, "s1", first, A, B, C))) == [
        ("n", "added", "s1", "", "")
    ]


def test_removed_points_stand_behind_those_that_they_stood_behind() -> None:
    paper = points_of(PAPER, "s1", Point(id="n", claim="新写的一条"), C)
    assert [row[:2] for row in placed(diff_documents(PAPER, paper))][3:8] == [
        ("s1", "same"), ("a", "removed"), ("b", "removed"), ("n", "added"), ("c", "same"),
    ]  # fmt: skip


def test_an_area_that_is_gone_is_told_with_its_points_but_not_with_those_that_were_saved() -> None:
    part = replace(PAPER.parts[0], sections=PAPER.parts[0].sections[1:])
    paper = points_of(replace(PAPER, parts=(part, PAPER.parts[1])), "s2", D, B)
    assert told(diff_documents(PAPER, paper)) == [
        ("s1", "removed", "p", "", ""),
        ("a", "removed", "s1", "", ""),
        ("c", "removed", "s1", "", ""),
        ("b", "same", "s2", "across", "s1"),
    ]


def test_areas_and_parts_in_another_order() -> None:
    part = replace(PAPER.parts[0], sections=PAPER.parts[0].sections[::-1])
    diff = diff_documents(PAPER, replace(PAPER, parts=(PAPER.parts[1], part)))
    assert told(diff) == [("m", "same", "", "within", ""), ("s2", "same", "p", "within", "")]
    assert diff.summary == DiffSummary()
    assert diff.differs


def test_points_that_say_nothing_are_not_there() -> None:
    blank = replace(C, claim=" \n")
    paper = points_of(PAPER, "s1", Point(id="n"), A, B, blank)
    assert told(diff_documents(PAPER, paper)) == [("c", "removed", "s1", "", "")]
    assert told(diff_documents(paper, PAPER)) == [("c", "added", "s1", "", "")]


def test_title_opening_and_closing_need_no_ids_to_be_matched() -> None:
    paper = replace(
        PAPER,
        head=replace(PAPER.head, id="x"),
        opening=replace(PAPER.opening, id="y"),
        closing=Prose(id="z"),
    )
    assert told(diff_documents(PAPER, paper)) == [("z", "changed", "", "", "")]


def shown(document: Document) -> list[Node]:
    """The nodes that differences are told of."""
    return [node for node in nodes(document) if not isinstance(node, Point) or says_something(node)]


def holders(document: Document) -> dict[str, str]:
    found = {section.id: part.id for part in document.parts for section in part.sections}
    return found | {
        node.id: container_of(document, node.id).id
        for node in nodes(document)
        if isinstance(node, Point)
    }


@given(edited_documents(most=6))
def test_the_differences_give_back_both_documents(edited: tuple[Document, list[Document]]) -> None:
    _holds(edited[0], edited[1][-1])
    _holds(edited[1][-1], edited[0])


@st.composite
def carried_about(draw: st.DrawFn) -> tuple[Document, Document]:
    """A document, and the same with its parts, areas and points put anywhere, some left out."""
    old = draw(documents())
    order = draw(st.randoms(use_true_random=False))
    points = [node for node in nodes(old) if isinstance(node, Point)]
    order.shuffle(points)
    points = points[: draw(st.integers(0, len(points)))]

    def some() -> tuple[Point, ...]:
        return tuple(points.pop() for _ in range(order.randint(0, len(points))))

    parts = [
        replace(
            part,
            points=some(),
            sections=tuple(
                replace(section, points=some())
                for section in order.sample(part.sections, len(part.sections))
            ),
        )
        for part in old.parts
    ]
    order.shuffle(parts)
    return old, replace(old, parts=tuple(parts[: draw(st.integers(0, len(parts)))]))


@given(carried_about())
def test_nothing_is_lost_when_points_are_carried_about(
    documents: tuple[Document, Document],
) -> None:
    _holds(*documents)
    _holds(*documents[::-1])


def _holds(old: Document, new: Document) -> None:
    diff = diff_documents(old, new)
    before = {node.id: node for node in shown(old)} | {
        here.id: there
        for here, there in (
            (new.head, old.head),
            (new.opening, old.opening),
            (new.closing, old.closing),
        )
    }
    after = {node.id: node for node in shown(new)}
    living = [row for row in diff.nodes if row.fate != "removed"]
    assert [row.node for row in living] == [node.id for node in shown(new)]
    for row in living:
        assert _joined(row, "removed") == _texts(after[row.node])
        assert row.container == holders(new).get(row.node, "")
    for row in diff.nodes:
        if row.fate != "added":
            assert _joined(row, "added") == _texts(before[row.node])
        if row.fate == "removed" or row.move == "across":
            assert (
                holders(old)[row.node] == (row.origin or row.container) if row.container else True
            )
    kinds = Counter(
        {
            kind: sum(
                characters(s.text)
                for r in diff.nodes
                for f in r.fields
                for s in f.spans
                if s.kind == kind
            )
            for kind in ("added", "removed")
        }
    )
    assert (kinds["added"], kinds["removed"]) == (
        diff.summary.added_characters,
        diff.summary.removed_characters,
    )


def _joined(row: NodeDiff, without: str) -> dict[str, str]:
    texts = {
        field.field: "".join(span.text for span in field.spans if span.kind != without)
        for field in row.fields
    }
    return {name: text for name, text in texts.items() if text}


def _texts(node: Node) -> dict[str, str]:
    return {name: text for name, text in texts_of(node).items() if text}
