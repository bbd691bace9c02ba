"""The branch's ledger and its lists as files, for whoever reviews the papers of the meeting."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from drafting.desk.access import get_reviewed_meeting
from drafting.desk.ledger.files import KINDS, branch_table, passed_rounds
from drafting.desk.ledger.forms import LedgerFilter
from drafting.desk.ledger.lines import figures_of, ledger_lines, overdue_by_person
from drafting.rectification.downloads import METHODS, answer_with
from drafting.review.models import Reading
from drafting.review.reading_page.readings import note_readings


@login_required_json_aware
@never_cache
@require_safe
def ledger(request: SignedInRequest, meeting_id: int) -> HttpResponse:
    """Measures, limits and states of the papers that passed."""
    meeting, standing, lines = get_reviewed_meeting(request, meeting_id)
    measures = ledger_lines(meeting, standing, [line.owner for line in lines])
    form = LedgerFilter(request.GET, measures)
    context = {
        "nav": "meetings",
        "meeting": meeting,
        "form": form,
        "lines": form.chosen(measures),
        "figures": figures_of(measures),
        "late": overdue_by_person(measures),
    }
    return render(request, "drafting/desk/ledger.html", context)


@login_required_json_aware
@never_cache
@require_http_methods(METHODS)
def lists(request: SignedInRequest, meeting_id: int, kind: str, suffix: str) -> HttpResponse:
    """支部问题清单 or 支部整改清单 of the papers that passed, by itself; taking it away is noted with each
    paper in it."""
    if kind not in KINDS:
        raise Http404("没有这种清单。")
    meeting, _standing, lines = get_reviewed_meeting(request, meeting_id)
    rounds = passed_rounds(meeting, lines)
    if not rounds:
        messages.warning(request, "还没有通过的材料，通过以后才能列出清单。")
        return redirect("desk:bundles", meeting.pk)
    table = branch_table(meeting, rounds, kind)
    back = reverse("desk:bundles", args=[meeting.pk])
    answer = answer_with(request, table, suffix, str(meeting.organization), back)
    if answer.status_code != HTTPStatus.OK:  # nothing was taken away
        return answer
    note_readings([one.submission for one in rounds], request.user, Reading.How.DOWNLOAD)
    return answer
