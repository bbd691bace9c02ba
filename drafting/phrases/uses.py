"""Where and how often phrases are used, and how far members changed them: counts only, never a
word of a paper."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from drafting.document import codec
from drafting.document.model import Document, nodes
from drafting.document.text import HOLE
from drafting.drafts.models import PhraseUse
from drafting.library.models import Phrase

#: Uses that are looked at for one phrase, the latest.
MOST: Final = 200
#: From this likeness on (0 to 100) a text counts as kept but for a few words.
_LITTLE: Final = 80


@dataclass(frozen=True, slots=True)
class Use:
    """In how many papers a phrase is, by the part of the paper, and of the places that still have
    something of it how many say it as it was taken, with a few words changed, or largely in own
    words; ``gone`` are those that were taken out again."""

    papers: int
    places: dict[str, int]
    kept: int
    little: int
    much: int
    gone: int


def use_of(phrase: Phrase) -> Use:
    """What became of a phrase in the papers that took it; two queries, and one more where it has
    been reworded since."""
    rows = PhraseUse.objects.filter(phrase=phrase, draft__discarded_at=None)
    uses = list(rows.order_by("-pk").select_related("draft")[:MOST])
    documents = {use.draft_id: use.draft.document for use in uses}
    said = {number: _texts(codec.load(stored)) for number, stored in documents.items()}
    taken = _taken(phrase, {use.phrase_revision for use in uses})
    fates = Counter(
        _fate(taken[use.phrase_revision].get(use.field, ""), said[use.draft_id].get(use.node))
        for use in uses
    )
    places = Counter(_FIELDS.get(use.field, "正文") for use in uses)
    return Use(
        len(documents), dict(places), fates["kept"], fates["little"], fates["much"], fates["gone"]
    )


_FIELDS: Final = {"claim": "观点句", "elaboration": "表现或正文", "example": "事例"}


def _texts(document: Document) -> dict[str, dict[str, str]]:
    names = ("claim", "elaboration", "example", "text", "lead")
    return {
        node.id: {name: str(getattr(node, name)) for name in names if hasattr(node, name)}
        for node in nodes(document)
    }


def _taken(phrase: Phrase, revisions: set[int]) -> dict[int, dict[str, str]]:
    """The texts of a phrase in each of these revisions, as its history has them; each revision is
    one record there. A revision that it does not have counts as today's."""
    today = {name: getattr(phrase, name) for name in Phrase.TAKEN}
    found = dict.fromkeys(revisions, today)
    former = [one for one in revisions if one < phrase.revision]
    if former:
        rows = phrase.history.order_by("-history_date", "-history_id").values(*Phrase.TAKEN)
        records = list(rows[: phrase.revision - min(former) + 1])
        for one in former:
            if phrase.revision - one < len(records):
                found[one] = records[phrase.revision - one]
    return found


def _fate(text: str, texts: dict[str, str] | None) -> str:
    taken = HOLE.sub("", text)
    if texts is None or not taken:
        return "gone"
    written = "\n".join(texts.values())
    if all(piece in written for piece in HOLE.split(text)[::2]):
        return "kept"
    likeness = fuzz.partial_ratio(taken, written)
    if likeness >= _LITTLE:
        return "little"
    return "much" if written.strip() else "gone"
