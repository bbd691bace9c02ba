"""What a member prepares to say to colleagues, as a Word file."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from drafting.common.numerals import numeral
from drafting.document.structure import from_structure
from drafting.document.text import paragraphs
from drafting.meetings.models import Meeting
from drafting.rectification.criticism.selectors import Prepared
from drafting.rendering.formats import DEFAULT_FORMAT
from drafting.rendering.options import RenderOptions
from drafting.rendering.styles import GIVEN_STYLE


def word_file(meeting: Meeting, author: str, notes: Iterable[Prepared]) -> bytes:
    """The Word file: a heading for each colleague and what is to be said below it."""
    parts = [
        {
            "number": numeral(place),
            "role": "other",
            "heading": f"对{one.colleague.name}同志的批评意见",
            "lead": list(paragraphs(one.text)),
        }
        for place, one in enumerate(notes, 1)
    ]
    document = from_structure(
        {
            "title": f"{meeting.title}批评意见",
            "byline": {"name": author},
            "opening": [],
            "parts": parts,
            "closing": [],
        }
    )
    now = timezone.now()
    return DEFAULT_FORMAT.file(
        document, RenderOptions(style=GIVEN_STYLE, created=now, modified=now, author=author)
    )
