"""Who sees the pages."""

from __future__ import annotations

from django.http import Http404

from accounts.models import User
from drafting.library.models import Phrase
from drafting.library.permissions import keeps_library


def let_in(user: User) -> None:
    """Raises Http404 for whoever does not keep the library: nobody else learns of its pages."""
    if not keeps_library(user):
        raise Http404("没有这个页面。")


def get_phrase(user: User, number: int) -> Phrase:
    """A phrase with its categories. Raises Http404 where there is none, or who asks keeps none."""
    let_in(user)
    rows = Phrase.objects.select_related("problem", "cause", "measure", "updated_by")
    found = rows.filter(pk=number).first()
    if found is None:
        raise Http404("没有这条素材。")
    return found
