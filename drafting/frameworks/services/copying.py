"""Making a framework of another: next year's begins as a copy of last year's."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from drafting.frameworks.models import Confidence, Framework, Section

NEW_AREA_GUIDANCE = (
    "对照通知对这一方面的要求，逐条问自己：哪些没有做到，最近一年有哪件具体的事可以说明，当时是怎么想的，造成了什么影响。"
    "写本人的问题，不写班子和他人的问题；有观点句、有表现、有事例，不讲成绩、不找客观理由。"
)
_EVERY_YEAR = {
    Section.Role.OPENING,
    Section.Role.PROBLEMS,
    Section.Role.CAUSES,
    Section.Role.MEASURES,
    Section.Role.STATEMENT,
    Section.Role.CLOSING,
}


@transaction.atomic
def copy_to_year(
    framework: Framework, year: int, *, name: str = "", theme: str = "", areas: Iterable[str] = ()
) -> Framework:
    """A new draft for ``year`` with the same parts, everything 待核对 until someone confirms it.

    ``areas`` are the names that the new notice gives, in order; an area of the same name keeps its guidance and limits, a new one
    gets general guidance. Without them the old areas are taken over. The same year is allowed: that is how a published
    framework is corrected.
    """
    copy = Framework(
        key=free_key(year, framework.meeting_kind),
        year=year,
        meeting_kind=framework.meeting_kind,
        name=name or framework.name.replace(str(framework.year), str(year)),
        theme=theme or framework.theme,
        copied_from=framework,
        note=f"由“{framework.name}”复制，请按{year}年度的通知核对。",
    )
    copy.title = f"{copy.name}个人对照检查材料"
    copy.save()
    old = list(framework.sections.all())
    for part in (row for row in old if row.parent_id is None):
        if part.role == Section.Role.PREVIOUS:
            last, this = f"{framework.year - 1}年度", f"{year - 1}年度"
            part.name, part.heading, part.guidance = (
                text.replace(last, this) for text in (part.name, part.heading, part.guidance)
            )
        new = copied_section(part, copy, None)
        if part.role != Section.Role.PROBLEMS:
            continue
        for row in areas_named([row for row in old if row.parent_id == part.pk], list(areas)):
            copied_section(row, copy, new)
    return copy


def areas_named(old: list[Section], names: list[str]) -> list[Section]:
    """Unsaved areas with these names in order, each like the old one of the same name where there is one."""
    if not names:
        return old
    by_name = {row.name: row for row in old}
    limits = {
        field: getattr(old[0], field) if old else 0
        for field in ("min_points", "max_points", "min_characters", "max_characters")
    }
    taken = {row.key for row in old}
    fresh = (key for n in range(1, 1000) if (key := f"area-{n}") not in taken)
    return [
        by_name.get(name)
        or Section(
            key=next(fresh),
            role=Section.Role.PROBLEMS,
            name=name,
            heading=area_heading(name),
            guidance=NEW_AREA_GUIDANCE,
            **limits,
        )
        for name in names
    ]


def area_heading(name: str) -> str:
    """How an area's name is printed as a heading: 理论学习 -> 在理论学习方面; a long 带头… or 对照… only gets 方面.

    What the name says already (理论学习方面, 在理论学习方面) is not said twice.
    """
    if name.startswith("在") and name.endswith("方面"):
        return name
    heading = f"{name.removesuffix('方面')}方面"
    return heading if name.startswith(("带头", "对照")) else f"在{heading}"


def copied_section(row: Section, framework: Framework, parent: Section | None) -> Section:
    """A stored copy of a part or area as the last of its siblings below ``parent`` (None: a part) in ``framework``."""
    fields = {
        field.attname: getattr(row, field.attname)
        for field in Section._meta.concrete_fields
        if field.name not in {"id", "framework", "parent", "confidence", "order"}
    }
    # parts that every material has (导语, 原因 …) are no claim about the notice; what names the year's own matters is
    sure = parent is None and row.role in _EVERY_YEAR
    confidence = Confidence.HIGH if sure else Confidence.MEDIUM
    siblings = framework.sections.filter(parent=parent).count()
    return Section.objects.create(
        framework=framework, parent=parent, confidence=confidence, order=(siblings + 1) * 10, **fields
    )


def free_key(year: int, meeting_kind: str) -> str:
    """A key that no framework has: 2026-zuzhi, else 2026-zuzhi-2 …"""
    base = f"{year}-{meeting_kind}"
    taken = set(Framework.objects.filter(key__startswith=base).values_list("key", flat=True))
    return next(key for n in range(1, 1000) if (key := base if n == 1 else f"{base}-{n}") not in taken)
