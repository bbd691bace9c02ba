"""While an installation is upgraded, processes of the older edition still write: they know nothing
of a new field, so the database has to."""

from __future__ import annotations

from django.apps import apps
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import AddField, CreateModel
from django.db.models.fields import NOT_PROVIDED

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
