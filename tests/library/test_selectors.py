"""What the picker offers."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from drafting.frameworks.models import Framework
from drafting.frameworks.spec import AreaSpec
from drafting.library.models import CauseCategory, Phrase
from drafting.library.selectors import fitting_phrases, phrases_by_number, suggestions
from tests.library.conftest import phrase

pytestmark = [pytest.mark.django_db, pytest.mark.db_sensitive]


def area(*taxonomy: str) -> AreaSpec:
    return AreaSpec(key="a", name="甲", heading="在甲方面", taxonomy=taxonomy)


def keys(part: str = "problems", **wanted: Any) -> list[str]:
    return [row.key for row in fitting_phrases(part, **wanted)]


def test_suggestions_come_likeliest_first(taxonomy: None) -> None:
    assert suggestions()["ZZ5"] == (["C03", "C06"], ["M05", "M02"])
    assert len(suggestions()) == 48
    CauseCategory.objects.filter(code="C03").update(active=False)
    assert suggestions()["ZZ5"] == (["C06"], ["M05", "M02"])


def test_only_what_is_approved_and_in_force(taxonomy: None) -> None:
    today = timezone.localdate()
    phrase("LL1-01")
    phrase("LL1-02", state=Phrase.State.DRAFT)
    phrase("LL1-03", state=Phrase.State.RETIRED)
    phrase("LL1-04", expires_on=today)
    phrase("LL1-05", expires_on=today + datetime.timedelta(days=1))
    assert keys() == ["LL1-01", "LL1-05"]


def test_part_category_and_area(taxonomy: None) -> None:
    for key in ("LL1-01", "ZZ7-01", "LJ6-01", "C01-01", "M02-01", "OP-01"):
        phrase(key)
    assert keys() == ["LJ6-01", "LL1-01", "ZZ7-01"]
    assert keys("causes", category="C01") == ["C01-01"]
    assert keys("causes", category="C02") == []
    assert keys("measures", category="M02") == ["M02-01"]
    assert keys("opening") == ["OP-01"]
    assert keys(category="LL1", area=area("理论学习")) == ["LL1-01"]
    assert keys(category="LL1", area=area("廉洁自律")) == []
    assert keys(area=area("ZZ7", "廉洁自律")) == ["LJ6-01", "ZZ7-01"]
    assert keys(area=area()) == ["LJ6-01", "LL1-01", "ZZ7-01"]


def test_tags_fit_the_person_and_no_tag_fits_everyone(taxonomy: None) -> None:
    framework, other = (
        Framework.objects.create(key=key, year=2025, meeting_kind="zuzhi", name=key) for key in "ab"
    )
    phrase("LL1-01")
    phrase("LL1-02", roles=("leader", "committee"))
    phrase("LL1-03", unit_types=("hospital",))
    phrase("LL1-04", meeting_kind="minzhu")
    phrase("LL1-05").frameworks.add(framework)
    everything = [f"LL1-0{n}" for n in range(1, 6)]
    assert keys() == everything
    assert keys(member_kinds=["leader"]) == everything
    assert keys(member_kinds=["member"]) == ["LL1-01", "LL1-03", "LL1-04", "LL1-05"]
    assert keys(unit_type="school") == ["LL1-01", "LL1-02", "LL1-04", "LL1-05"]
    assert keys(meeting_kind="zuzhi") == ["LL1-01", "LL1-02", "LL1-03", "LL1-05"]
    assert keys(framework=framework) == everything
    assert keys(framework=other) == everything[:4]


def test_every_term_has_to_be_somewhere(taxonomy: None) -> None:
    phrase("LL1-01", claim="读书不够", elaboration="放下了原著。", example="比如，{时间}没有读完。")
    phrase("LL2-01", claim="学得浅", elaboration="读原著只看摘要。")
    assert keys(query="原著") == ["LL1-01", "LL2-01"]
    assert keys(query=" 原著　读完 ") == ["LL1-01"]
    assert keys(query="碎片化") == ["LL2-01"]
    assert keys(query="100%") == []


def test_by_key_however_often_they_were_used(taxonomy: None) -> None:
    for key, uses in (("LL1-02", 3), ("LL1-01", 3), ("LL1-03", 7)):
        phrase(key, use_count=uses)
    assert keys() == ["LL1-01", "LL1-02", "LL1-03"]


@pytest.mark.parametrize("count", [10, 1000])
def test_as_many_queries_for_a_thousand_as_for_ten(
    count: int, taxonomy: None, django_assert_num_queries: Any
) -> None:
    first = phrase("LL1-0000")
    Phrase.objects.bulk_create(
        Phrase(
            key=f"LL1-{n:04}",
            part="problems",
            problem=first.problem,
            claim=f"第{n}条不够",
            elaboration="没有做到。",
            state="approved",
        )
        for n in range(1, count)
    )
    with django_assert_num_queries(3):
        found = fitting_phrases(
            "problems",
            area=area("理论学习"),
            query="不够 做到",
            member_kinds=["member"],
            unit_type="school",
        )
        assert {row.category.code for row in found if row.category} == {"LL1"}


def test_phrases_are_read_by_their_numbers(taxonomy: None) -> None:
    numbers = [phrase(f"P{number}").pk for number in range(3)]
    found = phrases_by_number([*numbers[:2], 0])
    assert found == Phrase.objects.in_bulk(numbers[:2])
    assert phrases_by_number(numbers).keys() == set(numbers)
    assert phrases_by_number([]) == {}
