"""A paper kept as bytes says what it said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.similarity.fingerprints import stretches
from drafting.similarity.index import Index
from drafting.similarity.kept_paper import BrokenPaper, kept_paper, read_paper
from drafting.similarity.sentences import sentences_of

TEXT = (
    "二月领的四本书，到年底只翻完一本。好。八月下村九次，每次都坐在村委会听汇报，没有进过一户人家。"
)


@given(st.text("学习工作。，！12aＡ\n𠮷", max_size=200))
def test_what_was_kept_is_read_again(text: str) -> None:
    sentences = sentences_of(text)
    assert read_paper(kept_paper(sentences).as_bytes()).sentences == sentences


def test_a_kept_paper_is_found_as_one_that_was_just_read() -> None:
    other = sentences_of(TEXT)
    mine = sentences_of(TEXT.replace("四本书", "五本书").replace("九次", "三次"))
    fresh, kept = Index(), Index()
    fresh.add(3, other)
    asked = {one for sentence in mine for one in stretches(sentence.said)}
    kept.add_kept(3, read_paper(kept_paper(other).as_bytes()), asked)
    assert list(kept.matches(mine)) == list(fresh.matches(mine))
    assert len(list(kept.matches(mine))) == 2


@pytest.mark.parametrize(
    "content", [b"", b"\0" * 8, kept_paper(sentences_of(TEXT)).as_bytes()[:-5]]
)
def test_other_bytes_are_refused(content: bytes) -> None:
    with pytest.raises(BrokenPaper):
        read_paper(content)


def test_a_paper_of_a_hundred_sentences_takes_few_bytes() -> None:
    sentences = sentences_of(TEXT * 50)
    assert len(kept_paper(sentences).as_bytes()) < 150 * len(sentences)
