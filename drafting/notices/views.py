"""The page of notices (提醒), what is done on it, and its settings."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest, is_ours
from drafting.common.days import by_day
from drafting.common.numbers import LARGEST_KEY, whole_number
from drafting.notices.forms import MailForm
from drafting.notices.selectors import notices_of, wants_mail
from drafting.notices.services import inbox

PER_PAGE: Final = 30


@login_required_json_aware
@never_cache
@require_safe
def notice_list(request: SignedInRequest) -> HttpResponse:
    """One's notices, the newest first, by day."""
    page = Paginator(notices_of(request.user), PER_PAGE).get_page(request.GET.get("page"))
    rows = [(timezone.localtime(notice.created_at), notice) for notice in page]
    newest = max((notice.pk for _, notice in rows), default=0)
    context = {
        "nav": "notices",
        "page": page,
        "days": by_day(rows, timezone.localdate()),
        "newest": newest,
    }
    return render(request, "drafting/notices/list.html", context)


@login_required_json_aware
@require_POST
def read(request: SignedInRequest, notice_id: int) -> HttpResponse:
    """Mark a notice as read and go where it leads; back to the list where that is nowhere."""
    notice = notices_of(request.user).filter(pk=notice_id).first()
    if notice is None:
        raise Http404("没有这条提醒。")
    inbox.mark_read(request.user, notice.pk)
    return redirect(
        notice.url if notice.url and is_ours(request, notice.url) else _list_url(request)
    )


@login_required_json_aware
@require_POST
def read_all(request: SignedInRequest) -> HttpResponse:
    """Mark as read what was there when the page was made: {upto}. The message that says so carries
    the button that undoes it."""
    count, read_at = inbox.mark_all_read(request.user, _number(request, "upto"))
    if count:
        context = {"count": count, "read_at": read_at.isoformat()}
        # the template escapes, and message storages keep a text marked as safe
        said = mark_safe(render_to_string("drafting/notices/_all_read.html", context, request))  # noqa: S308 - the template escapes
        messages.success(request, said)
    return redirect("notices:list")


@login_required_json_aware
@require_POST
def unread_again(request: SignedInRequest) -> HttpResponse:
    """Undo read_all: {read_at}."""
    read_at = _moment(request.POST.get("read_at", ""))
    if read_at is not None and inbox.mark_unread_again(request.user, read_at):
        messages.success(request, "已恢复为未读。")
    return redirect("notices:list")


@login_required_json_aware
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: SignedInRequest) -> HttpResponse:
    """Whether one's notices come by e-mail too, and to which address."""
    # a form with nothing ticked is empty, so it is the method that says whether it was sent
    data = request.POST if request.method == "POST" else None
    form = MailForm(data, initial={"mail": wants_mail(request.user)})
    if form.is_valid():
        inbox.choose_mail(request.user, form.cleaned_data["mail"])
        messages.success(request, "提醒设置已保存。")
        return redirect("notices:settings")
    context = {
        "nav": "notices",
        "form": form,
        "mail_configured": bool(settings.MAIL_HOST),
        "hours": "、".join(f"{hour}点" for hour in settings.MAIL_DIGEST_HOURS),
    }
    return render(request, "drafting/notices/settings.html", context)


def _list_url(request: HttpRequest) -> str:
    page = _number(request, "page")
    return reverse("notices:list") + (f"?page={page}" if page > 1 else "")


def _number(request: HttpRequest, name: str) -> int:
    """A number that a form of ours sent, 0 where it is none."""
    return whole_number(request.POST.get(name, ""), most=LARGEST_KEY) or 0


def _moment(value: str) -> datetime | None:
    try:
        found = parse_datetime(value)
        return timezone.localtime(found) if found is not None and timezone.is_aware(found) else None
    except (ValueError, OverflowError):  # well formed, but no date, or one at the end of all dates
        return None
