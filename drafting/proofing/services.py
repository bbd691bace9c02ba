"""Accepting findings, taking that back, ignoring them. Texts are written through ``drafts.services`` only."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass

from accounts.models import User
from drafting.document import codec, edits
from drafting.document.model import Document, Node, find, nodes
from drafting.drafts import services as drafts
from drafting.drafts.models import Draft, Revision
from drafting.drafts.selectors import spec_of_draft
from drafting.proofing.engine import Unavailable, run_checks
from drafting.proofing.mending import mend, mended
from drafting.proofing.models import Dismissal
from drafting.proofing.placed import Placed
from drafting.proofing.selectors import author_of, proof_draft

#: The fields that hold running text; categories and links are none of proofreading's business.
TEXTS = ("title", "text", "lead", "claim", "elaboration", "example")


class Changed(Exception):
    """The words do not stand there any more: somebody wrote in that place meanwhile."""


@dataclass(frozen=True, slots=True)
class Undo:
    """How one accepted finding is taken back: ``before`` stood in a field from ``at`` on, where ``size`` characters stand now.

    ``seal`` is the hash of the field as accepting left it: whoever wrote there since keeps what they wrote.
    """

    node_id: str
    field: str
    at: int
    size: int
    before: str
    seal: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """The document after one finding was accepted, and how to take it back."""

    document: Document
    version: int
    undo: Undo


@dataclass(frozen=True, slots=True)
class Bulk:
    """What became of many: how many were accepted, the revision frozen before, the draft's version after, how many nodes they
    were in."""

    number: int
    revision: int = 0
    version: int = 0
    nodes: int = 0


def accept(draft: Draft, person: User, fingerprint: str, quote: str) -> Accepted:
    """Put a finding's replacement in its place, if the quoted words still stand there.

    ``draft`` is as it was just read. Raises Changed, Unavailable, and NotEditable and TooBusy of ``drafts.services``.
    """
    document = codec.load(draft.document)
    proof = proof_draft(draft, person, document=document)
    if not proof.available:
        raise Unavailable
    item = proof.find(fingerprint)
    if item is None or item.place is None or item.finding.replacement is None or item.finding.text != quote:
        raise Changed
    place, replacement = item.place, item.finding.replacement
    node = find(document, place.node_id)
    text = mended(str(getattr(node, place.field)), place.start, place.end, replacement)
    read = drafts.Saved(document, draft.version)
    try:
        saved = drafts.save_node(draft.pk, node.id, {place.field: text}, node.changed, read)
    except (KeyError, drafts.Conflict):
        raise Changed from None
    left = str(getattr(find(saved.document, node.id), place.field))
    undo = Undo(node.id, place.field, place.start, len(replacement), quote, _seal(left))
    return Accepted(saved.document, saved.version, undo)


def take_back(draft: Draft, undo: Undo) -> drafts.Saved:
    """Put the words back that accepting replaced. Raises Changed where the field says something else by now."""

    def edit(document: Document, version: int) -> Document:
        text = getattr(find(document, undo.node_id), undo.field, None)
        if undo.field not in TEXTS or not isinstance(text, str) or _seal(text) != undo.seal:
            raise Changed
        old = mended(text, undo.at, undo.at + undo.size, undo.before)
        return edits.save_values(document, undo.node_id, {undo.field: old}, version)

    try:
        return drafts.apply(draft.pk, edit)
    except KeyError:
        raise Changed from None


def accept_many(draft: Draft, person: User, rule: str, fingerprints: Collection[str]) -> Bulk:
    """Accept these findings of a rule at once, as one change; a revision is frozen first. What changed meanwhile is left out.

    Raises Unavailable, and NotEditable and TooBusy of ``drafts.services``.
    """
    spec, author = spec_of_draft(draft), author_of(draft, person)
    number = kept = touched = 0

    def edit(document: Document, version: int) -> Document:
        nonlocal number, kept, touched
        found = run_checks(document, spec, draft.style, author)
        items = [item for item in found if item.finding.rule == rule and item.fingerprint in fingerprints]
        changed, number = mend(document, items, version)
        if changed is not document:
            # should another window save between this and the write, the next round freezes its text too
            kept = drafts.freeze(draft, Revision.Reason.PROOF, person).number
            touched = sum(node.changed == version for node in nodes(changed))
        return changed

    saved = drafts.apply(draft.pk, edit)
    return Bulk(number, kept, saved.version, touched) if number else Bulk(0)


def take_back_many(draft: Draft, revision: int, version: int) -> int:
    """Undo ``accept_many``: the texts that it changed get the words of the revision frozen before it, but for those in which
    somebody wrote afterwards.

    Gives how many nodes were put back. Raises Changed where there is no such revision.
    """
    row = draft.revisions.filter(number=revision, version__lt=version).first()
    if row is None:
        raise Changed
    old = {node.id: node for node in nodes(codec.load(row.document))}
    back = 0

    def edit(document: Document, now: int) -> Document:
        nonlocal back
        untouched = [node for node in nodes(document) if node.changed == version and node.id in old]
        back = len(untouched)
        for node in untouched:
            document = edits.save_values(document, node.id, _texts(old[node.id]), now)
        return document

    drafts.apply(draft.pk, edit)
    return back


def dismiss(draft: Draft, person: User, item: Placed) -> None:
    """Ignore a finding (忽略) as long as its words and their neighbours stay."""
    Dismissal.objects.get_or_create(
        draft=draft,
        fingerprint=item.fingerprint,
        defaults={"rule": item.finding.rule, "created_by": person},
    )


def recall(draft: Draft, fingerprint: str) -> None:
    """Show an ignored finding again."""
    Dismissal.objects.filter(draft=draft, fingerprint=fingerprint).delete()


def _texts(node: Node) -> dict[str, str]:
    return {name: value for name, value in edits.values_of(node).items() if name in TEXTS}


def _seal(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
