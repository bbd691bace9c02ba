"""What was found for a paper, worked out where the paper or what it is compared with has changed."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import replace
from typing import Final

from django.utils import timezone

from drafting.document import codec
from drafting.document.model import Document
from drafting.drafts.models import Draft
from drafting.proofing.alikeness.comparison import Found, compared
from drafting.proofing.alikeness.models import Resemblance
from drafting.proofing.alikeness.scope import comparands_of
from drafting.proofing.alikeness.sources import (
    Marks,
    contents_of,
    own_sentences,
    projected,
    rows_of,
)
from drafting.proofing.core.context import Context
from drafting.proofing.core.findings import Finding
from drafting.similarity.kept_paper import read_paper

log = logging.getLogger(__name__)

#: Results of one draft that are kept: of the text as it stands, and of the rounds that are read.
KEPT: Final = 4
#: The checks that say it.
RULES: Final = ("alike-colleague", "alike-former", "alike-reference")


def resemblance_of(draft: Draft, document: Document) -> Found:
    """What a text of a draft has in common with what it may be compared with; nothing where that
    cannot be told now. The log names the kind of error and nothing of any paper."""
    try:
        return _resemblance(draft, document)[0]
    except Exception as error:
        log.error("no comparison: %s", type(error).__name__)
        return Found()


def alike_findings(draft: Draft, document: Document) -> tuple[Finding, ...]:
    """The same as findings of proofreading."""
    from drafting.proofing.core.registry import BY_ID
    from drafting.proofing.core.runner import proofread

    try:
        found, context = _resemblance(draft, document)
        if not found.places:
            return ()
        if context is None:
            context = projected(document, draft.style, draft.framework.year)[1]
        alike = replace(context, alike=found.places)
        return tuple(proofread(alike, [BY_ID[rule] for rule in RULES]))
    except Exception as error:
        log.error("no comparison: %s", type(error).__name__)
        return ()


def _resemblance(draft: Draft, document: Document) -> tuple[Found, Context | None]:
    comparands = comparands_of(draft, marks := Marks())
    rows = rows_of([source for _, source in comparands]).ids
    own = marks.draft(draft.pk, 0, draft.style).mark
    parts = [own, codec.content_hash(document)]
    parts += [f"{kind} {source.id} {source.mark}" for kind, source in comparands if source in rows]
    key = hashlib.sha256("\0".join(parts).encode()).hexdigest()
    kept = draft.resemblances.filter(key=key).values_list("found", flat=True).first()
    if kept is not None:
        return Found.from_dict(kept), None
    projection, context = projected(document, draft.style, draft.framework.year)
    contents = contents_of(rows.values())
    others = (
        (kind, read_paper(contents[rows[source]]))
        for kind, source in comparands
        if source in rows and rows[source] in contents
    )
    found = compared(own_sentences(context), projection, others)
    _keep(draft, key, found)
    return found, context


def _keep(draft: Draft, key: str, found: Found) -> None:
    row = Resemblance(draft=draft, key=key, found=found.as_dict(), kept_at=timezone.now())
    Resemblance.objects.bulk_create([row], ignore_conflicts=True)
    newest = draft.resemblances.order_by("-kept_at", "-pk").values("pk")[:KEPT]
    draft.resemblances.exclude(pk__in=newest).delete()
