"""A year and meeting has several variants; one is the usual one, and each suits some persons."""

from __future__ import annotations

import io
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from accounts.models import Organization
from drafting.frameworks.loader import Outcome, load_framework
from drafting.frameworks.models import Framework
from drafting.frameworks.selectors import personal_frameworks, spec_of
from drafting.frameworks.services import copies, lifecycle
from drafting.frameworks.services.errors import FrameworkError
from drafting.frameworks.variants import fitting
from tests.cast import published, shipped
from tests.frameworks.conftest import FIXTURES

KEYS = [path.stem for path in FIXTURES]
PREPARED = sorted((FIXTURES[0].parent / "prepared").glob("*.json"))
#: The variants of 组织生活会 as they are known (frameworks-variants.json), and for whom.
KNOWN = {
    2023: [("六个方面", "member", 6), ("四个方面", "member", 4), ("支部班子", "committee", 6)],
    2024: [("六项纪律", "member", 6), ("四个带头", "member", 4), ("六查六看", "member", 6)],
    2025: [
        ("五个方面", "member", 5),
        ("六项纪律", "member", 6),
        ("五个带头", "member", 5),
        ("四个方面", "member", 4),
    ],
}


def read(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def areas(framework: Framework) -> list[str]:
    return [area.name for area in spec_of(framework).areas()]


def usual() -> list[str]:
    return sorted(Framework.objects.filter(usual=True).values_list("key", flat=True))


def areas_of(data: dict[str, Any]) -> list[Any]:
    return next(part["areas"] for part in data["parts"] if "areas" in part)


def test_all_known_variants_are_shipped() -> None:
    files = [read(path) for path in FIXTURES]
    for year, known in KNOWN.items():
        found = [
            (data["variant"], data["audience"], len(areas_of(data)))
            for data in files
            if (data["year"], data["meeting"]) == (year, "zuzhi")
        ]
        assert sorted(found) == sorted(known)
    first = Counter((d["year"], d["meeting"], d["audience"]) for d in files if d["usual"])
    assert set(first.values()) == {1}


def test_a_members_variant_of_the_leaders_areas_has_a_members_limits(db: None) -> None:
    for year in (2024, 2025):
        own, leaders = published(f"{year}-zuzhi-lead"), published(f"{year}-minzhu")
        assert areas(own) == areas(leaders)
        limits = {area.limits for area in spec_of(published(f"{year}-zuzhi")).areas()}
        assert {area.limits for area in spec_of(own).areas()} == limits
        assert not any(
            word in area.guidance
            for area in spec_of(own).areas()
            for word in ("分管", "下属", "党风廉政建设一年")
        )
    assert areas(published("2024-zuzhi-six")) == areas(published("2022-zuzhi"))
    assert areas(published("2025-zuzhi-disciplines")) == areas(published("2024-zuzhi"))


def test_what_is_prepared_is_not_offered(db: None) -> None:
    assert [load_framework(read(path)) for path in PREPARED] == [Outcome.NEW] * 3
    assert [load_framework(read(path)) for path in PREPARED] == [Outcome.SAME] * 3
    rows = {row.key: row for row in Framework.objects.all()}
    assert {row.state for row in rows.values()} == {"draft"}
    assert {key: areas(row) for key, row in rows.items()} == {key: [] for key in rows}
    parts = {part.heading for part in spec_of(rows["2026-zuzhi-prepared"]).parts}
    assert "树立和践行正确政绩观学习教育整改情况" in parts
    assert "二十届五中全会" in rows["2026-minzhu-prepared"].note


def test_the_year_s_default_is_the_usual_one_in_whatever_order_they_come(db: None) -> None:
    for key in sorted(KEYS, reverse=True):
        published(key)
    once = usual()
    assert once == sorted(data["key"] for path in FIXTURES if (data := read(path))["usual"])
    call_command("load_fixtures", stdout=io.StringIO())
    assert usual() == once


def test_a_branch_committee_s_is_not_for_a_single_person(db: None) -> None:
    for key in KEYS:
        published(key)
    offered = set(personal_frameworks().values_list("key", flat=True))
    assert set(KEYS) - offered == {"2023-zuzhi-committee"}
    mixed = [published(key) for key in ("2023-zuzhi-committee", "2023-zuzhi", "2023-minzhu")]
    assert [one.key for one in fitting(mixed, ["leader", "member"])] == ["2023-minzhu"]
    assert [one.key for one in fitting(mixed, ["retired"])] == ["2023-zuzhi"]
    assert [one.key for one in fitting(mixed[:2], ["leader"])] == ["2023-zuzhi"]


def test_one_organisation_s_own_is_offered_to_it_alone(
    branch: Organization, other_branch: Organization
) -> None:
    own = copies.copy_to_year(published("2025-zuzhi"), 2025)
    Framework.objects.filter(pk=own.pk).update(organization=branch)
    own.refresh_from_db()
    lifecycle.publish(own)
    assert own in personal_frameworks(branch)
    assert own not in personal_frameworks(other_branch)
    assert own not in personal_frameworks()
    assert usual() == ["2025-zuzhi"]
    with pytest.raises(FrameworkError):
        lifecycle.make_usual(own)


def test_another_becomes_the_usual_one_and_its_end_hands_that_on(db: None) -> None:
    six, four = published("2023-zuzhi"), published("2023-zuzhi-four")
    lifecycle.make_usual(four)
    assert usual() == ["2023-zuzhi-four"]
    lifecycle.retire(four)
    assert usual() == ["2023-zuzhi"]
    lifecycle.retire(six)
    assert usual() == []


def test_a_correction_takes_over_and_older_editions_get_their_names(db: None) -> None:
    old = read(Path(__file__).parent / "before" / "2025-zuzhi.json")
    load_framework(old)
    load_framework(shipped("frameworks/2025-zuzhi.json"))
    assert usual() == ["2025-zuzhi-2"]
    Framework.objects.update(variant="")
    load_framework(shipped("frameworks/2025-zuzhi.json"))
    names = dict(Framework.objects.values_list("key", "variant"))
    assert names == {"2025-zuzhi": "", "2025-zuzhi-2": "五个方面"}
