"""Who sees the pages."""

from __future__ import annotations

from django.http import Http404

from accounts.models import User
from drafting.proofing.models import Formulation


def let_in(user: User) -> None:
    """Raises Http404 for whoever does not keep the formulations: nobody else learns of their pages."""
    kept = (f"drafting.{verb}_formulation" for verb in ("add", "change"))
    if not user.has_perms(list(kept)):
        raise Http404("没有这个页面。")


def get_formulation(user: User, number: int) -> Formulation:
    """Raises Http404 where there is none, or who asks keeps none."""
    let_in(user)
    found = Formulation.objects.select_related("updated_by").filter(pk=number).first()
    if found is None:
        raise Http404("没有这条提法。")
    return found
