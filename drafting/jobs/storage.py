"""Where generated files are kept: encrypted there where texts are (docs/decisions/0041)."""

from __future__ import annotations

import datetime
import io
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, Storage, storages

from drafting.common.connections import why_away
from drafting.sealing import tokens
from drafting.sealing.keyring import reading_key, writing_key

#: Whose errors are no word of a service that keeps files.
_OURS: Final = frozenset({"builtins", "django", "drafting"})


class StorageAway(OSError):
    """The service that keeps files cannot be reached, or does not take them."""


@contextmanager
def _asked() -> Iterator[None]:
    """Errors of a service, which has kinds of its own, are such as those of a disk."""
    try:
        yield
    except Exception as error:
        if isinstance(error, OSError) or type(error).__module__.split(".")[0] in _OURS:
            raise
        raise StorageAway(why_away(error)) from error


class PrivateFiles:
    """Personal files in a storage. An encrypted one is bound to its name, and read whole: what was
    changed there is noticed before a byte of it is given out. Each method raises StorageAway where
    a service keeps them that is away."""

    def __init__(self, storage: Storage) -> None:
        self.stored = storage

    def save(self, name: str, content: File[Any]) -> str:
        """Keep a file; the name that it has there. Raises OSError."""
        with _asked():
            kept_as = self.stored.get_available_name(name)
            sealed = tokens.sealed_bytes(content.read(), kept_as, writing_key())
            return self.stored.save(kept_as, ContentFile(sealed))

    def open(self, name: str, _mode: str = "rb") -> File[Any] | io.BytesIO:
        """A file to read. Raises OSError where it is not there, KeyMissing, and Unsealable where it
        is damaged."""
        with _asked():
            stream = self.stored.open(name, "rb")
            begins = stream.read(len(tokens.SEALED_BYTES))
            if begins not in tokens.OUR_BYTES:
                stream.seek(0)
                return stream
            with stream:
                sealed = begins + stream.read()
        return io.BytesIO(
            tokens.plain_bytes(sealed, name, reading_key(tokens.key_of_bytes(sealed)))
        )

    def exists(self, name: str) -> bool:
        with _asked():
            return self.stored.exists(name)

    def delete(self, name: str) -> None:
        with _asked():
            self.stored.delete(name)

    def listdir(self, directory: str) -> tuple[list[str], list[str]]:
        """The directories and the files in a directory. Raises FileNotFoundError."""
        with _asked():
            return self.stored.listdir(directory)

    def get_modified_time(self, name: str) -> datetime.datetime:
        with _asked():
            return self.stored.get_modified_time(name)


def private_storage() -> PrivateFiles:
    """The personal files, where settings.STORAGES["private"] says (a directory, or
    S3-compatible)."""
    return PrivateFiles(storages["private"])


class PrivateFileStorage(FileSystemStorage):
    """Files of mode 0600 in directories of mode 0700, each written whole or not at all; the same
    name is written over.

    Django's own storage writes into the final file, so a process killed while writing leaves half
    of one behind.
    """

    def __init__(self, location: str | Path, **kwargs: Any) -> None:
        modes = {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700}
        super().__init__(location=str(location), **{**modes, **kwargs})

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """The name itself: names are made from job ids and attempts, and a job that begins again
        replaces its file."""
        return name

    def _save(self, name: str, content: File[Any]) -> str:
        target = Path(self.path(name))
        for directory in (Path(self.location), target.parent):
            directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        # mode 0600
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as stream:
                for chunk in content.chunks():
                    stream.write(chunk)
                stream.flush()
                os.fsync(stream.fileno())
            os.replace(temporary, target)
        except BaseException:
            os.unlink(temporary)
            raise
        return name
