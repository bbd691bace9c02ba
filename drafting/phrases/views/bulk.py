"""What is done with several phrases at once, and taking it back."""

from __future__ import annotations

from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_POST

from accounts.codes import MemberKind
from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest
from accounts.unit_kinds import known_kinds, retired_kinds
from drafting.common.numbers import LARGEST_KEY, whole_number
from drafting.phrases import services
from drafting.phrases.access import let_in
from drafting.phrases.list_query import PAGE_SIZE
from drafting.phrases.views.cards import LAST

_NONE: Final = "没有勾选素材。请先勾选要处理的，再按一次。"
_STATES: Final = {
    "approve": (services.approve, "审定", "所选的没有待审定的"),
    "retire": (services.retire, "停用", "所选的都已经停用"),
    "restore": (services.restore, "恢复", "所选的没有已停用的"),
}
_RETIRED: Final = "“{}”已停用，不能再加上，可以去掉。"


@login_required_json_aware
@require_POST
def bulk(request: SignedInRequest) -> HttpResponse:
    """Approve, retire, restore or tag the ticked ones: {phrase…, do, tag, next}."""
    let_in(request.user)
    sent = (whole_number(one, most=LARGEST_KEY) for one in request.POST.getlist("phrase"))
    numbers = [number for number in sent if number is not None][:PAGE_SIZE]
    what, tag = request.POST.get("do", ""), request.POST.get("tag", "")
    if not numbers:
        messages.error(request, _NONE)
        return LAST.back(request)
    if what in _STATES:
        change, verb, nothing = _STATES[what]
        return LAST.answer(request, change(numbers, request.user), f"已{verb}", nothing)
    if what not in ("tag", "untag"):
        messages.error(request, "没有这种处理，请刷新页面后再试一次。")
        return LAST.back(request)
    field, _, value = tag.partition(":")
    label = _labels(field).get(value)
    if label is None:
        messages.error(request, "请先选一个类别，再按一次。")
        return LAST.back(request)
    if what == "tag" and field == "unit_types" and value in retired_kinds():
        messages.error(request, _RETIRED.format(label))
        return LAST.back(request)
    done = services.tag(numbers, field, value, what == "tag", request.user)
    verb = "加上" if what == "tag" else "去掉"
    nothing = f"所选的{'都已经有' if what == 'tag' else '都没有'}“{label}”"
    return LAST.answer(request, done, f"已{verb}“{label}”", nothing)


@login_required_json_aware
@require_POST
def undo(request: SignedInRequest) -> HttpResponse:
    """Take back what was done last with several: {next}."""
    let_in(request.user)
    return LAST.undo(request, services.take_back)


def _labels(field: str) -> dict[str, str]:
    if field == "unit_types":
        return dict(known_kinds())
    return {str(kind): str(kind.label) for kind in MemberKind} if field == "roles" else {}
