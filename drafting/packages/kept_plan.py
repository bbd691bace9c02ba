"""The plan of a package that is being looked at, kept from page to page as long as the library stays
as it is."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Max

from accounts.unit_kinds import unit_kinds
from drafting.frameworks.models import Framework
from drafting.library.models import Phrase, ProblemCategory
from drafting.library.services import KINDS
from drafting.packages.category_shelf import LINKS
from drafting.packages.models import PackageImport
from drafting.packages.preview import Plan, plan_of
from drafting.packages.taking import package_of
from drafting.proofing.models import Formulation

#: What was last looked at, and the state of the library then. Replaced as a whole, so threads need
#: no lock.
_last: tuple[Any, Plan] | None = None


def plan_for(received: PackageImport) -> Plan:
    """How the rows of a package stand. Raises UnreadablePackage."""
    global _last
    state = (received.checksum, received.pk, *_state())
    kept = _last
    if kept is None or kept[0] != state:
        kept = _last = (state, plan_of(package_of(received)))
    return kept[1]


def _state() -> tuple[str, ...]:
    """Changes with all that a plan goes by."""
    categories = [list(model.objects.order_by("pk").values_list()) for model in KINDS.values()]
    links = [
        getattr(ProblemCategory, field).through.objects.aggregate(Count("pk"), Max("pk"))
        for field in LINKS.values()
    ]
    frameworks = Framework.objects.aggregate(Count("pk"), Max("pk"))
    brought = PackageImport.objects.aggregate(
        Count("taken_at"), Max("taken_at"), Count("undone_at"), Max("undone_at")
    )
    kinds = [(kind.code, kind.name, kind.active) for kind in unit_kinds()]
    rest = (categories, links, frameworks, brought, kinds)
    return tuple(map(repr, (Phrase.stand(), Formulation.stand(), *rest)))
