"""Looking for a text in every column of every table, and in every file of the private storage."""

from __future__ import annotations

import json
from pathlib import Path

from django.apps import apps


def tables_with(text: str) -> list[str]:
    """The tables (accounts, drafting, the record of the admin) that hold a text anywhere, by name."""
    escaped = json.dumps(text)[1:-1]
    found = []
    for model in apps.get_models(include_auto_created=True):
        for row in model._default_manager.values():
            said = " ".join(
                bytes(value).decode("utf-8", "replace")
                if isinstance(value, (bytes, memoryview))
                else str(value)
                for value in row.values()
            )
            if text in said or escaped in said:
                found.append(model.__name__)
                break
    return sorted(found)


def files_in(directory: Path) -> list[str]:
    """The files of the private storage."""
    return sorted(str(path.relative_to(directory)) for path in directory.rglob("*.*"))
