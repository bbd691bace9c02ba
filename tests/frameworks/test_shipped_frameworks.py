"""The frameworks that are shipped: complete, with guidance everywhere, unsure names marked."""

import json
from typing import Any

import pytest

from drafting.frameworks.models import Framework
from drafting.frameworks.selectors import pending_names, spec_of
from tests.cast import shipped as from_file
from tests.frameworks.conftest import FIXTURES

DATA = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in FIXTURES}


def rows(data: dict[str, Any]) -> list[dict[str, Any]]:
    return [row for part in data["parts"] for row in (part, *part.get("areas", ()))]


def test_both_meetings_of_every_year_are_there() -> None:
    """From the first year on; of the newest year the notice for one may be out, for the other not
    yet."""
    there = {(data["year"], data["meeting"]) for data in DATA.values()}
    newest = max(year for year, _ in there)
    assert {(y, kind) for y in range(2021, newest) for kind in ("minzhu", "zuzhi")} <= there
    assert newest >= 2025


@pytest.mark.parametrize("key", DATA)
def test_a_file_is_named_by_its_key_and_that_by_year_and_meeting(key: str) -> None:
    data = DATA[key]
    assert data["key"] == key
    assert key.startswith(f"{data['year']}-{data['meeting']}")


@pytest.mark.parametrize("key", DATA)
def test_guidance_says_something_concrete_everywhere(key: str) -> None:
    guidance = {row["key"]: len(row["guidance"]) for row in rows(DATA[key])}
    assert {name: size for name, size in guidance.items() if not 40 <= size <= 120} == {}


@pytest.mark.parametrize("key", DATA)
def test_limits_are_in_order_and_areas_are_mapped(key: str) -> None:
    areas = [area for part in DATA[key]["parts"] for area in part.get("areas", ())]
    assert [area["key"] for area in areas if not area["taxonomy"]] == []
    for row in rows(DATA[key]):
        assert row["min_characters"] < row["max_characters"]
        assert row["min_points"] <= row["max_points"]
    longest = 1100 if key.endswith("minzhu") else 500
    assert {area["max_characters"] <= longest for area in areas} == {True}


def test_they_load_and_are_published(shipped: dict[str, Framework]) -> None:
    assert {row.state for row in shipped.values()} == {Framework.State.PUBLISHED}


def test_the_six_areas_of_2023(shipped: dict[str, Framework]) -> None:
    spec = spec_of(shipped["2023-minzhu"])
    assert [part.role for part in spec.parts] == [
        "opening", "previous", "problems", "cases", "causes", "measures", "statement", "closing",
    ]  # fmt: skip
    assert [(area.name, area.heading, area.taxonomy) for area in spec.areas()] == [
        (name, f"在{name}方面", (name,))
        for name in ("理论学习", "政治素质", "能力本领", "担当作为", "工作作风", "廉洁自律")
    ]
    assert [part.heading for part in spec.parts if part.role in ("problems", "causes",
    "measures")] == [
        "存在的问题", "产生问题的原因剖析", "今后努力方向和整改措施",
    ]  # fmt: skip


def test_the_four_areas_of_2023_stand_beside_the_six(shipped: dict[str, Framework]) -> None:
    six, four = shipped["2023-zuzhi"], shipped["2023-zuzhi-four"]
    assert [(area.name, area.heading, area.taxonomy) for area in spec_of(four).areas()] == [
        ("学习贯彻党的创新理论情况", "在学习贯彻党的创新理论情况方面", ("理论学习",)),
        ("党性修养提高情况", "在党性修养提高情况方面", ("政治素质", "廉洁自律")),
        ("联系服务群众情况", "在联系服务群众情况方面", ("工作作风", "NL7")),
        ("发挥先锋模范作用情况", "在发挥先锋模范作用情况方面", ("担当作为", "能力本领")),
    ]
    assert {row.confidence for row in four.sections.exclude(parent=None)} == {"medium"}
    # what differs is the areas: the material has the same title, parts and limits
    assert (four.title, four.theme) == (six.title, six.theme)
    assert [
        (part.key, part.guidance, part.limits, part.required) for part in spec_of(four).parts
    ] == [(part.key, part.guidance, part.limits, part.required) for part in spec_of(six).parts]


@pytest.mark.parametrize("key", ["2023-minzhu", "2023-zuzhi", "2023-zuzhi-four", "2025-zuzhi"])
def test_every_problem_of_the_taxonomy_has_an_area(key: str) -> None:
    areas = [area for part in DATA[key]["parts"] for area in part.get("areas", ())]
    covered = {entry for area in areas for entry in area["taxonomy"]}
    problems = from_file("taxonomy.json")["problems"]
    assert [row["code"] for row in problems if not {row["code"], row["area"]} & covered] == []


def test_long_names_are_printed_with_方面(shipped: dict[str, Framework]) -> None:
    areas = spec_of(shipped["2024-minzhu"]).areas()
    assert [area.heading for area in areas] == [f"{area.name}方面" for area in areas]
    assert max(len(area.name) for area in spec_of(shipped["2021-minzhu"]).areas()) > 90


def test_names_that_are_not_sure_wait_for_someone(shipped: dict[str, Framework]) -> None:
    assert pending_names(shipped["2024-minzhu"]) == []
    assert pending_names(shipped["2023-minzhu"]) == ["会议主题"]
    names = pending_names(shipped["2022-minzhu"])
    assert [name for name in names if name.startswith("带头")] == [
        area.name for area in spec_of(shipped["2022-minzhu"]).areas()
    ]
