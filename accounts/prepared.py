"""Queries whose SQL is made once: those that each save makes, where making it took longer than the
database did.

A query is written with Django's querysets, with a `Given` for each value that differs from run to
run. What it finds and changes is what the queryset would; nothing that was read is kept.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import sql

M = TypeVar("M", bound=models.Model)


class Given(models.Expression):
    """The place of a value that is given by this name with each run, stored as the field would."""

    def __init__(self, name: str, field: Any) -> None:
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, *_args: Any) -> tuple[str, Any]:
        return "%s", (self,)

    def stored(self, values: dict[str, Any], connection: BaseDatabaseWrapper) -> Any:
        """The value among these as it goes to the database."""
        return self.output_field.get_db_prep_save(values[self.name], connection)


@dataclass(frozen=True, slots=True)
class _Made:
    """The SQL for one database; ``converters`` by the places of the columns."""

    sql: str
    params: tuple[Any, ...]
    columns: list[str]
    converters: list[tuple[int, list[Callable[..., Any]], Any]]

    def filled(self, values: dict[str, Any], connection: BaseDatabaseWrapper) -> list[Any]:
        return [
            param.stored(values, connection) if isinstance(param, Given) else param
            for param in self.params
        ]


class PreparedRead(Generic[M]):
    """Reads one whole row."""

    def __init__(self, rows: Callable[[], models.QuerySet[M]]) -> None:
        self._rows = rows
        self._made: dict[tuple[str, str], _Made] = {}

    def first(self, using: str = DEFAULT_DB_ALIAS, **values: Any) -> M | None:
        """The row that the query finds with these values, None where there is none."""
        connection = connections[using]
        made = self._made.get((using, connection.vendor)) or self._make(connection)
        with connection.cursor() as cursor:
            cursor.execute(made.sql, made.filled(values, connection))
            found = cursor.fetchone()
        if found is None:
            return None
        row = list(found)
        for place, converters, column in made.converters:
            for convert in converters:
                row[place] = convert(row[place], column, connection)
        return self._model.from_db(using, made.columns, row)

    def _make(self, connection: BaseDatabaseWrapper) -> _Made:
        rows = self._rows().order_by()
        self._model = rows.model
        compiler = rows.query.get_compiler(connection=connection)
        text, params = compiler.as_sql()
        columns = [column for column, _, _ in compiler.select]
        made = _Made(
            text,
            params,
            [column.target.attname for column in columns],
            [(place, *found) for place, found in compiler.get_converters(columns).items()],
        )
        self._made[connection.alias, connection.vendor] = made
        return made


class PreparedUpdate:
    """Changes columns of the rows that a query finds; ``columns`` are values or expressions."""

    def __init__(self, rows: Callable[[], models.QuerySet[Any]], **columns: Any) -> None:
        self._rows = rows
        self._columns = columns
        self._made: dict[tuple[str, str], _Made] = {}

    def run(self, using: str = DEFAULT_DB_ALIAS, **values: Any) -> int:
        """Change them; returns how many rows there were."""
        connection = connections[using]
        made = self._made.get((using, connection.vendor)) or self._make(connection)
        # drafting/postgresql/ has one that is quicker for long values
        open_cursor = getattr(connection, "bound_cursor", connection.cursor)
        with transaction.mark_for_rollback_on_error(using), open_cursor() as cursor:
            cursor.execute(made.sql, made.filled(values, connection))
            return int(cursor.rowcount)

    def _make(self, connection: BaseDatabaseWrapper) -> _Made:
        query: Any = self._rows().order_by().query.chain(sql.UpdateQuery)
        query.add_update_values(self._columns)
        text, params = query.get_compiler(connection=connection).as_sql()
        made = _Made(text, params, [], [])
        self._made[connection.alias, connection.vendor] = made
        return made
