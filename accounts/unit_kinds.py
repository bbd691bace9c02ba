"""Kinds of unit (单位类型): rows that an administrator or a curator keeps, and what is offered of
them. Their codes are permanent, because organisations, phrases and exports hold them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import models

from accounts.codes import UNIT_KINDS


class UnitKind(models.Model):
    """A kind of unit: the same problem is told with other nouns in each. Never deleted; one that is
    not ``active`` stays where it is used and is not offered anew."""

    code = models.CharField("代码", max_length=20, unique=True)
    name = models.CharField("名称", max_length=20, unique=True)
    order = models.PositiveSmallIntegerField("次序", default=0, db_default=0)
    active = models.BooleanField("使用中", default=True, db_default=True)

    class Meta:
        verbose_name = "单位类型"
        verbose_name_plural = "单位类型"
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.name


# what a request has read; outside of one nothing is kept
_READ: ContextVar[list[tuple[UnitKind, ...]] | None] = ContextVar("unit_kinds", default=None)


@contextmanager
def read_once() -> Iterator[None]:
    """Have the kinds read at most once inside, however many rows name one."""
    token = _READ.set([])
    try:
        yield
    finally:
        _READ.reset(token)


def read_again() -> None:
    """Forget what was read: it has changed."""
    if kept := _READ.get():
        kept.clear()


def unit_kinds() -> tuple[UnitKind, ...]:
    """All kinds in their order, those that are not offered any more too."""
    kept = _READ.get()
    if kept:
        return kept[0]
    found = tuple(UnitKind.objects.order_by("order", "pk"))
    if kept is not None:
        kept.append(found)
    return found


def known_kinds() -> list[tuple[str, str]]:
    """Code and name of all kinds, for reading what is stored."""
    return [(kind.code, kind.name) for kind in unit_kinds()]


def codes_by_word() -> dict[str, str]:
    """The codes by what a file may say: the name of a kind, or the code itself."""
    kinds = known_kinds()
    return {name: code for code, name in kinds} | {code: code for code, _ in kinds}


def unknown_kind(word: str) -> str:
    """What is said of a word in a file that is no kind of unit."""
    return f"没有单位类型“{word}”，可填{'、'.join(name for _, name in offered_kinds())}。"


def offered_kinds(current: Collection[str] = ()) -> list[tuple[str, str]]:
    """Code and name of the kinds that a form offers: those in use, and the ``current`` ones."""
    return [_said(kind) for kind in unit_kinds() if kind.active or kind.code in current]


def searched_kinds() -> list[tuple[str, str]]:
    """Code and name of the kinds that a list can be asked for: those in use first."""
    return [_said(kind) for kind in sorted(unit_kinds(), key=lambda kind: not kind.active)]


def retired_kinds() -> dict[str, str]:
    """Names of the kinds that are not offered any more, by code."""
    return {kind.code: kind.name for kind in unit_kinds() if not kind.active}


def _said(kind: UnitKind) -> tuple[str, str]:
    return kind.code, kind.name if kind.active else f"{kind.name}（已停用）"


def prepare_unit_kinds(apps: Any = None, **_kwargs: Any) -> None:
    """Put the shipped kinds where there are none (connected to post_migrate: `flush` takes what a
    migration brought)."""
    try:
        if apps is not None:
            apps.get_model("accounts", "UnitKind")
    except LookupError:
        # Migrations were run only in part: the table is not there yet.
        return
    if not UnitKind.objects.exists():
        UnitKind.objects.bulk_create(
            UnitKind(code=code, name=name, order=place * 10)
            for place, (code, name) in enumerate(UNIT_KINDS, 1)
        )


class UnitKindField(models.CharField):  # type: ignore[type-arg]
    """The code of a kind. Its choices are the rows, so that a further kind needs no migration."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"choices": known_kinds})

    def deconstruct(self) -> Any:
        name, _, args, kwargs = super().deconstruct()
        kwargs.pop("choices", None)
        return name, "django.db.models.CharField", args, kwargs

    def _check_choices(self) -> list[Any]:
        # Django would read the rows, before there is a table
        return []
