"""Findings put in their place: the step and field to mend them in, what stands around them, and
what they are known by. [pure]"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from drafting.document.model import Document, Node, Part, Point, Section, nodes
from drafting.document.ranges import FieldRange
from drafting.frameworks.spec import FrameworkSpec
from drafting.progress.gaps import UNWRITTEN, Lack
from drafting.progress.places import FieldPlace, beginning, place_lacking
from drafting.progress.steps import Step, step_of_node, steps_of
from drafting.proofing.core.findings import SEVERITIES, Finding
from drafting.proofing.printed_text import Projection

if TYPE_CHECKING:  # a page stands without what the checks need
    from drafting.proofing.core.base import Check

#: Characters on either side that belong to a finding: when they change, it is another one, and one
#: that was ignored shows again.
CLOSE: Final = 8
#: Characters on either side that a card shows, cut at the ends of the paragraph.
AROUND: Final = 28

#: Characters of the words themselves that a card shows.
LONG: Final = 80
#: Characters of the field before the words by which the wizard's page finds them again.
NEAR: Final = 6

#: Characters of a fingerprint that tell the findings of a paper apart.
ENTRY: Final = 16
#: Texts that no step has a field for.
_FIXED: Final = ("heading", "area")

_COUNTS = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class Placed:
    """A finding as a card shows it.

    ``place`` is None where the words are in no single field (a heading, a number, several fields),
    ``step`` where the finding is of no node. ``before`` and ``after`` are what stands around the
    words in their paragraph, ``near`` what stands right before them in their field. ``aim`` is
    where it is mended, where that is not the words themselves: the field that lacks what it says
    is lacking.
    """

    finding: Finding
    check: Check
    fingerprint: str
    place: FieldRange | None
    step: Step | None
    label: str
    before: str
    after: str
    near: str
    aim: FieldPlace | None = None

    @property
    def entry(self) -> str:
        """By what it is known again in an address."""
        return self.fingerprint[:ENTRY]

    @property
    def anchor(self) -> str:
        """The id of the element of its step's page that it leads to."""
        if self.aim is None and self.place is not None and self.place.field not in _FIXED:
            return FieldPlace(self.place.node_id, self.place.field).anchor
        return self.aim.anchor if self.aim else f"node-{self.finding.node_id}"

    @property
    def acceptable(self) -> bool:
        """Whether one click can mend it."""
        return self.place is not None and self.finding.replacement is not None

    @property
    def acceptable_unread(self) -> bool:
        """Whether it may be accepted together with all of its kind: not what asks for a second look
        at each."""
        return self.acceptable and not self.folded

    @property
    def quote(self) -> str:
        """The words as a card shows them: of a long stretch its beginning and its end."""
        words = self.finding.text
        return words if len(words) <= LONG else f"{words[: LONG - 20]}……{words[-16:]}"

    @property
    def source(self) -> str:
        """What the finding is based on, for people: sources within the repository mean nothing to
        an author."""
        if basis := self.finding.basis:
            return f"{basis.source}（待核对）" if basis.pending else basis.source
        return "；".join(
            part
            for part in re.split("[；;]", self.check.source)
            if ".md" not in part and ".json" not in part
        )

    @property
    def unwritten(self) -> bool:
        """Whether it only says that something is not written yet, which is no fault of what is
        written: beside the text of a step it is left out."""
        return self.check.lack in UNWRITTEN

    @property
    def folded(self) -> bool:
        """Whether it is shown folded: what is only worth a second look (建议核对)."""
        return self.check.learns and self.finding.severity == "advice"

    @property
    def lesson(self) -> str:
        """What ignoring this teaches a check that learns: a hash of the words and of what was
        proposed for them, with their neighbours where they are a single character. Else empty."""
        words = self.finding.text
        if not self.check.learns:
            return ""
        if len(words) == 1:
            words = f"{self.before[-1:]}{words}{self.after[:1]}"
        said = "\0".join((self.check.id, words, self.finding.suggestion))
        return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()

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
    where = _Steps(spec, document)
    seen: Counter[str] = Counter()
    result = []
    for finding in findings:
        mark = _mark(finding, projection.text)
        seen[mark] += 1
        before, after = _around(projection.text, finding.start, finding.end)
        place = projection.place_of(finding.start, finding.end)
        aim = where.aim(finding, checks[finding.rule], place, projection)
        step, label = where.of(aim.node_id if aim else finding.node_id)
        result.append(
            Placed(
                finding,
                checks[finding.rule],
                # the same words in the same surroundings a second time are a finding of their own
                hashlib.sha256(
                    f"{mark}\0{seen[mark]}".encode("utf-8", "surrogatepass")
                ).hexdigest(),
                place,
                step,
                label,
                before,
                after,
                _near(projection, place),
                aim,
            )
        )
    return tuple(result)


def _mark(finding: Finding, text: str) -> str:
    """What makes a finding the same one later: rule, node, words, what stands close by, what is
    said of it (numbers left out, since the length of a part changes with every word)."""
    close = (
        text[max(0, finding.start - CLOSE) : finding.start],
        text[finding.end : finding.end + CLOSE],
    )
    said = _COUNTS.sub("", _message(finding))
    return "\0".join((finding.rule, finding.node_id or "", finding.text, *close, said))


def _message(finding: Finding) -> str:
    return (
        finding.message.removesuffix(f"（{finding.basis.source}）")
        if finding.basis
        else finding.message
    )


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    before = text[max(0, start - AROUND - 1) : start].rpartition("\n")[2]
    after = text[end : end + AROUND + 1].partition("\n")[0]
    return (
        f"…{before[-AROUND:]}" if len(before) > AROUND else before,
        f"{after[:AROUND]}…" if len(after) > AROUND else after,
    )


def _near(projection: Projection, place: FieldRange | None) -> str:
    if place is None:
        return ""
    return projection.fields[place.node_id, place.field][max(0, place.start - NEAR) : place.start]


class _Steps:
    """The step that a node is written on, how the place is called beside it, and where a finding is
    mended; each node is looked for once."""

    def __init__(self, spec: FrameworkSpec, document: Document) -> None:
        self._document, self._steps = document, steps_of(spec, document)
        self._nodes = {node.id: node for node in nodes(document)}
        self._known: dict[str, tuple[Step | None, str]] = {}

    def aim(
        self,
        finding: Finding,
        check: Check,
        place: FieldRange | None,
        projection: Projection,
    ) -> FieldPlace | None:
        """Where a finding is mended, where that is not at its words in their field."""
        node = self._nodes.get(finding.node_id or "")
        if check.mended_in and isinstance(node, Point):
            return FieldPlace(node.id, check.mended_in)
        if check.lack is not None and check.lack is not Lack.HOLE:
            return place_lacking(self._document, check.lack, node, finding.wanted)
        if place is not None or node is None:
            return None
        if piece := projection.piece_at(finding.start):
            return FieldPlace(piece.node_id, piece.field)
        return beginning(node) if isinstance(node, (Part, Section)) else None

    def of(self, node_id: str | None) -> tuple[Step | None, str]:
        """No step where the finding is of no node, or its node is written on none."""
        if not node_id:
            return None, ""
        if node_id not in self._known:
            self._known[node_id] = self._step(node_id), _label(self._nodes[node_id])
        return self._known[node_id]

    def _step(self, node_id: str) -> Step | None:
        try:
            return step_of_node(self._document, self._steps, node_id)
        except KeyError:
            return None


def _label(node: Node) -> str:
    """The claim of a point, a part that has areas by name (it is mended on the step of its first
    area), else nothing."""
    if isinstance(node, Part) and node.sections:
        return f"整个“{node.heading.strip()}”部分"
    return node.claim.strip() if isinstance(node, Point) else ""
