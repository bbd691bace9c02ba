"""Keeping the kinds of unit: further ones, names, their order, and which are offered. None is ever
deleted."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from django.db import transaction

from accounts.models import Organization
from accounts.readings import readings
from accounts.turns import wait_turn
from accounts.unit_kinds import UnitKind, read_again
from drafting.common.overtaken import Overtaken

_TURN: Final = "unit kinds"
_LONGEST: Final = 10
_OTHER: Final = re.compile(r"[^a-z0-9]")
#: Characters that the kinds of a phrase take at most, with a comma around each.
_ROOM: Final = 200


class Refused(Exception):
    """A kind cannot be kept like this; says why in one Chinese sentence. ``field`` is what would have
    to be another: name or code."""

    def __init__(self, reason: str, field: str = "name") -> None:
        super().__init__(reason)
        self.field = field


def code_for(name: str, taken: Collection[str]) -> str:
    """A free code for a name: its pinyin, or the initials of a long one, with the first number from
    2 on that makes it free."""
    parts = [_OTHER.sub("", part.lower()) for part in readings(name)]
    whole, initials = "".join(parts), "".join(part[:1] for part in parts)
    base = (whole if len(whole) <= _LONGEST else initials)[: _LONGEST - 2]
    base = base if base[:1].isalpha() else f"k{base}"[: _LONGEST - 2]
    if base not in taken:
        return base
    return next(code for n in range(2, 99) if (code := f"{base}{n}") not in taken)


@transaction.atomic
def add(name: str, code: str = "") -> UnitKind:
    """A further kind, last in the order, with a code of its own where none is given.

    Raises Refused where the name or the code is taken, and where a phrase for all of them would
    have no room.
    """
    wait_turn(_TURN)
    kinds = list(UnitKind.objects.all())
    codes = {kind.code for kind in kinds}
    _check_name(name, kinds)
    if code in codes:
        raise Refused(f"已有代码“{code}”，请换一个，或者不填。", "code")
    code = code or code_for(name, codes)
    if sum(len(one) + 1 for one in (*codes, code)) + 1 > _ROOM:
        raise Refused("单位类型太多了，不能再加；请把用不着的改名来用。")
    last = max((kind.order for kind in kinds), default=0)
    made = UnitKind.objects.create(code=code, name=name, order=last + 10)
    read_again()
    return made


@transaction.atomic
def rename(kind: UnitKind, name: str, read: str) -> None:
    """Call a kind otherwise. Raises Overtaken where it is not called as it was ``read`` any more,
    Refused where another is called so."""
    stored = _stored(kind)
    if stored.name != read:
        raise Overtaken
    _check_name(name, [one for one in UnitKind.objects.all() if one.pk != stored.pk])
    stored.name = name
    stored.save(update_fields=["name"])
    read_again()


@transaction.atomic
def move(kind: UnitKind, step: int) -> bool:
    """Put a kind one place up (-1) or down (1) among those in use; whether there was a place."""
    stored = _stored(kind)
    kinds = list(UnitKind.objects.order_by("order", "pk"))
    used = [one.pk for one in kinds if one.active]
    if stored.pk not in used:
        return False
    to = used.index(stored.pk) + step
    if not 0 <= to < len(used):
        return False
    rest = [one for one in kinds if one.pk != stored.pk]
    beside = next(place for place, one in enumerate(rest) if one.pk == used[to])
    rest.insert(beside + (step > 0), stored)
    for place, one in enumerate(rest, 1):
        one.order = place * 10
    UnitKind.objects.bulk_update(rest, ["order"])
    read_again()
    return True


@transaction.atomic
def set_active(kind: UnitKind, active: bool) -> None:
    """Offer a kind again, or no longer; where it is used it stays. Raises Refused for the last one
    that is offered."""
    stored = _stored(kind)
    others = UnitKind.objects.filter(active=True).exclude(pk=stored.pk)
    if not active and not others.exists():
        raise Refused("至少要留一种单位类型，没有停用。")
    stored.active = active
    stored.save(update_fields=["active"])
    read_again()


def organizations_of(kind: UnitKind) -> int:
    """How many organisations are of a kind."""
    number: int = Organization.objects.filter(unit_type=kind.code).count()
    return number


def _stored(kind: UnitKind) -> UnitKind:
    wait_turn(_TURN)
    return UnitKind.objects.get(pk=kind.pk)


def _check_name(name: str, others: Collection[UnitKind]) -> None:
    for one in others:
        if one.name == name:
            state = "" if one.active else "，已经停用，可以恢复使用"
            raise Refused(f"已有名为“{name}”的单位类型{state}。")
