"""Findings as lines for a terminal. [pure]"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from drafting.proofing.core.base import SEVERITIES, Finding
from drafting.proofing.core.registry import BY_ID
from drafting.proofing.core.tally import counts, most_pressing


def lines(text: str, findings: Sequence[Finding]) -> Iterator[str]:
    """The counts, the three most pressing things, and every finding with its paragraph and place in it (counted from 1)."""
    tally = counts(findings)
    yield "，".join(f"{SEVERITIES[severity]} {number} 处" for severity, number in tally.items())
    for number, (finding, many) in enumerate(most_pressing(findings), start=1):
        yield f"先改 {number}：{BY_ID[finding.rule].title}（{many} 处）"
    for finding in findings:
        row = text.count("\n", 0, finding.start) + 1
        column = finding.start - (text.rfind("\n", 0, finding.start) + 1) + 1
        hint = f" 改法：{finding.suggestion}" if finding.suggestion else ""
        yield f"{row}:{column} {SEVERITIES[finding.severity]} [{finding.rule}] “{finding.text[:24]}” {finding.message}{hint}"
