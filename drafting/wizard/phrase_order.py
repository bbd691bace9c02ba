"""In which order phrases are offered: those of the own work first, then those that the fewest
colleagues use, so that not all papers of a meeting say the same. [pure]"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final, NamedTuple

#: A phrase that names more kinds of members than this speaks of none of them in particular.
_FEW: Final = 2


class Offer(NamedTuple):
    """What the order goes by of a phrase: its number, the tags of the units and kinds of members
    that it speaks of, its key."""

    number: int
    unit_types: Sequence[str]
    roles: Sequence[str]
    key: str


def in_order(
    offers: Iterable[Offer],
    *,
    unit_type: str,
    member_kinds: Collection[str],
    uses: Mapping[int, int],
    closeness: Mapping[int, int] | None = None,
) -> list[int]:
    """The numbers of the phrases in the order in which they are offered.

    ``uses`` says how many colleagues use each, ``closeness`` gives the place of each by how close
    it is to what somebody writes.
    """
    near = closeness or {}
    kinds = frozenset(member_kinds)

    def place(offer: Offer) -> tuple[int, int, int, str]:
        own = (unit_type in offer.unit_types) + (
            len(offer.roles) <= _FEW and not kinds.isdisjoint(offer.roles)
        )
        return -own, uses.get(offer.number, 0), near.get(offer.number, 0), offer.key

    return [offer.number for offer in sorted(offers, key=place)]
