"""The cast: a committee, its two branches, and who works there."""

import pytest

from accounts.codes import MemberKind, OrganizationKind, Role
from accounts.models import Organization, User
from tests.factories import OrganizationFactory, person


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
def member(branch: Organization) -> User:
    return person("member", "刘洋", branch)


@pytest.fixture
def colleague(branch: Organization) -> User:
    return person("colleague", "孙蕾", branch)


@pytest.fixture
def secretary(branch: Organization) -> User:
    return person("secretary", "林静", branch, Role.SECRETARY, member_kind=MemberKind.LEADER)


@pytest.fixture
def superior(committee: Organization) -> User:
    return person("superior", "周致远", committee, Role.SECRETARY, member_kind=MemberKind.LEADER)


@pytest.fixture
def curator(committee: Organization) -> User:
    return person("curator", "许文博", committee, Role.CURATOR)


@pytest.fixture
def administrator(committee: Organization) -> User:
    return person("administrator", "罗敏", committee, Role.ADMINISTRATOR)
