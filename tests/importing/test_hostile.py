"""Whatever is thrown at the readers: one sentence or a document, within 5 seconds of CPU and 300 MB."""

from __future__ import annotations

import random
import subprocess
import sys
import time
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drafting.importing.files import read_bytes
from drafting.importing.segment import segment
from drafting.importing.source import UnreadableFile
from drafting.rendering.formats import docx
from tests.importing.hostile import CASES
from tests.importing.words import W, archive, level, num, numbering, p, word
from tests.rendering.documents import SMALL, options

ROOT = Path(__file__).resolve().parents[2]
SLOW = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
STYLED = f'<w:styles {W}><w:style w:type="paragraph" w:styleId="s"><w:basedOn w:val="s"/></w:style></w:styles>'
FILES = [
    docx.render(SMALL, options()),
    word(
        p("问题", num(1))
        + "<w:tbl><w:tr><w:tc>"
        + p("格", '<w:pStyle w:val="s"/>')
        + "</w:tc></w:tr></w:tbl>",
        parts={
            "numbering.xml": numbering(level(0, "chineseCounting", "%1、")),
            "styles.xml": STYLED,
        },
    ),
]
VALUES = [
    "",
    "-1",
    "99999999999999999999",
    "%1%2%9",
    "\U0001f642",
    "a" * 70_000,
    "../../etc/passwd",
    "1e9",
]


@pytest.mark.parametrize("name", sorted(CASES))
def test_time_and_memory_are_bounded(name: str) -> None:
    command = [sys.executable, "-m", "tests.importing.hostile", name]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    seconds, memory, _ = done.stdout.split("\t")
    assert (float(seconds) < 5, int(memory) < 300) == (True, True), done.stdout


def survives(content: bytes, name: str) -> None:
    began = time.process_time()
    try:
        segment(read_bytes(content, name))
    except UnreadableFile as error:
        sentence = str(error)
        assert sentence.endswith("。")
        assert "\n" not in sentence
    assert time.process_time() - began < 5


def unpacked(content: bytes) -> dict[str, bytes]:
    """The entries of an archive by name."""
    with zipfile.ZipFile(BytesIO(content)) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}


@SLOW
@given(
    content=st.sampled_from(FILES),
    changes=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=20),
    cut=st.floats(0, 1),
    name=st.sampled_from(["a.docx", "a.docx", "a.wps", "a.txt"]),
)
def test_bytes_changed_and_files_cut(
    content: bytes, changes: list[tuple[float, int]], cut: float, name: str
) -> None:
    raw = bytearray(content)
    for place, byte in changes:
        raw[int(place * (len(raw) - 1))] = byte
    survives(bytes(raw if cut > 0.5 else raw[: int(2 * cut * len(raw))]), name)


@SLOW
@given(content=st.sampled_from(FILES), seed=st.integers(0, 10**6))
def test_entries_swapped_left_out_and_renamed(content: bytes, seed: int) -> None:
    chance = random.Random(seed)
    files = unpacked(content)
    names = list(files)
    for _ in range(chance.randint(1, 4)):
        a, b = chance.choice(names), chance.choice(names)
        kind = chance.choice(["swap", "drop", "rename", "empty"])
        if kind == "swap" and a in files and b in files:
            files[a], files[b] = files[b], files[a]
        elif kind == "drop":
            files.pop(a, None)
        elif kind == "rename" and a in files:
            files[f"/../{a}"] = files.pop(a)
        elif a in files:
            files[a] = b""
    survives(archive(files), "a.docx")


@SLOW
@given(content=st.sampled_from(FILES), seed=st.integers(0, 10**6))
def test_xml_broken_and_attributes_out_of_all_bounds(content: bytes, seed: int) -> None:
    chance = random.Random(seed)
    files = unpacked(content)
    name = chance.choice([one for one in files if one.endswith((".xml", ".rels"))])
    text = files[name].decode()
    for _ in range(chance.randint(1, 5)):
        at = chance.randrange(len(text) + 1)
        kind = chance.choice(["value", "tag", "cut", "double"])
        if kind == "value" and '="' in text[at:]:
            start = text.index('="', at) + 2
            text = text[:start] + chance.choice(VALUES) + '"' + text[start:].partition('"')[2]
        elif kind == "tag" and "<w:" in text[at:]:
            start = text.index("<w:", at) + 3
            text = text[:start] + chance.choice(["p", "tbl", "sdt", "r", "del", "x"]) + text[start:]
        elif kind == "double":
            end = min(len(text), at + chance.randrange(200))
            text = text[:end] + text[at:end] + text[end:]
        else:
            text = text[:at] + text[at + chance.randrange(20) :]
    files[name] = text.encode()
    survives(archive(files), "a.docx")


@SLOW
@given(
    content=st.binary(max_size=400), name=st.sampled_from(["a.docx", "a.txt", "a.doc", "a.xls", ""])
)
def test_any_bytes(content: bytes, name: str) -> None:
    survives(content, name)


@SLOW
@given(content=st.binary(max_size=300))
def test_a_packed_part_that_is_no_stream(content: bytes) -> None:
    good = FILES[0]
    at = good.index(b"word/document.xml") + len(b"word/document.xml")
    survives(good[:at] + content + good[at + len(content) :], "a.docx")
    survives(
        archive({"[Content_Types].xml": b"<x/>", "word/document.xml": zlib.compress(content)}),
        "a.docx",
    )
