"""One run of the checks over a text. [pure]"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from time import monotonic
from typing import Final

from drafting.proofing.core.base import Check, Hit
from drafting.proofing.core.context import Context, OutOfTime
from drafting.proofing.core.findings import Finding, Listed
from drafting.proofing.core.registry import CHECKS
from drafting.proofing.core.tally import MOST, RANK, kind_of, limited

#: Seconds that a run may take. A material of 6,000 characters takes a twentieth of one, 100,000
#: characters of prose two.
SECONDS: Final = 5.0
#: Hits between two looks at the clock.
_OFTEN: Final = 64


def proofread(
    context: Context,
    checks: Sequence[Check] = CHECKS,
    *,
    most: int = MOST,
    seconds: float | None = None,
) -> Listed[Finding]:
    """The findings in reading order, the first ``most`` of each rule and severity. Of findings that
    say the same of overlapping places the more certain one is kept.

    When ``seconds`` (None: SECONDS) are over the run ends: what was found until then is given, and
    which checks were not done. Big tables are read before that time begins; checks whose tables
    are missing or broken are named.
    """
    allowed = SECONDS if seconds is None else seconds
    ready = [check for check in checks if check.tables is None or check.tables.usable()]
    timed = replace(context, deadline=min(context.deadline, monotonic() + allowed))
    found: list[Finding] = []
    unfinished = []
    for check in sorted(ready, key=lambda check: check.heavy):
        try:
            for finding in _findings(timed, check):
                # one by one: what was found before the end counts
                found.append(finding)
        except OutOfTime:
            unfinished.append(check.id)
    order = {check.id: place for place, check in enumerate(checks)}
    settled = sorted(
        _settled(found, order), key=lambda f: (f.start, f.end, RANK[f.severity], order[f.rule])
    )
    given, more = limited(settled, most, kind_of)
    usable = {check.id for check in ready}
    missing = [check.id for check in checks if check.id not in usable]
    return Listed(given, more, sorted(unfinished, key=order.__getitem__), missing=missing)


def _findings(context: Context, check: Check) -> Iterator[Finding]:
    context.tick()
    for number, hit in enumerate(check.run(context), start=1):
        if number % _OFTEN == 0:
            context.tick()
        if _inside(context.text, hit) and not _changes_own(context, hit):
            yield _finding(context, check, hit)


def _inside(text: str, hit: Hit) -> bool:
    return 0 <= hit.start <= hit.end <= len(text)


def _changes_own(context: Context, hit: Hit) -> bool:
    """Whether it would change a word that is right in the author's organisation."""
    return hit.replacement is not None and context.own.hold(hit.start, hit.end)


def _finding(context: Context, check: Check, hit: Hit) -> Finding:
    return Finding(
        rule=check.id,
        severity=hit.severity or check.severity,
        start=hit.start,
        end=hit.end,
        text=hit.of(context.text),
        message=hit.message,
        suggestion=hit.suggestion,
        replacement=hit.replacement,
        node_id=context.node_at(hit.start),
        basis=hit.basis,
        wanted=hit.wanted,
    )


def _settled(found: list[Finding], order: dict[str, int]) -> list[Finding]:
    """Findings on the same words compete: two of one check always, two of different checks where
    both would change about the same stretch.

    What speaks of a whole sentence or area does not hide what is wrong with a word in it.
    """
    kept = _Kept()
    for finding in sorted(
        found, key=lambda f: (RANK[f.severity], order[f.rule], f.start, f.start - f.end)
    ):
        kept.offer(finding)
    return kept.findings


class _Kept:
    """Findings that no other one outdoes. Each is compared only with those that are near it and may
    speak against it."""

    #: Characters of the text whose findings are looked at together.
    _BLOCK: Final = 8

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self._places: set[tuple[int, int, str, str]] = set()
        self._of_rule: dict[tuple[str, int], list[Finding]] = defaultdict(list)
        self._changing: dict[int, list[Finding]] = defaultdict(list)

    def offer(self, finding: Finding) -> None:
        """Keep a finding unless one that was kept says the same."""
        place = (finding.start, finding.end, finding.rule, finding.message)
        if place in self._places or any(_same(finding, other) for other in self._near(finding)):
            return
        self.findings.append(finding)
        self._places.add(place)
        for block in self._blocks(finding):
            self._of_rule[finding.rule, block].append(finding)
            if finding.replacement is not None:
                self._changing[block].append(finding)

    def _near(self, finding: Finding) -> Iterator[Finding]:
        for block in self._blocks(finding):
            yield from self._of_rule.get((finding.rule, block), ())
            if finding.replacement is not None:
                yield from self._changing.get(block, ())

    def _blocks(self, finding: Finding) -> Iterable[int]:
        return range(finding.start // self._BLOCK, finding.end // self._BLOCK + 1)


def _same(a: Finding, b: Finding) -> bool:
    """Whether one of two findings is enough; they are of one rule, or both would change the
    text."""
    if not a.overlaps(b):
        return False
    if a.rule == b.rule:
        return a.message == b.message or a.replacement is not None or b.replacement is not None
    return max(a.length, b.length) <= 2 * min(a.length, b.length)
