"""The pages of the notice: paste, change what was cut, look, confirm, publish."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest, file_answer
from accounts.models import Organization
from drafting.annual_notice import services
from drafting.annual_notice.area_rows import (
    AreaRow,
    checked,
    kept,
    numbered,
    sent_rows,
    split_covers,
)
from drafting.annual_notice.blank_form import blank_form
from drafting.annual_notice.cutting import cut, name_of_notice
from drafting.annual_notice.forms import PasteForm
from drafting.annual_notice.look import called, checked_said, look_context
from drafting.annual_notice.permissions import get_framework, keeps_frameworks, pastes_for
from drafting.annual_notice.proposals import known_areas, proposed_taxonomy
from drafting.document.text import clean
from drafting.frameworks.labels import plain_name
from drafting.frameworks.models import Framework, Section
from drafting.frameworks.selectors import pending_names, spec_of, unconfirmed
from drafting.frameworks.services import lifecycle
from drafting.frameworks.services.copies import new_guidance
from drafting.frameworks.services.errors import FrameworkError, NotPublishable
from drafting.rendering.filenames import safe_name
from drafting.rendering.formats import DEFAULT_FORMAT

#: Empty lines below the areas, for one that was not cut out.
_SPARE = 1


@login_required_json_aware
@never_cache
@require_safe
def frameworks(request: SignedInRequest) -> HttpResponse:
    """All frameworks by year, or with ?pending=yes those with a name to be compared: what each is
    called, for whom, where from, and who compared it."""
    if not keeps_frameworks(request.user):
        raise Http404("没有这个页面。")
    rows = Framework.objects.select_related("confirmed_by", "organization")
    pending = request.GET.get("pending") == "yes"
    if pending:
        rows = unconfirmed(rows)
    listed = [
        {
            "framework": row,
            "plain_name": plain_name(row),
            "called": called(row),
            "pending": len(pending_names(row)),
            "checked": checked_said(row),
        }
        for row in rows.prefetch_related("sections")
    ]
    context = {"nav": "frameworks", "rows": listed, "only_pending": pending}
    return render(request, "drafting/annual_notice/frameworks.html", context)


@login_required_json_aware
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def paste(request: SignedInRequest) -> HttpResponse:
    """Paste (``do=cut``), change what was cut, and save it (``do=save``), which leads to the look
    at it. All that was typed stands in the page that comes back."""
    sent = request.POST if request.method == "POST" else request.GET
    organization = pastes_for(request.user, sent.get("organization", ""))
    if request.method != "POST":
        return _paste_page(request, PasteForm(organization=organization), [], [])
    rows = sent_rows(request.POST)
    saving = request.POST.get("do") == "save" and bool(rows)
    form = PasteForm(request.POST, organization=organization, saving=saving)
    if not form.is_valid():
        return _paste_page(request, form, rows, [], status=422)
    if not saving:
        rows, left_out = _cut(form)
        rows, said = checked(rows)
        return _paste_page(request, form, rows, said, left_out=left_out)
    rows, said = checked(rows)
    if not said:
        data = form.cleaned_data
        try:
            framework = services.prepare(
                data["base"], data["year"], form.head(form.plain()), kept(rows), organization
            )
        except FrameworkError as error:
            said = [str(error)]
        else:
            messages.success(request, "已保存，还没有发布。下面是撰写人会看到的样子。")
            return redirect("annual_notice:look", framework.pk)
    return _paste_page(request, form, rows, said, status=422)


def _cut(form: PasteForm) -> tuple[list[AreaRow], tuple[str, ...]]:
    """The areas of the pasted text with what is proposed for each, and what was no area."""
    found = cut(form.cleaned_data["text"])
    form.name_notice(name_of_notice(form.cleaned_data["text"]))
    data = form.cleaned_data
    known = known_areas(data["base"].meeting_kind, data["audience"], form.organization)
    covers = proposed_taxonomy([(area.name, area.said) for area in found.areas], known)
    rows = []
    for area, covered in zip(found.areas, covers, strict=True):
        before = known.get(area.name)
        guidance = before.guidance if before else new_guidance(form.cleaned_data["audience"])
        told = f"通知要求：{area.said}\n{guidance}" if area.said else guidance
        rows.append(AreaRow(area.name, told, *split_covers(covered)))
    return numbered(rows), found.left_out


def _paste_page(
    request: SignedInRequest,
    form: PasteForm,
    rows: Sequence[AreaRow],
    said: Sequence[str],
    *,
    left_out: Sequence[str] = (),
    status: int = 200,
) -> HttpResponse:
    context = {
        "nav": _nav(form.organization),
        "form": form,
        "organization": form.organization,
        "rows": _with_spare(rows),
        "cut": bool(rows),
        "said": said,
        "left_out": left_out,
    }
    return render(request, "drafting/annual_notice/paste.html", context, status=status)


def _with_spare(rows: Sequence[AreaRow]) -> list[AreaRow]:
    return [*rows, *numbered([*rows, *[AreaRow("")] * _SPARE])[len(rows) :]] if rows else []


def _nav(organization: Organization | None) -> str:
    return "meetings" if organization else "frameworks"


@login_required_json_aware
@never_cache
@require_safe
def look(request: SignedInRequest, framework_id: int) -> HttpResponse:
    """A framework as a member will see it, with what can be done to it."""
    framework = get_framework(request, framework_id)
    context = look_context(framework, request.user)
    return render(request, "drafting/annual_notice/look.html", context)


@login_required_json_aware
@require_safe
def blank(request: SignedInRequest, framework_id: int) -> HttpResponse:
    """An empty Word form of it."""
    framework = get_framework(request, framework_id)
    content = blank_form(spec_of(framework), framework.created_at)
    return file_answer(content, safe_name(f"{framework.name}空白稿", DEFAULT_FORMAT.suffix))


@login_required_json_aware
@require_POST
def publish(request: SignedInRequest, framework_id: int) -> HttpResponse:
    """Publish what the page showed (``shown``); with ``sure`` the names count as compared with the
    ``notice``."""
    framework = get_framework(request, framework_id)
    notice = clean(request.POST.get("notice", "")).strip() if "sure" in request.POST else ""
    if "sure" in request.POST and not notice:
        return _refused(request, framework, ["请写明核对所依据的通知（名称和文号）。"])
    return _done(
        request,
        framework,
        lambda: services.publish(framework, request.user, request.POST.get("shown", ""), notice),
        f"“{framework.name}”已发布，可以用来撰写材料。",
    )


@login_required_json_aware
@require_POST
def confirm(request: SignedInRequest, framework_id: int) -> HttpResponse:
    """Record who compared every name with which notice, now."""
    framework = get_framework(request, framework_id)
    notice, shown = clean(request.POST.get("notice", "")), request.POST.get("shown", "")
    return _done(
        request,
        framework,
        lambda: lifecycle.confirm(framework, request.user, notice, shown),
        "已记录核对情况，“待核对”不再显示。",
    )


@login_required_json_aware
@require_POST
def confirm_section(request: SignedInRequest, framework_id: int, section_id: int) -> HttpResponse:
    """Record who compared the name of one part or area with which notice, now."""
    framework = get_framework(request, framework_id)
    section = next((row for row in framework.sections.all() if row.pk == section_id), None)
    if section is None:
        raise Http404("没有这个方面。")
    notice, name = clean(request.POST.get("notice", "")), request.POST.get("name", "")
    return _done(
        request,
        framework,
        lambda: lifecycle.confirm_section(section, request.user, notice, name),
        f"已记录“{section.name}”的核对情况。",
        section,
    )


def _done(
    request: SignedInRequest,
    framework: Framework,
    act: Any,
    said: str,
    section: Section | None = None,
) -> HttpResponse:
    if len(request.POST.get("notice", "")) > 200:
        return _refused(request, framework, ["所依据的通知最多 200 个字。"], section)
    try:
        act()
    except NotPublishable as error:
        return _refused(request, framework, error.reasons, section)
    except FrameworkError as error:
        return _refused(request, framework, [str(error)], section)
    messages.success(request, said)
    address = reverse("annual_notice:look", args=[framework.pk])
    return redirect(f"{address}#section-{section.pk}" if section else address)


def _refused(
    request: SignedInRequest,
    framework: Framework,
    reasons: Sequence[str],
    section: Section | None = None,
) -> HttpResponse:
    """The look as it is now, with the reasons and the notice that was typed."""
    context = look_context(get_framework(request, framework.pk), request.user)
    context |= {"reasons": reasons, "typed": request.POST.get("notice", "")}
    context["typed_for"] = section.pk if section else None
    return render(request, "drafting/annual_notice/look.html", context, status=422)
