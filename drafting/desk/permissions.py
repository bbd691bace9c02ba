"""Who sees what of a meeting's table, with the reason where not.

The secretary who reviews the branch sees every line. A superior's secretary (or a deputy) sees the
lines that they review, now or at the second approval. Curators and administrators of the
organisation or of one above see everybody's state and nothing else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from accounts.codes import OFFICE_ROLES, OrganizationKind, Role
from accounts.models import Organization, User
from accounts.permissions import Allowed, Decision, Denied
from drafting.drafts.models import Meeting
from drafting.review.capacities import Capacity
from drafting.review.reviewers import Reviewers

#: Nobody's id: who would review an ordinary member's paper first.
_ANYBODY = 0


@dataclass(frozen=True, slots=True)
class DeskStanding:
    """As what a person looks at a meeting's table: ``leads`` it, ``oversees`` its states, or
    reviews single papers of it."""

    user: int
    leads: bool
    oversees: bool
    reviewers: Reviewers

    def reviews(self, owner: int) -> frozenset[Capacity]:
        """As what the person reviews this author's paper; empty for their own and for what does not
        concern them."""
        return self.reviewers.capacities(self.user, owner) - {Capacity.AUTHOR}

    def reads_ledger(self, owner: int) -> bool:
        """Whether this member's measures and what was said to them at the meeting (批评意见) are for
        the person: of the own paper, and of those that they review. Leading is not enough."""
        return owner == self.user or bool(self.reviews(owner))

    def sees(self, owner: int) -> bool:
        """Whether this author's line is in the table."""
        return self.leads or self.oversees or bool(self.reviews(owner))

    def concerned(self, owners: Iterable[int]) -> bool:
        """Whether there is a table for this person at all."""
        return self.leads or self.oversees or any(self.reviews(owner) for owner in owners)


def leaders(reviewers: Reviewers) -> frozenset[int]:
    """Who reviews the papers of ordinary members first: they remind, and see the whole table."""
    return reviewers.first(_ANYBODY)


def standing_of(
    user: User, meeting: Meeting, reviewers: Reviewers, overseen: Iterable[str]
) -> DeskStanding:
    """How a person stands to a meeting; ``overseen`` are the paths of the organisations whose
    offices they hold."""
    path = meeting.organization.path
    return DeskStanding(
        user=user.pk,
        leads=user.pk in leaders(reviewers),
        oversees=user.is_superuser or any(path.startswith(above) for above in overseen),
        reviewers=reviewers,
    )


def overseen_paths(user: User) -> list[str]:
    """The tree's paths of the organisations in which a person is curator or administrator now."""
    held = user.memberships.active().filter(role__in=OFFICE_ROLES)
    return list(Organization.objects.filter(memberships__in=held).values_list("path", flat=True))


def has_desk(user: User, posts: Collection[tuple[str, str]]) -> bool:
    """Whether a person with these posts (``accounts.selectors.posts_of``) leads an organisation
    that holds meetings, is deputy there (who reviews the secretary's own paper where nobody is
    above), or oversees states."""
    roles = (Role.SECRETARY, Role.DEPUTY, *OFFICE_ROLES)
    return user.is_superuser or any(
        role in roles and kind != OrganizationKind.GROUP for role, kind in posts
    )


def may_lead_table(standing: DeskStanding) -> Decision:
    """Whether a person reminds the members of a meeting and sees its charts."""
    if standing.leads:
        return Allowed()
    return Denied("只有审核这次会议材料的书记可以进行此操作。")


def may_remind(standing: DeskStanding, meeting: Meeting) -> Decision:
    """Whether a person reminds members now."""
    decision = may_lead_table(standing)
    if decision and meeting.state != Meeting.State.OPEN:
        return Denied("这次会议已经结束，不再催交材料。")
    return decision


def may_collect(standing: DeskStanding, owners: Iterable[int]) -> Decision:
    """Whether a person takes the papers of a meeting away, with the tables of it: who reviews any
    of them."""
    if standing.leads or any(standing.reviews(owner) for owner in owners):
        return Allowed()
    return Denied("只有审核这次会议材料的书记可以汇总材料。")
