"""A draft with mistakes in it, each of a rule that is certain of it."""

from __future__ import annotations

from dataclasses import replace

from accounts.models import User
from drafting.document.model import Document
from drafting.drafts.models import Draft
from drafting.proofing.placed import Placed
from drafting.proofing.selectors import Proof, proof_draft
from tests.wizard.papers import place, point, put, store, stored

HOLE, DOUBLED = "hole", "doubled-mark"
#: Claim, elaboration and example of each point of 理论学习.
TEXTS = (
    ("读原著少", "手边的书翻得少，，想得也浅。", "比如，{时间}领的书到年底只读到一半。"),
    ("学用脱节", "学是学，，做是做，没有踏石有印、抓铁有痕的劲头。", "比如，配书计划没有问过一位读者。"),
    ("笔记潦草", "记下来的，，过后不看。", "比如，十月的笔记只有半页。"),
)
#: The elaborations with their doubled commas, and without.
WRONG = [elaboration for _, elaboration, _ in TEXTS]
RIGHT = [text.replace("，，", "，") for text in WRONG]


def with_mistakes(document: Document) -> Document:
    """The document with three points that have mistakes, a title and an opening without."""
    points = [
        point(f"q{n}", claim, elaboration=elaboration, example=example, category="LL1")
        for n, (claim, elaboration, example) in enumerate(TEXTS)
    ]
    document = put(document, "theory", *points)
    return replace(document, opening=replace(document.opening, text="会前集中学习三天，征求意见五条。"))


def spoil(draft: Draft) -> None:
    """Put the mistakes into a stored draft."""
    store(draft, with_mistakes(stored(draft)))


def elaborations(draft: Draft) -> list[str]:
    """What the points of 理论学习 say now."""
    return [one.elaboration for one in place(stored(draft), "theory").points]


def proof(draft: Draft, member: User) -> Proof:
    """The draft proofread as it is stored now."""
    stored(draft)
    return proof_draft(draft, member)


def found(draft: Draft, member: User, rule: str) -> list[Placed]:
    """The open findings of a rule."""
    return [item for item in proof(draft, member).open if item.finding.rule == rule]


def misquoted(draft: Draft, member: User) -> Placed:
    """踏石有印, whichever rule finds it."""
    (item,) = [item for item in proof(draft, member).open if "踏石有印" in item.finding.text]
    return item
