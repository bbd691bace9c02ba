"""The only writers of a document. Every change is compare-and-swap on the draft's version; nothing is ever overwritten unseen."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Max, QuerySet
from django.utils import timezone

from accounts.models import Organization, User
from drafting.document import codec, edits
from drafting.document.model import Document, Node, Point, find, new_id, nodes, points_of_role
from drafting.document.numbering import says_something
from drafting.drafts.begin import carry_over, new_document
from drafting.drafts.models import Draft, Meeting, PhraseUse, Revision
from drafting.drafts.permissions import EDITABLE_STATES
from drafting.drafts.selectors import membership_for
from drafting.frameworks.models import Framework
from drafting.frameworks.selectors import spec_of
from drafting.library.models import Phrase, ProblemCategory

#: How often a change is tried again when other saves of the same draft come in between.
TRIES = 30

Edit = Callable[[Document, int], Document]


class NotEditable(Exception):
    """The draft is with the reviewer or approved, or gone, and takes no change."""


class Conflict(Exception):
    """The node was changed elsewhere since the page was loaded; carries the node as it stands now."""

    def __init__(self, node: Node, version: int) -> None:
        super().__init__(node.id)
        self.node = node
        self.version = version


class TooBusy(Exception):
    """So many saves of one draft at once that this one found no gap."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What a change made: the document and the draft's version now."""

    document: Document
    version: int


def begin_draft(
    owner: User,
    framework: Framework,
    *,
    meeting: Meeting | None = None,
    source: Draft | None = None,
    text: Document | None = None,
) -> tuple[Draft, int]:
    """Begin a draft: empty, from an earlier one of the same owner (``source``), or with a ``text`` of another origin.

    Returns the draft and the number of carried points whose area is a guess.
    """
    spec = spec_of(framework)
    membership = membership_for(owner, meeting)
    unit, position = (membership.organization.name, membership.position) if membership else ("", "")
    document = new_document(spec, unit=unit, position=position, name=owner.name)
    earlier = codec.load(source.document) if source is not None else text
    guessed = 0
    if earlier is not None:
        areas = dict(ProblemCategory.objects.values_list("code", "area"))
        carried = carry_over(earlier, spec, areas, document.head)
        document, guessed = carried.document, len(carried.guessed)
    draft = Draft.objects.create(
        owner=owner,
        meeting=meeting,
        framework=framework,
        document=codec.dump(document),
        copied_from=source,
        style=source.style if source else "standard",
        updated_at=timezone.now(),
    )
    return draft, guessed


def open_meeting(
    organization: Organization,
    framework: Framework,
    title: str,
    *,
    by: User | None = None,
    deadline: date | None = None,
    requirements: str = "",
) -> Meeting:
    """Open a meeting of an organisation for which its members write; ``deadline`` is the last day."""
    return Meeting.objects.create(
        organization=organization,
        framework=framework,
        kind=framework.meeting_kind,
        title=title,
        requirements=requirements,
        deadline=deadline,
        opened_by=by,
    )


def move_deadline(meeting: Meeting, deadline: date) -> None:
    """Give a meeting another last day."""
    Meeting.objects.filter(pk=meeting.pk).update(deadline=deadline)


def apply(draft_id: uuid.UUID, edit: Edit, read: Saved | None = None) -> Saved:
    """Read, edit, and write if nobody wrote in between; else again. An edit that changes nothing writes nothing.

    ``read`` is what the caller has read of the draft already: it is tried first, and the write finds out if it is old. Raises
    NotEditable, TooBusy, and whatever the edit raises.
    """
    row = Draft.objects.filter(pk=draft_id, state__in=EDITABLE_STATES, discarded_at=None)
    for _ in range(TRIES):
        document, version = (read.document, read.version) if read else _read(row)
        read = None
        changed = edit(document, version + 1)
        if changed is document:
            return Saved(document, version)
        values = {"document": codec.dump(changed), "version": version + 1, "updated_at": timezone.now()}
        if row.filter(version=version).update(**values):
            return Saved(changed, version + 1)
    raise TooBusy


def _read(row: QuerySet[Draft]) -> tuple[Document, int]:
    found = row.values_list("document", "version").first()
    if found is None:
        raise NotEditable
    return codec.load(found[0]), found[1]


def save_node(
    draft_id: uuid.UUID, node_id: str, values: Mapping[str, Any], base_version: int, read: Saved | None = None
) -> Saved:
    """Save the values of one node that the page loaded at ``base_version``.

    Raises KeyError for an unknown node, BadEdit for an unknown field, and Conflict where the node has changed since and says
    something else than what is sent.
    """

    def edit(document: Document, version: int) -> Document:
        node = find(document, node_id)
        changed = edits.save_values(document, node_id, values, version)
        if changed is not document and node.changed > base_version:
            raise Conflict(node, version - 1)
        return changed

    return apply(draft_id, edit, read)


def add_point(
    draft_id: uuid.UUID, container_id: str, point: Point | None = None, index: int | None = None
) -> tuple[Saved, Point]:
    """Add a point (an empty one by default) to a part or area, at ``index`` or at the end. Raises KeyError as ``edits`` does."""
    new = point or Point(id=new_id())
    saved = apply(
        draft_id, lambda document, version: edits.add_point(document, container_id, new, version, index)
    )
    return saved, new


def remove_point(draft_id: uuid.UUID, point_id: str) -> Saved:
    """Take a point out; ``restore_point`` brings it back at any later time. Raises KeyError for an unknown point."""
    return apply(draft_id, lambda document, version: edits.remove_point(document, point_id))


def restore_point(draft_id: uuid.UUID, point_id: str) -> Saved:
    """Undo the removal of a point. Raises KeyError where it was not removed."""
    return apply(draft_id, lambda document, version: edits.restore_point(document, point_id, version))


def move_point(draft_id: uuid.UUID, point_id: str, index: int) -> Saved:
    """Move a point to a place (from 0) among its neighbours. Raises KeyError for an unknown point."""
    return apply(draft_id, lambda document, version: edits.move_point(document, point_id, index))


def answer_problems(
    draft_id: uuid.UUID, problem_ids: Sequence[str], role: str, category: str
) -> tuple[Saved, Point]:
    """Link problems to the cause or measure of a category, adding that point where the paper has none of it yet.

    ``role`` is ``causes`` or ``measures``. An empty card is used before a new one is added. Raises KeyError where a problem is
    gone or the document has no such part.
    """
    new = Point(id=new_id(), category=category)
    chosen = new

    def edit(document: Document, version: int) -> Document:
        nonlocal chosen
        part = next((part for part in document.parts if part.role == role), None)
        if part is None:
            raise KeyError(role)
        points = points_of_role(document, role)
        found = next((point for point in points if point.category == category), None)
        blank = next((point for point in points if not point.category and not says_something(point)), None)
        chosen = found or blank or new
        if chosen is new:
            document = edits.add_point(document, part.id, new, version)
        elif found is None:
            document = edits.save_values(document, chosen.id, {"category": category}, version)
        for problem_id in problem_ids:
            document = edits.link(document, problem_id, chosen.id, version)
        return document

    return apply(draft_id, edit), chosen


def freeze(draft: Draft, reason: str, by: User) -> Revision:
    """Freeze the draft as it stands now as a revision; the newest one is given again while the content is the same.

    Raises TooBusy.
    """
    for _ in range(TRIES):
        try:
            return _freeze(draft, reason, by)
        except IntegrityError:
            # the same number was taken by a freeze at the same moment; the next look sees it
            continue
    raise TooBusy


def _freeze(draft: Draft, reason: str, by: User) -> Revision:
    with transaction.atomic():
        row = Draft.objects.values_list("document", "version").get(pk=draft.pk)
        content = codec.content_hash(codec.load(row[0]))
        newest = draft.revisions.order_by("-number").first()
        if newest is not None and newest.content_hash == content:
            return newest
        number = (draft.revisions.aggregate(last=Max("number"))["last"] or 0) + 1
        return Revision.objects.create(
            draft=draft,
            number=number,
            reason=reason,
            document=row[0],
            content_hash=content,
            version=row[1],
            created_by=by,
        )


def restore_revision(draft: Draft, revision: Revision, by: User) -> Saved:
    """Put a revision's content back as the draft's newest state, after freezing what stands there now.

    Raises NotEditable, then nothing is frozen either, and TooBusy.
    """
    apply(draft.pk, lambda document, version: document)
    content = codec.load(revision.document)
    living = {node.id for node in nodes(content)}
    kept = freeze(draft, Revision.Reason.RESTORE, by)

    def edit(document: Document, version: int) -> Document:
        nonlocal kept
        if codec.content_hash(document) != kept.content_hash:
            # another window saved after the freeze: without this its text would be in no version
            kept = freeze(draft, Revision.Reason.RESTORE, by)
        removed = tuple(entry for entry in document.removed if entry.point.id not in living)
        return touch_all(replace(content, removed=removed), version)

    return apply(draft.pk, edit)


def touch_all(document: Document, version: int) -> Document:
    """The document with every node marked as changed at ``version``, so that pages loaded before see a conflict."""
    data = codec.dump(document)

    def touch(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: version if key == "changed" else touch(item) for key, item in value.items()}
        return [touch(item) for item in value] if isinstance(value, list) else value

    return codec.load(touch(data))


def choose_style(draft: Draft, style: str) -> None:
    """Set the layout style (版式) of a draft; the caller has checked that it exists."""
    Draft.objects.filter(pk=draft.pk).update(style=style)


def discard(draft: Draft) -> None:
    """Move a draft to the bin (回收站); it can be taken back at any time."""
    Draft.objects.filter(pk=draft.pk, state__in=EDITABLE_STATES).update(discarded_at=timezone.now())


def take_back(draft: Draft) -> None:
    """Take a draft back from the bin."""
    Draft.objects.filter(pk=draft.pk).update(discarded_at=None)


def record_use(draft: Draft, phrase: Phrase, node_id: str, field: str) -> None:
    """Note that a phrase was taken into a node: which, in which revision, and where."""
    PhraseUse.objects.create(
        draft=draft, node=node_id, phrase=phrase, phrase_revision=phrase.revision, field=field
    )
    Phrase.objects.filter(pk=phrase.pk).update(use_count=F("use_count") + 1)
