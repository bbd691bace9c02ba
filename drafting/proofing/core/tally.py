"""Findings counted and ranked. [pure] Needs no dictionary, so that a page can tell its counts where the checks cannot run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from drafting.proofing.core.base import SEVERITIES, Finding, Severity

#: From 0, the most pressing.
RANK: Final[Mapping[Severity, int]] = {severity: rank for rank, severity in enumerate(SEVERITIES)}
#: How many kinds a summary names (最要紧的三件事).
PRESSING: Final = 3


def counts(findings: Iterable[Finding]) -> dict[Severity, int]:
    """How many findings there are of each severity, all severities named."""
    tally = Counter(finding.severity for finding in findings)
    return {severity: tally[severity] for severity in SEVERITIES}


def kinds(findings: Iterable[Finding]) -> dict[tuple[str, Severity], int]:
    """How many findings there are of each rule and severity: errors before warnings before advice, frequent kinds before
    rare ones, then in the order of the text."""
    tally = Counter((finding.rule, finding.severity) for finding in findings)
    return dict(sorted(tally.items(), key=lambda kind: (RANK[kind[0][1]], -kind[1])))


def most_pressing(findings: Sequence[Finding]) -> tuple[tuple[Finding, int], ...]:
    """The kinds of findings to put right first: the first finding of each and how many there are."""
    first = {(finding.rule, finding.severity): finding for finding in reversed(findings)}
    return tuple((first[kind], number) for kind, number in kinds(findings).items())[:PRESSING]
