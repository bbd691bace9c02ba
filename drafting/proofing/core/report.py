"""Findings as lines for a terminal, and as JSON for scripts. [pure]"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

from drafting.proofing.core.findings import SEVERITIES, Finding, Listed
from drafting.proofing.core.registry import BY_ID, QUIET
from drafting.proofing.core.tally import (
    counts,
    loud,
    most_pressing,
    note_of_missing,
    note_of_more,
    note_of_unfinished,
)


def lines(text: str, findings: Listed[Finding]) -> Iterator[str]:
    """The counts, the three most pressing things, every finding given with its paragraph and place
    in it (counted from 1), and what is not given."""
    tally = counts(findings, findings.more)
    yield "，".join(f"{SEVERITIES[severity]} {number} 处" for severity, number in tally.items())
    rest = loud(findings, QUIET)
    for number, (finding, many) in enumerate(most_pressing(rest, rest.more), start=1):
        yield f"先改 {number}：{BY_ID[finding.rule].title}（{many} 处）"
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    for finding in findings:
        row = bisect_right(starts, finding.start)
        column = finding.start - starts[row - 1] + 1
        hint = f" 改法：{finding.suggestion}" if finding.suggestion else ""
        yield f"{row}:{column} {SEVERITIES[finding.severity]} [{finding.rule}] “{finding.text[:24]}” {finding.message}{hint}"
    for (rule, severity), number in findings.more.items():
        yield note_of_more(BY_ID[rule].title, severity, number)
    if findings.unfinished:
        yield note_of_unfinished([BY_ID[rule].title for rule in findings.unfinished])
    if findings.missing:
        yield note_of_missing([BY_ID[rule].title for rule in findings.missing])


def as_dict(findings: Listed[Finding]) -> dict[str, Any]:
    """The same for scripts: ``more`` is what is not given of a kind, ``unfinished`` the checks that
    were not done, ``missing`` those whose tables this installation lacks."""
    more = [
        {"rule": rule, "severity": severity, "number": number}
        for (rule, severity), number in findings.more.items()
    ]
    return {
        "findings": [finding.as_dict() for finding in findings],
        "more": more,
        "unfinished": list(findings.unfinished),
        "missing": list(findings.missing),
    }
