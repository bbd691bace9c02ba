"""Questions about frameworks. Reads only."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from accounts.models import Organization
from accounts.prepared import Given, PreparedRead
from drafting.frameworks.models import Audience, Confidence, Framework, Section
from drafting.frameworks.spec import AreaSpec, FrameworkSpec, Limits, PartSpec

_SECTIONS = PreparedRead(
    lambda: Section.objects.filter(
        framework=Given("framework", Section._meta.get_field("framework"))
    ).order_by("order", "id")
)


def published_frameworks() -> QuerySet[Framework]:
    """Frameworks that new materials may be begun with, newest year first."""
    return Framework.objects.filter(state=Framework.State.PUBLISHED)


def offered_to(rows: QuerySet[Framework], organization: Organization | None) -> QuerySet[Framework]:
    """Of these frameworks those for everybody, and those that ``organization`` has for itself:
    nobody is shown what another organisation has."""
    mine = Q(organization=organization) if organization else Q()
    return rows.filter(Q(organization=None) | mine)


def personal_frameworks(organization: Organization | None = None) -> QuerySet[Framework]:
    """Published frameworks that a single person writes by, those for everybody and those that
    ``organization`` has for itself; a branch committee's are for its collective paper."""
    rows = offered_to(published_frameworks(), organization)
    return rows.exclude(audience=Audience.COMMITTEE)


def variants_beside(framework: Framework) -> QuerySet[Framework]:
    """The other frameworks for single persons of the same year and meeting, which a meeting may use
    beside this one."""
    rows = personal_frameworks(framework.organization)
    same = rows.filter(year=framework.year, meeting_kind=framework.meeting_kind)
    return same.exclude(pk=framework.pk)


def collective_frameworks(
    year: int, meeting_kind: str, organization: Organization
) -> QuerySet[Framework]:
    """The published frameworks for the collective paper of a committee in a year and kind of
    meeting: those for everybody, and the organisation's own."""
    rows = offered_to(published_frameworks(), organization)
    rows = rows.filter(audience=Audience.COMMITTEE, year=year, meeting_kind=meeting_kind)
    return rows.order_by("key")


def with_pending(frameworks: QuerySet[Framework]) -> QuerySet[Framework]:
    """The same frameworks, each with ``areas`` and ``unsure``: how many areas it has, and how many
    of its names are not sure."""
    return frameworks.annotate(
        areas=Count("sections", filter=Q(sections__parent__isnull=False)),
        unsure=Count(
            "sections",
            filter=~Q(sections__confidence=Confidence.HIGH) & Q(sections__confirmed_at=None),
        ),
    )


def unconfirmed(frameworks: QuerySet[Framework]) -> QuerySet[Framework]:
    """Of these frameworks those in use or being edited with a name or a theme that nobody has
    checked against the notice yet (待核对), as ``pending_names`` lists them."""
    rows = Section.objects.filter(framework=OuterRef("pk"), confirmed_at=None)
    unsure = rows.exclude(confidence=Confidence.HIGH)
    theme = ~Q(theme="") & ~Q(theme_confidence=Confidence.HIGH)
    pending = frameworks.filter(Exists(unsure) | theme, confirmed_at=None)
    return pending.exclude(state=Framework.State.RETIRED)


def corrected(framework: Framework) -> Framework | None:
    """The published framework that this one is to replace. None where it is none's correction, or
    that one was retired meanwhile."""
    before = framework.corrects
    return before if before is not None and before.state == Framework.State.PUBLISHED else None


def in_preparation(framework: Framework) -> Framework | None:
    """The framework that is being edited under the same name for the same year, meeting and
    organisation, if there is one."""
    rows = Framework.objects.filter(
        state=Framework.State.DRAFT,
        meeting_kind=framework.meeting_kind,
        year=framework.year,
        organization=framework.organization,
    )
    return rows.filter(name=framework.name).first()


def theme_pending(framework: Framework) -> bool:
    """Whether the theme still has to be checked against the notice."""
    return bool(framework.theme) and framework.theme_confidence != Confidence.HIGH


def pending_names(framework: Framework) -> list[str]:
    """What still has to be checked against the notice (待核对): the theme and the names of parts and
    areas, in order.

    A person's confirmation covers the whole framework, so nothing is pending after it; that of a
    single part or area covers that one.
    """
    if framework.confirmed_at:
        return []
    theme = ["会议主题"] if theme_pending(framework) else []
    rows = [row for part, areas in _parts(framework) for row in (part, *areas)]
    return theme + [row.name for row in rows if row.unsure]


def spec_of(framework: Framework) -> FrameworkSpec:
    """The framework as a value, in one query however many parts and areas it has; in none where the
    sections were read along."""
    return spec_from_rows(framework, _parts(framework))


def _parts(framework: Framework) -> list[tuple[Section, list[Section]]]:
    """Each part with its areas, in their order."""
    # Django tells in no other way whether rows were read along
    if "sections" in getattr(framework, "_prefetched_objects_cache", {}):
        rows = list(framework.sections.all())
    else:
        rows = _SECTIONS.all(framework=framework.pk)
    below: dict[int | None, list[Section]] = {}
    for row in rows:
        below.setdefault(row.parent_id, []).append(row)
    return [(part, below.get(part.pk, [])) for part in below.get(None, [])]


def spec_from_rows(
    framework: Framework, parts: Sequence[tuple[Section, Sequence[Section]]]
) -> FrameworkSpec:
    """The same of parts with their areas, stored or not, in their order."""
    settled = framework.confirmed_at is not None
    return FrameworkSpec(
        key=framework.key,
        year=framework.year,
        meeting_kind=framework.meeting_kind,
        name=framework.name,
        theme=framework.theme,
        title=framework.title,
        parts=tuple(_part(part, areas, settled) for part, areas in parts),
        collective=framework.audience == Audience.COMMITTEE,
        usual=framework.usual,
    )


def _part(row: Section, areas: Sequence[Section], settled: bool) -> PartSpec:
    return PartSpec(
        key=row.key,
        role=row.role,
        heading=row.heading or row.name,
        guidance=row.guidance,
        required=row.required,
        limits=_limits(row),
        areas=tuple(_area(area, settled) for area in areas),
        pattern=row.pattern,
        unsure=row.unsure and not settled,
    )


def _area(row: Section, settled: bool) -> AreaSpec:
    return AreaSpec(
        key=row.key,
        name=row.name,
        heading=row.heading or row.name,
        guidance=row.guidance,
        required=row.required,
        limits=_limits(row),
        taxonomy=tuple(row.taxonomy),
        unsure=row.unsure and not settled,
    )


def _limits(row: Section) -> Limits:
    return Limits(
        min_points=row.min_points,
        max_points=row.max_points,
        min_characters=row.min_characters,
        max_characters=row.max_characters,
    )
