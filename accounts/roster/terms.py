"""The closed lists of one organisation: what may be written as role, kind of member and group, and
what it stands for. [pure]"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

#: Codes of accounts.codes that the plan must tell apart; stored codes never change.
MEMBER: Final = "member"
SECRETARY: Final = "secretary"
DEPUTY: Final = "deputy"
#: Kinds of member that other words of a list stand for.
COMMITTEE: Final = "committee"
PLAIN_MEMBER: Final = "member"
#: Who leads a group (组长) is stored as its secretary.
GROUP_LEADER: Final = "组长"


@dataclass(frozen=True)
class Terms:
    """``roles`` and ``kinds``: code -> label; ``groups``: primary key as text -> name, in the order
    of the tree.

    ``kinds_fault`` says why nobody can be all of some kinds of member at once ("": they can).
    ``offices`` are labels of roles that no list gives. ``check`` takes a key of a column and a text
    and raises ValueError with one Chinese sentence where the stored field would not take it.
    ``today`` is a day as YYYY-MM-DD.
    """

    roles: Mapping[str, str]
    kinds: Mapping[str, str]
    groups: Mapping[str, str]
    group_aliases: Mapping[str, str]
    offices: tuple[str, ...]
    today: str
    check: Callable[[str, str], None]
    kinds_fault: Callable[[Iterable[str]], str] = lambda kinds: ""

    def role_label(self, role: str, group: str) -> str:
        """The role as people call it at its place (``group`` is "" in the organisation itself)."""
        return GROUP_LEADER if group and role == SECRETARY else self.roles.get(role, role)

    @property
    def role_labels(self) -> tuple[str, ...]:
        """What may stand in the column 角色."""
        return (*self.roles.values(), *([GROUP_LEADER] if self.groups else []))
