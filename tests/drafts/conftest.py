"""The shared cast with a meeting, a leader who belongs to two organisations, and two frameworks."""

import pytest

from accounts.codes import MemberKind
from accounts.models import Organization, User
from drafting.drafts.models import Draft
from drafting.drafts.services import lifecycle
from drafting.frameworks.models import Framework
from drafting.meetings import services
from drafting.meetings.models import Meeting
from tests.cast import *  # noqa: F403
from tests.cast import published
from tests.factories import MembershipFactory, person


@pytest.fixture
def zuzhi(db: None) -> Framework:
    return published("2023-zuzhi")


@pytest.fixture
def minzhu(db: None) -> Framework:
    return published("2024-minzhu")


@pytest.fixture
def leader(committee: Organization, branch: Organization) -> User:
    """Belongs to the branch and to the leading group (双重组织生活)."""
    user = person("leader", "林静", branch, position="馆长", member_kind=MemberKind.LEADER)
    MembershipFactory(
        user=user, organization=committee, position="党委委员", member_kind=MemberKind.LEADER
    )
    return user


@pytest.fixture
def meeting(branch: Organization, zuzhi: Framework) -> Meeting:
    return services.open_meeting(branch, zuzhi, "支部组织生活会", requirements="每个方面二至三条。")


@pytest.fixture
def draft(member: User, meeting: Meeting) -> Draft:
    """The member's draft for the meeting, nothing written."""
    return lifecycle.begin_draft(member, meeting.framework, meeting=meeting)[0]
