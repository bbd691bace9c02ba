"""What the templates of proofreading are given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from drafting.common.numbers import number_or
from drafting.common.overtaken import Overtaken
from drafting.drafts.models import Draft
from drafting.drafts.services import changes
from drafting.proofing.core.findings import SEVERITIES
from drafting.proofing.core.tally import LENGTHS
from drafting.proofing.engine import Unavailable
from drafting.proofing.located_findings import Placed
from drafting.proofing.results import Unfinished
from drafting.proofing.selectors import Proof
from drafting.proofing.services import TextOvertaken, Undo

if TYPE_CHECKING:  # a page stands without what the checks need
    from drafting.proofing.core.base import Check

MOVED = "这一处的文字已经改动过，没有采纳。下面是按现在的文字重新校对的结果。"
UNDO_MOVED = "这一处后来又改过，没有撤销。"
NOT_IGNORED = "这一处的文字已经改动过，没有忽略。"
UNAVAILABLE = "校对暂时不可用，请稍后再试。"
UNFINISHED = "文字刚刚改动过，校对还没有做完，这一次没有改，请过几秒再试。"
BUSY = "同时保存的请求太多，这一次没有改，请再试一次。"
NOT_EDITABLE = "这份材料刚刚提交或移走了，现在不能修改。"

#: Cards of one page; what is left is listed when these are dealt with, and by kind.
MOST_CARDS = 200

#: Why accepting or taking back may come to nothing; ``refused`` says it for people.
REFUSALS = (
    TextOvertaken,
    Unavailable,
    Unfinished,
    changes.NotEditable,
    changes.TooMuch,
    changes.TooBusy,
)


@dataclass(frozen=True, slots=True)
class Said:
    """What a page tells of the action just done: a sentence, and the form that takes it back (name
    of its URL, its fields)."""

    text: str
    good: bool = True
    undo: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)

    @property
    def target(self) -> str:
        """What the answer of taking it back replaces; that of many answers with a page."""
        return "" if self.undo == "proofing:undo_many" else "#proof"


@dataclass(frozen=True, slots=True)
class FindingCard:
    """A finding, and how many of its rule can be accepted at once."""

    item: Placed
    same: int = 0


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """The cards of one step; ``key`` is empty for what concerns the whole paper."""

    key: str
    title: str
    cards: tuple[FindingCard, ...]

    @property
    def plain(self) -> list[FindingCard]:
        """The cards that are open."""
        return [card for card in self.cards if not card.item.folded]

    @property
    def folded(self) -> list[FindingCard]:
        """Those that whoever has the time unfolds."""
        return [card for card in self.cards if card.item.folded]


@dataclass(frozen=True, slots=True)
class RuleChoice:
    """A filter: what it is called, how many findings it leaves, its query string, whether it is
    chosen."""

    label: str
    number: int
    query: str
    chosen: bool
    code: str = ""


def summary_context(
    draft: Draft, proof: Proof, asked: Mapping[str, str], reason: str, said: Said | None = None
) -> dict[str, Any]:
    """The summary page: ``asked`` may name a ``severity`` and a ``rule`` to show alone; unknown
    ones are passed over."""
    severity, rule, check = _filters(proof, asked)
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
        "groups": groups_of(shown[:MOST_CARDS], proof),
        "shown": len(shown),
        "left": max(0, len(shown) - MOST_CARDS),
        "severities": _severities(proof, severity),
        "rules": _rules(proof, severity, rule),
        "check": check,
        "chosen_more": _more_of(proof, severity, rule),
        "same": proof.acceptable[rule] if rule else 0,
        "query": _query(severity, rule),
    }


def known_filters(proof: Proof, asked: Mapping[str, str]) -> dict[str, str]:
    """The severity and the rule that a page shows alone, by name, each empty where none is chosen;
    unknown ones are passed over."""
    severity, rule, _ = _filters(proof, asked)
    return {"severity": severity, "rule": rule}


def _filters(proof: Proof, asked: Mapping[str, str]) -> tuple[str, str, Check | None]:
    """The severity and the rule to show alone, each empty where none is chosen, and the rule's
    check."""
    severity, rule = asked.get("severity", ""), asked.get("rule", "")
    check = next((item.check for item in proof.open if item.finding.rule == rule), None)
    # while findings are still to come nobody knows which rules there are: the page asks again for
    # the same
    known = check is not None or proof.pending
    return severity if severity in SEVERITIES else "", rule if known else "", check


def _more_of(proof: Proof, severity: str, rule: str) -> int:
    """How many findings of a rule there are beside those given."""
    return sum(
        number
        for (code, level), number in proof.more.items()
        if code == rule and severity in ("", level)
    )


def lengths_last(items: Iterable[Placed]) -> list[Placed]:
    """Findings as they stand, with what is only too short or too long behind the others: substance
    comes before length."""
    return sorted(items, key=_of_length)


def groups_of(items: Iterable[Placed], proof: Proof) -> list[FindingGroup]:
    """Cards by step, in the order of the text, lengths behind the others: in a step, and of steps
    too."""
    groups = []
    for step, found in groupby(items, key=lambda item: item.step):
        cards = tuple(
            FindingCard(item, proof.acceptable[item.finding.rule]) for item in lengths_last(found)
        )
        groups.append(FindingGroup(step.key if step else "", step.title if step else "全文", cards))
    return sorted(groups, key=lambda group: _of_length(group.cards[0].item))


def _of_length(item: Placed) -> bool:
    return item.finding.rule in LENGTHS


def undo_fields(undo: Undo) -> dict[str, Any]:
    """The hidden fields that take an accepted finding back."""
    return {
        name: getattr(undo, name) for name in ("node_id", "field", "at", "size", "before", "seal")
    }


def refused(error: Exception, moved: str = MOVED) -> str:
    """What a page says of one of REFUSALS; ``moved`` where somebody wrote in that place
    meanwhile."""
    if isinstance(error, Overtaken):
        return moved
    if isinstance(error, Unavailable):
        return UNAVAILABLE
    if isinstance(error, Unfinished):
        return UNFINISHED
    if isinstance(error, changes.TooMuch):
        return str(error)
    return NOT_EDITABLE if isinstance(error, changes.NotEditable) else BUSY


def said_of_ignoring(proof: Proof, item: Placed | None, recall: str) -> Said:
    """What is said of a finding that was ignored, or was not there; ``recall`` is the name of the
    URL that shows it again."""
    if item is None:
        return Said(NOT_IGNORED if proof.available else unproofed(proof), good=False)
    return Said("已忽略一处。", undo=recall, fields={"fingerprint": item.fingerprint})


def unproofed(proof: Proof) -> str:
    """Why there are no findings to do anything with."""
    return UNFINISHED if proof.pending else UNAVAILABLE


def _said_of_many(asked: Mapping[str, str]) -> Said | None:
    """After many were accepted, the numbers that take them back stand in the address."""
    fields = {
        name: number_or(asked.get(name, ""), -1)
        for name in ("accepted", "revision", "version", "nodes")
    }
    if min(fields.values()) < 0:
        return None
    number = fields.pop("accepted")
    return Said(
        f"已采纳 {number} 处，采纳之前的文字已存为第 {fields['revision']} 版。",
        undo="proofing:undo_many",
        fields=fields,
    )


def _severities(proof: Proof, chosen: str) -> list[RuleChoice]:
    every = RuleChoice("全部", proof.total, "", not chosen)
    counts = proof.counts
    return [
        every,
        *(
            RuleChoice(label, counts[code], _query(code, ""), code == chosen, code)
            for code, label in SEVERITIES.items()
        ),
    ]


def _rules(proof: Proof, severity: str, chosen: str) -> list[RuleChoice]:
    numbers: dict[str, int] = {}
    titles: dict[str, str] = {}
    for kind in proof.kinds:
        if severity in ("", kind.first.finding.severity):
            code = kind.first.finding.rule
            numbers[code] = numbers.get(code, 0) + kind.number
            titles[code] = kind.first.check.title
    return [
        RuleChoice(titles[code], number, _query(severity, code), code == chosen, code)
        for code, number in numbers.items()
    ]


def _query(severity: str, rule: str) -> str:
    return urlencode(
        {name: value for name, value in (("severity", severity), ("rule", rule)) if value}
    )
