"""What people are told of requests to be erased."""

from __future__ import annotations

from django.db.models import Q
from django.urls import reverse

from accounts.codes import Role
from accounts.models import Membership, Organization, User
from accounts.permissions import may_keep_person
from drafting.notices.models import Notice
from drafting.notices.services.delivery import tell
from drafting.personal_data.models import ErasureRequest


def tell_asked(asked: ErasureRequest) -> None:
    """The administrators who may do it; where there is none, the superusers."""
    person = asked.person
    offices = Membership.objects.active().filter(
        role=Role.ADMINISTRATOR, organization__in=_above(person)
    )
    found = User.objects.filter(
        Q(pk__in=offices.values("user_id")) | Q(is_superuser=True), is_active=True
    ).exclude(pk=person.pk)
    able = [one for one in found.order_by("pk") if may_keep_person(one, person)]
    plain = [one for one in able if not one.is_superuser]
    tell(
        plain or able,
        Notice.Kind.CHANGED,
        f"{person.name}申请注销：删除本人的材料和数据。",
        reverse("personal_data:person", args=[person.pk]),
        f"erasure:{asked.pk}",
    )


def _above(person: User) -> set[int]:
    """The organisations that a person was ever in, and those above them, by id."""
    found: set[int] = set()
    for row in person.memberships.select_related("organization"):
        if row.organization_id not in found:
            ancestors = Organization.objects.get_ancestors(row.organization)
            found |= {row.organization_id, *ancestors.values_list("pk", flat=True)}
    return found


def tell_declined(person: User) -> None:
    """The person, whose page has the reason."""
    tell(
        [person],
        Notice.Kind.CHANGED,
        "您的注销申请没有同意，答复在“我的数据”里。",
        reverse("personal_data:page"),
    )
