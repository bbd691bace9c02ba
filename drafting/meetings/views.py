"""The secretary's pages of a meeting: open it, change what it asks, end it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest, sent_texts
from accounts.models import Organization
from accounts.permissions import Allowed, Denied
from drafting.frameworks.models import Framework
from drafting.frameworks.selectors import personal_frameworks
from drafting.meetings import services
from drafting.meetings.access import get_kept_meeting
from drafting.meetings.collective_forms import CollectiveForm
from drafting.meetings.context import (
    framework_groups,
    framework_row,
    member_row,
    variant_rows,
)
from drafting.meetings.forms import MeetingForm, NewMeetingForm
from drafting.meetings.models import Meeting
from drafting.meetings.permissions import may_change_framework, may_change_meeting
from drafting.meetings.selectors import just_opened, organizations_meeting_under, people_of
from drafting.meetings.variant_forms import VariantsForm


@dataclass(frozen=True, slots=True)
class Choices:
    """What a meeting uses beside its own framework: further variants, and one for the committee."""

    variants: VariantsForm
    collective: CollectiveForm

    @property
    def valid(self) -> bool:
        """Whether both were sent as they may be."""
        return self.variants.is_valid() and self.collective.is_valid()

    def context(self) -> dict[str, Any]:
        """What their boxes show."""
        chosen = self.collective.value()
        return {
            "variants": variant_rows(self.variants),
            "variants_form": self.variants,
            "collective": self.collective,
            "collective_rows": [
                (framework_row(row), row.key == chosen) for row in self.collective.rows
            ],
        }


def _choices(framework: Framework, data: QueryDict | None, meeting: Meeting) -> Choices:
    return Choices(
        VariantsForm(framework, data, meeting=meeting),
        CollectiveForm(framework, meeting.organization, data, meeting=meeting),
    )


@login_required_json_aware
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    """Choose organisation and framework, then say what is asked and who is invited; posting opens
    the meeting."""
    led = list(organizations_meeting_under(request.user))
    if not led:
        raise Http404("没有可以发起会议的党组织。")
    asked = request.POST if request.method == "POST" else request.GET
    organization = _among(led, asked.get("organization", "")) if len(led) > 1 else led[0]
    framework = _published(asked.get("framework", ""), organization)
    if organization is None or framework is None:
        return _choose(request, led, organization)
    people = people_of(organization)
    if request.method != "POST":
        form = NewMeetingForm(organization, framework, people)
        choices = Choices(VariantsForm(framework), CollectiveForm(framework, organization))
        return _new_page(request, form, choices, framework, led)
    form = NewMeetingForm(organization, framework, people, request.POST)
    choices = Choices(
        VariantsForm(framework, request.POST),
        CollectiveForm(framework, organization, request.POST),
    )
    if form.is_valid() and choices.valid:
        values = form.values()
        try:
            meeting = services.open_meeting(
                organization,
                framework,
                values.pop("title"),
                by=request.user,
                invited=form.invited(),
                others=choices.variants.chosen(),
                collective=choices.collective.framework(),
                **values,
            )
        except services.MeetingRefused as refused:
            form.add_error("title", str(refused))
        else:
            messages.success(request, f"已发起“{meeting.title}”，并通知了参会党员。")
            return redirect("desk:table", meeting.pk)
    if twin := just_opened(organization, request.POST.get("title", ""), request.user):
        # the first of two clicks has opened it
        messages.info(request, f"“{twin.title}”已经发起了。")
        return redirect("desk:table", twin.pk)
    return _new_page(request, form, choices, framework, led, status=422)


@login_required_json_aware
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedInRequest, meeting_id: int) -> HttpResponse:
    """Change what is asked and until when; with ``framework`` in the address by another framework,
    empty to choose one."""
    meeting = get_kept_meeting(request, meeting_id)
    framework = meeting.framework
    prefetch_related_objects([framework], "sections")
    asked = request.POST if request.method == "POST" else request.GET
    key = asked.get("framework", framework.key)
    change = may_change_framework(meeting) if key != framework.key else Allowed()
    if key != framework.key and change:
        other = _published(key, meeting.organization)
        if other is None:
            return _choose(request, [meeting.organization], meeting.organization, meeting)
        framework = other
    if request.method != "POST":
        # that the framework stands is said there
        form = MeetingForm(meeting.organization, framework, meeting=meeting)
        return _edit_page(request, form, _choices(framework, None, meeting), framework)
    form = MeetingForm(meeting.organization, framework, request.POST, meeting=meeting)
    choices = _choices(framework, request.POST, meeting)
    if isinstance(change, Denied):
        form.add_error(None, change.reason)
    if not (form.is_valid() and choices.valid):
        return _edit_page(request, form, choices, framework, status=422)
    try:
        services.change_meeting(
            meeting,
            request.user,
            framework=framework,
            others=choices.variants.chosen(),
            collective=choices.collective.chosen(),
            **form.values(),
        )
    except services.MeetingRefused as refused:
        form.add_error(None, str(refused))
        return _edit_page(request, form, choices, framework, status=422)
    moved = form.cleaned_data["deadline"] != meeting.deadline
    messages.success(
        request, "会议设置已保存。" + ("新的截止日期已通知参会党员。" if moved else "")
    )
    return redirect("desk:table", meeting.pk)


@login_required_json_aware
@require_POST
def close(request: SignedInRequest, meeting_id: int) -> HttpResponse:
    """End the meeting; the message says what that means and carries the button that undoes it."""
    meeting = get_kept_meeting(request, meeting_id)
    if services.close_meeting(meeting):
        notice = render_to_string("drafting/meetings/_closed.html", {"meeting": meeting}, request)
        # the template escapes the title, and message storages keep a text marked as safe
        messages.success(request, mark_safe(notice))  # noqa: S308 - the template escapes
    else:
        messages.info(request, f"“{meeting.title}”已经结束了。")
    return redirect("desk:table", meeting.pk)


@login_required_json_aware
@require_POST
def reopen(request: SignedInRequest, meeting_id: int) -> HttpResponse:
    """Take the meeting's end back."""
    meeting = get_kept_meeting(request, meeting_id)
    if services.reopen_meeting(meeting):
        messages.success(request, f"“{meeting.title}”已重新开放，可以继续提交材料。")
    else:
        messages.info(request, f"“{meeting.title}”正在征集，没有结束。")
    return redirect("desk:table", meeting.pk)


def _among(led: list[Organization], wanted: str) -> Organization | None:
    return next((organization for organization in led if str(organization.pk) == wanted), None)


def _published(key: str, organization: Organization | None) -> Framework | None:
    # compared here: PostgreSQL takes no NUL character in a search
    published = personal_frameworks(organization).prefetch_related("sections")
    return next((framework for framework in published if framework.key == key), None)


def _choose(
    request: SignedInRequest,
    led: list[Organization],
    organization: Organization | None,
    meeting: Meeting | None = None,
) -> HttpResponse:
    """The page on which organisation and framework are chosen; what was typed in a form that came
    here is shown again."""
    groups = framework_groups(organization or led[0])
    asked = request.POST if request.method == "POST" else request.GET
    first = next((row.framework.key for group in groups for row in group.rows), "")
    tried = bool(asked.get("framework")) or request.method == "POST"
    context = {
        "nav": "meetings",
        "led": led,
        "organization": organization,
        "meeting": meeting,
        "groups": groups,
        "paste_for": organization or (led[0] if len(led) == 1 else None),
        "chosen": meeting.framework.key if meeting else first,
        "missing_organization": tried and organization is None,
        "missing_framework": tried and _published(asked.get("framework", ""), organization) is None,
        "texts": sent_texts(request) if request.method == "POST" else [],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "drafting/meetings/choose.html", context, status=status)


def _new_page(
    request: SignedInRequest,
    form: NewMeetingForm,
    choices: Choices,
    framework: Framework,
    led: list[Organization],
    status: int = 200,
) -> HttpResponse:
    ticked = {str(pk) for pk in form["members"].value() or []}
    context = {
        "nav": "meetings",
        "form": form,
        "organization": form.organization,
        "several": len(led) > 1,
        "framework": framework_row(framework),
        **choices.context(),
        "people": [
            (member_row(row, form.organization), str(row.user_id) in ticked) for row in form.people
        ],
    }
    return render(request, "drafting/meetings/new.html", context, status=status)


def _edit_page(
    request: SignedInRequest,
    form: MeetingForm,
    choices: Choices,
    framework: Framework,
    status: int = 200,
) -> HttpResponse:
    meeting = form.meeting
    assert meeting is not None  # noqa: S101 - the view has given it
    change, other = may_change_meeting(meeting), may_change_framework(meeting)
    context = {
        "nav": "meetings",
        "form": form,
        "meeting": meeting,
        "organization": meeting.organization,
        "framework": framework_row(framework),
        **choices.context(),
        "refused": change.reason if isinstance(change, Denied) else "",
        "framework_kept": other.reason if isinstance(other, Denied) else "",
    }
    return render(request, "drafting/meetings/edit.html", context, status=status)
