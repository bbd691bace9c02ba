"""One run of the checks over a text. [pure]"""

from __future__ import annotations

from collections.abc import Sequence

from drafting.proofing.core.base import Check, Finding, Hit
from drafting.proofing.core.context import Context
from drafting.proofing.core.registry import CHECKS
from drafting.proofing.core.tally import RANK


def proofread(context: Context, checks: Sequence[Check] = CHECKS) -> tuple[Finding, ...]:
    """All findings in reading order. Of findings that say the same of overlapping places the more certain one is kept."""
    found = [
        _finding(context, check, hit)
        for check in checks
        for hit in check.run(context)
        if _inside(context.text, hit)
    ]
    order = {check.id: place for place, check in enumerate(checks)}
    return tuple(
        sorted(_settled(found, order), key=lambda f: (f.start, f.end, RANK[f.severity], order[f.rule]))
    )


def _inside(text: str, hit: Hit) -> bool:
    return 0 <= hit.start <= hit.end <= len(text)


def _finding(context: Context, check: Check, hit: Hit) -> Finding:
    return Finding(
        rule=check.id,
        severity=hit.severity or check.severity,
        start=hit.start,
        end=hit.end,
        text=context.text[hit.start : hit.end],
        message=hit.message,
        suggestion=hit.suggestion,
        replacement=hit.replacement,
        node_id=context.node_at(hit.start),
        basis=hit.basis,
    )


def _settled(found: list[Finding], order: dict[str, int]) -> list[Finding]:
    """Findings on the same words compete: two of one check always, two of different checks where both would change about the same
    stretch.

    What speaks of a whole sentence or area does not hide what is wrong with a word in it.
    """
    kept: list[Finding] = []
    for finding in sorted(found, key=lambda f: (RANK[f.severity], order[f.rule], f.start, f.start - f.end)):
        if not any(_same(finding, other) for other in kept):
            kept.append(finding)
    return kept


def _same(a: Finding, b: Finding) -> bool:
    if a.start >= b.end or b.start >= a.end:
        return (a.start, a.end, a.rule, a.message) == (b.start, b.end, b.rule, b.message)
    if a.rule == b.rule:
        return a.message == b.message or a.replacement is not None or b.replacement is not None
    alike = max(a.end - a.start, b.end - b.start) <= 2 * min(a.end - a.start, b.end - b.start)
    return alike and a.replacement is not None and b.replacement is not None
