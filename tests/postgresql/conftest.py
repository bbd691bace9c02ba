from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db.utils import ConnectionHandler

from drafting import environment


@pytest.fixture
def watcher(postgres: str) -> Iterator[psycopg.Connection[Any]]:
    """Another connection, that sees what the server was asked."""
    with psycopg.connect(postgres, autocommit=True) as other:
        yield other


@pytest.fixture
def connection(postgres: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """One as the settings have it."""
    monkeypatch.setenv("DATABASE_URL", postgres)
    settings = environment.database("DATABASE_URL") | {
        "ENGINE": "drafting.postgresql",
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }
    made = ConnectionHandler({"default": settings})["default"]
    yield made
    made.close()
