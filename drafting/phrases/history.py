"""What became of a phrase, version by version, and bringing one back."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.core.exceptions import ValidationError

from drafting.document.spans import DiffSpan, diff_texts
from drafting.fields import TagsField
from drafting.library.models import Phrase
from drafting.library.services import KINDS, phrase_faults

#: Versions that the page shows, the latest.
MOST: Final = 50
_OTHERS: Final = (
    "part", "problem", "cause", "measure", "help", "depth", "meeting_kind", "roles", "unit_types",
    "line_of_work", "required_holes", "state", "expires_on", "reviewer",
)  # fmt: skip
#: What comes back with a version; whether it is offered stays as it is.
_BROUGHT_BACK: Final = (
    *Phrase.TEXTS, "part", "problem_id", "cause_id", "measure_id", "help", "depth", "meeting_kind",
    "roles", "unit_types", "line_of_work", "required_holes", "expires_on",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a field: of a text word by word (``spans``), else what it was and is."""

    label: str
    spans: tuple[DiffSpan, ...] = ()
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """One stored version: when, by whom, why, and what it changed; ``number`` brings it back."""

    number: int
    at: datetime.datetime
    by: str
    why: str
    changes: list[Change]
    current: bool


def versions_of(phrase: Phrase) -> list[Version]:
    """The latest versions of a phrase, newest first, each beside the one before it."""
    rows = phrase.history.select_related("history_user", "problem", "cause", "measure")
    records = list(rows.order_by("-history_date", "-history_id")[: MOST + 1])
    return [
        Version(
            record.history_id,
            record.history_date,
            str(record.history_user or ""),
            record.history_change_reason or record.get_history_type_display(),
            _changes(records[place + 1], record) if place + 1 < len(records) else [],
            place == 0,
        )
        for place, record in enumerate(records[:MOST])
    ]


def stored_otherwise(stored: Phrase, typed: Phrase) -> list[tuple[str, str]]:
    """What is stored of a phrase where something else was typed, each with its label."""
    names = [name for name in (*Phrase.TEXTS, *_OTHERS) if name != "reviewer"]
    said = [(name, _said(stored, name), _said(typed, name)) for name in names]
    return [(_label(name), now or "（空）") for name, now, other in said if now != other]


def brought_back(phrase: Phrase, number: int) -> bool:
    """Set what a stored version says on a phrase, without saving it; False where it has no such
    version."""
    record = phrase.history.filter(history_id=number).first()
    if record is None:
        return False
    for name in _BROUGHT_BACK:
        setattr(phrase, name, getattr(record, name))
    return True


def fault_of(phrase: Phrase) -> str:
    """The first reason why a phrase cannot be kept as it is; empty where it can. Rules, categories
    and tags may have changed since a version was stored."""
    for kind, model in KINDS.items():
        code = getattr(phrase, f"{kind}_id")
        if code is not None and not model.objects.filter(pk=code).exists():
            return f"它的{_label(kind)}已经不在了。"
    try:
        phrase.clean_fields(exclude=("key",))
    except ValidationError as error:
        name, reasons = next(iter(error.message_dict.items()))
        return f"{_label(name)}：{reasons[0]}"
    return next(iter(phrase_faults(phrase).values()), "")


def _changes(old: Any, new: Any) -> list[Change]:
    found = []
    for name in Phrase.TEXTS:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            found.append(Change(_label(name), spans=tuple(diff_texts(before, after))))
    for name in _OTHERS:
        before, after = _said(old, name), _said(new, name)
        if before != after:
            found.append(Change(_label(name), old=before or "（空）", new=after or "（空）"))
    return found


def _label(name: str) -> str:
    field: Any = Phrase._meta.get_field(name)
    return str(field.verbose_name)


def _said(record: Any, name: str) -> str:
    field: Any = Phrase._meta.get_field(name)
    value = getattr(record, name)
    if isinstance(field, TagsField):
        return _tags(field, value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return str(value or "")


def _tags(field: Any, tags: Sequence[str]) -> str:
    known = field.known()
    return "、".join(str(known.get(one, one)) for one in tags)
