"""Who reviews whose paper: the first and the second reviewers of a meeting's papers, worked out
once for all its members, and as what a person deals with a paper."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from accounts.codes import Role
from accounts.models import Membership, Organization, User
from accounts.selectors import in_committee
from drafting.drafts.models import COLLECTIVE, Draft, Meeting
from drafting.review.capacities import Capacity


@dataclass(frozen=True, slots=True)
class Reviewers:
    """The secretaries (by user id) of the meeting's organisation, its deputies, and the secretaries
    of each organisation above, the nearest first; ``committee`` are all members of its committee.

    An ``owner`` is a person's id, or COLLECTIVE for the committee's own paper.
    """

    own: frozenset[int]
    deputies: frozenset[int]
    above: tuple[tuple[Organization, frozenset[int]], ...]
    levels: int
    committee: frozenset[int] = frozenset()

    def superior(
        self, owner: int, besides: frozenset[int] = frozenset()
    ) -> tuple[Organization, frozenset[int]] | None:
        """The nearest organisation above that has a secretary other than the author and
        ``besides``, and who that is."""
        for organization, secretaries in self.above:
            if others := secretaries - {owner} - besides:
                return organization, others
        return None

    def first(self, owner: int) -> frozenset[int]:
        """Who reviews first: the secretary; for the secretary's own paper the superior's, or a
        deputy where there is none. The committee's paper is reviewed above by whoever is no member of
        it; where there is nobody, by whoever of secretary and deputies has not written it."""
        if owner == COLLECTIVE:
            above = self.superior(owner, self.committee)
            return above[1] if above else self.own | self.deputies
        if self.own and owner not in self.own:
            return self.own
        found = self.superior(owner)
        return found[1] if found else self.deputies - {owner}

    def second(self, owner: int) -> frozenset[int]:
        """Who gives the second approval, where the meeting asks for one and the superior does not
        review first.

        Never who could have given the first: one person's two approvals are one (a head may be
        secretary of both).
        """
        found = self.superior(owner, self.first(owner)) if self.levels_for(owner) > 1 else None
        return found[1] if found else frozenset()

    def levels_for(self, owner: int) -> int:
        """How many approvals this author's paper needs: one where the superior reviews first, and
        where the author is the only one above who could give the second (a head who is a member of
        the branch below)."""
        if owner == COLLECTIVE or not self.own or owner in self.own:
            return 1
        alone = self.superior(owner) is None and any(
            owner in secretaries for _, secretaries in self.above
        )
        return 1 if alone else self.levels

    def capacities(self, user: int, owner: int) -> frozenset[Capacity]:
        """As what a person deals with this author's paper. Nobody reviews their own."""
        if user == owner:
            return frozenset({Capacity.AUTHOR})
        held = {Capacity.FIRST} if user in self.first(owner) else set()
        return frozenset(held | ({Capacity.SECOND} if user in self.second(owner) else set()))


def reviewers_of(meeting: Meeting) -> Reviewers:
    """The reviewers of a meeting's papers as they are in office today, in two queries."""
    return reviewers_of_each([meeting])[meeting.pk]


def reviewers_of_each(meetings: Iterable[Meeting]) -> dict[int, Reviewers]:
    """The reviewers of several meetings by the meeting's id, in two queries however many they
    are."""
    chosen = list(meetings)
    paths = {path for meeting in chosen for path in _lineage(meeting.organization)}
    known = {row.path: row for row in Organization.objects.filter(path__in=paths)}
    rows = (
        Membership.objects.active()
        .filter(in_committee(), organization__in=known.values(), user__is_active=True)
        .values_list("organization_id", "role", "user_id")
    )
    held: dict[tuple[int, str], set[int]] = {}
    committees: dict[int, set[int]] = {}
    for organization, role, user in rows:
        held.setdefault((organization, role), set()).add(user)
        committees.setdefault(organization, set()).add(user)

    def secretaries(organization: Organization) -> frozenset[int]:
        return frozenset(held.get((organization.pk, Role.SECRETARY), ()))

    def of(meeting: Meeting) -> Reviewers:
        own = meeting.organization
        above = [known[path] for path in _lineage(own)[1:]]
        return Reviewers(
            own=secretaries(own),
            deputies=frozenset(held.get((own.pk, Role.DEPUTY), ())),
            above=tuple((organization, secretaries(organization)) for organization in above),
            levels=meeting.levels,
            committee=frozenset(committees.get(own.pk, ())),
        )

    return {meeting.pk: of(meeting) for meeting in chosen}


def capacities_of(
    user: User, draft: Draft, reviewers: Reviewers | None = None
) -> frozenset[Capacity]:
    """As what a person deals with a draft: empty for everybody whom it does not concern, curators
    and administrators included.

    ``reviewers`` are those of the draft's meeting where the caller has them already.
    """
    if draft.owner_id == user.pk:
        return frozenset({Capacity.AUTHOR})
    if draft.meeting is None:
        return frozenset()
    return (reviewers or reviewers_of(draft.meeting)).capacities(user.pk, draft.author)


def _lineage(organization: Organization) -> list[str]:
    """The tree's paths of an organisation and of those above it, the nearest first."""
    step = Organization.steplen
    return [organization.path[:end] for end in range(len(organization.path), 0, -step)]
