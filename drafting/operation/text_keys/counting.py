"""How much lies under which key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from django.apps import apps
from django.db import connection
from django.db.models import Model

from drafting.jobs.storage import private_storage
from drafting.operation.text_keys.columns import SealedTable, sealed_tables
from drafting.sealing.tokens import SEALED_BYTES

#: In the place of a key's id.
PLAIN: Final = ""
_HEAD: Final = len(SEALED_BYTES) + 4
#: Rows of a table that count as its newest.
_LATELY: Final = 200


@dataclass(slots=True)
class Count:
    """Texts and files by the ids of their keys, PLAIN for those without; ``plain`` has those by what
    they are."""

    texts: Counter[str] = field(default_factory=Counter)
    files: Counter[str] = field(default_factory=Counter)
    plain: Counter[str] = field(default_factory=Counter)

    @property
    def keys(self) -> set[str]:
        """The ids of keys that something is under."""
        return {key for key in (*self.texts, *self.files) if key != PLAIN}

    def of(self, key: str) -> int:
        """How much is under a key."""
        return self.texts[key] + self.files[key]


def count() -> Count:
    """Everything counted; every row is looked at."""
    found = Count()
    for table in sealed_tables():
        for key, number in _texts(table).items():
            found.texts[key] += number
            if key == PLAIN:
                found.plain[table.label] += number
    for name in file_names():
        under = key_of_file(name)
        if under is not None:
            found.files[under] += 1
    return found


def _texts(table: SealedTable) -> Counter[str]:
    found = Counter[str]()
    for column in table.columns:
        key, params = column.key_id()
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {key}, count(*) FROM {table.name} WHERE {column.says()} GROUP BY 1",  # noqa: S608 - names quoted by the engine
                params,
            )
            found.update(dict(cursor.fetchall()))
    return found


def models_with_files() -> list[type[Model]]:
    """Those whose rows name a private file in ``file``."""
    models = apps.get_app_config("drafting").get_models()
    return [one for one in models if any(f.name == "file" for f in one._meta.local_concrete_fields)]


def file_names() -> Iterator[str]:
    """The private files that rows name."""
    for model in models_with_files():
        rows = model._default_manager.exclude(file="").order_by("pk")
        yield from rows.values_list("file", flat=True).iterator()


def key_of_file(name: str) -> str | None:
    """The id of the key that a file is under, PLAIN where none; None where there is no such file."""
    try:
        with private_storage().stored.open(name, "rb") as stream:
            head = stream.read(_HEAD)
    except FileNotFoundError:
        return None
    return head[len(SEALED_BYTES) :].hex() if head.startswith(SEALED_BYTES) else PLAIN


def plain_lately() -> str:
    """Of which tables some of the newest rows hold plain texts; empty where none does. Cheap."""
    found = []
    for table in sealed_tables():
        plain = " OR ".join(
            f"({column.says()} AND NOT {column.begins()[0]})" for column in table.columns
        )
        params = [one for column in table.columns for one in column.begins()[1]]
        names = ", ".join(column.name for column in table.columns)
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT 1 FROM (SELECT {names} FROM {table.name} ORDER BY {table.key} DESC LIMIT {_LATELY}) "  # noqa: S608 - names quoted by the engine
                f"AS lately WHERE {plain} LIMIT 1",
                params,
            )
            if cursor.fetchone():
                found.append(table.label)
    return "、".join(found)
