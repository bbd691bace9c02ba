"""Correcting what is published: another edition of it (更正版), which takes its place."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from accounts.turns import wait_turn
from drafting.frameworks.models import Confidence, Framework, Section
from drafting.frameworks.selectors import corrected
from drafting.frameworks.services import lifecycle
from drafting.frameworks.services.copies import free_key, refuse_second
from drafting.frameworks.services.errors import FrameworkError

_NOT_COPIED = ("id", "framework", "parent")


def other_audience(framework: Framework, audience: str) -> list[str]:
    """Why a framework cannot be for this ``Audience``: one sentence for a correction of what is
    written by others, else nothing. It takes the place of that for the same persons."""
    before = corrected(framework)
    if before is None or before.audience == audience:
        return []
    return [
        f"更正版要和原来的一样写给{before.get_audience_display()}用；要写给别人用的，请另建一个框架。"
    ]


@transaction.atomic
def correct(framework: Framework) -> Framework:
    """A new edition of a published framework to be edited, the same in everything; what was
    compared with the notice counts as compared in it too.

    Raises FrameworkError for one that is not published, and where a correction is being edited
    already.
    """
    if framework.state != Framework.State.PUBLISHED:
        raise FrameworkError(f"“{framework.name}”不是已发布的框架，不用另出更正版。")
    key = free_key(framework.year, framework.meeting_kind)
    refuse_second(framework)
    new = Framework.objects.create(
        key=key,
        year=framework.year,
        meeting_kind=framework.meeting_kind,
        name=framework.name,
        variant=framework.variant,
        audience=framework.audience,
        organization=framework.organization,
        title=framework.title,
        theme=framework.theme,
        theme_confidence=_theme_confidence(framework),
        sources=framework.sources,
        note=framework.note,
        copied_from=framework,
        corrects=framework,
    )
    rows = list(framework.sections.all())
    parts = {row.pk: _copy(row, new, framework) for row in rows if row.parent_id is None}
    for row in rows:
        if row.parent_id is not None:
            _copy(row, new, framework, parts[row.parent_id])
    return new


def _theme_confidence(framework: Framework) -> str:
    return Confidence.HIGH if framework.confirmed_at else framework.theme_confidence


def _copy(
    row: Section, new: Framework, framework: Framework, parent: Section | None = None
) -> Section:
    fields = {
        field.attname: getattr(row, field.attname)
        for field in Section._meta.concrete_fields
        if field.name not in _NOT_COPIED
    }
    if row.confirmed_at is None and framework.confirmed_at is not None:
        fields |= {
            "confirmed_by_id": framework.confirmed_by_id,
            "confirmed_notice": framework.confirmed_notice,
            "confirmed_at": framework.confirmed_at,
        }
    return Section.objects.create(framework=new, parent=parent, **fields)


@transaction.atomic
def publish_correction(new: Framework, shown: str, by: User, notice: str = "") -> Framework:
    """Publish a correction in place of what it corrects, which is offered no longer; phrases that
    are meant for the old one are offered for the new one too. With a ``notice`` its names count as
    compared by ``by``. Gives the one that was replaced.

    Raises FrameworkError where it corrects nothing that is published, else as lifecycle.publish.
    """
    wait_turn(lifecycle.USUAL)
    before = corrected(Framework.objects.select_related("corrects").get(pk=new.pk))
    if before is None:
        raise FrameworkError("它要更正的框架已经停用，请刷新页面看看现在的情况。")
    if said := other_audience(new, new.audience):
        raise FrameworkError(said[0])
    if notice.strip():
        lifecycle.confirm(new, by, notice, shown)
    lifecycle.release(new, shown, usual=False)
    if before.usual:
        lifecycle.make_usual(new)
    new.phrases.add(*before.phrases.all())
    lifecycle.retire(before)
    return before
