"""The model as it is shipped, and a file of three words written by hand."""

from __future__ import annotations

import hashlib
import lzma
import re
import struct
from pathlib import Path

import pytest

from drafting.proofing.core.base import UnusableTables
from drafting.proofing.typing.model_file import MAGIC, WIDTH, Model, load_model
from drafting.proofing.typing.resources import FOLDER, MODEL


def planes(numbers: list[int]) -> list[bytes]:
    """Rising numbers as the file has them."""
    steps = [b - a for a, b in zip([0, *numbers], numbers, strict=False)]
    return [bytes(step >> 8 * k & 255 for step in steps) for k in range(6)]


def sections() -> list[bytes]:
    """北京 1, 上海 2, 大学 3; 北京 大学 is a pair, 上海 北京 大学 a triple."""
    pairs = [1 * WIDTH + 3, 2 * WIDTH + 1]
    triples = [1 * WIDTH + 3]
    return [
        "北京\n上海\n大学".encode(),
        bytes((100, 110, 120)),
        bytes((10, 11, 12)),
        *planes(pairs),
        bytes((50, 60)),
        bytes((5, 6)),
        *planes(triples),
        bytes((20,)),
    ]


def test_the_shipped_file_is_the_one_its_notice_names() -> None:
    notice = (FOLDER / "typing.model.md").read_text("utf-8")
    (named,) = re.findall("`([0-9a-f]{64})`", notice)
    assert hashlib.sha256(MODEL.read_bytes()).hexdigest() == named
    assert "LGPL-2.1-or-later" in notice
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in (FOLDER / "LGPL-2.1.txt").read_text("utf-8")


def test_costs_after_contexts() -> None:
    model = Model(sections())
    assert (model.number["北京"], list(model.words())) == (1, ["北京", "上海", "大学"])
    assert model.after(0, 3) == (120, 3), "alone"
    assert model.after(1, 3) == (50, 1 * WIDTH + 3), "the pair is known"
    assert model.after(2, 3) == (11 + 120, 3), "fallen back to the word alone"
    assert model.after(2 * WIDTH + 1, 3) == (20, 1 * WIDTH + 3), "the triple is known"
    assert model.after(2 * WIDTH + 1, 2) == (6 + 10 + 110, 2), "fallen back twice"
    assert (model.together(1, 3), model.together(2, 3)) == (70, 0)


def write(path: Path, parts: list[bytes]) -> Path:
    packed = [lzma.compress(part) for part in parts]
    path.write_bytes(MAGIC + b"".join(struct.pack("<I", len(one)) + one for one in packed))
    return path


def test_a_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    assert load_model(write(tmp_path / "m", sections())).after(1, 3) == (50, 1 * WIDTH + 3)


@pytest.mark.parametrize("fault", ["missing", "empty", "other", "cut", "short", "unequal"])
def test_a_broken_file_is_unusable(fault: str, tmp_path: Path) -> None:
    path = write(tmp_path / "m", sections())
    whole = path.read_bytes()
    if fault == "missing":
        path.unlink()
    elif fault == "short":
        write(path, sections()[:4])
    elif fault == "unequal":
        write(path, [*sections()[:-1], b""])
    else:
        path.write_bytes({"empty": b"", "other": b"PK" + whole, "cut": whole[:-3]}[fault])
    with pytest.raises(UnusableTables):
        load_model(path)
