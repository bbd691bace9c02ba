"""What the pages read: the findings of a draft with what its author ignores, in a constant number
of queries."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Q

from accounts.models import User
from drafting.document.model import Document
from drafting.drafts.models import Draft, Revision
from drafting.frameworks.spec import FrameworkSpec
from drafting.proofing.alikeness.selectors import alike_findings
from drafting.proofing.core import tally
from drafting.proofing.core.findings import Finding, Listed, RuleAndSeverity, Severity
from drafting.proofing.engine import Unavailable, put_in_place
from drafting.proofing.located_findings import Placed
from drafting.proofing.models import Dismissal
from drafting.proofing.results import Unfinished, findings_of
from drafting.proofing.texts import Text, room_for, text_of


@dataclass(frozen=True, slots=True)
class RuleCount:
    """The open findings of one rule and severity: the first of them, how many there are, and how
    many of these are not given."""

    first: Placed
    number: int
    more: int = 0


@dataclass(frozen=True)
class Proof:
    """A draft proofread: findings in reading order, and the fingerprints of those that the author
    ignores. What ``quiet`` checks found stands apart: only the author's pages are given it.

    ``items`` has as many findings of a kind as are shown, and more where some are ignored. Without
    findings that can be relied on it is not ``available``: the checks cannot run, or (``pending``)
    they are not done yet; ``late`` where no worker seems to be at it, or at the checks that are
    still ``coming``.
    """

    items: Listed[Placed] = field(default_factory=Listed)
    quiet: tuple[Placed, ...] = ()
    dismissed: frozenset[str] = field(default_factory=frozenset)
    available: bool = True
    pending: bool = False
    late: bool = False

    @cached_property
    def open(self) -> tuple[Placed, ...]:
        """The findings that are not ignored, the first hundred of each kind."""
        return tuple(self._limited[0])

    @cached_property
    def more(self) -> dict[RuleAndSeverity, int]:
        """How many findings there are of a kind beside those that are open (同类问题还有 N 处)."""
        numbers = Counter(self.items.more)
        numbers.update(self._limited[1])
        return dict(numbers)

    @cached_property
    def _limited(self) -> tuple[list[Placed], dict[RuleAndSeverity, int]]:
        left = (item for item in self.items if item.fingerprint not in self.dismissed)
        return tally.limited(left, tally.MOST, lambda item: tally.kind_of(item.finding))

    @property
    def unfinished(self) -> tuple[str, ...]:
        """The titles of the checks for which the time did not suffice."""
        return self.items.unfinished

    @cached_property
    def matters(self) -> tuple[Placed, ...]:
        """What is to be talked over before it is written, as far as it is not put aside."""
        return tuple(item for item in self.quiet if item.fingerprint not in self.dismissed)

    @cached_property
    def put_aside(self) -> tuple[Placed, ...]:
        """What of it the author has put aside."""
        return tuple(item for item in self.quiet if item.fingerprint in self.dismissed)

    @cached_property
    def ignored(self) -> tuple[Placed, ...]:
        """The findings that are."""
        return tuple(item for item in self.items if item.fingerprint in self.dismissed)

    @cached_property
    def counts(self) -> dict[Severity, int]:
        """Open findings by severity, all severities named."""
        return tally.counts((item.finding for item in self.open), self.more)

    @cached_property
    def kinds(self) -> tuple[RuleCount, ...]:
        """Open findings by rule and severity, the most pressing kind first."""
        first = {tally.kind_of(item.finding): item for item in reversed(self.open)}
        numbers = tally.kinds((item.finding for item in self.open), self.more)
        return tuple(
            RuleCount(first[kind], number, self.more.get(kind, 0))
            for kind, number in numbers.items()
        )

    @property
    def coming(self) -> bool:
        """Whether a worker has still to do some checks."""
        return bool(self.items.awaited)

    @property
    def ask_again(self) -> str:
        """After how long a page asks for what is still coming, as htmx writes it."""
        return "15s" if self.late else "2s"

    @property
    def partial(self) -> bool:
        """Whether some checks were not done, for whatever reason."""
        return bool(self.items.unfinished or self.items.awaited or self.items.missing)

    @property
    def total(self) -> int:
        """How many open findings there are, given or not."""
        return len(self.open) + sum(self.more.values())

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """What has to be said of findings that are not given and of checks that were not done, a
        sentence each."""
        items = self.items
        said = [tally.note_of_awaited(items.awaited, late=self.late)] if items.awaited else []
        said += [tally.note_of_unfinished(items.unfinished)] if items.unfinished else []
        said += [tally.note_of_missing(items.missing)] if items.missing else []
        return (*said, *map(_note, (kind for kind in self.kinds if kind.more)))

    @property
    def pressing(self) -> tuple[RuleCount, ...]:
        """The kinds to mend first."""
        return self.kinds[: tally.PRESSING]

    @cached_property
    def acceptable(self) -> Counter[str]:
        """How many open findings of each rule one click can mend together."""
        return Counter(item.finding.rule for item in self.open if item.acceptable_unread)

    def alike(self, item: Placed) -> frozenset[str]:
        """The fingerprints of what is ignored with a finding: itself, and the same words where its
        check learns."""
        same = (one for one in self.items if item.lesson and one.lesson == item.lesson)
        return frozenset({item.fingerprint, *(one.fingerprint for one in same)})

    def find(self, fingerprint: str) -> Placed | None:
        """The finding known by this fingerprint, ignored or not."""
        every = (*self.items, *self.quiet)
        return next((item for item in every if item.fingerprint == fingerprint), None)


def proof_draft(
    draft: Draft,
    person: User,
    *,
    document: Document | None = None,
    spec: FrameworkSpec | None = None,
    revision: Revision | None = None,
) -> Proof:
    """A draft proofread for its author; without findings and marked so where they are not done yet
    or the checks cannot run.

    ``document`` is a newer state of it than the one that ``draft`` was read with, or that of a
    ``revision``, which reviewers read: of that nothing quiet is told. ``spec`` is its framework
    where that was read.
    """
    rows = Dismissal.objects.filter(Q(draft=draft) | Q(created_by=draft.owner_id, lesson__gt=""))
    known = list(rows.values_list("draft_id", "fingerprint", "lesson"))
    dismissed = frozenset(fingerprint for pk, fingerprint, _ in known if pk == draft.pk)
    lessons = {lesson for *_, lesson in known if lesson}
    text = text_of(draft, person, document, spec, room_for(len(dismissed)))
    try:
        kept = findings_of(draft, text, revision)
        found = _with_alike(kept.findings, draft, text)
        items = put_in_place(found, text.document, text.spec, text.style)
    except Unfinished as waiting:
        return Proof(available=False, pending=True, late=waiting.late)
    except Unavailable:
        return Proof(available=False)
    taught = frozenset(item.fingerprint for item in items if item.lesson in lessons)
    quiet = tuple(item for item in items if item.check.quiet) if revision is None else ()
    return Proof(_loud(items), quiet, dismissed | taught, late=kept.late)


def _loud(items: Listed[Placed]) -> Listed[Placed]:
    kept = [item for item in items if not item.check.quiet]
    quiet = {tally.kind_of(item.finding) for item in items if item.check.quiet}
    return items.of(kept, {kind: n for kind, n in items.more.items() if kind not in quiet})


def _with_alike(found: Listed[Finding], draft: Draft, text: Text) -> Listed[Finding]:
    """The findings with what the paper has in common with others, which is not kept with them: it
    changes with those."""
    alike = alike_findings(draft, text.document)
    return (
        found.of(sorted((*found, *alike), key=lambda one: (one.start, one.end))) if alike else found
    )


def _note(kind: RuleCount) -> str:
    return tally.note_of_more(kind.first.check.title, kind.first.finding.severity, kind.more)


def placed_in(draft: Draft, text: Text, revision: Revision | None = None) -> Listed[Placed]:
    """The findings in a text of a draft, in their places. Raises Unfinished, and Unavailable."""
    findings = findings_of(draft, text, revision).findings
    return put_in_place(findings, text.document, text.spec, text.style)
