"""The tables, read as they are stored: no field of ours has a say, so that a row is moved to the
letter."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Field, Model

Row = tuple[Any, ...]
_AT_ONCE: Final = 500
#: What FTS5 keeps beside the search index of SQLite (drafting/migrations/0035); PostgreSQL has an
#: index of its own for it, which fills itself.
_DERIVED: Final = "drafting_searchedtokens"
#: The column that is a tsvector there.
_INDEX: Final = ("drafting_searchedtext", "tokens")


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its columns, which both databases have under the same names."""

    name: str
    label: str
    fields: tuple[Field[Any, Any], ...]

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(str(one.column) for one in self.fields)

    @property
    def counted(self) -> str:
        """The column that the database numbers by itself; empty where there is none."""
        kinds = ("AutoField", "BigAutoField", "SmallAutoField")
        return next((str(f.column) for f in self.fields if f.get_internal_type() in kinds), "")


@dataclass(slots=True)
class Sum:
    """How many rows there are, and a checksum of them that their order does not change."""

    rows: int = 0
    _total: int = field(default=0, repr=False)

    def add(self, told: str) -> None:
        """Take in a row as `Reader.told` tells it."""
        digest = hashlib.sha256(told.encode("utf-8", "surrogatepass")).digest()
        self._total = (self._total + int.from_bytes(digest, "big")) % (1 << 256)
        self.rows += 1

    @property
    def checksum(self) -> str:
        return f"{self._total:064x}"


def tables() -> list[Table]:
    """Those of all models, the ones between two models among them, and that of the migrations."""
    found: dict[str, Table] = {}
    models: list[type[Model]] = [MigrationRecorder.Migration]
    for model in (*models, *apps.get_models(include_auto_created=True)):
        meta = model._meta
        if meta.managed and not meta.proxy:
            found[meta.db_table] = _table(model)
    return [found[name] for name in sorted(found)]


def _table(model: type[Model]) -> Table:
    meta = model._meta
    return Table(meta.db_table, str(meta.verbose_name), tuple(meta.local_concrete_fields))


def unknown_tables(names: list[str], known: list[Table]) -> list[str]:
    """Those of a SQLite database that no model has, what SQLite keeps for itself left out."""
    ours = {table.name for table in known}
    return sorted(name for name in names if name not in ours and not name.startswith(_DERIVED))


class Reader:
    """Reads a table of one of the two databases."""

    def __init__(self, database: BaseDatabaseWrapper, table: Table) -> None:
        self.database, self.table = database, table
        self._converters = [self._converter(one) for one in table.fields]
        self._telling = [self._told_by(one) for one in table.fields]

    def _converter(self, one: Field[Any, Any]) -> Callable[[Any], Any] | None:
        """The engine's own, from what SQLite knows to Python; none of the field."""
        expression = one.get_col(self.table.name)
        wanted = self.database.ops.get_db_converters(expression)
        if not wanted or one.get_internal_type() == "JSONField":
            return None

        def convert(value: Any) -> Any:
            for step in wanted:
                value = step(value, expression, self.database)
            return value

        return convert

    def _told_by(self, one: Field[Any, Any]) -> Callable[[Any], str]:
        if (self.table.name, one.column) == _INDEX:
            return _words
        return _TELLING.get(one.get_internal_type(), repr)

    def rows(self) -> Iterator[Row]:
        """Every row, in the order of its first column. JSON is text."""
        quote = self.database.ops.quote_name
        columns = [quote(name) for name in self.table.columns]
        statement = f"SELECT {', '.join(columns)} FROM {quote(self.table.name)} ORDER BY 1"  # noqa: S608 - the engine has quoted every name
        with self.database.chunked_cursor() as cursor:
            cursor.execute(statement)
            while found := cursor.fetchmany(_AT_ONCE):
                for row in found:
                    yield tuple(
                        value if value is None or convert is None else convert(value)
                        for value, convert in zip(row, self._converters, strict=True)
                    )

    def told(self, row: Row) -> str:
        """A row as text that is the same for the same content in both databases."""
        pairs = zip(row, self._telling, strict=True)
        return "\x1f".join("-" if value is None else f"+{tell(value)}" for value, tell in pairs)

    def sum(self) -> Sum:
        """Of the whole table."""
        whole = Sum()
        for row in self.rows():
            whole.add(self.told(row))
        return whole


def _json(value: str) -> str:
    # PostgreSQL keeps the keys in an order of its own
    return json.dumps(json.loads(value), sort_keys=True)


def _moment(value: datetime.datetime) -> str:
    return value.astimezone(datetime.UTC).isoformat()


def _bytes(value: Any) -> str:
    return hashlib.sha256(bytes(value)).hexdigest()


def _words(index: str) -> str:
    """The words of a row of the search index, which PostgreSQL shows sorted and quoted."""
    return " ".join(sorted({word.strip("'") for word in index.split()}))


_TELLING: Final[dict[str, Callable[[Any], str]]] = {
    "JSONField": _json,
    "DateTimeField": _moment,
    "BinaryField": _bytes,
}
