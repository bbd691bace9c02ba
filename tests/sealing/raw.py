"""What lies in the database and in the files, past every field."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.db import connection


def rows_of(table: str) -> list[tuple[Any, ...]]:
    """Every row as the database gives it."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)} ORDER BY 1")
        return [tuple(map(_plainly, row)) for row in cursor.fetchall()]


def _plainly(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table of ours."""
    names = connection.introspection.table_names()
    return {name: rows_of(name) for name in names if name.startswith(("drafting_", "accounts_"))}


def tables_saying(text: str) -> list[str]:
    """The tables that hold a text anywhere, as it is or as JSON escapes it."""
    wanted = (text, json.dumps(text)[1:-1])
    return sorted(
        table
        for table, rows in everything().items()
        if any(one in _said(row) for row in rows for one in wanted)
    )


def _said(row: tuple[Any, ...]) -> str:
    return " ".join(
        value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
        for value in row
    )


def files_saying(directory: Path, content: bytes) -> list[str]:
    """The files that hold these bytes."""
    found = [path for path in directory.rglob("*") if path.is_file()]
    return sorted(str(p.relative_to(directory)) for p in found if content in p.read_bytes())
