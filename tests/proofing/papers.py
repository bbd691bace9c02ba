"""A draft with mistakes in it, each of a rule that is certain of it."""

from __future__ import annotations

from dataclasses import replace

from accounts.models import User
from drafting.document.model import Document
from drafting.drafts.models import Draft
from drafting.proofing.core.registry import CHECKS, QUIET
from drafting.proofing.located_findings import Placed
from drafting.proofing.selectors import Proof, proof_draft
from tests.wizard.papers import place, point, put, store, stored

HOLE, DOUBLED = "hole", "doubled-mark"
#: Claim, elaboration and example of each point of 理论学习.
TEXTS = (
    ("读原著少", "手边的书翻得少，，想得也浅。", "比如，{时间}领的书到年底只读到一半。"),
    (
        "学用脱节",
        "学是学，，做是做，没有踏石有印、抓铁有痕的劲头。",
        "比如，配书计划没有问过一位读者。",
    ),
    ("笔记潦草", "记下来的，，过后不看。", "比如，十月的笔记只有半页。"),
)
#: What three quiet checks find something in.
PLANTED = (
    "比如，中秋前我收了一名学生家长送的月饼，患者李秀兰来问我也没有理，"
    "还把机密★10年的通报放在桌上。"
)
#: What only the author may be told of it.
UNTOLD = [
    "先谈",
    "纪检委员谈",
    "应当先向组织",
    "可能违反",
    "隐去",
    "别人的个人信息",
    "真实姓名",
    "密级标志",
    *QUIET,
    *(check.title for check in CHECKS if check.quiet),
]
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
    return replace(
        document, opening=replace(document.opening, text="会前集中学习三天，征求意见五条。")
    )


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
