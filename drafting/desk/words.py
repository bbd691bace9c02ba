"""How the desk says where a paper stands and whose turn it is."""

from __future__ import annotations

from drafting.drafts.models import COLLECTIVE, Draft
from drafting.review.reviewers import Reviewers

#: In the place of a state where a member has begun nothing.
NOT_BEGUN = ""


def state_label(state: str) -> str:
    """A state of ``Draft.State`` in words; 未开始 for none."""
    return str(Draft.State(state).label) if state else "未开始"


def reviewer_words(reviewers: Reviewers, owner: int, reader: int) -> str:
    """Who reviews this author's paper, as the reader of the table would say it; names of offices,
    not of people."""
    if owner == COLLECTIVE:
        return _collective_words(reviewers, reader)
    first, second = reviewers.first(owner), reviewers.second(owner)
    words = "您" if reader in first else _first_words(reviewers, owner)
    if not second:
        return f"{words}审核" if first else words
    superior = reviewers.superior(owner, first)
    above = "您" if reader in second else str(superior[0]) if superior else ""
    return f"{words}初审，{above}复审"


def _collective_words(reviewers: Reviewers, reader: int) -> str:
    superior = reviewers.superior(COLLECTIVE, reviewers.committee)
    if superior is None:
        return "执笔人以外的书记、副书记" if reviewers.first(COLLECTIVE) else "没有可以审核的人"
    return "您审核" if reader in superior[1] else f"上级（{superior[0]}）"


def _first_words(reviewers: Reviewers, owner: int) -> str:
    if reviewers.own and owner not in reviewers.own:
        return "书记"
    if superior := reviewers.superior(owner):
        return f"上级（{superior[0]}）"
    return "副书记" if reviewers.first(owner) else "没有可以审核的人"
