"""The life of a framework as a whole: published, retired, checked against the notice."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from drafting.frameworks.completeness import faults
from drafting.frameworks.models import Framework
from drafting.frameworks.services.errors import FrameworkError, NotPublishable


@transaction.atomic
def publish(framework: Framework) -> None:
    """Release a framework for use; from now on it is immutable.

    Raises FrameworkError when it is no draft, NotPublishable with every reason when something is missing.
    """
    if reasons := faults(framework):
        raise NotPublishable(reasons)
    now = timezone.now()
    changed = Framework.objects.filter(pk=framework.pk, state=Framework.State.DRAFT).update(
        state=Framework.State.PUBLISHED, published_at=now
    )
    if not changed:
        raise FrameworkError(f"“{framework.name}”已经发布过了。")
    framework.state, framework.published_at = Framework.State.PUBLISHED, now


def retire(framework: Framework) -> None:
    """Offer a published framework no longer to new materials; those begun with it keep it.

    Raises FrameworkError when it is not published.
    """
    if not Framework.objects.filter(pk=framework.pk, state=Framework.State.PUBLISHED).update(
        state=Framework.State.RETIRED
    ):
        raise FrameworkError(f"“{framework.name}”不是已发布的框架，不能停用。")
    framework.state = Framework.State.RETIRED


def confirm(framework: Framework, by: User, notice: str) -> None:
    """Record that ``by`` compared every name with ``notice`` (the notice's title and number); allowed in every state, because it
    changes no text.

    Raises FrameworkError when no notice is named.
    """
    notice = notice.strip()
    if not notice:
        raise FrameworkError("请写明核对所依据的通知（名称和文号）。")
    framework.confirmed_by, framework.confirmed_notice, framework.confirmed_at = by, notice, timezone.now()
    framework.save(update_fields=["confirmed_by", "confirmed_notice", "confirmed_at"])


def withdraw_confirmation(framework: Framework) -> None:
    """Forget a confirmation, because a name was changed after it."""
    framework.confirmed_by, framework.confirmed_notice, framework.confirmed_at = None, "", None
    framework.save(update_fields=["confirmed_by", "confirmed_notice", "confirmed_at"])
