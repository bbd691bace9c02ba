"""The frameworks of past years as they are shipped, and who edits them."""

import json
from pathlib import Path

import pytest

from accounts.codes import OrganizationKind, Role
from accounts.models import Organization, User
from drafting.frameworks.loading import load_framework
from drafting.frameworks.models import Framework
from tests.factories import OrganizationFactory, person

FIXTURES = sorted((Path(__file__).parents[2] / "fixtures" / "frameworks").glob("*.json"))


@pytest.fixture
def shipped(db: None) -> dict[str, Framework]:
    for path in FIXTURES:
        load_framework(json.loads(path.read_text(encoding="utf-8")))
    return {row.key: row for row in Framework.objects.all()}


@pytest.fixture
def committee(db: None) -> Organization:
    return OrganizationFactory(name="局党委", kind=OrganizationKind.COMMITTEE)


@pytest.fixture
def administrator(committee: Organization) -> User:
    return person("administrator", "罗敏", committee, Role.ADMINISTRATOR)


@pytest.fixture
def curator(committee: Organization) -> User:
    return person("curator", "许文博", committee, Role.CURATOR)


@pytest.fixture
def secretary(committee: Organization) -> User:
    return person("secretary", "周致远", committee, Role.SECRETARY)
