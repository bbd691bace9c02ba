"""Whether the database has the form that this version of the code needs."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


def pending(database: BaseDatabaseWrapper | None = None) -> list[str]:
    """The migrations that are still to be applied to the database (that of the installation), in
    their order. Raises DatabaseError."""
    executor = MigrationExecutor(database or connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def unknown(applied: Iterable[str]) -> list[str]:
    """Those of ours among some migrations (as app.name) that this version does not know: a later
    one made them."""
    disk = MigrationLoader(None).disk_migrations
    known = {*disk, *(key for one in disk.values() for key in one.replaces)}
    names = {f"{app}.{name}" for app, name in known}
    ours = {name for name in applied if name.split(".")[0] in ("accounts", "drafting")}
    return sorted(ours - names)


def applied(database: BaseDatabaseWrapper | None = None) -> list[str]:
    """The migrations that the database (that of the installation) has had, as app.name. Raises
    DatabaseError."""
    recorder = MigrationRecorder(database or connection)
    return sorted(f"{app}.{name}" for app, name in recorder.applied_migrations())
