"""What is done, begun or missing, and what is said of it: whole values."""

from dataclasses import replace

from hypothesis import given

from drafting.document.model import Document, Point
from drafting.drafts.first_document import new_document
from drafting.frameworks.spec import AreaSpec, FrameworkSpec, Limits, PartSpec, asking
from drafting.progress.gaps import MatrixRow, matrix
from drafting.progress.lengths import length_of, length_of_document
from drafting.progress.steps import BASICS, CHECK, CLOSING, DONE
from drafting.progress.tasklist import COPY, Remark, Status, Task, tasklist, title_of_node
from tests.document.strategies import documents
from tests.frameworks.specs import spec_with
from tests.wizard.papers import place, point, put

SPEC = spec_with(
    PartSpec(
        key="opening", role="opening", heading="", limits=Limits(min_characters=5, max_characters=8)
    ),
    PartSpec(key="previous", role="previous", heading="整改", required=False),
    PartSpec(
        key="problems",
        role="problems",
        heading="问题",
        areas=(
            AreaSpec(
                key="theory",
                name="理论学习",
                heading="在理论学习方面",
                limits=Limits(min_points=2, max_points=3, min_characters=30, max_characters=60),
            ),
        ),
    ),
    PartSpec(key="causes", role="causes", heading="原因", limits=Limits(min_points=1)),
    PartSpec(key="measures", role="measures", heading="措施"),
    PartSpec(key="statement", role="statement", heading="说明", required=False),
    PartSpec(key="closing", role="closing", heading=""),
)
EMPTY = new_document(SPEC)


def opened(text: str, document: Document = EMPTY) -> Document:
    """With this opening."""
    return replace(document, opening=replace(document.opening, text=text))


def closed(text: str, document: Document = EMPTY) -> Document:
    """With this closing."""
    return replace(document, closing=replace(document.closing, text=text))


def task(document: Document, key: str) -> Task:
    """The task of a step."""
    return next(task for task in tasklist(SPEC, document) if task.step.key == key)


def told(document: Document, key: str) -> tuple[str, int, int, list[tuple[str, str, bool]]]:
    """Status, characters, points, and the remarks as (place, text, pressing)."""
    found = task(document, key)
    assert {remark.step for remark in found.remarks} <= {key}
    return (
        found.status.value,
        found.characters,
        found.points,
        [(remark.node, remark.text, remark.pressing) for remark in found.remarks],
    )


def test_of_a_new_paper_everything_required_is_missing() -> None:
    assert [
        (t.step.key, t.status.value, t.characters, t.points) for t in tasklist(SPEC, EMPTY)
    ] == [
        (BASICS, "missing", 0, 0),
        ("previous", "optional", 0, 0),
        ("theory", "missing", 0, 0),
        ("causes", "missing", 0, 0),
        ("measures", "missing", 0, 0),
        ("statement", "optional", 0, 0),
        (CLOSING, "missing", 0, 0),
        (CHECK, "missing", 0, 0),
        (DONE, "missing", 0, 0),
    ]
    assert [
        (r.step, r.node, r.text, r.pressing) for t in tasklist(SPEC, EMPTY) for r in t.remarks
    ] == [
        (BASICS, EMPTY.opening.id, "还没有写。", True),
        ("theory", place(EMPTY, "theory").id, "还没有写。", True),
        ("causes", place(EMPTY, "causes").id, "还没有写。", True),
        ("measures", place(EMPTY, "measures").id, "还没有写。", True),
        (CLOSING, EMPTY.closing.id, "还没有写。", True),
    ]


def test_a_whole_paper_is_done() -> None:
    document = put(
        EMPTY,
        "theory",
        point("a", links=("c", "m")),
        point("b", links=("c", "m")),
        lead="还要再多写几个字才够。",
    )
    document = put(document, "causes", point("c", example=""))
    document = put(document, "measures", point("m", example=""))
    document = closed("请批评指正。", opened("依据通知写。", document))
    assert [(t.status.value, t.label, t.remarks) for t in tasklist(SPEC, document)] == [
        ("done", "已写完", ()),
        ("optional", "选写", ()),
        ("done", "已写完", ()),
        ("done", "已写完", ()),
        ("done", "已写完", ()),
        ("optional", "选写", ()),
        ("done", "已写完", ()),
        ("done", "已写完", ()),
        ("done", "已写完", ()),
    ]


def test_a_missing_title_keeps_basics_open_even_where_no_opening_is_asked_for() -> None:
    untitled = replace(EMPTY, head=replace(EMPTY.head, title=" "))
    remark = (untitled.head.id, "材料还没有标题。", True)
    assert told(opened("依据通知写。", untitled), BASICS) == ("begun", 6, 0, [remark])
    without = replace(SPEC, parts=SPEC.parts[1:])
    first = tasklist(without, untitled)[0]
    assert (first.status, first.remarks) == (Status.MISSING, (Remark(BASICS, *remark),))
    assert tasklist(without, EMPTY)[0].status == Status.OPTIONAL


def test_the_length_of_a_text_is_advice_and_an_open_hole_is_pressing() -> None:
    node = EMPTY.opening.id
    assert told(opened("依据 通知"), BASICS) == (
        "done",
        4,
        0,
        [(node, "建议不少于 5 字，现有 4 字。", False)],
    )
    assert told(opened("一二三四五六七八九"), BASICS) == (
        "done", 9, 0, [(node, "建议不超过 8 字，现有 9 字。", False)]
    )  # fmt: skip
    assert told(opened("{时间}通知"), BASICS) == (
        "begun", 6, 0, [(node, "还有空项没有填写：{时间}。", True)]
    )  # fmt: skip


def test_a_short_paper_of_true_cases_can_be_handed_in() -> None:
    """An area told in one paragraph has one problem; a measure and a cause of one sentence are
    whole; and nobody is asked to write longer."""
    areas = (replace(SPEC.areas()[0], limits=Limits(min_points=1, min_characters=150)),)
    spec = replace(SPEC, parts=tuple(
        replace(part, areas=areas) if part.role == "problems" else part for part in SPEC.parts))  # fmt: skip
    told = "11床老大爷嫌我扎针疼，我回了他一句“谁扎都疼”，他后来不要我扎了。"
    document = put(closed("请批评。", opened("现报告如下。")), "theory", lead=told)
    for key, claim in (
        ("causes", "我这人图省事，能少一步是一步"),
        ("measures", "手套用多少领多少，领一回记一回"),
    ):
        document = put(document, key, point(key, claim, elaboration="", example=""))
    tasks = {task.step.key: task for task in tasklist(spec, document)}
    for key in ("theory", "causes", "measures"):
        assert (tasks[key].label, tasks[key].remarks) == ("已写完", ())
    # of the same length, and nothing in it
    for name in ("lead", "claim"):
        hollow = "学习不够深入，联系实际不够紧密，标准还不够高，主动性还要增强。"
        texts = point("h", hollow, elaboration="", example="")
        empty = (
            put(document, "theory", lead=hollow)
            if name == "lead"
            else put(document, "theory", texts, lead="")
        )
        task = next(task for task in tasklist(spec, empty) if task.step.key == "theory")
        assert {remark.about for remark in task.remarks} >= {"example", "length"}
        assert task.label == ("已写，缺事例" if name == "lead" else "未写完")


def test_the_limits_of_a_part_speak_of_all_of_it() -> None:
    """A part with points of its own beside its areas has a step for them; its length is that of the
    areas too."""
    limits = Limits(min_characters=40)
    spec = replace(SPEC, parts=tuple(
        replace(part, limits=limits) if part.role == "problems" else part for part in SPEC.parts))  # fmt: skip
    written = put(
        EMPTY,
        "theory",
        point("a"),
        point("b"),
        lead="还要再多写几个字才够，越多越好，写满四十个字。",
    )
    loose = replace(place(written, "problems"), points=(point("c", example=""),))
    document = replace(
        written, parts=tuple(loose if part.id == loose.id else part for part in written.parts)
    )
    assert length_of(loose) > 40
    tasks = {task.step.key: task for task in tasklist(spec, document)}
    assert [remark for remark in tasks["problems"].remarks if remark.about == "length"] == []
    alone = replace(document, parts=tuple(replace(p, sections=()) for p in document.parts))
    tasks = {task.step.key: task for task in tasklist(spec, alone)}
    assert [remark.text for remark in tasks["problems"].remarks if remark.about == "length"] == [
        "建议不少于 40 字，现有 7 字。"
    ]


def test_what_is_said_of_an_area() -> None:
    lonely = Point(id="a", claim="学得不深")
    document = put(EMPTY, "theory", lonely, lead="{会议}")
    area = place(EMPTY, "theory").id
    assert told(document, "theory") == (
        "begun",
        8,
        1,
        [
            (area, "至少写 2 条，现有 1 条。", True),
            (area, "建议不少于 30 字，现有 8 字。", False),
            (area, "还有空项没有填写：{会议}。", True),
            ("a", "这一条只有观点，缺具体表述。", True),
            ("a", "这一条没有具体事例。", False),
            ("a", "这个问题还没有对应的原因。", False),
            ("a", "这个问题还没有对应的措施。", False),
        ],
    )


def test_more_points_and_more_text_than_advised() -> None:
    four = [point(name, elaboration="一二三四五六七八九十。", links=("c", "m")) for name in "abde"]
    document = put(put(EMPTY, "theory", *four), "causes", point("c"))
    document = put(document, "measures", point("m"))
    area = place(EMPTY, "theory").id
    assert told(document, "theory") == (
        "done",
        76,
        4,
        [
            (area, "建议不超过 3 条，现有 4 条。", False),
            (area, "建议不超过 60 字，现有 76 字。", False),
        ],
    )


def test_points_that_say_nothing_are_not_counted_and_draw_no_remarks() -> None:
    document = put(EMPTY, "causes", Point(id="x", category="C02"), Point(id="y", claim=" \n"))
    assert told(document, "causes") == (
        "missing",
        0,
        0,
        [(place(EMPTY, "causes").id, "还没有写。", True)],
    )
    assert told(put(EMPTY, "previous"), "previous") == ("optional", 0, 0, [])


def test_a_cause_needs_a_claim_and_a_text_but_no_example_and_no_links() -> None:
    document = put(
        EMPTY, "causes", Point(id="c", elaboration="只写了展开。"), Point(id="d", claim="只有观点")
    )
    assert told(document, "causes") == (
        "begun", 10, 2, [("c", "这一条缺观点句。", True), ("d", "这一条只有观点，缺具体表述。", True)]
    )  # fmt: skip


def test_an_optional_step_that_was_begun_has_to_be_finished() -> None:
    document = put(EMPTY, "statement", lead="没有{事项}需要说明。")
    node = place(EMPTY, "statement").id
    assert told(document, "statement") == (
        "begun",
        11,
        0,
        [(node, "还有空项没有填写：{事项}。", True)],
    )
    assert told(put(EMPTY, "statement", lead="没有。"), "statement") == ("done", 3, 0, [])


def test_holes_are_named_once_and_at_most_four() -> None:
    document = put(EMPTY, "previous", lead="{甲}{乙}{甲}")
    node = place(EMPTY, "previous").id
    assert told(document, "previous")[3] == [(node, "还有空项没有填写：{甲}{乙}。", True)]
    document = put(EMPTY, "previous", lead="{甲}{乙}{丙}{丁}{戊}")
    assert told(document, "previous")[3] == [(node, "还有空项没有填写：{甲}{乙}{丙}{丁}等。", True)]


def test_the_matrix_shows_living_answers_in_the_order_of_the_links() -> None:
    document = put(
        EMPTY,
        "theory",
        point("a", links=("m", "gone", "c2", "silent", "c1")),
        Point(id="blank"),
        point("b"),
    )
    causes = (point("c1"), point("c2"), Point(id="silent", category="C02"))
    document = put(put(document, "causes", *causes), "measures", point("m"))
    found = {
        p.id: p for key in ("theory", "causes", "measures") for p in place(document, key).points
    }
    assert matrix(document) == (
        MatrixRow(found["a"], (found["c2"], found["c1"]), (found["m"],)),
        MatrixRow(found["b"], (), ()),
    )
    assert [text for node, text, _ in told(document, "theory")[3] if node == "b"] == [
        "这个问题还没有对应的原因。",
        "这个问题还没有对应的措施。",
    ]
    # linked, but to what nobody has written yet
    document = put(document, "causes", Point(id="silent", category="C02"))
    assert [text for node, text, _ in told(document, "theory")[3] if node == "a"] == [
        "这个问题对应的原因还没有写。"
    ]


def test_what_stands_as_last_year_had_it_is_not_written_yet() -> None:
    """The rest of what a problem, cause or measure lacks is told as before; what is to be stated may
    be the same every year."""
    document = put(EMPTY, "theory", point("a", links=("c", "m")), point("b", links=("c", "m")))
    document = put(document, "causes", point("c"))
    document = put(document, "measures", point("m"))
    document = put(document, "statement", point("s"))
    steps = ("theory", "causes", "measures", "statement")

    def found(unchanged: set[str]) -> dict[str, tuple[str, int, list[tuple[str, bool, str, str]]]]:
        tasks = {one.step.key: one for one in tasklist(SPEC, document, unchanged)}
        return {
            key: (
                tasks[key].status.value,
                tasks[key].copies,
                [
                    (remark.node, remark.pressing, remark.text, remark.field)
                    for remark in tasks[key].remarks
                    if remark.about == COPY
                ],
            )
            for key in steps
        }

    said = "去年原文，还没改。"
    assert found(set()) == dict.fromkeys(steps, ("done", 0, []))
    assert found({"a", "c", "s", "elsewhere"}) == {
        "theory": ("begun", 1, [("a", True, said, "claim")]),
        "causes": ("begun", 1, [("c", True, said, "claim")]),
        "measures": ("done", 0, []),
        "statement": ("done", 0, [("s", False, said, "claim")]),
    }
    assert tasklist(SPEC, document, {"m"})[-1].status == Status.MISSING


def test_the_place_of_a_remark_is_the_claim() -> None:
    document = put(EMPTY, "theory", point("a", claim=" 学得不深 "), lead="引语")
    assert title_of_node(document, "a") == "学得不深"
    assert title_of_node(document, document.opening.id) == ""


@given(documents())
def test_any_document_has_a_task_for_each_step_and_its_lengths_add_up(document: Document) -> None:
    tasks = tasklist(SPEC, document)
    ready = all(task.status in (Status.DONE, Status.OPTIONAL) for task in tasks[:-2])
    assert [task.status for task in tasks[-2:]] == [Status.DONE if ready else Status.MISSING] * 2
    assert sum(task.characters for task in tasks) == length_of_document(document)


def test_a_problem_is_not_asked_for_a_cause_where_causes_may_be_left_out() -> None:
    """问题清单: only the measures are asked for, until somebody writes a cause all the same."""
    listing = asking(SPEC, (), limits=Limits(), min_problem_share=0, only=("problems", "measures"))
    document = put(
        EMPTY, "theory", point("a", links=("m",)), point("b"), lead="还要再多写几个字才够。"
    )
    document = put(document, "measures", point("m", example=""))
    with_cause = put(document, "causes", point("c", example=""))

    def remarks(spec: FrameworkSpec, document: Document) -> list[tuple[str, str]]:
        task = next(task for task in tasklist(spec, document) if task.step.key == "theory")
        return [(remark.node, remark.text) for remark in task.remarks]

    no_cause, no_measure = "这个问题还没有对应的原因。", "这个问题还没有对应的措施。"
    assert remarks(listing, document) == [("b", no_measure)]
    assert remarks(SPEC, document) == [("a", no_cause), ("b", no_cause), ("b", no_measure)]
    assert remarks(listing, with_cause) == remarks(SPEC, document)
    statuses = {task.step.key: task.status.value for task in tasklist(listing, document)}
    assert statuses == {
        BASICS: "optional", "previous": "optional", "theory": "done", "causes": "optional",
        "measures": "done",
        "statement": "optional", CLOSING: "optional", CHECK: "done", DONE: "done",
    }  # fmt: skip
