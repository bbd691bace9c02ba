"""The papers of a meeting that a person may take away: who handed in what, and under which name it
is filed."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from drafting.desk.bundle.speaking_order import speakers
from drafting.desk.table.lines import MemberLine
from drafting.drafts.models import Draft
from drafting.meetings.models import Meeting
from drafting.rendering.filenames import material_name
from drafting.rendering.formats import DEFAULT_FORMAT
from drafting.review.models import Submission

#: Where in the zip lie papers that are not approved; what stands beside it is final.
PENDING: Final = "未审定"
#: Characters of a title in a file's name. Windows cannot unpack what has a path of more than 260,
#: the directory included that bears the name of the zip.
_LONGEST_TITLE: Final = 80


@dataclass(frozen=True, slots=True)
class BundledPaper:
    """A paper as it stands now: its live round, and its name in the zip with "/" between folder and
    file."""

    draft: uuid.UUID
    submission: int
    owner: int
    person: str
    state: str
    name: str

    @property
    def final(self) -> bool:
        """Whether it is approved."""
        return self.state == Draft.State.APPROVED

    def as_row(self) -> dict[str, Any]:
        """What a BundleJob notes of it."""
        return {"draft": str(self.draft), "submission": self.submission, "name": self.name}


def papers_to_take(meeting: Meeting, lines: Iterable[MemberLine]) -> list[BundledPaper]:
    """The papers of those lines that have a round for this person to read: the committee's first,
    then in the order of speaking.

    An approved paper is 姓名-标题.docx; one that is not lies in the folder 未审定 with its state in its
    name. Two of the same name are numbered. Takes two queries.
    """
    readable = {
        line.owner: line for line in lines if line.handed is not None and line.draft is not None
    }
    ids = [line.handed.submission.pk for line in readable.values() if line.handed]
    titles = _titles(ids)
    taken: set[str] = set()
    found = []
    for speaker in speakers(meeting, [(line.owner, line.name) for line in readable.values()]):
        line = readable[speaker.owner]
        assert line.handed is not None and line.draft is not None  # noqa: S101, PT018 - chosen so above
        round_ = line.handed.submission
        final = line.state == Draft.State.APPROVED
        title = titles.get(round_.pk) or meeting.get_document_kind_display()
        name = _file_name(line.name, title, taken, "" if final else line.label)
        taken.add(name)
        path = name if final else f"{PENDING}/{name}"
        found.append(BundledPaper(line.draft, round_.pk, line.owner, line.name, line.state, path))
    return found


def _titles(submissions: list[int]) -> dict[int, str]:
    """The titles in the submitted texts, which are read whole: the database may hold them encrypted."""
    rows = Submission.objects.filter(pk__in=submissions).values_list("pk", "revision__document")
    return {pk: document.get("head", {}).get("title") or "" for pk, document in rows}


def missing(lines: Iterable[MemberLine]) -> list[MemberLine]:
    """The lines of those from whom a paper is still awaited, as ``MeetingFigures.missing`` counts
    them."""
    return [line for line in lines if line.missing and line.counted]


def awaiting_first(lines: Iterable[MemberLine]) -> int:
    """How many papers are handed in but not yet for this person to read, since the first reviewer
    has them."""
    return sum(not line.missing and line.handed is None for line in lines if line.counted)


def _file_name(person: str, title: str, taken: set[str], state: str) -> str:
    notes = [state, *(f"{state} {number}".strip() for number in range(2, len(taken) + 3))]
    return material_name(person, title[:_LONGEST_TITLE], taken, notes, DEFAULT_FORMAT.suffix)
