"""Ticking off what was promised, and putting the frame into the paper. Each write is
compare-and-swap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from drafting.common.overtaken import Overtaken
from drafting.document import edits
from drafting.document.model import Document, Part, Point, Prose, Section, find, new_id
from drafting.drafts.models import Draft
from drafting.drafts.save_requests import Sending, later_of_its_page, name_of
from drafting.drafts.services import changes
from drafting.progress.steps import takes_points
from drafting.rectification.frames import Line, line_for, missing_lines, summary, without_lines
from drafting.rectification.measures import text_of
from drafting.rectification.models import Tick
from drafting.rectification.selectors import Promise


class TickOvertaken(Overtaken):
    """The tick was changed elsewhere since the page was loaded; carries it as it stands now."""

    def __init__(self, tick: Tick) -> None:
        super().__init__(tick.measure)
        self.tick = tick


@dataclass(frozen=True, slots=True)
class Words:
    """What a page says of a measure: its tick (empty: none) and a word."""

    progress: str
    word: str


def save_tick(
    draft: Draft,
    promise: Promise,
    words: Words,
    base: int,
    *,
    order: int = 0,
    sending: Sending | None = None,
) -> int:
    """Store what was ticked and written on a measure that the page loaded at version ``base`` (0:
    nothing was stored). Returns the version now; nothing is written where nothing differs.

    Raises TickOvertaken where it says something else than what is sent and has changed since, other
    than by an earlier ``sending`` of the same page, and NotEditable of ``drafts.services``.
    """
    if not Draft.objects.editable().filter(pk=draft.pk).exists():
        raise changes.NotEditable
    tick = Tick.objects.filter(draft=draft, measure=promise.measure).first()
    if tick is None:
        tick, made = _first_tick(draft, promise, words, order, sending)
        if made or tick is None:
            return 1 if made else 0
    if (tick.progress, tick.word) == (words.progress, words.word):
        return tick.version
    if tick.version > base and not later_of_its_page(sending, tick.sending):
        raise TickOvertaken(tick)
    changed = Tick.objects.filter(pk=tick.pk, version=tick.version).update(
        progress=words.progress,
        word=words.word,
        text=promise.text,
        source=draft.previous_id if not promise.gone else F("source"),
        sending=name_of(sending),
        version=tick.version + 1,
        updated_at=timezone.now(),
    )
    if not changed:
        tick.refresh_from_db()
        raise TickOvertaken(tick)
    return tick.version + 1


def _first_tick(
    draft: Draft, promise: Promise, words: Words, order: int, sending: Sending | None
) -> tuple[Tick | None, bool]:
    """The row of a measure, and whether it was made now; None where there is nothing to store."""
    if not (words.progress or words.word):
        return None, False
    try:
        with transaction.atomic():
            made = Tick.objects.create(
                draft=draft,
                source_id=draft.previous_id,
                measure=promise.measure,
                order=order,
                text=promise.text,
                progress=words.progress,
                word=words.word,
                sending=name_of(sending),
            )
    except IntegrityError:  # another window was faster
        return Tick.objects.get(draft=draft, measure=promise.measure), False
    return made, True


def tick_as_kept(draft: Draft, promises: Sequence[Promise]) -> int:
    """Tick those without a tick as the ledger has them, with what it notes where nothing is said
    beside. Returns how many. Raises as ``save_tick`` does."""
    number = 0
    for order, promise in enumerate(promises):
        if promise.takes_offer:
            words = Words(promise.offered, promise.word or promise.offered_word)
            save_tick(draft, promise, words, promise.version, order=order)
            number += 1
    return number


@dataclass(frozen=True, slots=True)
class Frame:
    """What was put into the part 上年度整改情况: how many promises, how many it spoke of already."""

    put: int
    there: int


class NoPart(Exception):
    """The paper has no part 上年度整改情况."""


def part_for_frame(document: Document) -> Part:
    """The part 上年度整改情况 of a paper. Raises NoPart."""
    found = next((part for part in document.parts if part.role == "previous"), None)
    if found is None:
        raise NoPart
    return found


def frame_for(part: Part, promises: Sequence[Promise]) -> tuple[str, tuple[Line, ...]]:
    """What is still to be put into the part: a summary (may be empty), and lines of the promises
    that are ticked and not spoken of there."""
    ticks = [promise.ticked for promise in promises if promise.progress]
    present = [part.lead, *(text_of(point) for point in part.points)]
    return missing_lines(ticks, len(promises), present)


def put_frame(draft: Draft, promises: Sequence[Promise]) -> Frame:
    """Put the frame behind what stands in the part: as paragraphs, or as points where the part is
    written as points.

    Raises NoPart, and NotEditable, TooMuch and TooBusy of ``drafts.services``.
    """
    put = 0

    def edit(document: Document, version: int) -> Document:
        nonlocal put
        part = part_for_frame(document)
        head, lines = frame_for(part, promises)
        put = len(lines)
        if not takes_points(part, part.role):
            texts = filter(None, (head, *(line.text for line in lines)))
            return _append(document, part, list(texts), version)
        document = _append(document, part, [head] if head else [], version)
        for line in lines:
            point = Point(id=new_id(), claim=line.claim, elaboration=line.rest)
            document = edits.add_point(document, part.id, point, version)
        return document

    changes.apply(draft.pk, edit)
    return Frame(put, sum(bool(promise.progress) for promise in promises) - put)


def take_frame_back(draft: Draft, promises: Sequence[Promise]) -> int:
    """Take out of the part what ``put_frame`` puts in and nobody has changed since; returns how
    many promises that were. Raises as ``put_frame`` does."""
    ticks = [promise.ticked for promise in promises if promise.progress]
    lines = [line_for(tick) for tick in ticks]
    taken = 0

    def edit(document: Document, version: int) -> Document:
        nonlocal taken
        part = part_for_frame(document)
        texts = [line.text for line in lines]
        lead = without_lines(part.lead, [summary(ticks), *texts])
        same = [
            point.id
            for point in part.points
            if any((point.claim, point.elaboration) == (one.claim, one.rest) for one in lines)
        ]
        taken = len(same) + sum(text in part.lead.split("\n") for text in texts)
        if not taken:
            return document
        document = edits.save_values(document, part.id, {"lead": lead}, version)
        for point_id in same:
            document = edits.remove_point(document, point_id)
        return document

    changes.apply(draft.pk, edit)
    return taken


def _append(document: Document, part: Part, texts: list[str], version: int) -> Document:
    if not texts:
        return document
    before = f"{part.lead}\n" if part.lead else ""
    return edits.save_values(document, part.id, {"lead": before + "\n".join(texts)}, version)


def quote_point(draft: Draft, container: str, point: Point) -> Point:
    """Put a copy of an earlier paper's point into a part or area of a draft, as a point of its own.

    Raises KeyError where there is no such place, and as ``changes.apply`` does.
    """
    texts = {name: getattr(point, name) for name in ("claim", "elaboration", "example")}
    copy = Point(id=new_id(), category=point.category, **texts)
    return changes.add_point(draft.pk, container, copy)[1]


def quote_text(draft: Draft, node: str, text: str) -> None:
    """Put running text of an earlier paper behind what a node of a draft says: the opening, the
    closing, or the lead of a part or area. Raises KeyError where there is no such node, and as
    ``changes.apply`` does."""

    def edit(document: Document, version: int) -> Document:
        field, written = _running(document, node)
        whole = f"{written.rstrip()}\n{text}".lstrip("\n")
        return edits.save_values(document, node, {field: whole}, version)

    changes.apply(draft.pk, edit)


def take_quote_back(draft: Draft, node: str, text: str) -> bool:
    """Take out of a node what ``quote_text`` put behind it; False where it says something else
    there by now. Raises as ``quote_text`` does."""
    taken = False

    def edit(document: Document, version: int) -> Document:
        nonlocal taken
        field, written = _running(document, node)
        taken = bool(text) and written.endswith(text)
        if not taken:
            return document
        rest = written[: -len(text)].removesuffix("\n")
        return edits.save_values(document, node, {field: rest}, version)

    changes.apply(draft.pk, edit)
    return taken


def _running(document: Document, node: str) -> tuple[str, str]:
    """The field of a node's running text, and what it says. Raises KeyError for another node."""
    found = find(document, node)
    field = "text" if isinstance(found, Prose) else "lead"
    if not isinstance(found, (Prose, Part, Section)):
        raise KeyError(node)
    return field, getattr(found, field)
