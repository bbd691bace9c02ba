"""The life of a draft as a whole: begun, set in a style, moved to the bin and taken back."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from drafting.document import codec
from drafting.document.bounds import excess
from drafting.document.model import Document, Point
from drafting.drafts.first_document import carry_over, keep_numbers, new_document
from drafting.drafts.models import Draft
from drafting.drafts.permissions import EDITABLE_STATES
from drafting.drafts.selectors import drafts_for, previous_collective_of, previous_of
from drafting.drafts.services.changes import TooMuch
from drafting.frameworks.models import Framework
from drafting.frameworks.selectors import spec_of
from drafting.frameworks.spec import FrameworkSpec
from drafting.library.models import ProblemCategory
from drafting.meetings.models import Meeting
from drafting.meetings.selectors import membership_for, spec_for_meeting


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """The file that a draft was imported from. ``as_numbered``: its numbers stay as the author
    wrote them."""

    name: str
    sha256: str
    as_numbered: bool = False


_NO_FILE = SourceFile(name="", sha256="")


class AlreadyBegun(Exception):
    """The owner has a draft for the same meeting, or privately for the same framework, that nobody
    was asked about."""


def begin_draft(
    owner: User,
    framework: Framework,
    *,
    meeting: Meeting | None = None,
    source: Draft | None = None,
    text: Document | None = None,
    file: SourceFile | None = None,
    known: int | None = None,
) -> tuple[Draft, tuple[Point, ...]]:
    """Begin a draft: empty, from an earlier one of the same owner (``source``), or with a ``text``
    of another origin, the ``file`` that it was read from.

    ``known`` is how many drafts for the same meeting or framework the owner was shown; raises
    AlreadyBegun where there are more, as when two windows begin at once. Returns the draft and the
    carried points whose area is a guess. Raises TooMuch where the text is more than a paper may
    hold.
    """
    spec = spec_of(framework) if meeting is None else spec_for_meeting(spec_of(framework), meeting)
    earlier = codec.load(source.document) if source is not None else text
    membership = membership_for(owner, meeting)
    unit, position = (membership.organization.name, membership.position) if membership else ("", "")
    empty = new_document(spec, unit=unit, position=position, name=owner.name)
    origin = file or _NO_FILE
    old_spec = spec_of(source.framework) if source is not None else None
    first = _first_document(empty, spec, earlier, as_numbered=origin.as_numbered, old_spec=old_spec)
    with transaction.atomic():
        # one window after the other
        User.objects.select_for_update(no_key=True).get(pk=owner.pk)
        if known is not None and drafts_for(owner, framework, meeting).count() > known:
            raise AlreadyBegun
        draft = Draft.objects.create(
            owner=owner,
            meeting=meeting,
            framework=framework,
            document=codec.dump(first.document),
            copied_from=source,
            previous=_previous(owner, framework, source),
            style="given" if first.as_numbered else source.style if source else "standard",
            source_name=origin.name,
            source_sha256=origin.sha256,
            updated_at=timezone.now(),
        )
        _stand_beside_later_ones(draft)
    return draft, first.guessed


def begin_collective(
    meeting: Meeting, by: User, *, text: Document | None = None, file: SourceFile | None = None
) -> tuple[Draft, tuple[Point, ...]]:
    """The committee's paper (班子材料) of a meeting that asks for one; begun with ``by`` as its writer
    where there is none yet, empty or with a ``text`` that was read from a ``file``. The caller has
    checked that they may.

    Returns the draft and the carried points whose area is a guess. Raises ValueError where the
    meeting asks for none, and TooMuch as ``begin_draft`` does.
    """
    framework = meeting.collective_framework
    if framework is None:
        raise ValueError("no collective paper is asked for")
    spec = spec_for_meeting(spec_of(framework), meeting)
    empty = new_document(spec, unit=meeting.organization.name)
    origin = file or _NO_FILE
    first = _first_document(empty, spec, text, as_numbered=origin.as_numbered)
    draft, _ = Draft.objects.get_or_create(
        meeting=meeting,
        collective=True,
        defaults={
            "owner": by,
            "framework": framework,
            "document": codec.dump(first.document),
            "previous": previous_collective_of(meeting.organization, framework),
            "style": "given" if first.as_numbered else "standard",
            "source_name": origin.name,
            "source_sha256": origin.sha256,
            "updated_at": timezone.now(),
        },
    )
    return draft, first.guessed


def hand_over(draft: Draft, to: User) -> bool:
    """Make somebody else the writer of a collective paper; False where it was handed in, or has
    another writer meanwhile. What stands in it is kept as a version by the caller."""
    rows = Draft.objects.editable().filter(pk=draft.pk, owner=draft.owner_id, collective=True)
    # a new version: a page of the former writer that saves now meets it
    return bool(rows.update(owner=to, version=F("version") + 1))


def _previous(owner: User, framework: Framework, source: Draft | None) -> Draft | None:
    """The paper that stands beside a new draft: the one it was copied from where that is of an
    earlier year."""
    if source is not None and source.framework.year < framework.year:
        return source
    return previous_of(owner, framework)


def _stand_beside_later_ones(draft: Draft) -> None:
    """An earlier year's paper that comes later, as by an import, is that of the drafts that had
    none yet."""
    own = Draft.objects.personal().filter(owner=draft.owner_id)
    waiting = own.filter(previous=None, state__in=EDITABLE_STATES, archived_at=None)
    waiting.filter(framework__year__gt=draft.framework.year).update(previous=draft)


def stand_beside(draft: Draft, previous: Draft) -> None:
    """Make another own paper the one that stands beside a draft (上年材料); the caller has checked
    whose it is."""
    Draft.objects.filter(pk=draft.pk).update(previous=previous)


@dataclass(frozen=True, slots=True)
class _First:
    """What a draft begins with, the points whose area is a guess, and whether its numbers are those
    of its author."""

    document: Document
    guessed: tuple[Point, ...] = ()
    as_numbered: bool = False


def _first_document(
    empty: Document,
    spec: FrameworkSpec,
    earlier: Document | None,
    *,
    as_numbered: bool,
    old_spec: FrameworkSpec | None = None,
) -> _First:
    """An empty document of a framework, or what an earlier one says carried over into it. Raises
    TooMuch."""
    if earlier is None:
        return _First(empty)
    areas = dict(ProblemCategory.objects.values_list("code", "area"))
    carried = carry_over(earlier, spec, areas, empty.head, old_spec)
    document = keep_numbers(earlier, carried.document) if as_numbered else carried.document
    if reason := excess(document):
        raise TooMuch(reason)
    return _First(document, carried.guessed, as_numbered)


def choose_style(draft: Draft, style: str) -> None:
    """Set the layout style (版式) of a draft; the caller has checked that it exists."""
    Draft.objects.filter(pk=draft.pk).update(style=style)


def discard(draft: Draft) -> None:
    """Move a draft to the bin (回收站); it can be taken back at any time. A collective paper is not one
    person's to throw away."""
    rows = Draft.objects.personal().filter(pk=draft.pk, state__in=EDITABLE_STATES)
    rows.filter(archived_at=None).update(discarded_at=timezone.now())


def take_back(draft: Draft) -> None:
    """Take a draft back from the bin."""
    Draft.objects.filter(pk=draft.pk, archived_at=None).update(discarded_at=None)
