"""Reading the structure of a text takes time that grows with its length, whatever it repeats."""

from __future__ import annotations

from itertools import count

import pytest

from drafting.importing import segment
from drafting.importing.source import Reading, SourceLine, source_text
from drafting.proofing.core.document_outline import outline_from
from tests.growth import grows_linearly

pytestmark = pytest.mark.slow

PIECES = (
    *"，（“一的 1", "一是", "一是学。", "一是学；", "一、", "（一）学习。", "1.学。做。\n", "（一）学习。\n",
    "一、原因\n二、措施\n", "一、问题\n（一）学习\n", "学习不够。做得少。\n", "理论学习方面：", "比如，", "谢谢\n",
    "总之，\n", "2024年3月\n", "其一，", "——\n",
    "首先，学。", "（1）学得少。", "问题一：学。原因：懒。\n", "原因主要是：\n1.懒\n", "# 一\n", "**学**\n", "- 学\n",
    "a | b\n", "问题\t措施\n", "学得不够，做得不实，想得不深，看得不远\n", "来源：网\n", "今后，我要改。究其原因，", "學習問題",
)  # fmt: skip
HEADS = {
    "bare": "",
    "problems": "一、存在的问题\n（一）在理论学习方面。",
    "measures": "一、问题\n学。\n二、整改措施\n",
}


def read(text: str) -> None:
    lines = tuple(SourceLine(line) for line in text.split("\n"))
    source = source_text(Reading(lines), text.encode("utf-8", "surrogatepass"), "m.txt")
    found = segment(source, None, ids=map("n{}".format, count()).__next__)
    outline_from(source.text, found.document, found.pieces)


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("piece", PIECES)
def test_time_grows_with_a_repeated_piece(piece: str, head: str) -> None:
    def way(length: int) -> None:
        text = HEADS[head] + (piece * (length // len(piece) + 1))[:length]
        read(text if text.strip() else f"学{text}")

    assert grows_linearly(lambda: way(1_000), lambda: way(4_000))
