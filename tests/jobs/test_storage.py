"""The private directory."""

import stat
from pathlib import Path

import pytest
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile, File

from drafting.jobs.storage import PrivateFileStorage


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_files_are_readable_by_nobody_else(tmp_path: Path) -> None:
    root = tmp_path / "private"
    name = PrivateFileStorage(root).save("exports/a.docx", ContentFile(b"text"))
    assert name == "exports/a.docx"
    assert (root / name).read_bytes() == b"text"
    assert [mode(root), mode(root / "exports"), mode(root / name)] == [0o700, 0o700, 0o600]


def test_the_same_name_is_written_over(tmp_path: Path) -> None:
    storage = PrivateFileStorage(tmp_path)
    storage.save("exports/a.docx", ContentFile(b"first, longer"))
    assert storage.save("exports/a.docx", ContentFile(b"second")) == "exports/a.docx"
    assert [path.name for path in (tmp_path / "exports").iterdir()] == ["a.docx"]
    assert (tmp_path / "exports/a.docx").read_bytes() == b"second"


class Broken(File):  # type: ignore[type-arg]
    """A file whose second half cannot be read."""

    def chunks(self, chunk_size: int | None = None):  # type: ignore[no-untyped-def]
        yield b"first half"
        raise OSError("disk full")


def test_half_a_file_is_never_left(tmp_path: Path) -> None:
    storage = PrivateFileStorage(tmp_path)
    storage.save("exports/a.docx", ContentFile(b"whole"))
    with pytest.raises(OSError, match="disk full"):
        storage.save("exports/a.docx", Broken(None))
    assert [path.name for path in (tmp_path / "exports").iterdir()] == ["a.docx"]
    assert (tmp_path / "exports/a.docx").read_bytes() == b"whole"


def test_nothing_is_written_outside(tmp_path: Path) -> None:
    with pytest.raises(SuspiciousFileOperation):
        PrivateFileStorage(tmp_path / "private").save("../a.docx", ContentFile(b"x"))
    assert not (tmp_path / "a.docx").exists()
