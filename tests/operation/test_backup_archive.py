"""The file of a backup: opened with its key alone, and only where not a byte was changed."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from pathlib import Path

import pytest

from drafting.operation.backup import archive, encryption, manifest, shelf
from drafting.operation.backup.manifest import Manifest
from drafting.operation.backup.refusal import BackupRefused

#: More than a piece, and hard to compress, so that the file has several.
LONG = b"".join(hashlib.sha256(str(number).encode()).digest() for number in range(80_000))


def _manifest(sums: Mapping[str, str]) -> Manifest:
    return Manifest(
        "0.2.0", "2026-11-29T08:00:00+08:00", "sqlite", ("drafting.0001",), {"t": 3}, sums
    )


@pytest.fixture
def key(tmp_path: Path) -> bytes:
    encryption.new_key(tmp_path / "key")
    return encryption.read_key(tmp_path / "key")


@pytest.fixture
def made(tmp_path: Path, key: bytes) -> Path:
    for name, content in (("database", LONG), ("one.docx", b"one"), ("empty", b"")):
        (tmp_path / name).write_bytes(content)
    files = [
        ("database", tmp_path / "database"),
        ("private/导出/one.docx", tmp_path / "one.docx"),
        ("private/empty", tmp_path / "empty"),
        ("private/gone.docx", tmp_path / "gone"),
    ]
    archive.write(tmp_path / "made.backup", key, files, _manifest)
    return tmp_path / "made.backup"


def opened(path: Path, key: bytes, into: Path) -> dict[str, bytes]:
    into.mkdir()
    archive.unpack(path, key, into)
    return {str(p.relative_to(into)): p.read_bytes() for p in into.rglob("*") if p.is_file()}


def refusal(path: Path, key: bytes, into: Path) -> str:
    into.mkdir(exist_ok=True)
    with pytest.raises(BackupRefused) as caught:
        archive.unpack(path, key, into)
    return str(caught.value)


def test_whole(made: Path, key: bytes, tmp_path: Path) -> None:
    assert opened(made, key, tmp_path / "out") == {
        "database": LONG,
        "private/导出/one.docx": b"one",
        "private/empty": b"",
    }
    assert made.stat().st_mode & 0o777 == 0o600
    assert made.stat().st_size > 2 * encryption.PIECE
    assert LONG[:1000] not in made.read_bytes()
    assert [path.name for path in tmp_path.glob(".*")] == []


def test_each_file_has_a_key_of_its_own(made: Path, key: bytes, tmp_path: Path) -> None:
    first = made.read_bytes()
    archive.write(made, key, [("database", tmp_path / "database")], _manifest)
    assert first[100:1000] != made.read_bytes()[100:1000]


def test_another_key(made: Path, tmp_path: Path) -> None:
    encryption.new_key(tmp_path / "other")
    other = encryption.read_key(tmp_path / "other")
    said = "密钥不对，打不开这份备份，请用制作它时的密钥文件。"
    assert refusal(made, other, tmp_path / "out") == said


@pytest.mark.parametrize("place", [0, 20, 55, 66, 5000, encryption.PIECE + 200, -1])
def test_a_changed_byte(made: Path, key: bytes, tmp_path: Path, place: int) -> None:
    content = bytearray(made.read_bytes())
    content[place] ^= 1
    made.write_bytes(content)
    head = {
        0: f"{made} 不是照镜的备份文件，或者开头已损坏。",
        20: "密钥不对，打不开这份备份，请用制作它时的密钥文件。",
        55: "密钥不对，打不开这份备份，请用制作它时的密钥文件。",
    }
    assert refusal(made, key, tmp_path / "out") == head.get(place, encryption.DAMAGED)


@pytest.mark.parametrize("left", [0, 40, 66, 500, 66 + encryption.PIECE + 16, -16, -1])
def test_a_cut_file(made: Path, key: bytes, tmp_path: Path, left: int) -> None:
    """Also where it is cut just between two pieces."""
    made.write_bytes(made.read_bytes()[:left])
    expected = encryption.DAMAGED
    if left in (0, 40):
        expected = f"{made} 不是照镜的备份文件，或者开头已损坏。"
    assert refusal(made, key, tmp_path / "out") == expected


def test_a_cut_between_two_pieces_is_seen_by_the_encryption_alone(key: bytes) -> None:
    stream = io.BytesIO()
    sealed = encryption.Sealed(stream, key)
    sealed.write(LONG)
    sealed.finish()
    assert encryption.Opened(io.BytesIO(stream.getvalue()), key, "made").readall() == LONG
    cut = io.BytesIO(stream.getvalue()[: 66 + encryption.PIECE + 16])
    with pytest.raises(BackupRefused, match="内容被截断或改动过"):
        encryption.Opened(cut, key, "made").readall()


def test_pieces_that_changed_places(made: Path, key: bytes, tmp_path: Path) -> None:
    content, size = made.read_bytes(), encryption.PIECE + 16
    head, one, two = content[:66], content[66 : 66 + size], content[66 + size : 66 + 2 * size]
    made.write_bytes(head + two + one + content[66 + 2 * size :])
    assert refusal(made, key, tmp_path / "out") == encryption.DAMAGED


def test_more_behind_it(made: Path, key: bytes, tmp_path: Path) -> None:
    made.write_bytes(made.read_bytes() + b"more")
    assert refusal(made, key, tmp_path / "out") == encryption.DAMAGED


def test_a_name_that_leads_out(key: bytes, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    made = tmp_path / "made.backup"
    archive.write(made, key, [("../outside", tmp_path / "file")], _manifest)
    assert refusal(made, key, tmp_path / "out") == encryption.DAMAGED
    assert not (tmp_path / "outside").exists()


def test_a_later_format() -> None:
    with pytest.raises(BackupRefused, match="是更新的版本用的，请用那个版本的照镜恢复。"):
        manifest.read(_manifest({}).written().replace(b'"format": 1', b'"format": 2'))
    assert manifest.read(_manifest({"a": "b"}).written()) == _manifest({"a": "b"})


def test_key_files(tmp_path: Path) -> None:
    path = tmp_path / "key"
    encryption.new_key(path)
    assert path.stat().st_mode & 0o777 == 0o600
    for wrong, said in (
        (lambda: encryption.new_key(path), "已经存在，没有改动；"),
        (lambda: encryption.new_key(tmp_path / "no" / "key"), "无法写入，"),
        (lambda: encryption.read_key(tmp_path / "other"), "不存在或无法读取。"),
    ):
        with pytest.raises(BackupRefused, match=said):
            wrong()
    for text in (
        "",
        "zhaojing-backup-key:",
        "zhaojing-backup-key:YWJj\n",
        "密钥",
        path.read_text()[20:],
    ):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(BackupRefused, match="不是备份的密钥文件"):
            encryption.read_key(path)


def test_the_shelf(tmp_path: Path) -> None:
    assert (shelf.age(tmp_path), shelf.age(tmp_path / "none"), shelf.prune(tmp_path, 1)) == (
        None,
        None,
        [],
    )
    names = []
    for _ in range(3):
        path = shelf.free_name(tmp_path, "20261129-080000")
        path.touch()
        names.append(path.name)
    (tmp_path / "other.backup").touch()
    assert names == [f"zhaojing-20261129-080000{n}.backup" for n in ("", "-2", "-3")]
    assert [path.name for path in shelf.backups(tmp_path)] == names[::-1]
    assert [path.name for path in shelf.prune(tmp_path, 2)] == names[:1]
    assert (tmp_path / "other.backup").exists()
    assert shelf.age(tmp_path) == pytest.approx(0, abs=30)
