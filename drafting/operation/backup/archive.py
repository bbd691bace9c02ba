"""The one file of a backup: a compressed tar within the encryption, its manifest at the end. [pure]"""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import tarfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import BinaryIO, Final

from drafting.operation.backup.encryption import DAMAGED, Opened, Sealed
from drafting.operation.backup.manifest import Manifest, read
from drafting.operation.backup.refusal import BackupRefused

DATABASE: Final = "database"
PRIVATE: Final = "private/"
_MANIFEST: Final = "manifest.json"
_LEVEL: Final = 1  # most is compressed already, and the machine has people to serve


def write(
    path: Path,
    key: bytes,
    files: Iterable[tuple[str, Path]],
    manifest: Callable[[Mapping[str, str]], Manifest],
) -> None:
    """Write the archive, whole or not at all, with mode 0600. ``files``: name in the archive, and
    where it is; one that is gone meanwhile is left out. ``manifest`` gets their sums. Raises
    OSError."""
    part = path.with_name(f".{path.name}.part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(handle, "wb") as stream:
            sealed = Sealed(stream, key)
            with (
                gzip.GzipFile("", "wb", _LEVEL, sealed, 0) as packed,
                tarfile.open(fileobj=packed, mode="w|", format=tarfile.PAX_FORMAT) as tar,
            ):
                sums = {name: found for name, file in files if (found := _add(tar, name, file))}
                _add_bytes(tar, _MANIFEST, manifest(sums).written())
            sealed.finish()
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def _add(tar: tarfile.TarFile, name: str, path: Path) -> str | None:
    try:
        stream = path.open("rb")
    except FileNotFoundError:
        return None
    with stream:
        info = tarfile.TarInfo(name)
        info.size, info.mode = os.fstat(stream.fileno()).st_size, 0o600
        summed = _Summed(stream)
        tar.addfile(info, summed)
        return summed.sum.hexdigest()


def _add_bytes(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    info = tarfile.TarInfo(name)
    info.size, info.mode = len(content), 0o600
    tar.addfile(info, io.BytesIO(content))


class _Summed:
    """A stream whose sum grows with what is read of it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self.sum = stream, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        content = self._stream.read(size)
        self.sum.update(content)
        return content


def unpack(path: Path, key: bytes, into: Path) -> Manifest:
    """Write what an archive holds into a directory, every file compared with its sum. Raises
    BackupRefused where it cannot be read whole, OSError where the directory takes it not."""
    try:
        stream = path.open("rb")
    except OSError:
        raise BackupRefused(f"备份文件 {path} 不存在或无法读取。") from None
    with stream:
        raw = Opened(stream, key, str(path))
        opened: BinaryIO = io.BufferedReader(raw, 1024 * 1024)
        try:
            found = _unpacked(opened, into)
            # what comes after the tar's end belongs to the whole too
            while opened.read(1024 * 1024):
                pass
        except (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile, KeyError, ValueError):
            raise BackupRefused(DAMAGED) from None
    return found


def _unpacked(opened: BinaryIO, into: Path) -> Manifest:
    manifest, sums = None, {}
    with (
        gzip.GzipFile(fileobj=opened) as packed,
        tarfile.open(fileobj=packed, mode="r|") as tar,
    ):
        for member in tar:
            source = tar.extractfile(member)
            target = into / member.name
            if source is None or not target.resolve().is_relative_to(into.resolve()):
                raise BackupRefused(DAMAGED)
            if member.name == _MANIFEST:
                manifest = read(source.read())
                continue
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            summed = _Summed(source)  # type: ignore[arg-type]
            handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as out:
                while content := summed.read(1024 * 1024):
                    out.write(content)
            sums[member.name] = summed.sum.hexdigest()
    if manifest is None or sums != dict(manifest.sums):
        raise BackupRefused(DAMAGED)
    return manifest
