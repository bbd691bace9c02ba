"""A small library, the shipped taxonomy, and who looks after it."""

import json
from pathlib import Path
from typing import Any

import pytest

from accounts.codes import OrganizationKind, Role
from accounts.models import Organization, User
from drafting.library.loading import load_taxonomy
from drafting.library.models import CauseCategory, MeasureCategory, Phrase, ProblemCategory
from tests.factories import OrganizationFactory, person

FIXTURES = Path(__file__).parents[2] / "fixtures"
TAXONOMY = json.loads((FIXTURES / "taxonomy.json").read_text(encoding="utf-8"))
STARTER = [
    row
    for path in sorted((FIXTURES / "library").glob("*.json"))
    for row in json.loads(path.read_text(encoding="utf-8"))
]


@pytest.fixture
def taxonomy(db: None) -> None:
    load_taxonomy(TAXONOMY)


@pytest.fixture
def committee(db: None) -> Organization:
    return OrganizationFactory(name="局党委", kind=OrganizationKind.COMMITTEE)


@pytest.fixture
def curator(committee: Organization) -> User:
    return person("curator", "许文博", committee, Role.CURATOR)


@pytest.fixture
def administrator(committee: Organization) -> User:
    return person("administrator", "罗敏", committee, Role.ADMINISTRATOR)


def phrase(key: str, **fields: Any) -> Phrase:
    """An approved phrase of the category that its key begins with (LL1-01, C02-01, M01-01, OP-01)."""
    code = key.split("-")[0]
    fields.setdefault("state", Phrase.State.APPROVED)
    if row := ProblemCategory.objects.filter(code=code).first():
        fields |= {"part": "problems", "problem": row}
    elif cause := CauseCategory.objects.filter(code=code).first():
        fields |= {"part": "causes", "cause": cause}
    elif measure := MeasureCategory.objects.filter(code=code).first():
        fields |= {"part": "measures", "measure": measure}
    else:
        fields.setdefault("part", "opening")
    if fields["part"] in ("problems", "causes", "measures"):
        fields.setdefault("claim", f"{key}做得不够")
    fields.setdefault("elaboration", "遇到{事项}时没有做到。")
    return Phrase.objects.create(key=key, **fields)
