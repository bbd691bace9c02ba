"""The variants of a year and meeting: which of them suit a person."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from accounts.codes import MemberKind
from drafting.frameworks.models import Audience, Framework


def personal(frameworks: Sequence[Framework]) -> list[Framework]:
    """Those that a single person writes by; a branch committee's (支部委员会) are for its collective
    paper alone."""
    return [one for one in frameworks if one.audience != Audience.COMMITTEE]


def fitting(frameworks: Sequence[Framework], member_kinds: Collection[str]) -> list[Framework]:
    """Those that suit a person of these kinds (``accounts.codes.MemberKind``): a leader's for a
    leader, a member's for anybody else. Where there are none of them the others, so that everybody
    who is invited can write."""
    mine = Audience.LEADERS if MemberKind.LEADER in member_kinds else Audience.MEMBER
    own = personal(frameworks)
    return [one for one in own if one.audience == mine] or own
