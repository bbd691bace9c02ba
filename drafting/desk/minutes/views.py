"""The frames as files, for whoever leads the meeting."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from accounts.permissions import Denied
from drafting.desk.access import get_meeting
from drafting.desk.minutes.facts import facts_of
from drafting.desk.minutes.frames import FRAMES
from drafting.desk.permissions import may_lead_table
from drafting.document.structure import from_structure
from drafting.rectification.downloads import METHODS, answer_with_word
from drafting.rendering.formats import DEFAULT_FORMAT
from drafting.rendering.options import RenderOptions
from drafting.rendering.styles import GIVEN_STYLE


@login_required_json_aware
@never_cache
@require_http_methods(METHODS)
def file(request: SignedInRequest, meeting_id: int, frame: str, suffix: str) -> HttpResponse:
    """情况报告, 会议记录 or 主持词 with what the desk knows; ``frame`` is a key of FRAMES."""
    meeting, standing = get_meeting(request, meeting_id)
    decision = may_lead_table(standing)
    if isinstance(decision, Denied):
        raise PermissionDenied(decision.reason)
    if frame not in FRAMES:
        raise Http404("没有这种文件。")
    name, make = FRAMES[frame]
    facts = facts_of(meeting, standing, request.user)
    now = timezone.now()
    options = RenderOptions(style=GIVEN_STYLE, created=now, modified=now, author=request.user.name)
    word = DEFAULT_FORMAT.file(from_structure(make(facts)), options)
    back = reverse("desk:bundles", args=[meeting.pk])
    return answer_with_word(request, word, suffix, f"{meeting.title[:60]}-{name}", back)
