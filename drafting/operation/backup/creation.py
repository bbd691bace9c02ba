"""A backup is made: a copy of the database as it is at one moment, then the files; read back before
it counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import connection
from django.utils import timezone

from drafting import VERSION
from drafting.embedded.reasons import reason
from drafting.jobs.storage import private_storage
from drafting.monitoring import schema
from drafting.operation.backup import archive, shelf
from drafting.operation.backup.encryption import read_key
from drafting.operation.backup.engines import engine
from drafting.operation.backup.manifest import Manifest
from drafting.operation.backup.refusal import BackupRefused
from drafting.operation.backup.workplace import workplace


@dataclass(frozen=True, slots=True)
class Made:
    """``tried``: whether it was restored into a scratch database; ``deleted``: older ones that were
    too many."""

    path: Path
    manifest: Manifest
    tried: bool
    deleted: tuple[Path, ...]


def make(
    directory: Path, key_file: Path, *, keep: int | None = None, tried: bool | None = None
) -> Made:
    """Make a backup in a directory, which is made where there is none. ``keep``: how many of its
    backups may stay, None for all. ``tried``: restore it into a scratch database; None for what is
    usual with the database. Raises BackupRefused; then no file of it is left."""
    key = read_key(key_file)
    tries = engine().TRIED if tried is None else tried
    try:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        with workplace() as place:
            path = shelf.free_name(directory, f"{timezone.localtime():%Y%m%d-%H%M%S}")
            counts = engine().snapshot(place / archive.DATABASE)
            files = ((archive.DATABASE, place / archive.DATABASE), *_private_files())
            archive.write(path, key, files, partial(_manifest, counts))
            (place / archive.DATABASE).unlink()
            try:
                manifest = _read_back(path, key, place / "trial", tries)
            except BaseException:
                path.unlink(missing_ok=True)
                raise
    except OSError as error:
        raise BackupRefused(
            f"没有备份：{error.filename or directory} 无法写入（{reason(error)}），请检查权限和剩余空间。"
        ) from None
    deleted = shelf.prune(directory, keep) if keep else []
    return Made(path, manifest, tries, tuple(deleted))


def _manifest(counts: Mapping[str, int], sums: Mapping[str, str]) -> Manifest:
    names = tuple(schema.applied())
    made_at = timezone.localtime().isoformat(timespec="seconds")
    return Manifest(VERSION, made_at, connection.vendor, names, counts, sums)


def _private_files() -> Iterator[tuple[str, Path]]:
    """The files of the private storage; those that are being written are left out, and those in
    storage elsewhere, which has backups of its own."""
    if not isinstance(private_storage().stored, FileSystemStorage):
        return
    root: Path = settings.PRIVATE_ROOT
    for path in sorted(root.rglob("*")):
        within = path.relative_to(root)
        hidden = any(part.startswith(".") for part in within.parts)
        if not hidden and path.is_file() and not path.is_symlink():
            yield f"{archive.PRIVATE}{within.as_posix()}", path


def _read_back(path: Path, key: bytes, into: Path, tries: bool) -> Manifest:
    """The manifest of an archive that can be read whole. Raises BackupRefused."""
    into.mkdir(mode=0o700)
    manifest = archive.unpack(path, key, into)
    copy = into / archive.DATABASE
    if not copy.is_file():
        raise BackupRefused(archive.DAMAGED)
    if tries:
        engine().trial(copy, manifest.counts)
    else:
        engine().readable(copy)
    return manifest
