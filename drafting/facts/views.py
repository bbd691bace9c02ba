"""The pages of the notebook: only its owner is ever let in, and no address holds a word of it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.decorators import login_required_json_aware
from accounts.http import SignedInRequest, file_answer, page_of_ours
from drafting.common.ids import id_or_new
from drafting.common.numbers import number_or
from drafting.document.text import clean
from drafting.facts import services
from drafting.facts.forms import TEXTS, FactForm, form_of
from drafting.facts.models import Fact
from drafting.facts.selectors import Wanted, facts_of, own_fact
from drafting.facts.selectors import notebook as facts_asked_for
from drafting.facts.workbook import notebook_file
from drafting.frameworks.spec import TAXONOMY_AREAS

#: Facts on one page.
PAGE = 50
#: Characters of what is looked for.
SEARCH_LENGTH = 60
NEWER = "这一条在另一个窗口里改过，那边的文字列在下面。请把要保留的写进来，再点保存。"


@dataclass(frozen=True, slots=True)
class Writing:
    """A form of a fact as a page has it: under which id, from which version on, and what another
    window stored meanwhile (``theirs``: label and text)."""

    form: FactForm
    fact_id: uuid.UUID
    base: int = 0
    theirs: tuple[tuple[str, str], ...] = ()


@login_required_json_aware
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def notebook(request: SignedInRequest) -> HttpResponse:
    """The facts, newest first, and the form of a new one; what is looked for is posted, so that no
    address holds it."""
    if request.method == "POST" and request.POST.get("op") != "search":
        return _save(request, None)
    return _show_list(request, Writing(FactForm(), uuid.uuid4()))


@login_required_json_aware
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def fact(request: SignedInRequest, fact_id: uuid.UUID) -> HttpResponse:
    """One fact, to be changed."""
    found = _own(request, fact_id)
    if request.method == "POST":
        return _save(request, found)
    return _show_fact(request, Writing(form_of(found), found.pk, found.version))


@login_required_json_aware
@require_POST
def area(request: SignedInRequest, fact_id: uuid.UUID) -> HttpResponse:
    """Confirm or change the area of a fact: {area, next}."""
    found = _own(request, fact_id)
    chosen = request.POST.get("area", "")
    if chosen in TAXONOMY_AREAS:
        services.set_area(found, chosen)
        messages.success(request, f"已归到“{chosen}”。")
    else:
        messages.error(request, "请从列表里选一个方面。")
    back = page_of_ours(request, request.POST.get("next", "")) or reverse("facts:list")
    return HttpResponseRedirect(f"{back}#fact-{found.pk}")


@login_required_json_aware
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: SignedInRequest, fact_id: uuid.UUID) -> HttpResponse:
    """Ask whether a fact is to go, and let it go."""
    found = _own(request, fact_id)
    if request.method == "POST":
        services.delete_facts(request.user, found.pk)
        messages.success(request, "已删去一条。写进材料里的文字不受影响。")
        return redirect(f"{reverse('facts:list')}?saved={found.pk}")
    return render(request, "drafting/facts/delete.html", {"nav": "facts", "fact": found})


@login_required_json_aware
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def delete_all(request: SignedInRequest) -> HttpResponse:
    """Ask whether the whole notebook is to go, and let it go."""
    if request.method == "POST":
        number = services.delete_facts(request.user)
        messages.success(request, f"已删去 {number} 条。写进材料里的文字不受影响。")
        return redirect("facts:list")
    context = {"nav": "facts", "number": facts_of(request.user).count()}
    return render(request, "drafting/facts/delete.html", context)


@login_required_json_aware
@never_cache
@require_safe
def export(request: SignedInRequest) -> HttpResponse:
    """The whole notebook as an .xlsx file."""
    content = notebook_file(facts_asked_for(request.user))
    return file_answer(content, f"事实本-{timezone.localdate():%Y%m%d}.xlsx")


def _own(request: SignedInRequest, fact_id: uuid.UUID) -> Fact:
    found = own_fact(request.user, fact_id)
    if found is None:
        raise Http404("没有这一条。")
    return found


def _save(request: SignedInRequest, stored: Fact | None) -> HttpResponse:
    """Store the posted form: of ``stored``, else of a new fact."""
    form = FactForm(request.POST)
    base = number_or(request.POST.get("base", ""), 0)
    writing = Writing(form, stored.pk if stored else id_or_new(request.POST.get("fact", "")), base)
    show = _show_list if stored is None else _show_fact
    if not form.is_valid():
        return show(request, writing, 422)
    try:
        saved = services.save_fact(request.user, writing.fact_id, form.note(), base)
    except services.FactOvertaken as newer:
        messages.error(request, NEWER)
        return _show_fact(request, _beside(writing, newer.fact), 409)
    except services.TooManyFacts as full:
        form.add_error(None, str(full))
        return show(request, writing, 422)
    except KeyError:
        # the made-up id is taken: with one of its own it is a new fact
        saved = services.save_fact(request.user, uuid.uuid4(), form.note(), 0)
    messages.success(request, "已记下。" if stored is None else "已保存。")
    return redirect(f"{reverse('facts:list')}?saved={saved.pk}#fact-{saved.pk}")


def _beside(writing: Writing, stored: Fact) -> Writing:
    """The form beside what is stored: the next save is a knowing one."""
    data = writing.form.data
    fields = writing.form.fields
    theirs = tuple(
        (str(fields[name].label), getattr(stored, name) or "（空）")
        for name in TEXTS
        if getattr(stored, name) != clean(data.get(name, ""))
    )
    return Writing(writing.form, stored.pk, stored.version, theirs)


def _show_fact(request: SignedInRequest, writing: Writing, status: int = 200) -> HttpResponse:
    context = {"nav": "facts", "writing": writing, "form": writing.form}
    return render(request, "drafting/facts/fact.html", context, status=status)


def _show_list(request: SignedInRequest, writing: Writing, status: int = 200) -> HttpResponse:
    wanted = _wanted(request)
    facts = facts_asked_for(request.user, wanted)
    number = max(1, number_or(request.GET.get("page", ""), 1))
    context: dict[str, Any] = {
        "nav": "facts",
        "writing": writing,
        "form": writing.form,
        "wanted": wanted,
        "facts": facts[(number - 1) * PAGE : number * PAGE],
        "total": len(facts),
        "number": number,
        "more": len(facts) > number * PAGE,
        "areas": TAXONOMY_AREAS,
        "saved": request.GET.get("saved", ""),
        "any": bool(facts) or facts_of(request.user).exists(),
    }
    return render(request, "drafting/facts/list.html", context, status=status)


def _wanted(request: SignedInRequest) -> Wanted:
    searched = request.method == "POST" and request.POST.get("op") == "search"
    asked = request.POST if searched else request.GET
    area_, written = asked.get("area", ""), asked.get("written", "")
    return Wanted(
        query=clean(request.POST.get("q", "")).strip()[:SEARCH_LENGTH] if searched else "",
        area=area_ if area_ in (*TAXONOMY_AREAS, "none") else "",
        written=written if written in ("yes", "no") else "",
    )
