"""The keys of this process, read once from the file that TEXT_KEYS_FILE names."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from drafting.sealing.keys import NONE, Key, Keys, KeysRefused, read_keys

#: Seconds between two looks into the file for a key that is not known.
_AGAIN: Final = 1.0


class KeyMissing(Exception):
    """Something is sealed under a key that this installation does not have."""

    def __init__(self, key_id: str) -> None:
        super().__init__(f"text key {key_id} is missing")
        self.key_id = key_id


class _Ring:
    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.keys = _read(path)
        self.stamp = _stamp(path)
        self.looked = time.monotonic()


_ring: _Ring | None = None


def keys() -> Keys:
    """The keys. Raises ImproperlyConfigured, with one sentence, where the file cannot be used."""
    return _current().keys


def writing_key() -> Key | None:
    """The key for what is written now. Raises ImproperlyConfigured."""
    return _current().keys.writing


def reading_key(key_id: str | None) -> Key | None:
    """The key of this id; None for none. Raises KeyMissing, and ImproperlyConfigured.

    The file is read anew for an id that is not known: another process may have had a newer key
    already.
    """
    if key_id is None:
        return None
    ring = _current()
    if key_id not in ring.keys.by_id:
        ring = _renewed(ring)
    try:
        return ring.keys.by_id[key_id]
    except KeyError:
        raise KeyMissing(key_id) from None


def _current() -> _Ring:
    global _ring
    ring = _ring
    if ring is None or ring.path != settings.TEXT_KEYS_FILE:
        ring = _ring = _Ring(settings.TEXT_KEYS_FILE)
    return ring


def _renewed(ring: _Ring) -> _Ring:
    global _ring
    if time.monotonic() - ring.looked < _AGAIN:
        return ring
    ring.looked = time.monotonic()
    if _stamp(ring.path) != ring.stamp:
        ring = _ring = _Ring(ring.path)
    return ring


def _read(path: Path | None) -> Keys:
    if path is None:
        return NONE
    try:
        return read_keys(path)
    except KeysRefused as refusal:
        raise ImproperlyConfigured(f"{refusal}") from None


def _stamp(path: Path | None) -> tuple[int, int, int] | None:
    try:
        found = os.stat(path) if path is not None else None
    except OSError:
        return None
    return (found.st_ino, found.st_mtime_ns, found.st_size) if found is not None else None
