"""What a page of the wizard reads of the library."""

import pytest

from drafting.frameworks.spec import AreaSpec
from drafting.library.models import ProblemCategory
from drafting.wizard.taxonomy import Taxonomy

pytestmark = pytest.mark.django_db


def codes(*entries: str) -> list[str]:
    area = AreaSpec(key="a", name="甲", heading="在甲方面", taxonomy=entries)
    return [row.code for row in Taxonomy().area_categories(area)]


def test_categories_of_an_area(taxonomy: None) -> None:
    assert codes("理论学习") == [f"LL{n}" for n in range(1, 9)]
    assert codes("ZZ7", "廉洁自律") == ["ZZ7", *(f"LJ{n}" for n in range(1, 9))]
    assert len(codes()) == 48


def test_a_category_no_longer_used_is_not_offered(taxonomy: None) -> None:
    ProblemCategory.objects.filter(code="LL3").update(active=False)
    assert "LL3" not in codes("理论学习")
