"""Loading the frameworks of past years (fixtures/frameworks/, one file each)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any

from django.db import transaction

from accounts.turns import wait_turn
from drafting.frameworks.editions import digest_of_stored
from drafting.frameworks.models import Audience, Framework, MeetingKind, Section
from drafting.frameworks.services import copies, lifecycle
from drafting.frameworks.shipped_frameworks import LIMITS, digest_of

_SECTION = ("key", "role", "name", "heading", "confidence", "guidance", "required", "source")


class Outcome(Enum):
    """What loading a framework did."""

    NEW = "new"
    #: A shipped framework was wrong: the corrected edition stands beside it, and it is offered no
    #: longer.
    CORRECTED = "corrected"
    #: The correction was left out, because the organisation confirmed or retired the framework
    #: itself.
    KEPT = "kept"
    SAME = "same"


@transaction.atomic
def load_framework(data: Mapping[str, Any]) -> Outcome:
    """Bring one framework in and publish it, unless it is ``prepared`` for a notice that is not out
    yet. What is published never changes, so that drafts keep what they were begun with.

    ``replaces`` in the file are the digests (shipped.digest_of) of its earlier editions. Where one
    of them is stored under the key, the new edition is published under a key of its own and the old
    one retired; phrases that are meant for the old one are offered for the new one too. Whatever
    else stands under the key is the organisation's own. Raises KeyError for a missing field and
    NotPublishable for what is no whole framework.
    """
    wait_turn(copies.KEYS)
    stored = Framework.objects.filter(key=data["key"]).first()
    if stored is None:
        _store(data, data["key"])
        return Outcome.NEW
    editions = {edition: digest_of_stored(edition) for edition in (stored, *stored.copies.all())}
    _name_variants(editions, data)
    earlier = [
        edition for edition, digest in editions.items() if digest in data.get("replaces", ())
    ]
    if not earlier or digest_of(data) in editions.values():
        return Outcome.SAME
    offered = [
        row for row in earlier if row.state == Framework.State.PUBLISHED and not row.confirmed_at
    ]
    if not offered:
        return Outcome.KEPT
    new = _store(data, copies.free_key(stored.year, stored.meeting_kind), stored)
    if any(old.usual for old in offered):
        lifecycle.make_usual(new)
    for old in offered:
        new.phrases.add(*old.phrases.all())
        # which is the usual one is read anew: the correction has taken it over
        lifecycle.retire(old)
    return Outcome.CORRECTED


def _name_variants(editions: Mapping[Framework, str], data: Mapping[str, Any]) -> None:
    """Let those that say what the file says, but came before variants had names, have its name."""
    same = [row.pk for row, digest in editions.items() if digest == digest_of(data)]
    Framework.objects.filter(pk__in=same, variant="").update(variant=data.get("variant", ""))


def _called(data: Mapping[str, Any]) -> dict[str, str]:
    """What a variant is called and for whom it is; a leading group's meeting is its members'."""
    leaders = data["meeting"] == MeetingKind.MINZHU
    audience = Audience.LEADERS if leaders else Audience.MEMBER
    return {"variant": data.get("variant", ""), "audience": data.get("audience", audience)}


def _store(data: Mapping[str, Any], key: str, earlier: Framework | None = None) -> Framework:
    framework = Framework.objects.create(
        key=key,
        year=data["year"],
        meeting_kind=data["meeting"],
        name=data["name"],
        title=data["title"],
        theme=data["theme"],
        theme_confidence=data["theme_confidence"],
        sources="\n".join(data["sources"]),
        note=data["note"],
        copied_from=earlier,
        **_called(data),
    )
    for position, part in enumerate(data["parts"], 1):
        row = _section(framework, part, position)
        row.save()
        areas = enumerate(part.get("areas", ()), 1)
        Section.objects.bulk_create([_section(framework, area, n, parent=row) for n, area in areas])
    if not data.get("prepared"):
        lifecycle.publish(framework, usual=data.get("usual", True))
    return framework


def _section(
    framework: Framework, data: Mapping[str, Any], position: int, parent: Section | None = None
) -> Section:
    fields = {field: data[field] for field in _SECTION if field in data}
    if parent is not None:
        fields |= {"role": parent.role, "taxonomy": tuple(data["taxonomy"])}
    limits = {field: data[field] for field in LIMITS}
    return Section(framework=framework, parent=parent, order=position * 10, **fields, **limits)
