"""The --framework option of the commands that judge a material by a framework."""

from __future__ import annotations

from collections.abc import Iterator

from drafting.frameworks.models import Framework
from drafting.frameworks.selectors import spec_of
from drafting.frameworks.shipped_frameworks import shipped_framework, shipped_keys
from drafting.frameworks.spec import FrameworkSpec
from drafting.management.own_database import from_database
from drafting.management.structure_file import UnusableFile


def chosen_framework(key: str | None) -> FrameworkSpec | None:
    """The framework with this key, or None where none is asked for: one of the database's, of the
    shipped ones where there is no database or no framework in it.

    Raises UnusableFile where there is no such framework.
    """
    if key is None:
        return None
    keys, chosen = from_database(lambda: _stored(key)) or ((), None)
    if not keys:
        keys, chosen = shipped_keys(), shipped_framework(key)
    if chosen is None:
        raise UnusableFile(f"没有名为 {key} 的框架，现有的是 {'、'.join(keys)}。")
    return chosen


def _stored(key: str) -> tuple[tuple[str, ...], FrameworkSpec | None]:
    """All keys of the database, and the framework with this one."""
    rows = {row.key: row for row in Framework.objects.order_by("key")}
    return tuple(rows), spec_of(rows[key]) if key in rows else None


def frameworks_beside(key: str | None) -> Iterator[FrameworkSpec]:
    """The frameworks that a paper may have been written for instead: the database's where one of
    them was asked for, else the shipped ones."""
    stored: tuple[FrameworkSpec, ...] | None = None
    if key is not None:
        stored = from_database(lambda: tuple(map(spec_of, Framework.objects.order_by("key"))))
    if stored:
        yield from stored
        return
    for name in shipped_keys():
        if (spec := shipped_framework(name)) is not None:
            yield spec
