"""The cast of review, a meeting that asks the committee for a paper, and that paper."""

import pytest

from accounts.models import Organization, User
from drafting.collective.services import begin
from drafting.drafts.models import Draft
from drafting.frameworks.models import Framework
from drafting.meetings import services as meetings
from drafting.meetings.models import Meeting
from tests.cast import published
from tests.factories import person
from tests.review.conftest import *  # noqa: F403


@pytest.fixture
def by(db: None) -> Framework:
    """The six areas of a branch committee in 2023."""
    return published("2023-zuzhi-committee")


@pytest.fixture
def organizer(branch: Organization) -> User:
    """组织委员: of the committee by a duty, without an office."""
    return person("organizer", "顾晓晨", branch, duty="组织委员")


@pytest.fixture
def meeting(
    branch: Organization, framework: Framework, by: Framework, secretary: User, deputy: User,
    organizer: User, member: User, colleague: User, superior: User,
) -> Meeting:  # fmt: skip
    """Asks everybody for a paper, and the committee for one of its own."""
    return meetings.open_meeting(
        branch, framework, "2023年度组织生活会", by=secretary, collective=by
    )


@pytest.fixture
def paper(meeting: Meeting, secretary: User) -> Draft:
    """The committee's paper, begun by the secretary."""
    return begin(meeting, secretary)
