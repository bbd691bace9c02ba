"""Where last year's paper says what belongs to a step."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache

import pytest
from django.conf import settings

from drafting.document.model import Document, Part, Point
from drafting.drafts.first_document import new_document
from drafting.frameworks.shipped_frameworks import shipped_framework, shipped_keys
from drafting.frameworks.spec import FrameworkSpec
from drafting.progress.steps import Step, steps_of
from drafting.rectification.areas import Passage, passages_for, passages_of


@cache
def areas_by_category() -> dict[str, str]:
    file = settings.BASE_DIR / "fixtures" / "taxonomy.json"
    return {row["code"]: row["area"] for row in json.loads(file.read_text("utf-8"))["problems"]}


def framework(key: str) -> FrameworkSpec:
    found = shipped_framework(key)
    assert found is not None
    return found


def written(spec: FrameworkSpec) -> Document:
    """A paper of a framework that has a word in every place."""
    empty = new_document(spec)

    def said(part: Part) -> Part:
        sections = tuple(
            replace(one, points=(Point(id=f"{one.key}-1", claim=one.area),))
            for one in part.sections
        )
        return replace(part, lead=f"{part.key}的话", sections=sections)

    return replace(
        empty,
        opening=replace(empty.opening, text="导语的话"),
        parts=tuple(map(said, empty.parts)),
        closing=replace(empty.closing, text="结束的话"),
    )


def step(key: str, spec: FrameworkSpec) -> Step:
    return next(one for one in steps_of(spec, new_document(spec)) if one.key == key)


def beside(key: str, now: str, then: str) -> list[str]:
    """The headings that a step of one framework has beside it in a paper of another."""
    spec = framework(then)
    found = passages_for(step(key, framework(now)), written(spec), spec, areas_by_category())
    return [one.heading for one in found]


@pytest.mark.parametrize(
    ("key", "now", "then", "wanted"),
    [
        # the same name
        ("theory", "2023-zuzhi", "2022-zuzhi", ["理论学习"]),
        # two areas of six in one of five
        ("style", "2025-zuzhi", "2023-zuzhi", ["工作作风", "廉洁自律"]),
        ("vanguard", "2025-zuzhi", "2023-zuzhi", ["能力本领", "担当作为"]),
        # those that have most in common, where none is the same
        ("organizational", "2024-zuzhi", "2023-zuzhi", ["政治素质", "廉洁自律"]),
        # and nothing where they have nothing in common
        ("theory", "2025-zuzhi", "2024-zuzhi", []),
    ],
)
def test_areas_of_other_frameworks(key: str, now: str, then: str, wanted: list[str]) -> None:
    assert beside(key, now, then) == wanted


def test_the_other_parts_go_by_their_role() -> None:
    assert beside("causes", "2025-zuzhi", "2023-zuzhi") == ["产生问题的原因剖析"]
    assert beside("basics", "2025-zuzhi", "2023-zuzhi") == ["导语"]
    assert beside("closing", "2025-zuzhi", "2023-zuzhi") == ["结束语"]
    # other parts mean something else each year
    assert beside("eight-rules", "2025-zuzhi", "2023-zuzhi") == []


def test_every_area_of_every_framework_has_something_beside_it_from_the_year_before() -> None:
    keys = shipped_keys()
    lost = {
        (key, then, area.key)
        for key in keys
        for then in keys
        if framework(then).year == framework(key).year - 1
        and key.split("-")[1] == then.split("-")[1]
        for area in framework(key).areas()
        if not beside(area.key, key, then)
    }
    # the six disciplines have no area of study
    assert lost == {("2025-zuzhi", "2024-zuzhi", "theory")}


def test_an_area_that_its_framework_does_not_know_goes_by_its_points() -> None:
    spec = framework("2023-zuzhi")
    document = written(spec)
    [problems] = [part for part in document.parts if part.role == "problems"]
    strange = replace(
        problems.sections[0], id="strange", key="area-1", area="学习上", heading="学习上",
        points=(Point(id="a", claim="学得少", category="LL1"), Point(id="b", claim="想得少")),
    )  # fmt: skip
    document = replace(document, parts=(replace(problems, sections=(strange,)),))
    found = passages_for(
        step("theory", framework("2025-zuzhi")), document, spec, areas_by_category()
    )
    assert found == (Passage("strange", "problems", "学习上", "", strange.points),)


def test_all_that_is_said_can_be_looked_at() -> None:
    document = written(framework("2023-zuzhi"))
    found = passages_of(document)
    assert (found[0].heading, found[-1].heading) == ("导语", "结束语")
    assert {one.role for one in found} >= {"problems", "causes", "measures", "previous"}
    assert all(one.lead or one.points for one in found)
    assert passages_of(new_document(framework("2023-zuzhi"))) == ()
