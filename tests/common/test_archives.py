"""Archives that are broken, locked, ambiguous or larger than they look; one rule each."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest

from drafting.common.archives import Archive, ArchiveRules


class Refused(Exception):
    """What these rules raise."""


RULES = ArchiveRules(
    entries=5,
    unpacked=20_000,
    entry=10_000,
    part=5_000,
    ratio=20,
    ratio_from=1_000,
    error=Refused,
    broken="broken",
    locked="locked",
    bomb="bomb",
)
#: Bytes that no packing makes smaller.
DENSE = bytes(n * 7919 % 251 for n in range(20_000))


def packed(*files: tuple[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", packing) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return target.getvalue()


def stored(*files: tuple[str, bytes]) -> bytes:
    return packed(*files, packing=zipfile.ZIP_STORED)


def changed(content: bytes, change: Callable[[bytearray, int], None]) -> bytes:
    """An archive whose first entry of the directory was changed at its place."""
    data = bytearray(content)
    change(data, data.index(b"PK\x01\x02"))
    return bytes(data)


def lock(data: bytearray, at: int) -> None:
    data[at + 8] |= 1


def belittle(data: bytearray, at: int) -> None:
    """The directory declares one byte."""
    data[at + 24 : at + 28] = (1).to_bytes(4, "little")


def test_what_is_within_the_rules_is_read() -> None:
    archive = Archive(packed(("a.xml", b"<a/>"), ("/b/c.xml", b"<c/>")), RULES)
    assert archive.names == ("a.xml", "b/c.xml")
    assert [archive.read(name) for name in archive.names] == [b"<a/>", b"<c/>"]
    assert (archive.has("b/c.xml"), archive.has("/b/c.xml")) == (True, False)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "broken"),
        (b"PK\x03\x04 nothing more", "broken"),
        (packed(("a", b"x"))[:-10], "broken"),
        (packed(*((f"{n}", b"") for n in range(6))), "bomb"),
        (b"PK\x01\x02" * 11, "bomb"),
        (stored(("a", DENSE[:10_001])), "bomb"),
        (stored(("a", DENSE[:9_000]), ("b", DENSE[:9_000]), ("c", DENSE[:9_000])), "bomb"),
        (packed(("a", b"\0" * 9_000)), "bomb"),
        (changed(packed(("a", b"x")), lock), "locked"),
    ],
    ids=[
        "empty", "no archive", "cut off", "many entries", "many heads", "a large entry",
        "large together", "packed too well", "with a password",
    ],
)  # fmt: skip
def test_what_is_not_is_refused_before_anything_is_read(content: bytes, why: str) -> None:
    with pytest.raises(Refused, match=f"^{why}$"):
        Archive(content, RULES)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("second", ["a.xml", "/a.xml"])
def test_two_entries_of_one_name_are_refused(second: str) -> None:
    with pytest.raises(Refused, match=r"^broken$"):
        Archive(packed(("a.xml", b"one"), (second, b"two")), RULES)


def test_a_small_entry_may_be_packed_as_well_as_it_likes() -> None:
    assert Archive(packed(("a", b"\0" * 1_000)), RULES).read("a") == b"\0" * 1_000


def test_a_part_that_is_read_has_a_limit_of_its_own() -> None:
    archive = Archive(stored(("a", DENSE[:5_001]), ("b", DENSE[:5_000])), RULES)
    assert archive.read("b") == DENSE[:5_000]
    with pytest.raises(Refused, match=r"^bomb$"):
        archive.read("a")


def test_a_declared_size_is_not_believed() -> None:
    bomb = changed(packed(("a", b"\0" * 5_000_000)), belittle)
    archive = Archive(bomb, replace(RULES, ratio=10**9))
    with pytest.raises(Refused, match=r"^(broken|bomb)$"):
        archive.read("a")


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_no_office_program_packs_with_is_not_read(packing: int) -> None:
    archive = Archive(packed(("a", b"x" * 100), packing=packing), RULES)
    with pytest.raises(Refused, match=r"^broken$"):
        archive.read("a")


def test_an_entry_that_is_missing_or_spoilt_is_refused() -> None:
    content = stored(("a", zlib.compress(b"x" * 100)))
    archive = Archive(content.replace(zlib.compress(b"x" * 100), zlib.compress(b"y" * 100)), RULES)
    for name in ("a", "b"):
        with pytest.raises(Refused, match=r"^broken$"):
            archive.read(name)
