"""The questions (提示问题) that a phrase leaves beside the point it was taken into: they stand in the
card's help, never in the text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from drafting.drafts.services.phrase_uses import OwnUse
from drafting.library.rules import lines_of


@dataclass(frozen=True, slots=True)
class Asked:
    """The questions (提示问题) of a phrase that a point took its words from."""

    claim: str
    questions: tuple[str, ...]


def asked_of(uses: Iterable[OwnUse]) -> dict[str, list[Asked]]:
    """The questions that the phrases taken into each node leave there, by the node's id."""
    found: dict[str, list[Asked]] = {}
    for use in uses:
        if not use.questions:
            continue
        asked = Asked(use.claim, tuple(lines_of(use.questions)))
        listed = found.setdefault(use.node, [])
        if asked not in listed:
            listed.append(asked)
    return found
