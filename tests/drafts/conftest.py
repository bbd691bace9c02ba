"""The cast of the drafts pages: a branch with a 党小组 in it, a leading group above, their people and two frameworks."""

import json
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from accounts.codes import MemberKind, OrganizationKind, Role
from accounts.models import Organization, User
from drafting.drafts import services
from drafting.drafts.models import Draft, Meeting
from drafting.frameworks.loading import load_framework
from drafting.frameworks.models import Framework
from tests.factories import MembershipFactory, OrganizationFactory, person


def framework(key: str) -> Framework:
    path = Path(settings.BASE_DIR) / "fixtures" / "frameworks" / f"{key}.json"
    load_framework(json.loads(path.read_text(encoding="utf-8")))
    return Framework.objects.get(key=key)


@pytest.fixture
def zuzhi(db: None) -> Framework:
    return framework("2023-zuzhi")


@pytest.fixture
def minzhu(db: None) -> Framework:
    return framework("2024-minzhu")


@pytest.fixture
def committee(db: None) -> Organization:
    return OrganizationFactory(name="县文旅局党委", kind=OrganizationKind.COMMITTEE)


@pytest.fixture
def branch(committee: Organization) -> Organization:
    return OrganizationFactory(name="县图书馆党支部", parent=committee)


@pytest.fixture
def member(branch: Organization) -> User:
    return person("liuyang", "刘洋", branch, position="馆员")


@pytest.fixture
def stranger(committee: Organization) -> User:
    return person("huangzhiqiang", "黄志强", OrganizationFactory(name="文旅公司党支部", parent=committee))


@pytest.fixture
def leader(committee: Organization, branch: Organization) -> User:
    """Belongs to the branch and to the leading group (双重组织生活)."""
    user = person("linjing", "林静", branch, position="馆长", member_kind=MemberKind.LEADER)
    MembershipFactory(user=user, organization=committee, position="党委委员", member_kind=MemberKind.LEADER)
    return user


@pytest.fixture
def meeting(branch: Organization, zuzhi: Framework) -> Meeting:
    return services.open_meeting(branch, zuzhi, "支部组织生活会", requirements="每个方面二至三条。")


@pytest.fixture
def draft(member: User, meeting: Meeting) -> Draft:
    return services.begin_draft(member, meeting.framework, meeting=meeting)[0]


@pytest.fixture
def signed_in(client: Client, member: User) -> Client:
    client.force_login(member)
    return client


@pytest.fixture
def curator(committee: Organization) -> User:
    return person("xuwenbo", "许文博", committee, Role.CURATOR)
