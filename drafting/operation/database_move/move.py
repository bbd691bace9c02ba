"""The move itself: all of it in one transaction of PostgreSQL, which a process that dies leaves
undone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from drafting.jobs.storage import private_storage
from drafting.operation.database_move import source, target
from drafting.operation.database_move.refusal import MoveRefused
from drafting.operation.database_move.tables import Reader, Sum, Table, tables


@dataclass(frozen=True, slots=True)
class Moved:
    """``sums``: of each table, by its name; ``missing``: how many files that rows name are not in
    the private storage of this installation."""

    sums: Mapping[str, Sum]
    missing: int

    @property
    def rows(self) -> int:
        return sum(one.rows for one in self.sums.values())


def move(path: Path) -> Moved:
    """Copy every row of the SQLite database in a file into the empty PostgreSQL database of
    DATABASE_URL, and compare. Raises MoveRefused; the target is as empty as it was then."""
    target.look_over()
    wanted = tables()
    with source.opened(path) as former:
        source.look_over(former, wanted)
        with target.database_faults(), transaction.atomic():
            target.require_empty()
            sums = _filled(former, wanted)
    with target.database_faults():
        target.refresh_statistics()
    return Moved(sums, _missing_files())


def _filled(former: BaseDatabaseWrapper, wanted: list[Table]) -> dict[str, Sum]:
    target.make_tables(wanted)
    sums = {table.name: target.fill(table, Reader(former, table)) for table in wanted}
    target.set_numbers(wanted, source.highest_numbers(former))
    target.require_whole()
    for table in wanted:
        there = Reader(connection, table).sum()
        if there != sums[table.name]:
            raise MoveRefused(
                f"表 {table.name}（{table.label}）搬过去以后不一样"
                f"（原来 {sums[table.name].rows} 行，搬了 {there.rows} 行），目标数据库没有改动；"
                "请再运行一次，还是这样就告诉维护照镜的人。"
            )
    return sums


def _missing_files() -> int:
    """How many of the files that rows name are not where this installation looks for them."""
    storage = private_storage()
    kept = [model for model in apps.get_app_config("drafting").get_models() if _keeps_files(model)]
    return sum(
        not storage.exists(name)
        for model in kept
        for name in model._default_manager.exclude(file="").values_list("file", flat=True)
    )


def _keeps_files(model: object) -> bool:
    fields = model._meta.get_fields()  # type: ignore[attr-defined]
    return any(one.name == "file" and one.concrete for one in fields)
