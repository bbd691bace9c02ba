"""The shared cast; 刘洋 has an approved paper of the year before, and writes this year's beside it."""

import pytest

from accounts.models import User
from drafting.document import codec
from drafting.drafts.models import Draft
from drafting.drafts.services import lifecycle
from drafting.frameworks.models import Framework
from tests.cast import *  # noqa: F403
from tests.cast import published
from tests.rectification.papers import MEASURES, paper


@pytest.fixture
def next_framework(db: None) -> Framework:
    """民主生活会 of 2025: five 带头, with 上年度整改情况."""
    return published("2025-minzhu")


@pytest.fixture
def earlier(member: User, framework: Framework) -> Draft:
    """The member's paper of 2023, approved."""
    draft = lifecycle.begin_draft(member, framework)[0]
    text = paper(codec.load(draft.document), MEASURES)
    Draft.objects.filter(pk=draft.pk).update(document=codec.dump(text), state="approved")
    draft.refresh_from_db()
    return draft


@pytest.fixture
def this_year(member: User, earlier: Draft, next_framework: Framework) -> Draft:
    """The member's paper of 2025, nothing written."""
    return lifecycle.begin_draft(member, next_framework)[0]
