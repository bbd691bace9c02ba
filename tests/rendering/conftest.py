"""The author of a draft, the draft, and a private directory of the test's own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from celery import current_app

from accounts.models import User
from drafting.drafts.models import Draft
from tests.factories import OrganizationFactory, person
from tests.rendering.exports_cast import make_draft


@pytest.fixture
def private(settings: Any, tmp_path: Path) -> Path:
    """The directory that generated files go to."""
    root = tmp_path / "private"
    backend = settings.STORAGES["private"]["BACKEND"]
    settings.STORAGES = settings.STORAGES | {
        "private": {"BACKEND": backend, "OPTIONS": {"location": str(root)}}
    }
    return root


@pytest.fixture
def no_broker(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A broker that is away: a socket that nobody listens on."""
    monkeypatch.setattr(current_app.conf, "broker_url", f"redis+socket://{tmp_path}/nobody.sock")


@pytest.fixture
def author(db: None) -> User:
    return person("member", "刘洋", OrganizationFactory(name="第一支部"))


@pytest.fixture
def draft(author: User) -> Draft:
    return make_draft(author)
