"""What the pages read: the findings of a draft with what its author ignores, in a constant number of queries."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from accounts.models import Organization, User
from drafting.document import codec
from drafting.document.model import Document
from drafting.drafts.models import Draft
from drafting.drafts.selectors import membership_for, spec_of_draft
from drafting.frameworks.spec import FrameworkSpec
from drafting.proofing.core import tally
from drafting.proofing.core.base import Severity
from drafting.proofing.engine import Author, Unavailable, run_checks
from drafting.proofing.placed import Placed


@dataclass(frozen=True, slots=True)
class Kind:
    """The open findings of one rule and severity: the first of them and how many there are."""

    first: Placed
    number: int


@dataclass(frozen=True)
class Proof:
    """A draft proofread: every finding in reading order, and the fingerprints of those that the author ignores."""

    items: tuple[Placed, ...] = ()
    dismissed: frozenset[str] = field(default_factory=frozenset)
    available: bool = True

    @cached_property
    def open(self) -> tuple[Placed, ...]:
        """The findings that are not ignored."""
        return tuple(item for item in self.items if item.fingerprint not in self.dismissed)

    @cached_property
    def ignored(self) -> tuple[Placed, ...]:
        """The findings that are."""
        return tuple(item for item in self.items if item.fingerprint in self.dismissed)

    @cached_property
    def counts(self) -> dict[Severity, int]:
        """Open findings by severity, all severities named."""
        return tally.counts(item.finding for item in self.open)

    @cached_property
    def kinds(self) -> tuple[Kind, ...]:
        """Open findings by rule and severity, the most pressing kind first."""
        first = {(item.finding.rule, item.finding.severity): item for item in reversed(self.open)}
        numbers = tally.kinds(item.finding for item in self.open)
        return tuple(Kind(first[kind], number) for kind, number in numbers.items())

    @property
    def pressing(self) -> tuple[Kind, ...]:
        """The kinds to mend first."""
        return self.kinds[: tally.PRESSING]

    @cached_property
    def acceptable(self) -> Counter[str]:
        """How many open findings of each rule one click can mend."""
        return Counter(item.finding.rule for item in self.open if item.acceptable)

    def find(self, fingerprint: str) -> Placed | None:
        """The finding known by this fingerprint, ignored or not."""
        return next((item for item in self.items if item.fingerprint == fingerprint), None)


def proof_draft(
    draft: Draft, person: User, *, document: Document | None = None, spec: FrameworkSpec | None = None
) -> Proof:
    """Proofread a draft for its author; without findings and marked so where the checks cannot run.

    ``document`` is a newer state of it than the one that ``draft`` was read with, ``spec`` its framework where that was read.
    """
    read = document or codec.load(draft.document)
    author = author_of(draft, person)
    try:
        items = run_checks(read, spec or spec_of_draft(draft), draft.style, author)
    except Unavailable:
        return Proof(available=False)
    rows = draft.dismissals.values_list("fingerprint", flat=True)
    return Proof(items, frozenset(rows))


def author_of(draft: Draft, person: User) -> Author:
    """Who writes, as a member of the organisation that the draft's meeting is held in."""
    membership = membership_for(person, draft.meeting)
    if membership is None:
        return Author()
    organization = membership.organization
    above = Organization.objects.get_ancestors(organization)
    names = tuple(name for row in (organization, *above) for name in row.names)
    return Author(membership.member_kind, organization.unit_type, names)
