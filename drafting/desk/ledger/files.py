"""The lists of a branch: 问题清单 and 整改清单 of everybody, and of each person, of the papers that passed."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from drafting.desk.bundle.speaking_order import speakers
from drafting.desk.table.lines import MemberLine
from drafting.document import codec
from drafting.document.model import Document
from drafting.drafts.models import Draft
from drafting.meetings.models import Meeting
from drafting.rectification.downloads import file_of
from drafting.rectification.ledger.selectors import entries_by_draft
from drafting.rectification.lists import tables
from drafting.rectification.lists.tables import Entry, Paper, Table
from drafting.rendering.filenames import safe_name
from drafting.review.models import Submission

KINDS: Final = ("problems", "measures")
#: Where they lie in the zip.
FOLDER: Final = "清单"


@dataclass(frozen=True, slots=True)
class PassedRound:
    """The approved round of a member's paper, and its measures as they stand."""

    name: str
    submission: Submission
    document: Document
    entries: tuple[Entry, ...]


def passed_rounds(meeting: Meeting, lines: Iterable[MemberLine]) -> list[PassedRound]:
    """The approved papers among those lines that the person reads, in the order of speaking."""
    passed = {
        line.owner: line.handed.submission.pk
        for line in lines
        if line.handed is not None and line.state == Draft.State.APPROVED
    }
    rows = Submission.objects.filter(pk__in=passed.values()).select_related(
        "revision", "draft__owner", "draft__meeting__organization"
    )
    found = {row.draft.author: row for row in rows.defer("draft__document")}
    entries = entries_by_draft(meeting, [row.draft for row in found.values()])
    order = speakers(meeting, [(owner, row.draft.author_name) for owner, row in found.items()])
    return [_round(found[one.owner], entries) for one in order]


def _round(row: Submission, entries: Mapping[uuid.UUID, tuple[Entry, ...]]) -> PassedRound:
    return PassedRound(
        row.draft.author_name,
        row,
        codec.load(row.revision.document),
        entries.get(row.draft_id, ()),
    )


def branch_table(meeting: Meeting, rounds: Sequence[PassedRound], kind: str) -> Table:
    """The list of everybody; ``kind`` is one of KINDS."""
    papers = [Paper(one.name, one.document, one.entries) for one in rounds]
    branch = str(meeting.organization)
    if kind == "problems":
        return tables.branch_problems(papers, branch)
    return tables.branch_measures(papers, branch)


def list_files(meeting: Meeting, rounds: Sequence[PassedRound]) -> Iterator[tuple[str, bytes]]:
    """The lists for a bundle, by their names in the zip: of everybody as Word and .xlsx, and the two
    of each person as Word."""
    if not rounds:
        return
    for kind in KINDS:
        table = branch_table(meeting, rounds, kind)
        for suffix in ("docx", "xlsx"):
            yield (
                f"{FOLDER}/{table.title}.{suffix}",
                file_of(table, suffix, str(meeting.organization)),
            )
    taken: set[str] = set()
    for one in rounds:
        for table in _own(one):
            if table.rows:
                name = _name(one.name, table.title, taken)
                yield f"{FOLDER}/{name}", file_of(table, "docx", one.name)


def _own(one: PassedRound) -> tuple[Table, ...]:
    return (
        tables.problem_list(one.document, one.name, one.entries),
        tables.measure_list(one.document, one.name, one.entries),
        tables.comparison(one.document, one.name, one.entries),
    )


def _name(person: str, title: str, taken: set[str]) -> str:
    """姓名-清单.docx; two of the same name are numbered."""
    for number in range(1, len(taken) + 2):
        name = safe_name(f"{person}-{title}" + (f"（{number}）" if number > 1 else ""), "docx")
        if name.casefold() not in taken:
            break
    taken.add(name.casefold())
    return name
