"""Loading and removing reference texts, and who may."""

from __future__ import annotations

import hashlib
from typing import Final

from django.db import transaction
from django.db.models import Q, QuerySet

from accounts.codes import OrganizationKind, Role
from accounts.models import Organization, User
from accounts.selectors import organizations_led_by
from drafting.document.text import clean
from drafting.proofing.alikeness.models import ReferenceText

#: Texts of one organisation, characters of one text, and the fewest that say something.
MOST_TEXTS: Final = 50
MOST_CHARACTERS: Final = 50_000
LEAST_CHARACTERS: Final = 30


class NotLoaded(ValueError):
    """The text cannot be loaded; the message is a sentence for people."""


def organizations_kept_by(user: User) -> QuerySet[Organization]:
    """The organisations whose reference texts a person keeps, in tree order: those led by them, and
    those whose library they curate. None of groups (党小组)."""
    curated = user.memberships.active().filter(role=Role.CURATOR).values("organization")
    led = organizations_led_by(user).values("pk")
    rows = Organization.objects.filter(Q(pk__in=led) | Q(pk__in=curated))
    kept: QuerySet[Organization] = rows.exclude(kind=OrganizationKind.GROUP).order_by("path")
    return kept


def texts_kept_by(user: User) -> QuerySet[ReferenceText]:
    """The reference texts of those organisations, the latest first."""
    rows = ReferenceText.objects.filter(organization__in=organizations_kept_by(user))
    return rows.select_related("organization", "loaded_by").order_by("-loaded_at", "-pk")


def load(organization: Organization, name: str, text: str, by: User) -> ReferenceText:
    """Load a text for an organisation. Raises NotLoaded where it is too short or too long, was
    loaded before, or where there are too many."""
    text = clean(text).strip()
    if len(text) < LEAST_CHARACTERS:
        raise NotLoaded(f"文字太少，只有 {len(text)} 个字，比不出什么。")
    if len(text) > MOST_CHARACTERS:
        raise NotLoaded(
            f"一份最多 {MOST_CHARACTERS:,} 个字，这份有 {len(text):,} 个字，请分成几份。"
        )
    content_hash = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    with transaction.atomic():
        # two windows at once come one after the other
        Organization.objects.select_for_update().get(pk=organization.pk)
        kept = ReferenceText.objects.filter(organization=organization)
        if same := kept.filter(content_hash=content_hash).first():
            raise NotLoaded(f"这份文字已经载入过，名称是“{same.name}”。")
        if kept.count() >= MOST_TEXTS:
            raise NotLoaded(f"最多载入 {MOST_TEXTS} 份，请先删去不用的。")
        return ReferenceText.objects.create(
            organization=organization,
            name=name,
            text=text,
            content_hash=content_hash,
            loaded_by=by,
        )
