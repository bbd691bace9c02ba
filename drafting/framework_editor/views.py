"""The pages of the editor: one form that is saved, looked at and published, its preview, and the
correction of what is published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest, file_answer, sent_texts
from drafting.annual_notice.blank_form import blank_form
from drafting.annual_notice.permissions import get_framework
from drafting.document.text import clean
from drafting.framework_editor import services
from drafting.framework_editor.content import Content, content_of, moved, with_new
from drafting.framework_editor.context import look_at, page_context
from drafting.framework_editor.differences import differences
from drafting.framework_editor.running_drafts import chosen_places
from drafting.framework_editor.sent import checked, sent_content
from drafting.frameworks.models import Framework
from drafting.frameworks.selectors import corrected, spec_from_rows
from drafting.frameworks.services import corrections
from drafting.frameworks.services.errors import FrameworkError, NotPublishable
from drafting.rendering.filenames import safe_name
from drafting.rendering.formats import DEFAULT_FORMAT

_MEANWHILE = (
    "您打开这一页以后，别人改过这个框架并且保存了。您写的都在下面，还没有保存；"
    "和现在存着的不同之处列在后面。再按一次保存，就换成您写的。"
)
_LOOK = "已保存，还没有发布。要发布的就是下面“撰写人会看到的样子”里的内容，请看过以后再按一次发布。"
_CHANGED = (
    "您看过以后，别人又改了这个框架，还没有发布。现在要发布的就是下面“撰写人会看到的样子”里的内容，"
    "请看过以后再按一次发布。"
)
_MOVES = {"up": -1, "down": 1}


@login_required_json_aware
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedInRequest, framework_id: int) -> HttpResponse:
    """The editor. ``do`` says what a button asks: save, publish (which saves first and publishes
    only what the page showed), the empty Word file of what was typed, one more row, a row up or
    down."""
    framework = get_framework(request, framework_id)
    if framework.published:
        return _too_late(request, framework)
    if request.method != "POST":
        return _stored_page(request, framework)
    content = sent_content(request.POST, framework)
    do = request.POST.get("do", "save")
    if do == "word":
        return _word(framework, content)
    verb, _, what = do.partition(":")
    if verb in _MOVES or verb == "add":
        content, focus = _arranged(content, verb, what)
        return _page(request, framework, content, arranged=True, focus=focus)
    content, said = checked(content, framework)
    if said:
        return _page(request, framework, content, said, status=422)
    try:
        saved = services.save(framework, content, request.POST.get("version", ""))
    except services.ChangedMeanwhile as meanwhile:
        found = differences(meanwhile.stored, content)
        framework = get_framework(request, framework_id)
        known = meanwhile.stored.digest()
        return _page(
            request, framework, content, [_MEANWHILE], status=422, version=known, meanwhile=found
        )
    except FrameworkError as error:
        return _too_late(request, framework, str(error))
    if do == "publish":
        return _publish(request, get_framework(request, framework_id))
    messages.success(request, "已保存，还没有发布。" if saved else "没有改动，内容已经存着。")
    return redirect("framework_editor:edit", framework.pk)


def _publish(request: SignedInRequest, framework: Framework) -> HttpResponse:
    """Publish what is stored where the page has shown just that, with the places of the drafts for
    just these areas; else show it."""
    stored = content_of(framework)
    before = corrected(framework)
    places = chosen_places(request.POST, before) if before else {}
    goals = [row.name for row in stored.areas]
    seen = request.POST.get("seen", "")
    shown = seen == stored.digest()
    if before is not None:
        shown = shown and clean(request.POST.get("goals", "")).split("\n") == goals
    if not shown:
        return _stored_page(request, framework, looked=_LOOK)
    said = _wrong_publication(request, before is not None, places, goals)
    if said:
        return _stored_page(request, framework, said, status=422)
    notice = clean(request.POST.get("notice", "")).strip() if "sure" in request.POST else ""
    move = before is not None and request.POST.get("drafts") == "move"
    try:
        done = services.publish(
            framework, request.user, notice, seen, places=places if move else None
        )
    except services.ChangedMeanwhile:
        return _stored_page(request, get_framework(request, framework.pk), looked=_CHANGED)
    except NotPublishable as error:
        return _stored_page(request, framework, error.reasons, status=422)
    except FrameworkError as error:
        return _stored_page(request, framework, [str(error)], status=422)
    messages.success(request, _done_said(framework, done, move))
    return redirect("annual_notice:look", framework.pk)


def _wrong_publication(
    request: SignedInRequest, correction: bool, places: dict[str, str], goals: Sequence[str]
) -> list[str]:
    said = []
    notice = clean(request.POST.get("notice", "")).strip()
    if "sure" in request.POST and not notice:
        said.append("请写明核对所依据的通知（名称和文号）。")
    if "sure" in request.POST and len(notice) > 200:
        said.append("所依据的通知最多 200 个字。")
    if correction and request.POST.get("drafts") not in ("stay", "move"):
        said.append("请选择正在写的材料怎么办。")
    if unknown := [goal for goal in places.values() if goal and goal not in goals]:
        said.append(f"没有“{unknown[0][:40]}”这个方面，请重新选择。")
    return said


def _done_said(framework: Framework, done: services.Published, move: bool) -> str:
    if done.replaced is None:
        return f"“{framework.name}”已发布，可以用来撰写材料。"
    said = f"更正版已发布，原来的“{done.replaced.name}”已停用。"
    if not move:
        return said + "正在写的材料仍用原来的。"
    unplaced = sum(bool(change.unplaced) for change in done.changes)
    more = f"，其中 {unplaced} 份有内容没有对应的方面，留在最后，作者会看到" if unplaced else ""
    return said + f"已换 {len(done.changes)} 份正在写的材料{more}；作者收到了提醒，可以换回。"


def _arranged(content: Content, verb: str, what: str) -> tuple[Content, str]:
    """The content with a row moved or added, and the field to go on in."""
    if verb == "add":
        kind = "area" if what == "area" else "part"
        new = with_new(content, kind)
        rows = new.areas if kind == "area" else new.parts
        at = next(at for at, row in reversed(list(enumerate(rows))) if row.empty)
        return new, f"{kind}-{at}-name"
    kind, _, place = what.partition("-")
    at = int(place) if place.isascii() and place.isdigit() and len(place) < 4 else -1
    by = _MOVES[verb]
    if kind == "area":
        return replace(content, areas=moved(content.areas, at, by)), f"area-{at + by}-name"
    return replace(content, parts=moved(content.parts, at, by)), f"part-{at + by}-name"


def _word(framework: Framework, content: Content) -> HttpResponse:
    spec = spec_from_rows(framework, content.sections())
    spec = replace(spec, name=content.head.name, title=content.head.title)
    file = blank_form(spec, timezone.now())
    name = content.head.name or framework.name
    return file_answer(file, safe_name(f"{name}空白稿", DEFAULT_FORMAT.suffix))


def _page(
    request: SignedInRequest,
    framework: Framework,
    content: Content,
    said: Sequence[str] = (),
    *,
    status: int = 200,
    version: str | None = None,
    **more: Any,
) -> HttpResponse:
    """The editor with this content. Without a ``version`` that the person has been told of it stays
    the one that was sent: else what others saved since would be overwritten unseen."""
    sent = request.POST if request.method == "POST" else None
    known = request.POST.get("version", "") if version is None else version
    context = page_context(
        framework, content, request.user, version=known, sent=sent, said=said, **more
    )
    return render(request, "drafting/framework_editor/edit.html", context, status=status)


def _stored_page(
    request: SignedInRequest, framework: Framework, said: Sequence[str] = (), **more: Any
) -> HttpResponse:
    """The editor with what is stored."""
    stored = content_of(framework)
    return _page(request, framework, stored, said, version=stored.digest(), **more)


def _too_late(request: SignedInRequest, framework: Framework, reason: str = "") -> HttpResponse:
    """It was published meanwhile: what was typed comes back to be copied."""
    if request.method != "POST":
        messages.info(request, "这个框架已经发布，不能再改；要改的，出一个更正版。")
        return redirect("annual_notice:look", framework.pk)
    context = {
        "nav": "frameworks",
        "framework": framework,
        "reason": reason or "这个框架刚才已经发布，不能再改。",
        "texts": sent_texts(request),
    }
    return render(request, "drafting/framework_editor/too_late.html", context, status=422)


@login_required_json_aware
@never_cache
@require_POST
def preview(request: SignedInRequest, framework_id: int) -> HttpResponse:
    """What a member will see of what was typed so far, and what differs; nothing is stored."""
    framework = get_framework(request, framework_id)
    context = look_at(framework, sent_content(request.POST, framework)) | {"framework": framework}
    return render(request, "drafting/framework_editor/_look.html", context)


@login_required_json_aware
@require_POST
def correct(request: SignedInRequest, framework_id: int) -> HttpResponse:
    """Begin a correction of what is published, and open it; one that is being edited is opened."""
    framework = get_framework(request, framework_id)
    begun = framework.corrections.filter(state=Framework.State.DRAFT).order_by("-pk").first()
    if begun is not None:
        messages.info(request, "更正版已经在编制了，接着改就行。")
        return redirect("framework_editor:edit", begun.pk)
    try:
        new = corrections.correct(framework)
    except FrameworkError as error:
        messages.error(request, str(error))
        return redirect("annual_notice:look", framework.pk)
    messages.success(request, "已备好更正版，内容和原来一样。改好以后发布，才代替原来的。")
    return redirect("framework_editor:edit", new.pk)
