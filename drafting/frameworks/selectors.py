"""Questions about frameworks. Reads only."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from drafting.frameworks.models import Confidence, Framework, Section
from drafting.frameworks.spec import AreaSpec, FrameworkSpec, Limits, PartSpec


def published_frameworks() -> QuerySet[Framework]:
    """Frameworks that new materials may be begun with, newest year first."""
    return Framework.objects.filter(state=Framework.State.PUBLISHED)


def with_pending(frameworks: QuerySet[Framework]) -> QuerySet[Framework]:
    """The same frameworks, each with ``areas`` and ``unsure``: how many areas it has, and how many of its names are not sure."""
    return frameworks.annotate(
        areas=Count("sections", filter=Q(sections__parent__isnull=False)),
        unsure=Count("sections", filter=~Q(sections__confidence=Confidence.HIGH)),
    )


def theme_pending(framework: Framework) -> bool:
    """Whether the theme still has to be checked against the notice."""
    return bool(framework.theme) and framework.theme_confidence != Confidence.HIGH


def pending_names(framework: Framework) -> list[str]:
    """What still has to be checked against the notice (待核对): the theme and the names of parts and areas, in order.

    A person's confirmation covers the whole framework, so nothing is pending after it.
    """
    if framework.confirmed_at:
        return []
    theme = ["会议主题"] if theme_pending(framework) else []
    return theme + [row.name for row in framework.sections.all() if row.confidence != Confidence.HIGH]


def spec_of(framework: Framework) -> FrameworkSpec:
    """The framework as a value, in one query however many parts and areas it has."""
    rows = list(framework.sections.all())
    parts = [row for row in rows if row.parent_id is None]
    return FrameworkSpec(
        key=framework.key,
        year=framework.year,
        meeting_kind=framework.meeting_kind,
        name=framework.name,
        theme=framework.theme,
        title=framework.title,
        parts=tuple(_part(part, [row for row in rows if row.parent_id == part.pk]) for part in parts),
    )


def _part(row: Section, areas: list[Section]) -> PartSpec:
    return PartSpec(
        key=row.key,
        role=row.role,
        heading=row.heading or row.name,
        guidance=row.guidance,
        required=row.required,
        limits=_limits(row),
        areas=tuple(_area(area) for area in areas),
    )


def _area(row: Section) -> AreaSpec:
    return AreaSpec(
        key=row.key,
        name=row.name,
        heading=row.heading or row.name,
        guidance=row.guidance,
        required=row.required,
        limits=_limits(row),
        taxonomy=tuple(row.taxonomy),
    )


def _limits(row: Section) -> Limits:
    return Limits(
        min_points=row.min_points,
        max_points=row.max_points,
        min_characters=row.min_characters,
        max_characters=row.max_characters,
    )
