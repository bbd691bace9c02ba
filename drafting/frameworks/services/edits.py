"""Entering and changing a framework while it is a draft."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from drafting.frameworks.models import Confidence, Framework, Section
from drafting.frameworks.services.copies import (
    area_heading,
    areas_named,
    copied_section,
    free_key,
    paper_title,
    refuse_second,
)
from drafting.frameworks.services.errors import FrameworkError

PUBLISHED = "框架发布后不能修改，已有材料要以它为准；要改的，请出更正版。"
#: What every material has, in order: role, heading as printed, required.
STANDARD_PARTS = (
    (Section.Role.OPENING, "", True),
    (Section.Role.PREVIOUS, "", True),
    (Section.Role.PROBLEMS, "存在的问题", True),
    (Section.Role.CAUSES, "产生问题的原因剖析", True),
    (Section.Role.MEASURES, "今后努力方向和整改措施", True),
    (Section.Role.STATEMENT, "", False),
    (Section.Role.CLOSING, "", True),
)


def _require_draft(framework: Framework) -> None:
    """Pass while the framework may be edited, and keep it so until this transaction ends: nobody
    publishes or deletes it meanwhile. A new one passes.

    Raises FrameworkError once it is published or deleted: the state is read anew, because the
    caller's row may be older.
    """
    if framework._state.adding:
        return
    row = Framework.objects.select_for_update().filter(pk=framework.pk).only("state").first()
    if row is None:
        raise FrameworkError("这个框架已经删除。")
    if row.published:
        raise FrameworkError(PUBLISHED)


def to_edit(framework: Framework) -> Framework:
    """The framework as it is stored now, kept so until this transaction ends.

    Raises FrameworkError once it is published or deleted.
    """
    _require_draft(framework)
    rows = Framework.objects.select_related("corrects", "confirmed_by", "organization")
    return rows.prefetch_related("sections").get(pk=framework.pk)


@transaction.atomic
def save_framework(framework: Framework) -> None:
    """Keep a new or edited framework; its key is made from year and meeting when it has none.

    Raises FrameworkError when it is published already, and for a new one where one of its name is
    being edited.
    """
    _require_draft(framework)
    if not framework.key:
        framework.key = free_key(framework.year, framework.meeting_kind)
        refuse_second(framework)
    if not framework.title:
        framework.title = paper_title(framework.name, framework.audience, framework.meeting_kind)
    framework.save()


@transaction.atomic
def begin_framework(framework: Framework, areas: Iterable[str]) -> None:
    """Keep a new framework with the parts that every material has and the areas of these names,
    ready to be edited."""
    save_framework(framework)
    for position, (role, heading, required) in enumerate(STANDARD_PARTS, 1):
        part = Section.objects.create(
            framework=framework,
            key=role,
            order=position * 10,
            role=role,
            name=role.label,
            heading=heading,
            required=required,
            confidence=Confidence.HIGH,
        )
        if role == Section.Role.PROBLEMS:
            for area in areas_named([], list(areas), framework.audience):
                copied_section(area, framework, part)


@transaction.atomic
def save_section(section: Section) -> None:
    """Keep a new or edited part or area; one without a key or heading gets it, and the key never
    changes afterwards.

    Raises FrameworkError when the framework is published already.
    """
    _require_draft(section.framework)
    if not section.key:
        section.key = _free_section_key(section)
    if section.parent_id and not section.heading:
        section.heading = area_heading(section.name)
    section.save()


@transaction.atomic
def problems_part(framework: Framework) -> Section:
    """The part that holds the areas; it is made where there is none yet.

    Raises FrameworkError when the framework is published already.
    """
    _require_draft(framework)
    row = framework.sections.filter(role=Section.Role.PROBLEMS, parent=None).first()
    if row is None:
        role = Section.Role.PROBLEMS
        row = Section(
            framework=framework, role=role, name=role.label, confidence=Confidence.HIGH, order=25
        )
        save_section(row)
    return row


@transaction.atomic
def remove_framework(framework: Framework) -> None:
    """Delete a framework that was never published.

    Raises FrameworkError when it is published already.
    """
    _require_draft(framework)
    framework.delete()


@transaction.atomic
def remove_section(section: Section) -> None:
    """Take a part (with its areas) or an area out.

    Raises FrameworkError when the framework is published already.
    """
    _require_draft(section.framework)
    section.delete()


@transaction.atomic
def tidy_sections(framework: Framework) -> None:
    """Number parts and areas anew in steps of ten, so that there is room between any two.

    Raises FrameworkError when the framework is published already.
    """
    _require_draft(framework)
    rows = list(framework.sections.order_by("order", "id"))
    for siblings in (
        [row for row in rows if row.parent_id is None],
        [row for row in rows if row.parent_id],
    ):
        for position, row in enumerate(siblings, 1):
            row.order = position * 10
    Section.objects.bulk_update(rows, ["order"])


def _editions(framework: Framework) -> list[int]:
    """It, and the one that it was copied from."""
    return [pk for pk in (framework.pk, framework.copied_from_id) if pk is not None]


def _free_section_key(section: Section) -> str:
    base = "area" if section.parent_id else section.role
    rows = Section.objects.filter(framework__in=_editions(section.framework))
    # never one that the framework it was copied from means something else by
    taken = set(rows.values_list("key", flat=True))
    if not section.parent_id and base not in taken:
        return base
    return next(key for n in range(1, 1000) if (key := f"{base}-{n}") not in taken)
