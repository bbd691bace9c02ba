"""A backup is brought back: read whole first, then the database is replaced, then the files; what
was there before is kept beside it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, InterfaceError, connection, connections
from django.utils import timezone

from accounts.models import User
from drafting import VERSION
from drafting.drafts.models import Draft
from drafting.embedded.reasons import reason
from drafting.monitoring import schema
from drafting.operation.backup import archive
from drafting.operation.backup.encryption import read_key
from drafting.operation.backup.engines import engine
from drafting.operation.backup.manifest import Manifest
from drafting.operation.backup.refusal import BackupRefused
from drafting.operation.backup.workplace import workplace
from drafting.operation.checks.database import missing_file


@dataclass(frozen=True, slots=True)
class Restored:
    """``before``: where the former database is, empty where there was none; ``files_before``: where
    the former files are; ``updated``: whether it came from an older version."""

    manifest: Manifest
    before: str
    files_before: Path | None
    updated: bool


def restore(path: Path, key_file: Path, *, replace: bool) -> Restored:
    """Bring a backup back. Raises BackupRefused; unless its sentence says otherwise, nothing was
    changed then."""
    key = read_key(key_file)
    try:
        with workplace() as place:
            manifest = archive.unpack(path, key, place)
            _refuse_foreign(manifest)
            if not replace:
                _refuse_full()
            stamp = f"{timezone.localtime():%Y%m%d-%H%M%S}"
            before = engine().replace(place / archive.DATABASE, manifest.counts, stamp)
            files_before = _replace_files(place / archive.PRIVATE, stamp)
    except OSError as error:
        raise BackupRefused(
            f"没有恢复完：{error.filename or settings.VAR} 无法写入（{reason(error)}），"
            "请检查权限和剩余空间，再恢复一次。"
        ) from None
    return Restored(manifest, before, files_before, _update())


def _refuse_foreign(manifest: Manifest) -> None:
    if manifest.engine != connection.vendor:
        kinds = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
        raise BackupRefused(
            f"这份备份来自 {kinds[manifest.engine]}，现在用的是 {kinds[connection.vendor]}，"
            "不能直接恢复；请检查 DATABASE_URL。"
        )
    if schema.unknown(manifest.migrations):
        raise BackupRefused(
            f"这份备份来自更新的版本 {manifest.version}，现在的程序是 {VERSION}，"
            "没有恢复；请换用那个版本的照镜。"
        )


def _refuse_full() -> None:
    """Refuse a database in which somebody has an account or a paper."""
    if missing_file():
        return
    try:
        if User._meta.db_table not in connection.introspection.table_names():
            return
        people, papers = User.objects.count(), Draft.objects.count()
    except (DatabaseError, InterfaceError):
        raise BackupRefused(
            "现在的数据库读不出来，没有恢复；确定要换掉它，请加上 --replace（原来的会留一份）。"
        ) from None
    finally:
        connections.close_all()
    if people or papers:
        raise BackupRefused(
            f"现在的数据库里有 {people} 个账号、{papers} 份材料，没有恢复；"
            "确定要换成备份里的内容，请加上 --replace（原来的会留一份）。"
        )


def _replace_files(copies: Path, stamp: str) -> Path | None:
    """Put the copies in the place of the private files, which go into a hidden directory beside
    them: a storage may be a mount, and cannot be renamed."""
    root: Path = settings.PRIVATE_ROOT
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    present = [path for path in root.iterdir() if not path.name.startswith(".")]
    before = root / f".before-{stamp}"
    if present:
        before.mkdir(mode=0o700)
        for path in present:
            path.rename(before / path.name)
    for copy in sorted(copies.rglob("*")) if copies.exists() else ():
        target = root / copy.relative_to(copies)
        if copy.is_dir():
            target.mkdir(mode=0o700, exist_ok=True)
        else:
            _move(copy, target)
    return before if present else None


def _move(copy: Path, target: Path) -> None:
    """The workplace may be on another file system."""
    try:
        copy.rename(target)
    except OSError:
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as out, copy.open("rb") as source:
            while content := source.read(1024 * 1024):
                out.write(content)


def _update() -> bool:
    """Bring a database of an older version to the form of this one; whether that was needed."""
    try:
        if not schema.pending():
            return False
        call_command("migrate", verbosity=0, interactive=False)
    except Exception as error:
        raise BackupRefused(
            f"内容已恢复，但数据库结构没能更新（{type(error).__name__}），请运行 manage.py migrate 看原因。"
        ) from None
    finally:
        connections.close_all()
    return True
