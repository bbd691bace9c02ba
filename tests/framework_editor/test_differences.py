"""Which framework is last year's, and whose may be compared with."""

from __future__ import annotations

import pytest

from accounts.models import Organization
from drafting.framework_editor.differences import last_years
from drafting.frameworks.models import Framework
from tests.cast import published

pytestmark = pytest.mark.django_db


def test_only_what_is_for_everybody_or_the_own_organisation_is_last_years(
    base: Framework, branch: Organization, other_branch: Organization
) -> None:
    shared = Framework.objects.get(key="2025-zuzhi")
    theirs = published("2025-zuzhi-four")
    Framework.objects.filter(pk=theirs.pk).update(organization=other_branch, variant=base.variant)
    assert last_years(base) == shared
    base.organization = branch
    assert last_years(base) == shared
    base.organization = other_branch
    assert last_years(base) == theirs
