"""Whatever is moved where: nothing is lost, nothing is there twice, ids stay unique, and the texts
are the source's."""

from __future__ import annotations

from collections import Counter
from itertools import count
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.document.model import Part, Point, Prose, Section, all_ids, containers, find, nodes
from drafting.frameworks.spec import FrameworkSpec
from drafting.importing.review_page.area_moves import AS_PART
from drafting.importing.review_page.destinations import places_of, slots_of
from drafting.importing.review_page.node_changes import accept, leave_out
from drafting.importing.review_page.point_moves import JOIN, move, point_before
from drafting.importing.review_page.state import Reviewed, SourceSpan, dump, load, written
from drafting.importing.review_page.state import count as counts_of
from drafting.importing.source import BLANKS
from tests.importing.papers import PAPER, SPEC
from tests.importing.states import keys_of, state_of

SPECS = pytest.mark.parametrize("spec", [None, SPEC], ids=["without", "with"])


def covered(state: Reviewed) -> Counter[int]:
    """How often each character that is not blank is in a place or listed."""
    spans = [span for spans in state.places.values() for span in spans]
    places = [(s.start, s.end) for s in spans] + [(one.start, one.end) for one in state.loose]
    found = Counter(at for start, end in places for at in range(start, end))
    return Counter({at: number for at, number in found.items() if state.text[at] not in BLANKS})


def check(state: Reviewed) -> None:
    """All that must hold of every state."""
    text = state.text
    assert covered(state) == Counter(
        dict.fromkeys((n for n, c in enumerate(text) if c not in BLANKS), 1)
    )
    ids = all_ids(state.document)
    assert len(ids) == len(set(ids))
    assert set(state.places) <= set(ids)
    assert set(state.doubts) <= set(ids)
    for node in nodes(state.document):
        if isinstance(node, Prose):
            assert node.text == written(text, state.spans(node.id, "text"))
        if isinstance(node, Part | Section):
            assert node.lead == written(text, state.spans(node.id, "lead"))
        if isinstance(node, Point):
            assert node.claim == written(text, state.spans(node.id, "claim")).removesuffix("。")
            assert node.elaboration == written(text, state.spans(node.id, "elaboration"))
            assert node.example == written(text, state.spans(node.id, "example"))
        spans = state.places.get(node.id, ())
        assert list(spans) == sorted(spans)
    counts = counts_of(state)
    assert counts.source == counts.placed + counts.loose + counts.left_out
    assert load(text, dump(state)) == state


@SPECS
def test_a_fresh_import_holds_all_of_it(spec: FrameworkSpec | None) -> None:
    check(state_of(spec=spec))


@SPECS
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_whatever_is_moved_where_nothing_is_lost(spec: FrameworkSpec | None, data: Any) -> None:
    state = state_of(spec=spec)
    slots = slots_of(spec)
    fresh = map("m{}".format, count(1)).__next__
    for _ in range(data.draw(st.integers(1, 8))):
        key = data.draw(st.sampled_from(keys_of(state)))
        places = [place.key for place in places_of(state.document, slots)]
        to = data.draw(
            st.sampled_from([*places, JOIN, *(f"{AS_PART}{n}" for n in range(len(slots) + 1))])
        )
        try:
            state, where = move(state, slots, key, to, ids=fresh)
        except KeyError:
            continue
        check(state)
        assert where in keys_of(state)


def point_of(state: Reviewed, claim: str) -> Point:
    return next(p for c in containers(state.document) for p in c.points if p.claim == claim)


def claims(state: Reviewed) -> dict[str, list[str]]:
    """The claims by area or part."""
    return {
        (c.area or c.heading if isinstance(c, Section) else c.heading): [
            point.claim for point in c.points
        ]
        for c in containers(state.document)
        if c.points
    }


def section(state: Reviewed, name: str) -> Section:
    found = (
        c
        for c in containers(state.document)
        if isinstance(c, Section) and name in (c.area, c.heading)
    )
    return next(found)


def key_at(state: Reviewed, to: str) -> str:
    """The key of a place by its label."""
    return next(p.key for p in places_of(state.document, slots_of(SPEC)) if p.label.startswith(to))


def test_a_point_goes_where_the_source_has_it_among_the_others() -> None:
    state = state_of()
    point = point_of(state, "学用脱节")
    state, where = move(state, slots_of(SPEC), f"p-{point.id}", key_at(state, "担当作为"))
    assert where == f"p-{point.id}"
    assert claims(state)["担当作为"] == ["学用脱节", "遇事拖拉", "回避矛盾"]
    assert claims(state)["理论学习"] == ["学习不系统"]
    # its own number belonged to the area that it left
    assert point_of(state, "学用脱节").marker is None
    assert point_of(state, "遇事拖拉").marker == "一是"


def test_an_area_that_the_paper_lacks_is_made_where_the_framework_has_it() -> None:
    state = state_of()
    point = point_of(state, "服务不主动")
    state, _ = move(state, slots_of(SPEC), f"p-{point.id}", key_at(state, "廉洁自律"))
    made = section(state, "廉洁自律")
    assert (made.key, made.heading, made.number) == ("clean", "在廉洁自律方面", None)
    assert [p.claim for p in made.points] == ["服务不主动"]
    again = state_of()
    again, _ = move(
        again, slots_of(SPEC), f"l-{again.document.closing.id}-0", key_at(again, "上年度整改")
    )
    assert [part.role for part in again.document.parts] == [
        "previous",
        "problems",
        "causes",
        "measures",
    ]
    assert again.document.parts[0].lead == "以上是我的对照检查，请同志们批评指正。"


def test_a_point_between_paragraphs_becomes_one() -> None:
    state = state_of()
    point = point_of(state, "学习不系统")
    state, where = move(state, slots_of(SPEC), f"p-{point.id}", "opening")
    assert (
        state.document.opening.text.split("\n")[-1]
        == "一是学习不系统。平时翻得少。比如，7月只学了一次。"
    )
    assert where == f"l-{state.document.opening.id}-2"
    # and back again
    state, where = move(state, slots_of(SPEC), where, key_at(state, "理论学习"))
    back = find(state.document, where.removeprefix("p-"))
    assert isinstance(back, Point)
    assert (back.claim, back.elaboration, back.example) == (
        "学习不系统",
        "平时翻得少。",
        "比如，7月只学了一次。",
    )


def test_an_unclassified_paragraph_joins_the_point_before_it() -> None:
    state = state_of()
    start = state.text.index("附件：清单")
    before = point_before(state, f"u-{start}")
    assert before is not None
    assert before.claim == "改进作风"
    state, where = move(state, slots_of(SPEC), f"u-{start}", JOIN)
    assert where == f"p-{before.id}"
    assert point_of(state, "改进作风").elaboration == "每季度走访一次读者。\n附件：清单"
    assert [state.text[one.start : one.end] for one in state.loose] == ["第 3 页"]


def test_a_point_that_is_none_joins_the_one_before_it_in_one_line() -> None:
    state = state_of()
    point = point_of(state, "学用脱节")
    state, _ = move(state, slots_of(SPEC), f"p-{point.id}", JOIN)
    joined = point_of(state, "学习不系统")
    assert joined.example == "比如，7月只学了一次。二是学用脱节。学归学，做归做。"
    first = point_of(state, "学习不系统")
    with pytest.raises(KeyError):
        move(state, slots_of(SPEC), f"p-{first.id}", JOIN)


def test_an_area_is_taken_for_another_and_nobody_doubts_it() -> None:
    state = state_of()
    found = section(state, "履职尽责不够到位")
    assert found.id in state.doubts
    state, where = move(state, slots_of(SPEC), f"s-{found.id}", key_at(state, "廉洁自律"))
    assert where == f"s-{found.id}"
    now = find(state.document, found.id)
    assert isinstance(now, Section)
    assert (now.key, now.area, now.heading) == ("clean", "廉洁自律", "履职尽责不够到位")
    assert found.id not in state.doubts


def test_a_part_is_taken_for_another() -> None:
    state = state_of()
    part = next(part for part in state.document.parts if part.role == "causes")
    state, _ = move(state, slots_of(SPEC), f"d-{part.id}", f"{AS_PART}3")
    assert [(p.role, p.key) for p in state.document.parts][1] == ("measures", "measures")


def test_what_is_there_already_stays_as_it_is() -> None:
    state = state_of()
    point = point_of(state, "学用脱节")
    same, _ = move(state, slots_of(SPEC), f"p-{point.id}", key_at(state, "理论学习"))
    assert same is state


@pytest.mark.parametrize(
    ("key", "to"),
    [
        ("p-none", "opening"),
        ("u-999999", "opening"),
        ("l-n1-77", "opening"),
        ("h-n1-weather", "opening"),
        ("s-none", "opening"),
        ("d-none", "part-0"),
        ("x-n1", "opening"),
        ("", ""),
        ("p", "closing"),
    ],
)
def test_what_does_not_exist_is_refused(key: str, to: str) -> None:
    with pytest.raises(KeyError):
        move(state_of(), slots_of(SPEC), key, to)
    with pytest.raises(KeyError):
        move(state_of(), slots_of(SPEC), f"u-{PAPER.index('附件')}", "nowhere")


def test_a_number_that_is_too_long_to_be_one_is_refused() -> None:
    state, long = state_of(), "9" * 5_000
    with pytest.raises(KeyError):
        move(state, slots_of(SPEC), f"l-{state.document.opening.id}-{long}", "closing")
    with pytest.raises(KeyError):
        move(state, slots_of(SPEC), f"d-{state.document.parts[0].id}", f"{AS_PART}{long}")


def test_leaving_out_is_counted_and_taken_back() -> None:
    state = state_of()
    key = f"u-{state.text.index('第 3 页')}"
    before = counts_of(state)
    out = leave_out(state, key)
    assert counts_of(out).left_out == 3
    assert counts_of(out).loose == before.loose - 3
    assert leave_out(out, key, on=False) == state
    check(out)
    with pytest.raises(KeyError):
        leave_out(state, "u-0")


def test_looking_at_a_doubt_ends_it() -> None:
    state = state_of()
    node = next(iter(state.doubts))
    assert node not in accept(state, node).doubts
    with pytest.raises(KeyError):
        accept(accept(state, node), node)


def test_spans_sort_by_place() -> None:
    assert sorted([SourceSpan(5, 6, "a"), SourceSpan(1, 9, "z")]) == [
        SourceSpan(1, 9, "z"),
        SourceSpan(5, 6, "a"),
    ]
