"""Findings counted and ranked. [pure] Needs no dictionary, so that a page can tell its counts where
the checks cannot run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Final, TypeVar

from drafting.proofing.core.findings import SEVERITIES, Finding, Listed, RuleAndSeverity, Severity

T = TypeVar("T")
#: From 0, the most pressing.
RANK: Final[Mapping[Severity, int]] = {severity: rank for rank, severity in enumerate(SEVERITIES)}
_NONE: Final[Mapping[RuleAndSeverity, int]] = {}
#: What says that a paper, or most of it, tells nothing of its own.
HOLLOW: Final = ("library-share", "library-reworded", "hollow-filler", "missing-example")
#: Substance before form: of one severity these come first, in this order.
SUBSTANCE: Final = (*HOLLOW, "merit-as-problem", "answer-echo")
#: And these come last.
LENGTHS: Final = ("lengths", "length-over", "problem-share")
#: How many kinds a summary names (最要紧的三件事).
PRESSING: Final = 3
#: How many findings of one kind are given: who has mended a hundred doubled commas looks again.
MOST: Final = 100


def limited(
    items: Iterable[T], most: int, kind_of: Callable[[T], RuleAndSeverity]
) -> tuple[list[T], dict[RuleAndSeverity, int]]:
    """The first ``most`` items of each kind, and how many there are beside them."""
    tally: Counter[RuleAndSeverity] = Counter()
    given = []
    for item in items:
        kind = kind_of(item)
        tally[kind] += 1
        if tally[kind] <= most:
            given.append(item)
    return given, {kind: number - most for kind, number in tally.items() if number > most}


def loud(findings: Listed[Finding], quiet: Collection[str]) -> Listed[Finding]:
    """The findings without those of ``quiet`` rules, which are the author's alone."""
    more = {kind: number for kind, number in findings.more.items() if kind[0] not in quiet}
    return findings.of((one for one in findings if one.rule not in quiet), more)


def kind_of(finding: Finding) -> RuleAndSeverity:
    """Its rule and severity."""
    return finding.rule, finding.severity


def counts(
    findings: Iterable[Finding], more: Mapping[RuleAndSeverity, int] = _NONE
) -> dict[Severity, int]:
    """How many findings there are of each severity, all severities named; ``more`` beside those
    given."""
    tally = Counter(finding.severity for finding in findings)
    for (_, severity), number in more.items():
        tally[severity] += number
    return {severity: tally[severity] for severity in SEVERITIES}


def kinds(
    findings: Iterable[Finding], more: Mapping[RuleAndSeverity, int] = _NONE
) -> dict[RuleAndSeverity, int]:
    """How many findings there are of each rule and severity: errors before warnings before advice,
    what asks for substance before what asks for form and lengths behind it, frequent kinds before
    rare ones, then in the order of the text."""
    tally = Counter(map(kind_of, findings))
    tally.update(more)
    return dict(sorted(tally.items(), key=_pressing))


def _pressing(counted: tuple[RuleAndSeverity, int]) -> tuple[int, int, int]:
    (rule, severity), number = counted
    place = SUBSTANCE.index(rule) if rule in SUBSTANCE else len(SUBSTANCE)
    return RANK[severity], place + (rule in LENGTHS), -number


def most_pressing(
    findings: Sequence[Finding], more: Mapping[RuleAndSeverity, int] = _NONE
) -> tuple[tuple[Finding, int], ...]:
    """The kinds of findings to put right first: the first finding of each and how many there
    are."""
    first = {kind_of(finding): finding for finding in reversed(findings)}
    return tuple((first[kind], number) for kind, number in kinds(findings, more).items())[:PRESSING]


def note_of_more(title: str, severity: Severity, number: int) -> str:
    """What people read where not every finding of a kind is given."""
    return f"“{title}”（{SEVERITIES[severity]}）只列出前面一部分，同类问题还有 {number:,} 处。"


def note_of_unfinished(titles: Sequence[str]) -> str:
    """What people read where the time did not suffice for some checks."""
    return f"校对用时过长，以下检查没有做完：{'；'.join(titles)}。"


def note_of_missing(titles: Sequence[str]) -> str:
    """What people read where an installation lacks what some checks need."""
    return f"这套系统没有安装以下检查所用的数据，没有查：{'；'.join(titles)}。其他检查不受影响，请告诉系统管理员。"


def note_of_awaited(titles: Sequence[str], *, late: bool) -> str:
    """What people read while a worker has still to do some checks."""
    when = "还在排队，后台任务可能没有运行" if late else "还在进行，几秒后自动列出"
    return f"以下检查{when}：{'；'.join(titles)}。"
