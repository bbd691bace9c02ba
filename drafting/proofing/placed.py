"""Findings put in their place: the step and field to mend them in, what stands around them, and what they are known by. [pure]"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from drafting.document.model import Document, Part, Point, find
from drafting.frameworks.spec import FrameworkSpec
from drafting.progress.steps import Step, step_of_node, steps_of
from drafting.proofing.core.base import SEVERITIES, Check, Finding
from drafting.proofing.projection import Place, Projection

#: Characters on either side that belong to a finding: when they change, it is another one, and one that was ignored shows again.
CLOSE: Final = 8
#: Characters on either side that a card shows, cut at the ends of the paragraph.
AROUND: Final = 28

#: Characters of the words themselves that a card shows.
LONG: Final = 80
#: Characters of the field before the words by which the wizard's page finds them again.
NEAR: Final = 6

_COUNTS = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class Placed:
    """A finding as a card shows it.

    ``place`` is None where the words are in no single field (a heading, a number, several fields), ``step`` where the finding is
    of no node. ``before`` and ``after`` are what stands around the words in their paragraph, ``near`` what stands right before
    them in their field.
    """

    finding: Finding
    check: Check
    fingerprint: str
    place: Place | None
    step: Step | None
    label: str
    before: str
    after: str
    near: str

    @property
    def acceptable(self) -> bool:
        """Whether one click can mend it."""
        return self.place is not None and self.finding.replacement is not None

    @property
    def quote(self) -> str:
        """The words as a card shows them: of a long stretch its beginning and its end."""
        words = self.finding.text
        return words if len(words) <= LONG else f"{words[: LONG - 20]}……{words[-16:]}"

    @property
    def source(self) -> str:
        """What the finding is based on, for people: sources within the repository mean nothing to an author."""
        if basis := self.finding.basis:
            return f"{basis.source}（待核对）" if basis.pending else basis.source
        return "；".join(
            part for part in re.split("[；;]", self.check.source) if ".md" not in part and ".json" not in part
        )

    @property
    def message(self) -> str:
        """What is wrong, without the source, which a card shows by itself."""
        return _message(self.finding)

    @property
    def severity_label(self) -> str:
        """错误, 疑似 or 建议."""
        return SEVERITIES[self.finding.severity]


def placed(
    findings: Iterable[Finding],
    checks: Mapping[str, Check],
    document: Document,
    projection: Projection,
    spec: FrameworkSpec,
) -> tuple[Placed, ...]:
    """All findings in their places, in order."""
    steps = steps_of(spec, document)
    seen: Counter[str] = Counter()
    result = []
    for finding in findings:
        mark = _mark(finding, projection.text)
        seen[mark] += 1
        step = _step(document, steps, finding.node_id)
        before, after = _around(projection.text, finding.start, finding.end)
        place = projection.place_of(finding.start, finding.end)
        result.append(
            Placed(
                finding,
                checks[finding.rule],
                # the same words in the same surroundings a second time are a finding of their own
                hashlib.sha256(f"{mark}\0{seen[mark]}".encode("utf-8", "surrogatepass")).hexdigest(),
                place,
                step,
                _label(document, finding.node_id),
                before,
                after,
                _near(projection, place),
            )
        )
    return tuple(result)


def _mark(finding: Finding, text: str) -> str:
    """What makes a finding the same one later: rule, node, words, what stands close by, what is said of it (numbers left out,
    since the length of a part changes with every word)."""
    close = text[max(0, finding.start - CLOSE) : finding.start], text[finding.end : finding.end + CLOSE]
    said = _COUNTS.sub("", _message(finding))
    return "\0".join((finding.rule, finding.node_id or "", finding.text, *close, said))


def _message(finding: Finding) -> str:
    return finding.message.removesuffix(f"（{finding.basis.source}）") if finding.basis else finding.message


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    before = text[max(0, start - AROUND - 1) : start].rpartition("\n")[2]
    after = text[end : end + AROUND + 1].partition("\n")[0]
    return (
        f"…{before[-AROUND:]}" if len(before) > AROUND else before,
        f"{after[:AROUND]}…" if len(after) > AROUND else after,
    )


def _near(projection: Projection, place: Place | None) -> str:
    if place is None:
        return ""
    return projection.fields[place.node_id, place.field][max(0, place.start - NEAR) : place.start]


def _step(document: Document, steps: tuple[Step, ...], node_id: str | None) -> Step | None:
    try:
        return step_of_node(document, steps, node_id) if node_id else None
    except KeyError:
        return None


def _label(document: Document, node_id: str | None) -> str:
    """How the place is called beside its step: the claim of a point, a part that has areas by name (it is mended on the step of
    its first area), else nothing."""
    node = find(document, node_id) if node_id else None
    if isinstance(node, Part) and node.sections:
        return f"整个“{node.heading.strip()}”部分"
    return node.claim.strip() if isinstance(node, Point) else ""
