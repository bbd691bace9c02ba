"""The shared cast: a branch with its people, somebody from elsewhere, the framework of 2023 and a
member's draft.

A room's conftest takes over what it needs: ``from tests.cast import *``.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from accounts.codes import MemberKind, OrganizationKind, Role
from accounts.models import Organization, User
from drafting.drafts.models import Draft
from drafting.drafts.services import lifecycle
from drafting.frameworks.loader import load_framework
from drafting.frameworks.models import Framework
from drafting.library.loader import load_taxonomy
from drafting.library.models import CauseCategory, MeasureCategory, Phrase, ProblemCategory
from tests.factories import OrganizationFactory, person

__all__ = [
    "administrator",
    "branch",
    "colleague",
    "committee",
    "curator",
    "draft",
    "framework",
    "member",
    "other_branch",
    "secretary",
    "signed_in",
    "stranger",
    "taxonomy",
]


def shipped(path: str) -> Any:
    """What a file below fixtures/ holds."""
    return json.loads((Path(settings.BASE_DIR) / "fixtures" / path).read_text(encoding="utf-8"))


def published(key: str) -> Framework:
    """A shipped framework, loaded and published."""
    load_framework(shipped(f"frameworks/{key}.json"))
    return Framework.objects.get(key=key)


def approved_phrase(key: str, **fields: Any) -> Phrase:
    """An approved phrase; a problem, cause or measure where its key begins with such a category's
    code (LL1-01)."""
    code = key.split("-")[0]
    fields.setdefault("state", Phrase.State.APPROVED)
    for part, name, model in (
        ("problems", "problem", ProblemCategory),
        ("causes", "cause", CauseCategory),
        ("measures", "measure", MeasureCategory),
    ):
        if row := model.objects.filter(code=code).first():  # type: ignore[attr-defined]
            fields |= {"part": part, name: row}
    return Phrase.objects.create(key=key, **fields)


@pytest.fixture
def committee(db: None) -> Organization:
    return OrganizationFactory(name="云溪县文化和旅游局党委", kind=OrganizationKind.COMMITTEE)


@pytest.fixture
def branch(committee: Organization) -> Organization:
    return OrganizationFactory(name="县图书馆党支部", parent=committee)


@pytest.fixture
def other_branch(committee: Organization) -> Organization:
    return OrganizationFactory(name="文旅公司党支部", parent=committee)


@pytest.fixture
def member(branch: Organization) -> User:
    return person("member", "刘洋", branch, position="馆员")


@pytest.fixture
def colleague(branch: Organization) -> User:
    return person("colleague", "孙蕾", branch)


@pytest.fixture
def secretary(branch: Organization) -> User:
    return person("secretary", "林静", branch, Role.SECRETARY, member_kind=MemberKind.LEADER)


@pytest.fixture
def curator(committee: Organization) -> User:
    return person("curator", "许文博", committee, Role.CURATOR)


@pytest.fixture
def administrator(committee: Organization) -> User:
    return person("administrator", "罗敏", committee, Role.ADMINISTRATOR)


@pytest.fixture
def stranger(other_branch: Organization) -> User:
    return person("stranger", "黄志强", other_branch)


@pytest.fixture
def framework(db: None) -> Framework:
    """民主生活会 of 2023: six areas, previous, cases, causes, measures, statement."""
    return published("2023-minzhu")


@pytest.fixture
def taxonomy(db: None) -> None:
    load_taxonomy(shipped("taxonomy.json"))


@pytest.fixture
def draft(member: User, framework: Framework) -> Draft:
    """The member's own draft, nothing written."""
    return lifecycle.begin_draft(member, framework)[0]


@pytest.fixture
def signed_in(client: Client, member: User) -> Client:
    """The member's browser, without scripts."""
    client.force_login(member)
    return client
