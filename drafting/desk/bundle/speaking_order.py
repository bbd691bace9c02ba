"""发言顺序: in which order the members of a meeting speak, and what each is in the branch.

The head speaks first, then each of the others (domain.md, "Order of steps"): 书记, 副书记, then the
committee by its duties as they are usually named (组织委员, 宣传委员, 纪检委员, further ones), then the members
group by group (党小组), by name within one. Units differ in it, so the list is handed out as a table
that can be put into another order.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from accounts.codes import MemberKind, OrganizationKind, Role
from accounts.models import Membership
from accounts.selectors import members_of
from drafting.common.names import name_key
from drafting.drafts.models import COLLECTIVE, Meeting

_OFFICES: Final = (Role.SECRETARY, Role.DEPUTY)
_DUTIES: Final = ("组织", "宣传", "纪检")
#: Places of the committee without an office and of everybody else, behind the offices.
_COMMITTEE, _MEMBER, _GUEST = 2, 3, 4
#: The committee's own paper comes before the offices.
_COLLECTIVE: Final = -1


@dataclass(frozen=True, slots=True)
class Speaker:
    """A member with what they are in the branch (职务), their group (党小组), and their place among the
    speakers."""

    owner: int
    name: str
    office: str
    group: str
    place: tuple[int, int, str, bytes, int]


def speakers(meeting: Meeting, people: Iterable[tuple[int, str]]) -> list[Speaker]:
    """The people (id and name) in the order in which they speak, with one query; before them all
    the committee (COLLECTIVE), whose paper is read first. Who is no member of the meeting's
    organisation speaks last."""
    held: dict[int, list[Membership]] = {}
    for row in members_of(meeting.organization):
        held.setdefault(row.user_id, []).append(row)
    found = (_speaker(meeting, owner, name, held.get(owner, [])) for owner, name in people)
    return sorted(found, key=lambda speaker: speaker.place)


def _speaker(meeting: Meeting, owner: int, name: str, rows: list[Membership]) -> Speaker:
    if owner == COLLECTIVE:
        return Speaker(owner, name, "班子集体", "", (_COLLECTIVE, 0, "", b"", owner))
    own = [row for row in rows if row.organization_id == meeting.organization_id]
    groups = [row for row in rows if row.organization.kind == OrganizationKind.GROUP]
    rank, duty = min((_rank(row, own=row in own) for row in rows), default=(_GUEST, 0))
    group = groups[0].organization if groups else None
    titles = [title for row in (*own, *groups) for title in _titles(row)]
    return Speaker(
        owner=owner,
        name=name,
        office="、".join(dict.fromkeys(titles)),
        group=str(group) if group else "",
        place=(rank, duty, group.path if group and rank >= _MEMBER else "", name_key(name), owner),
    )


def _rank(row: Membership, *, own: bool) -> tuple[int, int]:
    """An office or a duty counts where the meeting is held: the head of a group is a member there
    like others."""
    if own and row.role in _OFFICES:
        return _OFFICES.index(Role(row.role)), 0
    if own and (row.duty or MemberKind.COMMITTEE in row.kinds):
        duty = next((place for place, word in enumerate(_DUTIES) if word in row.duty), len(_DUTIES))
        return _COMMITTEE, duty + (not row.duty)
    return _MEMBER, 0


def _titles(row: Membership) -> list[str]:
    """Office, duty and position, those that are filled in."""
    office = "" if row.role == Role.MEMBER else row.role_title
    return [title for title in (office, row.duty, row.position) if title]
