"""Papers compared: copies, disguised copies, papers that have nothing to do with each other."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.similarity.comparison import compare
from drafting.similarity.sentences import sentences_of
from tests.processes import ROOT


def text_of(name: str) -> str:
    """The points of one of our materials, one to a line."""
    material = json.loads((Path(ROOT) / f"tests/materials/{name}.json").read_text("utf-8"))
    places = [place for part in material["parts"] for place in (part, *part["sections"])]
    return "\n".join(
        "".join(point[name] for name in ("claim", "elaboration", "example"))
        for place in places
        for point in place["points"]
    )


SIX = text_of("six-areas-2023")
OTHERS = [text_of("branch-2024-member"), text_of("leaders-2025")]


def shares(*texts: str) -> dict[tuple[int, int], float]:
    pairs = compare([sentences_of(text) for text in texts])
    return {(pair.one, pair.other): pair.likeness.share for pair in pairs}


def test_the_same_paper_twice() -> None:
    assert shares(SIX, SIX) == {(0, 1): 1.0, (1, 0): 1.0}


def test_a_disguised_copy_is_told() -> None:
    """Year and place changed, every third sentence cut."""
    sentences = re.findall(r"[^。\n]+。", SIX)
    copy = "".join(one for number, one in enumerate(sentences) if number % 3 != 2)
    copy = copy.replace("2023", "2024").replace("县", "区").replace("图书馆", "文化馆")
    found = shares(copy, SIX, *OTHERS)
    assert found[0, 1] >= 0.95
    assert 0.55 <= found[1, 0] <= 0.8
    assert all(found.get((0, other), 0) <= 0.05 for other in (2, 3))


def test_unrelated_papers_have_next_to_nothing_in_common() -> None:
    assert all(share <= 0.05 for share in shares(SIX, *OTHERS).values())


def test_what_everybody_has_is_found_with_everybody() -> None:
    own = [sentence for text in OTHERS for sentence in re.findall(r"[^。\n]{20,}。", text)]
    taken = re.findall(r"[^。\n]{20,}。", SIX)[3]
    papers = [f"{own[number]}{taken}" for number in range(60)]
    found = shares(taken, *papers)
    assert {other for one, other in found if one == 0} == set(range(1, 61))


def test_passages_join_what_was_taken_together() -> None:
    mine = (
        "今年我下村九次，每次都在村委会坐着听汇报，没有进过一户人家。\n"
        "二月领的四本书，到年底只翻完一本，其余三本没有拆封。好。"
        "写总结时把去年的改了改日期就交了，数字也没有核对。"
    )
    theirs = (
        "群众来办事，我让他下周再来。"
        "去年二月领的四本书，到年末只翻完了一本，其余三本都没有拆封。"
        "写总结时把前年的改了改日期就交了，连数字也没有核对。"
    )
    pair = compare([sentences_of(mine), sentences_of(theirs)])[0]
    (passage,) = pair.likeness.passages
    assert passage.one.of(mine).startswith("二月领的四本书")
    assert passage.one.of(mine).endswith("也没有核对。")
    assert passage.other.of(theirs).startswith("去年二月")
    assert passage.score == pytest.approx(0.9, abs=0.05)
    assert pair.likeness.share == pytest.approx(0.63, abs=0.05)


def test_a_sentence_taken_out_of_order_is_a_passage_of_its_own() -> None:
    one, two = re.findall(r"[^。\n]+。", SIX)[:2]
    pair = compare([sentences_of(one + two), sentences_of(two + one)])[0]
    assert pair.likeness.share == 1.0
    assert len(pair.likeness.passages) == 2


@given(st.lists(st.sampled_from(re.findall(r"[^。\n]+。", SIX)[:12]), max_size=6))
def test_shares_are_shares_and_passages_lie_in_their_texts(taken: list[str]) -> None:
    texts = ["".join(taken), SIX]
    for pair in compare([sentences_of(text) for text in texts]):
        assert 0 < pair.likeness.share <= 1
        for passage in pair.likeness.passages:
            assert 0 <= passage.one.start < passage.one.end <= len(texts[pair.one])
            assert 0 <= passage.other.start < passage.other.end <= len(texts[pair.other])
            assert 0 < passage.score <= 1
