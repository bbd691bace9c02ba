"""The people of the shared cast in organisations with names of their own, and the secretary above
them."""

import pytest

from accounts.codes import MemberKind, OrganizationKind, Role
from accounts.models import Organization, User
from tests.cast import administrator, colleague, curator, member, secretary
from tests.factories import OrganizationFactory, person

__all__ = ["administrator", "colleague", "curator", "member", "secretary"]


@pytest.fixture
def committee(db: None) -> Organization:
    return OrganizationFactory(name="局党委", kind=OrganizationKind.COMMITTEE)


@pytest.fixture
def branch(committee: Organization) -> Organization:
    return OrganizationFactory(name="第一支部", parent=committee, sort_order=1)


@pytest.fixture
def other_branch(committee: Organization) -> Organization:
    return OrganizationFactory(name="第二支部", parent=committee, sort_order=2)


@pytest.fixture
def superior(committee: Organization) -> User:
    return person("superior", "周致远", committee, Role.SECRETARY, member_kind=MemberKind.LEADER)
