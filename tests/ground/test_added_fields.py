"""While an installation is upgraded, processes of the older edition still write: they know nothing
of a new field, so the database has to."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import AddField, CreateModel
from django.db.models.fields import NOT_PROVIDED

from tests.processes import ROOT

#: From which migration on the rule holds.
_SINCE = {"accounts": "0006", "drafting": "0030"}


def test_a_field_that_is_added_has_a_value_that_the_database_knows() -> None:
    lacking = []
    for (app, name), migration in MigrationLoader(None).disk_migrations.items():
        if app not in _SINCE or name < _SINCE[app]:
            continue
        made = {one.name.lower() for one in migration.operations if isinstance(one, CreateModel)}
        for one in migration.operations:
            if isinstance(one, AddField) and one.model_name.lower() not in made:
                field = apps.get_model(app, one.model_name)._meta.get_field(one.name)
                if not (field.null or field.many_to_many or field.db_default is not NOT_PROVIDED):
                    lacking.append(f"{name}: {one.model_name}.{one.name}")
    assert lacking == []


#: Columns of 0.1.0 that are no more or have another name, as "table.column"; 0.1.0 cannot run
#: beside an edition that has one here, and docs/guide/operator.md has to say so.
_GONE: set[str] = set()


@pytest.mark.db_sensitive
@pytest.mark.django_db
def test_0_1_0_can_still_write_every_table_that_it_knows() -> None:
    """What a row of 0.1.0 (tests/ground/former/README.md) leaves out has a value in the database or
    may be empty, and what it brings has its place."""
    gone, lacking = set(), []
    for table, known in former_tables().items():
        with connection.cursor() as cursor:
            now = connection.introspection.get_table_description(cursor, table)
        gone |= {f"{table}.{name}" for name in known - {column.name for column in now}}
        lacking += [
            f"{table}.{column.name}"
            for column in now
            if column.name not in known and not column.null_ok and column.default is None
        ]
    assert (gone, lacking) == (_GONE, [])


def former_tables() -> dict[str, set[str]]:
    """The columns of each table that 0.1.0 had."""
    with closing(sqlite3.connect(":memory:")) as former:
        former.executescript((ROOT / "tests/ground/former/0.1.0.sql").read_text(encoding="utf-8"))
        names = [
            name
            for (name,) in former.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if not name.startswith("sqlite_")
        ]
        assert len(names) > 40
        return {
            name: {row[1] for row in former.execute(f'PRAGMA table_info("{name}")')}
            for name in names
        }
