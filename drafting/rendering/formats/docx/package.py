"""The base file, and a written package made independent of the moment of writing."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

_BASE = Path(__file__).parent / "base"
#: What Word itself writes into its zip entries.
_MOMENT = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
#: Readers that look no further than the first entries find what kind of package it is.
_FIRST = ("[Content_Types].xml", "_rels/.rels")


@lru_cache(maxsize=1)
def base_file() -> bytes:
    """The base file as a package, from its parts in ``base/``; not compressed, since it is only read back."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_STORED) as package:
        for path in sorted(_BASE.rglob("*")):
            if path.name.endswith((".xml", ".rels")):
                package.writestr(ZipInfo(path.relative_to(_BASE).as_posix(), _MOMENT), path.read_bytes())
    return target.getvalue()


def normalised(package: bytes) -> bytes:
    """The same package with its entries in a fixed order, without times and without traces of the machine."""
    target = BytesIO()
    with ZipFile(BytesIO(package)) as source, ZipFile(target, "w", ZIP_DEFLATED) as copy:
        for name in sorted(source.namelist(), key=lambda name: (name not in _FIRST, name)):
            entry = ZipInfo(name, _MOMENT)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = _UNIX
            entry.external_attr = 0o600 << 16
            copy.writestr(entry, source.read(name), compresslevel=6)
    return target.getvalue()
