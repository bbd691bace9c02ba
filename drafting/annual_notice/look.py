"""A framework as a member will see it: the steps of its wizard, each with what it asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from drafting.annual_notice.permissions import keeps_frameworks
from drafting.drafts.first_document import new_document
from drafting.drafts.models import FrameworkChange
from drafting.frameworks.admin.section_rows import size
from drafting.frameworks.editions import state_of_stored
from drafting.frameworks.labels import plain_name, variant_name
from drafting.frameworks.models import Framework, Section
from drafting.frameworks.operations import offered_on_pages
from drafting.frameworks.selectors import corrected, pending_names, spec_of
from drafting.frameworks.spec import AreaSpec, FrameworkSpec, PartSpec
from drafting.library.models import ProblemCategory
from drafting.meetings.models import Meeting
from drafting.progress.steps import steps_of


@dataclass(frozen=True, slots=True)
class LookStep:
    """A step: its title, what is printed above what is written there, the guidance, the limits,
    what the library offers there, where the name is from and who compared it. ``unsure``: 待核对;
    ``section`` is the id of the stored part or area, ``name`` its name."""

    title: str
    required: bool
    heading: str = ""
    guidance: str = ""
    size: str = ""
    covers: str = ""
    source: str = ""
    pattern: str = ""
    unsure: bool = False
    checked: str = ""
    section: int | None = None
    name: str = ""
    area: bool = False


def look_steps(framework: Framework) -> list[LookStep]:
    """The steps in their order. One query where the sections were read along."""
    return steps_from(spec_of(framework), {row.key: row for row in framework.sections.all()})


def steps_from(spec: FrameworkSpec, rows: Mapping[str, Section]) -> list[LookStep]:
    """The steps of a framework that need not be stored, with its parts and areas by their keys. One
    query."""
    names = dict(ProblemCategory.objects.values_list("code", "name"))
    found = []
    for step in steps_of(spec, new_document(spec)):
        row = rows.get(step.spec.key) if step.spec is not None else None
        if step.writable:
            found.append(
                _step(step.title, row, step.spec, names)
                if row is not None and step.spec is not None
                else LookStep(step.title, True)
            )
    return found


def _step(
    title: str, row: Section, spec: PartSpec | AreaSpec, names: Mapping[str, str]
) -> LookStep:
    area = isinstance(spec, AreaSpec)
    return LookStep(
        title,
        row.required,
        heading=row.heading,
        guidance=row.guidance,
        size=size(row),
        covers="、".join(names.get(entry, entry) for entry in row.taxonomy)
        or ("全部领域" if area else ""),
        source=row.source,
        pattern=row.pattern,
        unsure=spec.unsure,
        checked=checked_said(row),
        section=row.pk,
        name=row.name,
        area=area,
    )


def called(framework: Framework) -> str:
    """What it is called among the variants of its year; one that waits for its notice has no areas
    yet."""
    waiting = not (framework.published or framework.variant)
    if waiting and all(row.parent_id is None for row in framework.sections.all()):
        return "还没有方面"
    return variant_name(framework)


def checked_said(row: Framework | Section) -> str:
    """Who compared the names, or the one of a part or area, when and with what; empty where nobody
    has."""
    if row.confirmed_at is None:
        return ""
    when = timezone.localtime(row.confirmed_at).strftime("%Y-%m-%d")
    who = row.confirmed_by or "（已离任）"
    return f"{who}于 {when} 依据“{row.confirmed_notice}”核对"


def look_context(framework: Framework, user: Any) -> dict[str, Any]:
    """What the page of a framework shows; one query more for the meetings that may change to
    it."""
    steps = look_steps(framework)
    own = framework.organization
    return {
        "nav": "meetings" if own and not keeps_frameworks(user) else "frameworks",
        "framework": framework,
        "plain_name": plain_name(framework),
        "called": called(framework),
        "steps": steps,
        "areas": sum(step.area for step in steps),
        "pending": pending_names(framework),
        "checked": checked_said(framework),
        "sources": framework.sources.splitlines(),
        "first_source": next(iter(framework.sources.splitlines()), ""),
        "shown": state_of_stored(framework),
        "keeps": keeps_frameworks(user),
        "operations": offered_on_pages(framework) if keeps_frameworks(user) else [],
        "corrects": None if framework.published else corrected(framework),
        "brought": FrameworkChange.objects.filter(after=framework, undone_at=None).count(),
        "meetings": _waiting_meetings(framework) if own and framework.published else [],
    }


def _waiting_meetings(framework: Framework) -> list[Meeting]:
    """The open meetings of the framework's organisation that nobody writes for yet."""
    rows = Meeting.objects.filter(organization=framework.organization, state=Meeting.State.OPEN)
    return list(rows.filter(drafts=None).exclude(framework=framework))
