"""刘洋's ledger, in a branch that takes files, with a storage of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from accounts.models import Organization
from drafting.rectification.ledger.models import Ledger, LedgerItem
from tests.rectification.ledger.conftest import *  # noqa: F403


@pytest.fixture(autouse=True)
def private(settings: Any, tmp_path: Path) -> Path:
    """Where the files are stored."""
    backend = settings.STORAGES["private"]["BACKEND"]
    place = {"BACKEND": backend, "OPTIONS": {"location": str(tmp_path)}}
    settings.STORAGES = settings.STORAGES | {"private": place}
    return tmp_path


@pytest.fixture
def item(ledger: Ledger, branch: Organization) -> LedgerItem:
    """A measure that files may be laid beside."""
    Organization.objects.filter(pk=branch.pk).update(evidence_files=True)
    return ledger.items.select_related("ledger").get(measure="m1")
