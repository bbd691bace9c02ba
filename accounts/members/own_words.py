"""The page of the words that an organisation keeps (本单位用语)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.decorators import login_required_json_aware
from accounts.field_sentences import FieldSentences
from accounts.http import SignedInRequest
from accounts.members.answers import kept_organization, show
from accounts.models import Organization
from accounts.own_words import clean_words, lines_of
from accounts.services.organizations import save_own_words
from drafting.common.overtaken import Overtaken

_OVERTAKEN = (
    "您打开这一页之后，有人改过这份用语，还没有保存您的。现在的用语列在下面，请并到文本框里再保存。"
)


class OwnWordsForm(FieldSentences, forms.Form):
    """The words, one to a line; ``read`` as they stood when the page was made."""

    words = forms.CharField(label="用语", required=False, strip=False)
    read = forms.CharField(required=False, strip=False)

    def clean_words(self) -> str:
        return clean_words(self.cleaned_data["words"])

    def clean_read(self) -> str:
        # a form's line ends are a browser's
        return "\n".join(lines_of(self.cleaned_data["read"]))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required_json_aware
def own_words(request: SignedInRequest, organization_id: int) -> HttpResponseBase:
    """Show and change the words of an organisation."""
    organization = kept_organization(request, organization_id)
    if request.method != "POST":
        return _show(request, organization, {"words": organization.own_words})
    form = OwnWordsForm(request.POST)
    if not form.is_valid():
        # none of its fields is required, so what is wrong is the words
        return _show(request, organization, {"error": form.errors["words"][0]}, form, 422)
    try:
        save_own_words(organization.pk, form.cleaned_data["words"], form.cleaned_data["read"])
    except Overtaken:
        organization.refresh_from_db()
        context = {"error": _OVERTAKEN, "theirs": organization.words}
        return _show(request, organization, context, form, 409)
    number = len(lines_of(form.cleaned_data["words"]))
    messages.success(
        request, f"已保存，共 {number} 个用语。" if number else "已保存，现在没有用语。"
    )
    return redirect("accounts:own_words", organization.pk)


def _show(
    request: SignedInRequest,
    organization: Organization,
    context: dict[str, Any],
    form: OwnWordsForm | None = None,
    status: int = 200,
) -> HttpResponseBase:
    typed = {"words": form.data.get("words", "")} if form is not None else {}
    above = Organization.objects.get_ancestors(organization)
    inherited = [(row, row.words) for row in above if row.own_words]
    # a knowing save after a conflict goes by what stands there now
    everything = {"inherited": inherited, "read": organization.own_words, **context, **typed}
    if form is not None and status == 422:
        everything["read"] = form.data.get("read", "")
    answer = show(request, "accounts/own_words.html", organization, everything)
    answer.status_code = status
    return answer
