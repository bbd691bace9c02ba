"""What the templates of proofreading are given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from drafting.drafts import services as drafts
from drafting.drafts.models import Draft
from drafting.proofing.core.base import SEVERITIES
from drafting.proofing.engine import Unavailable
from drafting.proofing.placed import Placed
from drafting.proofing.selectors import Proof
from drafting.proofing.services import Changed, Undo

MOVED = "这一处的文字已经改动过，没有采纳。下面是按现在的文字重新校对的结果。"
UNDO_MOVED = "这一处后来又改过，没有撤销。"
NOT_IGNORED = "这一处的文字已经改动过，没有忽略。"
UNAVAILABLE = "校对暂时不可用，请稍后再试。"
BUSY = "同时保存的请求太多，这一次没有改，请再试一次。"
NOT_EDITABLE = "这份材料刚刚提交或移走了，现在不能修改。"

#: Why accepting or taking back may come to nothing; ``refused`` says it for people.
REFUSALS = (Changed, Unavailable, drafts.NotEditable, drafts.TooBusy)


@dataclass(frozen=True, slots=True)
class Said:
    """What a page tells of the action just done: a sentence, and the form that takes it back (name of its URL, its fields)."""

    text: str
    good: bool = True
    undo: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)

    @property
    def target(self) -> str:
        """What the answer of taking it back replaces; that of many answers with a page."""
        return "" if self.undo == "proofing:undo_many" else "#proof"


@dataclass(frozen=True, slots=True)
class Card:
    """A finding, and how many of its rule can be accepted at once."""

    item: Placed
    same: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """The cards of one step; ``key`` is empty for what concerns the whole paper."""

    key: str
    title: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter: what it is called, how many findings it leaves, its query string, whether it is chosen."""

    label: str
    number: int
    query: str
    chosen: bool
    code: str = ""


def summary_context(
    draft: Draft, proof: Proof, asked: Mapping[str, str], reason: str, said: Said | None = None
) -> dict[str, Any]:
    """The summary page: ``asked`` may name a ``severity`` and a ``rule`` to show alone; unknown ones are passed over."""
    severity, rule = asked.get("severity", ""), asked.get("rule", "")
    severity = severity if severity in SEVERITIES else ""
    check = next((item.check for item in proof.open if item.finding.rule == rule), None)
    rule = rule if check else ""
    shown = [
        item
        for item in proof.open
        if severity in ("", item.finding.severity) and rule in ("", item.finding.rule)
    ]
    return {
        "nav": "drafts",
        "draft": draft,
        "proof": proof,
        "reason": reason,
        "said": said or _said_of_many(asked),
        "groups": groups_of(shown, proof),
        "shown": len(shown),
        "severities": _severities(proof, severity),
        "rules": _rules(proof, severity, rule),
        "check": check,
        "same": proof.acceptable[rule] if rule else 0,
        "query": _query(severity, rule),
    }


def groups_of(items: Iterable[Placed], proof: Proof) -> list[Group]:
    """Cards by step, in the order of the text."""
    groups = []
    for step, found in groupby(items, key=lambda item: item.step):
        cards = tuple(Card(item, proof.acceptable[item.finding.rule]) for item in found)
        groups.append(Group(step.key if step else "", step.title if step else "全文", cards))
    return groups


def undo_fields(undo: Undo) -> dict[str, Any]:
    """The hidden fields that take an accepted finding back."""
    return {name: getattr(undo, name) for name in ("node_id", "field", "at", "size", "before", "seal")}


def refused(error: Exception, moved: str = MOVED) -> str:
    """What a page says of one of REFUSALS; ``moved`` where somebody wrote in that place meanwhile."""
    if isinstance(error, Changed):
        return moved
    if isinstance(error, Unavailable):
        return UNAVAILABLE
    return NOT_EDITABLE if isinstance(error, drafts.NotEditable) else BUSY


def said_of_ignoring(proof: Proof, item: Placed | None, recall: str) -> Said:
    """What is said of a finding that was ignored, or was not there; ``recall`` is the name of the URL that shows it again."""
    if item is None:
        return Said(NOT_IGNORED if proof.available else UNAVAILABLE, good=False)
    return Said("已忽略一处。", undo=recall, fields={"fingerprint": item.fingerprint})


def whole(text: str) -> int:
    """A whole number in a request; -1 for anything that no page of ours sends."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1


def _said_of_many(asked: Mapping[str, str]) -> Said | None:
    """After many were accepted, the numbers that take them back stand in the address."""
    fields = {name: whole(asked.get(name, "")) for name in ("accepted", "revision", "version", "nodes")}
    if min(fields.values()) < 0:
        return None
    number = fields.pop("accepted")
    return Said(
        f"已采纳 {number} 处，采纳之前的文字已存为第 {fields['revision']} 版。",
        undo="proofing:undo_many",
        fields=fields,
    )


def _severities(proof: Proof, chosen: str) -> list[Choice]:
    every = Choice("全部", len(proof.open), "", not chosen)
    counts = proof.counts
    return [
        every,
        *(
            Choice(label, counts[code], _query(code, ""), code == chosen, code)
            for code, label in SEVERITIES.items()
        ),
    ]


def _rules(proof: Proof, severity: str, chosen: str) -> list[Choice]:
    numbers: dict[str, int] = {}
    titles: dict[str, str] = {}
    for kind in proof.kinds:
        if severity in ("", kind.first.finding.severity):
            code = kind.first.finding.rule
            numbers[code] = numbers.get(code, 0) + kind.number
            titles[code] = kind.first.check.title
    return [
        Choice(titles[code], number, _query(severity, code), code == chosen, code)
        for code, number in numbers.items()
    ]


def _query(severity: str, rule: str) -> str:
    return urlencode({name: value for name, value in (("severity", severity), ("rule", rule)) if value})
