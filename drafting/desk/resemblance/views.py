"""The pages 雷同比对 of a meeting, for whoever reviews its papers."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest, file_answer
from drafting.desk.access import get_reviewed_meeting
from drafting.desk.resemblance.matrix import Matrix, matrix_of
from drafting.desk.resemblance.pair import Pair, pair_of
from drafting.desk.resemblance.word_report import word_report
from drafting.desk.resemblance.workbook import matrix_workbook
from drafting.desk.table.lines import MemberLine
from drafting.meetings.models import Meeting
from drafting.rendering.filenames import safe_name
from drafting.review.models import Reading, Submission
from drafting.review.reading_page.readings import note_readings

#: Pairs of which the Word file shows the passages.
MOST_PAIRS = 30


@login_required_json_aware
@never_cache
@require_safe
def matrix(request: SignedInRequest, meeting_id: int) -> HttpResponse:
    """The matrix, the pairs that stand out, and each person with what stands in which other
    paper."""
    meeting, _standing, lines = get_reviewed_meeting(request, meeting_id)
    found = matrix_of(meeting, lines)
    context = {
        "nav": "meetings",
        "meeting": meeting,
        "matrix": found,
        "limit": f"{found.limit:.0%}",
    }
    return render(request, "drafting/desk/alike.html", context)


@login_required_json_aware
@never_cache
@require_safe
def pair(
    request: SignedInRequest, meeting_id: int, draft_id: uuid.UUID, other_id: uuid.UUID
) -> HttpResponse:
    """Two papers side by side. That their texts were read is noted for both."""
    meeting, _standing, lines = get_reviewed_meeting(request, meeting_id)
    papers = _papers(lines)
    if draft_id == other_id or draft_id not in papers or other_id not in papers:
        raise Http404("没有可以对照的两份材料。")
    rounds = _rounds([papers[draft_id], papers[other_id]])
    one, other = rounds[papers[draft_id]], rounds[papers[other_id]]
    note_readings([one, other], request.user)
    context = {"nav": "meetings", "meeting": meeting, "pair": pair_of(one, other)}
    return render(request, "drafting/desk/alike_pair.html", context)


@login_required_json_aware
@never_cache
@require_safe
def nearest(request: SignedInRequest, meeting_id: int, draft_id: uuid.UUID) -> HttpResponse:
    """To the pair of a paper and the one that it has most of."""
    meeting, _standing, lines = get_reviewed_meeting(request, meeting_id)
    if draft_id not in _papers(lines):
        raise Http404("没有这份材料。")
    rows = matrix_of(meeting, lines).rows
    row = next((row for row in rows if row.draft == draft_id), None)
    if row is None or not row.nearest:
        messages.info(request, "这份材料同这次会议的其他材料没有相近的地方。")
        return redirect("desk:alike", meeting.pk)
    return redirect("desk:alike_pair", meeting.pk, draft_id, row.nearest[0].other)


@login_required_json_aware
@never_cache
@require_safe
def workbook(request: SignedInRequest, meeting_id: int) -> HttpResponse:
    """雷同比对.xlsx: shares, no words of any paper."""
    meeting, _standing, lines = get_reviewed_meeting(request, meeting_id)
    return _file(meeting, matrix_workbook(meeting, matrix_of(meeting, lines)), "xlsx")


@login_required_json_aware
@never_cache
@require_safe
def word(request: SignedInRequest, meeting_id: int) -> HttpResponse:
    """雷同比对.docx: the shares, and the passages of the pairs that stand out. That their texts were
    taken away is noted."""
    meeting, _standing, lines = get_reviewed_meeting(request, meeting_id)
    found = matrix_of(meeting, lines)
    pairs = _pairs(found, lines)
    taken = {side.submission for one in pairs for side in (one.one, one.other)}
    note_readings(taken, request.user, Reading.How.DOWNLOAD)
    return _file(meeting, word_report(meeting, found, pairs), "docx")


def _pairs(found: Matrix, lines: list[MemberLine]) -> list[Pair]:
    papers = _papers(lines)
    chosen = [
        (papers[row.draft], papers[cell.other])
        for row, cell in found.high[:MOST_PAIRS]
        if cell.other is not None
    ]
    rounds = _rounds([pk for ones in chosen for pk in ones])
    return [pair_of(rounds[one], rounds[other]) for one, other in chosen]


def _papers(lines: list[MemberLine]) -> dict[uuid.UUID, int]:
    """The rounds that the person may read, by draft."""
    return {line.draft: line.handed.submission.pk for line in lines if line.draft and line.handed}


def _rounds(ids: list[int]) -> dict[int, Submission]:
    related = ("revision", "draft__owner", "draft__framework")
    rows = Submission.objects.filter(pk__in=ids).select_related(*related)
    return {row.pk: row for row in rows.defer("draft__document")}


def _file(meeting: Meeting, content: bytes, ending: str) -> HttpResponse:
    return file_answer(content, safe_name(f"{meeting.title[:60]}-雷同比对", ending))
