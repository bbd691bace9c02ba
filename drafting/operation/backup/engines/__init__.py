"""The databases: how each is copied while people write, tried, and replaced."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Final, Protocol, cast

from django.db import connection

from drafting.operation.backup.engines import postgresql, sqlite

Counts = Mapping[str, int]


class Engine(Protocol):
    """What each of the modules has. All raise BackupRefused."""

    #: Whether a backup is tried by restoring unless one says otherwise.
    TRIED: bool

    def snapshot(self, path: Path) -> Counts:
        """Copy the database as it is at one moment; the rows by table at that moment."""

    def trial(self, path: Path, counts: Counts) -> None:
        """Restore a copy into a scratch database and compare it with the counts."""

    def readable(self, path: Path) -> None:
        """Look a copy over without restoring it."""

    def replace(self, path: Path, counts: Counts, stamp: str) -> str:
        """Put a copy in the place of the present database; where that is kept now."""


_ENGINES: Final[Mapping[str, ModuleType]] = {"sqlite": sqlite, "postgresql": postgresql}


def engine() -> Engine:
    """The one of this installation."""
    return cast(Engine, _ENGINES[connection.vendor])
