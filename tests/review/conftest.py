"""The shared cast, the people above the branch, and a meeting with a draft that can be handed
in."""

import pytest
from django.test import Client

from accounts.codes import MemberKind, Role
from accounts.models import Organization, User
from drafting.drafts.models import Draft
from drafting.drafts.services import lifecycle
from drafting.frameworks.models import Framework
from drafting.meetings import services
from drafting.meetings.models import Meeting
from tests.cast import *  # noqa: F403
from tests.cast import published
from tests.factories import person
from tests.review import states


@pytest.fixture
def framework(db: None) -> Framework:
    """组织生活会 of 2023: six areas, causes, measures; the demo's material is complete for it."""
    return published("2023-zuzhi")


@pytest.fixture
def superior(committee: Organization) -> User:
    """The secretary of the committee above the branch."""
    return person("superior", "周志远", committee, Role.SECRETARY, member_kind=MemberKind.LEADER)


@pytest.fixture
def deputy(branch: Organization) -> User:
    return person("deputy", "吴建国", branch, Role.DEPUTY, member_kind=MemberKind.COMMITTEE)


@pytest.fixture
def other_secretary(other_branch: Organization) -> User:
    """The secretary of another branch of the same committee."""
    return person(
        "othersecretary", "郑伟民", other_branch, Role.SECRETARY, member_kind=MemberKind.LEADER
    )


@pytest.fixture
def meeting(
    branch: Organization, framework: Framework, secretary: User, member: User, colleague: User
) -> Meeting:
    """Asks for one approval; the secretary, the member and the colleague are invited."""
    return services.open_meeting(branch, framework, "2023年度组织生活会", by=secretary)


@pytest.fixture
def draft(member: User, meeting: Meeting) -> Draft:
    """The member's draft for the meeting, nothing written."""
    return lifecycle.begin_draft(member, meeting.framework, meeting=meeting)[0]


@pytest.fixture
def ready(member: User, meeting: Meeting) -> Draft:
    """The member's draft for the meeting, complete."""
    return states.written(member, meeting)


@pytest.fixture
def submitted(ready: Draft) -> Draft:
    """The member's draft, handed in once."""
    return states.submitted(ready)


@pytest.fixture
def desk(secretary: User) -> Client:
    """The secretary's browser, without scripts."""
    browser = Client()
    browser.force_login(secretary)
    return browser
