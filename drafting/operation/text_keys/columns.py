"""The tables with columns that may be encrypted, and how the database tells what lies in one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.apps import apps
from django.db import connection
from django.db.models import Field, Model

from drafting.sealing.fields import Sealed, SealedBinaryField, SealedJSONField
from drafting.sealing.tokens import SEALED, SEALED_BYTES

Params = list[Any]
_EMPTY_JSON: Final = "('{}', '[]', '\"\"', 'null')"


@dataclass(frozen=True, slots=True)
class Column:
    """A column. The conditions are SQL with its parameters."""

    field: Field[Any, Any]

    @property
    def name(self) -> str:
        return connection.ops.quote_name(str(self.field.column))

    @property
    def binary(self) -> bool:
        return isinstance(self.field, SealedBinaryField)

    @property
    def json(self) -> bool:
        return isinstance(self.field, SealedJSONField)

    @property
    def _text(self) -> str:
        return f"CAST({self.name} AS text)" if self.json else self.name

    def begins(self, key_id: str = "") -> tuple[str, Params]:
        """That it is under this key, or, without one, under any."""
        if self.binary:
            mark = SEALED_BYTES + bytes.fromhex(key_id)
            return f"substr({self.name}, 1, {len(mark)}) = %s", [mark]
        quote = '"' if self.json else ""
        return f"{self._text} LIKE %s", [f"{quote}{SEALED}{key_id}%"]

    def says(self) -> str:
        """That something stands in it."""
        if self.binary:
            return f"length({self.name}) > 0"
        return f"{self._text} NOT IN {_EMPTY_JSON}" if self.json else f"{self.name} <> ''"

    def empty(self, raw: Any) -> bool:
        """Whether nothing stands in it, of what was read; None stands for no value at all."""
        return raw is None or len(raw) == 0 or (self.json and f"'{raw}'" in _EMPTY_JSON)

    def key_id(self) -> tuple[str, Params]:
        """The id of the key that it is under, empty where it is plain."""
        condition, params = self.begins()
        if self.binary:
            part = f"substr({self.name}, {len(SEALED_BYTES) + 1}, 4)"
            postgresql = connection.vendor == "postgresql"
            found = f"encode({part}, 'hex')" if postgresql else f"lower(hex({part}))"
        else:
            found = f"substr({self._text}, {len(SEALED) + (2 if self.json else 1)}, 8)"
        return f"CASE WHEN {condition} THEN {found} ELSE '' END", params

    def equals(self) -> str:
        """That it is still what was read."""
        cast = "::jsonb" if self.json and connection.vendor == "postgresql" else ""
        return f"{self.name} = %s{cast}"

    def read(self, raw: Any) -> Any:
        """The value of what is stored. Raises KeyMissing and Unsealable."""
        convert: Callable[..., Any] = self.field.from_db_value  # type: ignore[attr-defined]
        return convert(raw, None, connection)

    def stored(self, value: Any) -> Any:
        """The value as it is to be stored now."""
        return self.field.get_db_prep_save(value, connection)


@dataclass(frozen=True, slots=True)
class SealedTable:
    """A table with such columns."""

    model: type[Model]
    columns: tuple[Column, ...]

    @property
    def name(self) -> str:
        return connection.ops.quote_name(self.model._meta.db_table)

    @property
    def key(self) -> str:
        return connection.ops.quote_name(str(self.model._meta.pk.column))

    @property
    def label(self) -> str:
        return str(self.model._meta.verbose_name)


def sealed_tables() -> list[SealedTable]:
    """All of them; what people wrote last stands first."""
    found = []
    for model in apps.get_app_config("drafting").get_models():
        fields = model._meta.local_concrete_fields
        columns = tuple(Column(one) for one in fields if isinstance(one, Sealed))
        found.append(SealedTable(model, columns))
    first = ("Draft", "Revision", "Comment", "Opinion", "Fact")
    rank = {name: number for number, name in enumerate(first)}
    tables = [table for table in found if table.columns]
    return sorted(tables, key=lambda table: rank.get(table.model.__name__, len(rank)))
