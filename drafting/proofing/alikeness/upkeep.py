"""Keeping the rows of comparable texts fresh without anybody looking: what a worker does now and then,
and what the command does at once."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import Final

from django.db.models import F, Q

from drafting.drafts.models import Draft
from drafting.meetings.models import Meeting
from drafting.proofing.alikeness.models import ComparableText, PairShare, ReferenceText, Resemblance
from drafting.proofing.alikeness.pairs import shares_of
from drafting.proofing.alikeness.scope import rounds_of
from drafting.proofing.alikeness.sources import Marks, NotNow, Source, renew, rows_of

#: Texts that are looked at together, and the seconds that a worker gives to one turn.
_SLICE: Final = 200
SECONDS: Final = 20.0


def renew_changed(seconds: float = SECONDS) -> int:
    """Read anew what was saved, handed in or loaded since it was read last, however often it was
    saved; how many texts that were; then the pairs of the meetings that are open. What is left
    waits for the next turn."""
    until = time.monotonic() + seconds
    fresh = 0
    for source in _changed(Marks()):
        if time.monotonic() > until:
            return fresh
        with suppress(NotNow):
            fresh += renew(source) is not None
    open_ = Meeting.objects.filter(state=Meeting.State.OPEN, drafts__submissions__withdrawn_at=None)
    handed_in = open_.exclude(drafts__submissions=None).select_related("organization", "framework")
    for meeting in handed_in.distinct():
        shares_of(meeting, max(0.0, until - time.monotonic()))
    return fresh


def rebuild() -> int:
    """Forget everything that was kept and read every text anew; how many were read."""
    for rows in (PairShare, Resemblance, ComparableText):
        rows.objects.all().delete()
    marks = Marks()
    sources = iter(_all(marks))
    done = 0
    while part := list(islice(sources, _SLICE)):
        done += len(rows_of(part, seconds=float("inf")).ids)
    return done


def _changed(marks: Marks) -> Iterator[Source]:
    # what could not be read is kept too, else it would be read again at every turn
    drafts = Draft.objects.filter(
        Q(comparable=None) | Q(updated_at__gt=F("comparable__kept_at")),
        discarded_at=None,
        erased_at=None,
    ).order_by("-updated_at")
    for pk, version, style in drafts.values_list("pk", "version", "style")[:_SLICE]:
        yield marks.draft(pk, version, style)
    without = Q(submissions__revision__comparable=None)
    for one in rounds_of(without)[:_SLICE]:
        yield marks.revision(one.revision, one.style)
    texts = ReferenceText.objects.filter(comparable=None)
    for text, content_hash in texts.values_list("pk", "content_hash")[:_SLICE]:
        yield marks.reference(text, content_hash)


def _all(marks: Marks) -> Iterator[Source]:
    for pk, version, style in (
        Draft.objects.with_text().values_list("pk", "version", "style").iterator()
    ):
        yield marks.draft(pk, version, style)
    for one in rounds_of(Q()):
        yield marks.revision(one.revision, one.style)
    for text, content_hash in ReferenceText.objects.values_list("pk", "content_hash"):
        yield marks.reference(text, content_hash)
