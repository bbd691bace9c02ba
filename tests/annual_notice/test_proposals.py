"""What is taken over from earlier frameworks: of those for everybody and the own organisation's."""

from __future__ import annotations

import pytest

from accounts.models import Organization
from drafting.annual_notice.area_rows import AreaRow
from drafting.annual_notice.proposals import known_areas
from drafting.annual_notice.services import Head, prepare
from drafting.frameworks.models import Framework, Section
from drafting.frameworks.services.errors import FrameworkError
from tests.cast import published

pytestmark = pytest.mark.django_db


@pytest.fixture
def theirs(other_branch: Organization) -> Framework:
    """A framework of 2025 that the other branch has for itself, with an area and limits of its
    own."""
    row = published("2025-zuzhi")
    Framework.objects.filter(pk=row.pk).update(organization=other_branch)
    areas = Section.objects.filter(framework=row).exclude(parent=None)
    areas.filter(name="联系服务群众").update(name="只有外单位查摆的方面")
    areas.update(min_characters=777, max_characters=888)
    return row


def test_areas_of_another_organisation_are_not_known(
    theirs: Framework, branch: Organization, other_branch: Organization
) -> None:
    published("2024-zuzhi-lead")
    for organization in (None, branch):
        found = known_areas("zuzhi", organization=organization)
        assert {row.framework.key for row in found.values()} == {"2024-zuzhi-lead"}
    assert "只有外单位查摆的方面" in known_areas("zuzhi", organization=other_branch)


def test_nor_are_its_limits_taken_over(theirs: Framework, branch: Organization) -> None:
    base = published("2024-zuzhi-lead")
    own = base.sections.exclude(parent=None).first()
    assert own is not None
    base.sections.exclude(parent=None).update(
        min_points=0, max_points=0, min_characters=0, max_characters=0
    )
    head = Head(name="本支部的", variant="", audience="member", theme="", notice="某通知")
    new = prepare(base, 2026, head, [AreaRow("新的方面")], branch)
    area = new.sections.exclude(parent=None).get()
    assert (area.min_characters, area.max_characters) == (0, 0)


def test_what_another_organisation_is_editing_is_in_nobodys_way(
    branch: Organization, other_branch: Organization
) -> None:
    base = published("2025-zuzhi")
    head = Head(name="同一个名称", variant="", audience="member", theme="", notice="某通知")
    for organization in (None, branch, other_branch):
        new = prepare(base, 2026, head, [AreaRow("甲")], organization)
        assert (new.name, new.organization) == ("同一个名称", organization)
    with pytest.raises(FrameworkError, match="已有一个编制中的“同一个名称”"):
        prepare(base, 2026, head, [AreaRow("甲")], branch)
