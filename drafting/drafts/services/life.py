"""The life of a draft as a whole: begun, set in a style, moved to the bin and taken back."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from accounts.models import User
from drafting.document import codec
from drafting.document.model import Document, Point
from drafting.drafts.begin import carry_over, keep_numbers, new_document
from drafting.drafts.models import Draft, Meeting
from drafting.drafts.permissions import EDITABLE_STATES
from drafting.drafts.selectors import membership_for, spec_for_meeting
from drafting.frameworks.models import Framework
from drafting.frameworks.selectors import spec_of
from drafting.library.models import ProblemCategory


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """The file that a draft was imported from. ``as_numbered``: its numbers stay as the author wrote them."""

    name: str
    sha256: str
    as_numbered: bool = False


def begin_draft(
    owner: User,
    framework: Framework,
    *,
    meeting: Meeting | None = None,
    source: Draft | None = None,
    text: Document | None = None,
    file: SourceFile | None = None,
) -> tuple[Draft, tuple[Point, ...]]:
    """Begin a draft: empty, from an earlier one of the same owner (``source``), or with a ``text`` of another origin,
    the ``file`` that it was read from.

    Returns the draft and the carried points whose area is a guess.
    """
    spec = spec_of(framework) if meeting is None else spec_for_meeting(spec_of(framework), meeting)
    membership = membership_for(owner, meeting)
    unit, position = (membership.organization.name, membership.position) if membership else ("", "")
    document = new_document(spec, unit=unit, position=position, name=owner.name)
    earlier = codec.load(source.document) if source is not None else text
    guessed: tuple[Point, ...] = ()
    if earlier is not None:
        areas = dict(ProblemCategory.objects.values_list("code", "area"))
        carried = carry_over(earlier, spec, areas, document.head)
        document, guessed = carried.document, carried.guessed
    style = source.style if source else "standard"
    if earlier is not None and file is not None and file.as_numbered:
        document, style = keep_numbers(earlier, document), "given"
    draft = Draft.objects.create(
        owner=owner,
        meeting=meeting,
        framework=framework,
        document=codec.dump(document),
        copied_from=source,
        style=style,
        source_name=file.name if file else "",
        source_sha256=file.sha256 if file else "",
        updated_at=timezone.now(),
    )
    return draft, guessed


def choose_style(draft: Draft, style: str) -> None:
    """Set the layout style (版式) of a draft; the caller has checked that it exists."""
    Draft.objects.filter(pk=draft.pk).update(style=style)


def discard(draft: Draft) -> None:
    """Move a draft to the bin (回收站); it can be taken back at any time."""
    Draft.objects.filter(pk=draft.pk, state__in=EDITABLE_STATES).update(discarded_at=timezone.now())


def take_back(draft: Draft) -> None:
    """Take a draft back from the bin."""
    Draft.objects.filter(pk=draft.pk).update(discarded_at=None)
