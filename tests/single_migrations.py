"""The migrations one by one, as a database of before goes through them; a new one has most of them in
one step (docs/decisions/0046)."""

from typing import Any

from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader


class SingleMigrations(MigrationLoader):
    """Without those that stand for many."""

    def load_disk(self) -> None:
        super().load_disk()
        found = self.disk_migrations.items()
        self.disk_migrations = {key: one for key, one in found if not one.replaces}


def single_migrations(connection: Any) -> MigrationExecutor:
    """What goes through them, forwards and backwards."""
    executor = MigrationExecutor(connection)
    executor.loader = SingleMigrations(connection)
    return executor
