"""The values of a row as they lie in the database, for taking a change back."""

from __future__ import annotations

import datetime
from typing import Any, Final

from django.db.models import Model

from drafting.library.models import KEEPING

_OTHERS: Final = frozenset({"id", "key", "code", "use_count", *KEEPING})


def raw_values(row: Model) -> dict[str, Any]:
    """What a row says, as JSON holds it."""
    return {name: _plain(getattr(row, name)) for name in _names(row)}


def set_raw_values(row: Model, values: dict[str, Any]) -> None:
    """Let a row say what it said, without saving it; columns that did not exist then stay."""
    for name in _names(row):
        if name in values:
            value = values[name]
            field: Any = row._meta.get_field(name)
            setattr(row, name, value if field.is_relation else field.to_python(value))


def _names(row: Model) -> list[str]:
    return [field.attname for field in row._meta.concrete_fields if field.name not in _OTHERS]


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, datetime.date) else value
