"""Where generated files are kept."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.files.storage import FileSystemStorage, Storage, storages


def private_storage() -> Storage:
    """The storage of personal files, as settings.STORAGES["private"] names it (a directory, or
    S3-compatible)."""
    return storages["private"]


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
