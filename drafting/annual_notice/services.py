"""Making a framework of a pasted notice, and publishing it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db import transaction

from accounts.models import Organization, User
from drafting.annual_notice.area_rows import AreaRow
from drafting.frameworks.models import Framework, Section
from drafting.frameworks.selectors import offered_to, published_frameworks
from drafting.frameworks.services import copies, edits, lifecycle

_LIMITS: Final = ("min_points", "max_points", "min_characters", "max_characters")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a notice says beside its areas: what the set is called, for whom it is, the meeting's
    theme, and the notice's own name and number."""

    name: str
    variant: str
    audience: str
    theme: str
    notice: str


@transaction.atomic
def prepare(
    base: Framework,
    year: int,
    head: Head,
    areas: Sequence[AreaRow],
    organization: Organization | None = None,
) -> Framework:
    """A framework being edited, with the parts of ``base`` and these areas, for the meetings of one
    organisation or of everybody.

    Raises FrameworkError where one of its name is being edited already.
    """
    framework = copies.copy_to_year(
        base, year, name=head.name, theme=head.theme, areas=[row.name for row in areas],
        organization=organization,
    )  # fmt: skip
    framework.note = f"由通知粘贴，各部分取自“{base.name}”。"
    _say(framework, head)
    _set_areas(framework, areas, head.notice)
    return framework


@transaction.atomic
def publish(framework: Framework, by: User, shown: str, notice: str) -> None:
    """Publish what the person looked at (``shown``), and record that it was compared with the
    notice, where one is named.

    Raises FrameworkError and NotPublishable.
    """
    if notice.strip():
        lifecycle.confirm(framework, by, notice, shown)
    lifecycle.publish(framework, shown)


def _say(framework: Framework, head: Head) -> None:
    framework.variant, framework.audience = head.variant, head.audience
    plain = framework.name.partition("（")[0]
    framework.title = copies.paper_title(plain, head.audience, framework.meeting_kind)
    framework.sources = head.notice
    edits.save_framework(framework)


def _set_areas(framework: Framework, areas: Sequence[AreaRow], notice: str) -> None:
    limits = _limits_of(framework)
    rows = {row.name: row for row in framework.sections.exclude(parent=None)}
    for at, area in enumerate(areas, 1):
        row = rows[area.name]
        row.order, row.source = at * 10, notice
        row.taxonomy = area.covers  # type: ignore[assignment]
        row.guidance = area.guidance or copies.new_guidance(framework.audience)
        if not any(getattr(row, name) for name in _LIMITS):
            for name, value in limits.items():
                setattr(row, name, value)
        edits.save_section(row)


def _limits_of(framework: Framework) -> dict[str, int]:
    """The limits of an area in the newest published framework for the same meeting and persons, one
    for everybody or the organisation's own; none where there is none."""
    offered = offered_to(published_frameworks(), framework.organization)
    rows = offered.filter(meeting_kind=framework.meeting_kind, audience=framework.audience)
    newest = rows.order_by("-year", "-usual", "key").first()
    area = newest.sections.exclude(parent=None).first() if newest else Section()
    return {name: getattr(area, name) for name in _LIMITS} if area else {}


__all__ = ["Head", "prepare", "publish"]
