"""The shared cast, the curator's browser and a few formulations."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.models import User
from drafting.proofing.models import Formulation
from tests.cast import *  # noqa: F403


@pytest.fixture
def keeper(client: Client, curator: User) -> Client:
    """The curator's browser, without scripts."""
    client.force_login(curator)
    return client


@pytest.fixture
def rows() -> list[Formulation]:
    """A fixed one, one that is outdated, and one that is retired."""
    given = (
        {"key": "GD-1", "kind": "fixed", "text": "为民务实", "source": "甲文件"},
        {"key": "GS-1", "kind": "outdated", "text": "又快又好", "use": "更好", "since": "2017",
         "source": "乙文件"},
        {"key": "WY-1", "kind": "misused", "text": "务实为人", "use": "为民务实", "source": "丙文件",
         "state": "retired"},
    )  # fmt: skip
    return [Formulation.objects.create(**one) for one in given]
