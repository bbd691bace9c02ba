"""Who sends odd requests, and where to: every address of the URLconf, and the pages' forms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from typing import Any

from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from drafting.document import codec
from drafting.drafts.models import Draft
from tests.access.odd_requests import Sender, client_of, harvest
from tests.access.test_sweep import World, addresses

#: Of the admin's patterns: what stands for a row, by the first of its list.
_ROW = re.compile(r"<(int|path):\w+>|\(\[\^/\]\+\)")


def senders(
    world: World, writable: Draft, looks: int, random: Random
) -> dict[str, tuple[Client, Sender]]:
    """The browser of everybody of the sweep with what it may send; ``writable`` is a draft of the
    member's that takes changes.

    Each looks at so many pages for their forms, and at half as many of those that they link to.
    """
    urls = list(dict.fromkeys([*all_urls(world), *all_urls(world, writable), *admin_urls()]))
    bodies = _bodies(world.draft) | _bodies(writable)
    found = {}
    for role in ("anonymous", *world.people):
        client = client_of(world.people.get(role))
        forms, links = harvest(
            client, ["/accounts/login/", *random.sample(urls, min(looks, len(urls)))]
        )
        more, _ = harvest(client, random.sample(links, min(looks // 2, len(links))))
        found[role] = client, Sender(role, forms + more, links, urls, bodies)
    return found


def all_urls(world: World, draft: Draft | None = None) -> Iterator[str]:
    changed = {"draft_id": draft.pk} if draft else {}
    for name, parameters in addresses():
        if draft is None or "draft_id" in parameters:
            room = name.split(":")[0]
            known = world.arguments | changed
            yield reverse(
                name, kwargs={key: known.get(f"{room}:{key}", known[key]) for key in parameters}
            )


def admin_urls() -> Iterator[str]:
    """Every address of the admin, with the first row of its list where it names one."""
    for entry in get_resolver().url_patterns:
        if isinstance(entry, URLResolver) and entry.namespace == "admin":
            for pattern in _patterns(entry, "/"):
                url = _ROW.sub("1", pattern).replace("(?P<app_label>accounts|drafting)", "drafting")
                yield url.replace("(?P<url>.*)", "nowhere").replace("^", "").replace("$", "")


def _patterns(resolver: URLResolver, prefix: str) -> Iterator[str]:
    prefix += str(resolver.pattern)
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _patterns(entry, prefix)
        else:
            yield prefix + str(entry.pattern)


def _bodies(draft: Draft) -> dict[str, Any]:
    """What the scripts of a draft's pages send, by address."""
    document = codec.load(draft.document)
    point = next(
        section.points[0].id
        for part in document.parts
        for section in part.sections
        if section.points
    )
    claim = {"claim": "学得不深", "elaboration": "", "example": "", "category": "LL1", "links": []}

    def to(name: str, *more: str) -> str:
        return reverse(f"wizard:{name}", args=[draft.pk, *more])

    return {
        to("save", document.opening.id): {"base": 99, "values": {"text": "会前学习。"}},
        to("save", document.head.id): {"base": 99, "values": {"title": "对照检查材料", "date": ""}},
        to("save", point): {"base": 99, "values": claim},
        to("points", "theory"): {"op": "move", "point": point, "index": 1, "known": {point: 0}},
        to("points", "causes"): {"op": f"answer:{point}:causes:Y1", "known": {point: 0}},
        to("use"): {"phrase": 1, "node": point, "field": "claim"},
    }
