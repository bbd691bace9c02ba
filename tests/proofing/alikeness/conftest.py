"""Two members of a branch and its meeting; one has handed in."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Organization, User
from drafting.drafts.models import Draft
from drafting.frameworks.models import Framework
from drafting.meetings.models import Meeting
from tests.cast import *  # noqa: F403
from tests.review.states import submitted, written


def held(organization: Organization, framework: Framework, title: str = "") -> Meeting:
    """A meeting of an organisation."""
    return Meeting.objects.create(
        organization=organization,
        framework=framework,
        kind=framework.meeting_kind,
        title=title or f"{organization}{framework.year}年度组织生活会",
        deadline=timezone.localdate() + timedelta(days=9),
    )


@pytest.fixture
def meeting(branch: Organization, framework: Framework) -> Meeting:
    return held(branch, framework)


@pytest.fixture
def handed(colleague: User, meeting: Meeting) -> Draft:
    """The colleague's paper, handed in."""
    return submitted(written(colleague, meeting))
