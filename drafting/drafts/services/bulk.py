"""Many texts changed as one change, which one click takes back: a revision is frozen first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from accounts.models import User
from drafting.common.overtaken import Overtaken
from drafting.document import codec, edits
from drafting.document.fields import texts_of
from drafting.document.model import Document, Node, nodes
from drafting.drafts.models import Draft
from drafting.drafts.services import changes, revisions


class NothingKept(Overtaken):
    """There is no such revision to take the texts from."""


@dataclass(frozen=True, slots=True)
class Bulk:
    """What became of many: how many were changed, the revision frozen before, the draft's version
    after, how many nodes they were in."""

    number: int
    revision: int = 0
    version: int = 0
    nodes: int = 0


def change_many(
    draft: Draft,
    person: User,
    reason: str,
    edit: Callable[[Document, int], tuple[Document, int]],
) -> Bulk:
    """Make many changes at once; ``edit`` gives the new document and how many they are.

    Where nothing is changed nothing is frozen. Raises NotEditable, TooMuch and TooBusy.
    """
    number = kept = touched = 0

    def freezing(document: Document, version: int) -> Document:
        nonlocal number, kept, touched
        changed, number = edit(document, version)
        if changed is not document:
            # should another window save between this and the write, the next round freezes its text
            # too
            kept = revisions.freeze(draft, reason, person).number
            touched = sum(node.changed == version for node in nodes(changed))
        return changed

    saved = changes.apply(draft.pk, freezing)
    return Bulk(number, kept, saved.version, touched) if number else Bulk(0)


def take_back_many(draft: Draft, revision: int, version: int) -> int:
    """Undo ``change_many``: the texts that it changed get the words of the revision frozen before
    it, but for those in which somebody wrote afterwards.

    Gives how many nodes were put back. Raises NothingKept where there is no such revision.
    """
    row = draft.revisions.filter(number=revision, version__lt=version).first()
    if row is None:
        raise NothingKept
    old = {node.id: node for node in nodes(codec.load(row.document))}
    back = 0

    def edit(document: Document, now: int) -> Document:
        nonlocal back
        untouched = [node for node in nodes(document) if node.changed == version and node.id in old]
        back = len(untouched)
        for node in untouched:
            document = edits.save_values(document, node.id, _texts(old[node.id]), now)
        return document

    changes.apply(draft.pk, edit)
    return back


def _texts(node: Node) -> dict[str, str]:
    written = edits.EDITABLE[type(node)]
    return {name: text for name, text in texts_of(node).items() if name in written}
