"""The record of which phrase of the library (素材) was taken into which point, and what follows from
it for colleagues."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, F, QuerySet

from accounts.prepared import Given, PreparedValues
from drafting.drafts.models import Draft, PhraseUse
from drafting.library.models import Phrase


@dataclass(frozen=True, slots=True)
class OwnUse:
    """A use of a phrase: its number, the node it was taken into, what it claims now and the questions
    (提示问题) that it leaves, one a line."""

    phrase: int
    node: str
    claim: str
    questions: str


@transaction.atomic
def record_use(draft: Draft, phrase: Phrase, node_id: str, field: str) -> None:
    """Note that a phrase was taken into a node: which, in which revision, and where."""
    PhraseUse.objects.create(
        draft=draft, node=node_id, phrase=phrase, phrase_revision=phrase.revision, field=field
    )
    Phrase.objects.filter(pk=phrase.pk).update(use_count=F("use_count") + 1)


@transaction.atomic
def forget_use(draft: Draft, phrase: Phrase, node_id: str, field: str) -> None:
    """What was taken last of a phrase into this field was taken back: it is no use any more."""
    row = PhraseUse.objects.filter(draft=draft, phrase=phrase, node=node_id, field=field).last()
    if row is not None and row.delete()[0]:
        used = Phrase.objects.filter(pk=phrase.pk, use_count__gt=0)
        used.update(use_count=F("use_count") - 1)


def own_uses(draft: Draft, node_id: str = "") -> list[OwnUse]:
    """The uses of phrases in a draft, of one node where that is named, in the order in which they
    were taken. One query."""
    read = _USES_AT.all(draft=draft.pk, node=node_id) if node_id else _USES.all(draft=draft.pk)
    return [OwnUse(*row) for row in read]


def _uses(**more: Given) -> QuerySet[PhraseUse, tuple[int, str, str, str]]:
    given = Given("draft", PhraseUse._meta.get_field("draft"))
    rows = PhraseUse.objects.filter(draft=given, **more).order_by("pk")
    return rows.values_list("phrase_id", "node", "phrase__claim", "phrase__questions")


_USES = PreparedValues(_uses)
_USES_AT = PreparedValues(lambda: _uses(node=Given("node", PhraseUse._meta.get_field("node"))))


def colleagues_uses(draft: Draft) -> dict[int, int]:
    """How many colleagues took each phrase into their papers for the same meeting, handed in or
    not, by the phrase's number. One query; who they are is not read."""
    if draft.meeting_id is None:
        return {}
    uses = PhraseUse.objects.filter(draft__meeting=draft.meeting_id, draft__discarded_at=None)
    others = uses.exclude(draft__owner=draft.owner_id).order_by()
    return dict(
        others.values("phrase")
        .annotate(people=Count("draft__owner", distinct=True))
        .values_list("phrase", "people")
    )
