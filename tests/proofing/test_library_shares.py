"""How much of a paper is the library's: the same number for the author, the check and the reviewer,
and for each point its own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from accounts.models import User
from drafting.document.model import Document, Point
from drafting.drafts.models import Draft
from drafting.drafts.selectors import spec_of_draft
from drafting.library.models import Phrase
from drafting.library.services import save_phrase
from drafting.proofing.core.library_share import LibraryShare
from drafting.proofing.library_shares import LibraryShares, library_shares
from drafting.proofing.selectors import proof_draft
from tests.cast import *  # noqa: F403
from tests.cast import approved_phrase
from tests.wizard.papers import put, store, stored

pytestmark = pytest.mark.django_db

CLAIM = "学习靠通知推着走，自觉补课不够"
TEXT = "支部发什么材料我就读什么材料，集中学习一结束便把本子合上，{时间}也不例外。"
OWN = "七月领的那本书到年底还没有拆封，书记问起来我答不上，心里总想着手头的活更急，一天推一天。"


@pytest.fixture
def paper(draft: Draft, taxonomy: None) -> Draft:
    """A point of the library, its hole filled with nothing, beside one of its author's."""
    approved_phrase("LL1-01", claim=CLAIM, elaboration=TEXT)
    borrowed = Point(id="borrowed", claim=CLAIM, elaboration=TEXT.replace("{时间}", "前段时间"))
    own = Point(id="own", claim="读书推一天算一天", elaboration=OWN)
    store(draft, put(stored(draft), "theory", borrowed, own))
    return draft


def shares(draft: Draft, document: Document | None = None, most: int = 30) -> LibraryShares:
    spec = replace(spec_of_draft(draft), max_library_share=most)
    return library_shares(document or stored(draft), spec, draft.style)


def test_each_point_and_the_whole_have_their_share(paper: Draft) -> None:
    found = shares(paper)
    fixed = 14 + 31
    assert found == LibraryShares(
        LibraryShare(fixed, fixed + 4 + 48),
        {"borrowed": LibraryShare(fixed, fixed + 4)},
        {"borrowed": ("前段时间",)},
        30,
    )
    assert (found.paper.percent, found.nodes["borrowed"].percent) == (47, 92)


def test_the_check_says_the_same_and_goes_by_the_meeting(paper: Draft, member: User) -> None:
    more = Point(id="more", claim=CLAIM, elaboration=TEXT)
    doubled = put(stored(paper), "politics", more)
    store(paper, doubled)
    found = shares(paper)
    said = [
        one.message
        for one in proof_draft(paper, member, document=doubled).open
        if one.finding.rule == "library-share"
    ]
    assert found.over
    assert len(said) == 1
    assert said[0].startswith(f"全文有 {found.paper.percent}% 的文字同素材库一字不差，")
    assert not shares(paper, most=0).over
    assert not shares(paper, most=found.paper.percent).over


def test_a_paper_of_ones_own_has_nothing_of_the_library(draft: Draft, taxonomy: None) -> None:
    approved_phrase("LL1-01", claim=CLAIM, elaboration=TEXT)
    store(draft, put(stored(draft), "theory", Point(id="own", claim="读得少", elaboration=OWN)))
    found = shares(draft)
    assert (found.paper.fixed, found.nodes, found.over) == (0, {}, False)


def test_a_claim_that_the_curator_reworded_since_is_still_the_librarys(
    paper: Draft, curator: User
) -> None:
    row = Phrase.objects.get(key="LL1-01")
    row.claim, row.elaboration = "换了一句不够", "{时间}都换了一种说法，同原来的没有一句相同。"
    save_phrase(row, curator)
    assert shares(paper).nodes["borrowed"].percent == 92
