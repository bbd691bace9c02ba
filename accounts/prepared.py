"""Queries whose SQL is made once: those that each save and each page of the wizard makes, where
making it took longer than the database did.

A query is written with Django's querysets, with a `Given` for each value that differs from run to
run. What it finds and changes is what the queryset would; nothing that was read is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import sql
from django.db.models.query import get_related_populators

M = TypeVar("M", bound=models.Model)
R = TypeVar("R")


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
    """The SQL for one database; ``converters`` by the places of the columns, ``build`` makes of a
    row what is asked for."""

    sql: str
    params: tuple[Any, ...]
    converters: tuple[tuple[int, list[Callable[..., Any]], Any], ...] = ()
    build: Callable[[list[Any]], Any] = tuple

    def filled(self, values: dict[str, Any], connection: BaseDatabaseWrapper) -> list[Any]:
        return [
            param.stored(values, connection) if isinstance(param, Given) else param
            for param in self.params
        ]

    def built(self, found: Iterable[Sequence[Any]], connection: BaseDatabaseWrapper) -> list[Any]:
        return [self._one(list(row), connection) for row in found]

    def _one(self, row: list[Any], connection: BaseDatabaseWrapper) -> Any:
        for place, converters, column in self.converters:
            for convert in converters:
                row[place] = convert(row[place], column, connection)
        return self.build(row)


def _by_name(connection: Any, text: str, filled: list[Any], most: int = 0) -> Any:
    """What a statement finds, and how many rows, where the connection (drafting/postgresql/) can
    have it kept by the server; None where a cursor has to carry it out."""
    run = getattr(connection, "run_by_name", None)
    return None if run is None else run(text, filled, most)


class _Read(Generic[R]):
    """Reads what a query finds, in its order."""

    def __init__(self, rows: Callable[[], models.QuerySet[Any, Any]]) -> None:
        self._rows = rows
        self._made: dict[tuple[str, str], _Made] = {}

    def first(self, using: str = DEFAULT_DB_ALIAS, **values: Any) -> R | None:
        """What the query finds first with these values, None where it finds nothing."""
        found = self._read(using, values, most=1)
        return found[0] if found else None

    def all(self, using: str = DEFAULT_DB_ALIAS, **values: Any) -> list[R]:
        """All that the query finds with these values."""
        return self._read(using, values)

    def _read(self, using: str, values: dict[str, Any], most: int = 0) -> list[R]:
        connection = connections[using]
        made = self._made.get((using, connection.vendor)) or self._make(connection)
        filled = made.filled(values, connection)
        if (told := _by_name(connection, made.sql, filled, most)) is not None:
            return made.built(told[0], connection)
        with connection.cursor() as cursor:
            cursor.execute(made.sql, filled)
            found = cursor.fetchmany(most) if most else cursor.fetchall()
        return made.built(found, connection)

    def _make(self, connection: BaseDatabaseWrapper) -> _Made:
        compiler = self._rows().query.get_compiler(connection=connection)
        text, params = compiler.as_sql()
        columns = [column for column, _, _ in compiler.select]
        converters = compiler.get_converters(columns).items()
        made = _Made(
            text,
            params,
            tuple((place, *found) for place, found in converters),
            self._build(compiler),
        )
        self._made[connection.alias, connection.vendor] = made
        return made

    @staticmethod
    def _build(compiler: Any) -> Callable[[list[Any]], Any]:
        raise NotImplementedError


class PreparedRead(_Read[M]):
    """Reads whole rows of a model, with those that ``select_related`` names."""

    def __init__(self, rows: Callable[[], models.QuerySet[M]]) -> None:
        super().__init__(rows)

    @staticmethod
    def _build(compiler: Any) -> Callable[[list[Any]], Any]:
        # as django.db.models.query.ModelIterable makes them
        alias, model = compiler.connection.alias, compiler.klass_info["model"]
        own = compiler.klass_info["select_fields"]
        first, end = own[0], own[-1] + 1
        names = [column.target.attname for column, _, _ in compiler.select[first:end]]
        # the stubs are of a later Django
        related = get_related_populators(compiler.klass_info, compiler.select, alias)  # type: ignore[call-arg]

        def build(row: list[Any]) -> Any:
            made = model.from_db(alias, names, row[first:end])
            for one in related:
                one.populate(row, made)
            return made

        return build


class PreparedValues(_Read[tuple[Any, ...]]):
    """Reads the columns of a ``values_list``, a tuple for each row."""

    @staticmethod
    def _build(compiler: Any) -> Callable[[list[Any]], Any]:
        return tuple


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
        filled = made.filled(values, connection)
        if (told := _by_name(connection, made.sql, filled)) is not None:
            return int(told[1])
        # drafting/postgresql/ has one that is quicker for long values
        open_cursor = getattr(connection, "bound_cursor", connection.cursor)
        with transaction.mark_for_rollback_on_error(using), open_cursor() as cursor:
            cursor.execute(made.sql, filled)
            return int(cursor.rowcount)

    def _make(self, connection: BaseDatabaseWrapper) -> _Made:
        query: Any = self._rows().order_by().query.chain(sql.UpdateQuery)
        query.add_update_values(self._columns)
        text, params = query.get_compiler(connection=connection).as_sql()
        made = _Made(text, params)
        self._made[connection.alias, connection.vendor] = made
        return made
