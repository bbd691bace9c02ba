"""The life of a framework as a whole: published, retired, checked against the notice."""

from __future__ import annotations

from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.turns import wait_turn
from drafting.frameworks.completeness import faults
from drafting.frameworks.editions import state_of_stored
from drafting.frameworks.models import Confidence, Framework, Section
from drafting.frameworks.selectors import corrected
from drafting.frameworks.services.errors import FrameworkError, NotPublishable

#: Who makes a framework the usual one takes turns (accounts.turns): there is one of a kind.
USUAL: Final = "usual frameworks"
PUBLISHED_IN_EDITOR: Final = "这是更正版，正在写的材料怎么办要一并选定，请在编辑页发布。"


@transaction.atomic
def publish(framework: Framework, shown: str = "", *, usual: bool = True) -> None:
    """Release a framework for use; from now on it is immutable. ``shown`` is what the person looked
    at (editions.state_of_stored), where it was shown. The first of its year, meeting and audience
    is the usual one, unless it is one organisation's own or ``usual`` is False.

    Raises FrameworkError when it is no draft, when it says something else by now, and for a
    correction of what is in use (corrections.publish_correction), NotPublishable with every reason
    when something is missing.
    """
    if corrected(Framework.objects.select_related("corrects").get(pk=framework.pk)) is not None:
        raise FrameworkError(PUBLISHED_IN_EDITOR)
    release(framework, shown, usual=usual)


@transaction.atomic
def release(framework: Framework, shown: str, *, usual: bool) -> None:
    """``publish``, for a correction too, which then has to take the place of what it corrects."""
    now = Framework.objects.select_for_update().get(pk=framework.pk)
    if now.state != Framework.State.DRAFT:
        raise FrameworkError(f"“{framework.name}”已经发布过了。")
    _demand_shown(now, shown)
    if reasons := faults(now):
        raise NotPublishable(reasons)
    now.state, now.published_at = Framework.State.PUBLISHED, timezone.now()
    wait_turn(USUAL)
    first = now.organization_id is None and not _variants_of(now).filter(usual=True).exists()
    now.usual = usual and first
    now.save(update_fields=["state", "published_at", "usual"])
    framework.state, framework.published_at = now.state, now.published_at
    framework.usual = now.usual


def _demand_shown(framework: Framework, shown: str) -> None:
    if shown and shown != state_of_stored(framework):
        raise FrameworkError("框架的内容刚才有改动，下面是现在的内容，请看过以后再办理。")


@transaction.atomic
def retire(framework: Framework) -> Framework | None:
    """Offer a published framework no longer to new materials; those begun with it keep it. Gives
    the one that is the usual one instead of it, as ``heir_of`` does.

    Raises FrameworkError when it is not published.
    """
    wait_turn(USUAL)
    now = Framework.objects.select_for_update().get(pk=framework.pk)
    if now.state != Framework.State.PUBLISHED:
        raise FrameworkError(f"“{framework.name}”不是已发布的框架，不能停用。")
    heir = heir_of(now)
    now.state, now.usual = Framework.State.RETIRED, False
    now.save(update_fields=["state", "usual"])
    framework.state, framework.usual = now.state, now.usual
    if heir is not None:
        make_usual(heir)
    return heir


def heir_of(framework: Framework) -> Framework | None:
    """The framework that becomes the usual one when this one is retired: another of its year,
    meeting and audience, the first by its key. None where it is not the usual one or the last."""
    return _variants_of(framework).order_by("key").first() if framework.usual else None


@transaction.atomic
def make_usual(framework: Framework) -> None:
    """Let a published framework be the one that is proposed among those of its year, meeting and
    audience.

    Raises FrameworkError when it is not published or one organisation's own.
    """
    wait_turn(USUAL)
    now = Framework.objects.select_for_update().get(pk=framework.pk)
    if now.state != Framework.State.PUBLISHED or now.organization_id is not None:
        raise FrameworkError(f"“{framework.name}”没有发布给各党组织使用，不能设为通常用的。")
    _variants_of(now).filter(usual=True).update(usual=False)
    Framework.objects.filter(pk=now.pk).update(usual=True)
    framework.usual = True


def _variants_of(framework: Framework) -> QuerySet[Framework]:
    """The other published frameworks for everybody of the same year, meeting and audience."""
    return Framework.objects.filter(
        state=Framework.State.PUBLISHED,
        organization=None,
        year=framework.year,
        meeting_kind=framework.meeting_kind,
        audience=framework.audience,
    ).exclude(pk=framework.pk)


@transaction.atomic
def confirm(framework: Framework, by: User, notice: str, shown: str = "") -> None:
    """Record that ``by`` compared every name with ``notice`` (the notice's title and number);
    allowed in every state, because it changes no text. ``shown`` is what the person looked at
    (editions.state_of_stored), where it was shown.

    Raises FrameworkError when no notice is named, and when the framework says something else by
    now.
    """
    notice = notice.strip()
    if not notice:
        raise FrameworkError("请写明核对所依据的通知（名称和文号）。")
    _demand_shown(Framework.objects.select_for_update().get(pk=framework.pk), shown)
    framework.confirmed_by, framework.confirmed_notice, framework.confirmed_at = (
        by,
        notice,
        timezone.now(),
    )
    framework.save(update_fields=["confirmed_by", "confirmed_notice", "confirmed_at"])


@transaction.atomic
def confirm_section(section: Section, by: User, notice: str, name: str) -> None:
    """Record that ``by`` compared the name of one part or area with ``notice``; allowed in every
    state. ``name`` is what the person looked at.

    Raises FrameworkError when no notice is named, and when it is called otherwise by now or gone.
    """
    notice = notice.strip()
    if not notice:
        raise FrameworkError("请写明核对所依据的通知（名称和文号）。")
    now = Section.objects.select_for_update().filter(pk=section.pk).first()
    if now is None or now.name != name:
        raise FrameworkError("这个名称刚才有改动，下面是现在的内容，请看过以后再核对。")
    now.confirmed_by, now.confirmed_notice, now.confirmed_at = by, notice, timezone.now()
    now.save(update_fields=["confirmed_by", "confirmed_notice", "confirmed_at"])


@transaction.atomic
def spread_confirmation(framework: Framework) -> None:
    """Let every part and area have the confirmation of the whole framework as its own, so that only
    what is changed next has to be compared again."""
    if framework.confirmed_at is None:
        return
    framework.sections.filter(confirmed_at=None).update(
        confirmed_by=framework.confirmed_by,
        confirmed_notice=framework.confirmed_notice,
        confirmed_at=framework.confirmed_at,
    )
    framework.theme_confidence = Confidence.HIGH
    framework.save(update_fields=["theme_confidence"])
    withdraw_confirmation(framework)


def withdraw_confirmation(framework: Framework) -> None:
    """Forget a confirmation, because a name was changed after it."""
    framework.confirmed_by, framework.confirmed_notice, framework.confirmed_at = None, "", None
    framework.save(update_fields=["confirmed_by", "confirmed_notice", "confirmed_at"])
