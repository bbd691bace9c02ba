"""Making a framework of another: next year's begins as a copy of last year's."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.db import transaction

from accounts.models import Organization
from accounts.turns import wait_turn
from drafting.frameworks.models import Audience, Confidence, Framework, MeetingKind, Section
from drafting.frameworks.selectors import in_preparation
from drafting.frameworks.services.errors import FrameworkError

#: Who makes a framework takes turns (accounts.turns), so that a key that was free stays so.
KEYS: Final = "framework keys"
NEW_AREA_GUIDANCE = (
    "对照通知对这一方面的要求，逐条问自己：哪些没有做到，最近一年有哪件具体的事可以说明，当时是怎么想的，造成了什么影响。"
    "写本人的问题，不写班子和他人的问题；有观点句、有表现、有事例，不讲成绩、不找客观理由。"
)
NEW_COLLECTIVE_GUIDANCE = (
    "对照通知对这一方面的要求，逐条问班子：哪些没有做到，最近一年有哪件具体的事可以说明，当时是怎么议的、怎么定的，造成了什么影响。"
    "写班子集体的问题，用“我们”“支委会”“班子”说话，不写哪一位同志个人的问题；有观点句、有表现、有事例，不讲成绩、不找客观理由。"
)
#: What an area that nobody has written any guidance for may have.
GUIDANCE_OF_NEW: Final = (NEW_AREA_GUIDANCE, NEW_COLLECTIVE_GUIDANCE)


def new_guidance(audience: str) -> str:
    """The guidance of an area that comes without one; ``audience`` is an ``Audience``."""
    return NEW_COLLECTIVE_GUIDANCE if audience == Audience.COMMITTEE else NEW_AREA_GUIDANCE


def paper_title(name: str, audience: str, meeting_kind: str) -> str:
    """What the papers by a framework of this name are called as long as nobody says otherwise."""
    group = "领导班子" if meeting_kind == MeetingKind.MINZHU else "支部班子"
    return f"{name}{group if audience == Audience.COMMITTEE else '个人'}对照检查材料"


_ITS_OWN = {
    "id", "framework", "parent", "confidence", "order",
    "confirmed_by", "confirmed_notice", "confirmed_at",
}  # fmt: skip
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
    framework: Framework,
    year: int,
    *,
    name: str = "",
    theme: str = "",
    areas: Iterable[str] = (),
    organization: Organization | None = None,
) -> Framework:
    """A new draft for ``year`` with the same parts, for the same persons and, unless one is named,
    the same organisation, everything 待核对 until someone confirms it.

    ``areas`` are the names that the new notice gives, in order; an area of the same name keeps its
    guidance and limits, a new one gets general guidance. Without them the old areas are taken over.
    The same year is allowed, for another set of areas beside this one; what is wrong in a published
    framework is corrected by an edition that takes its place (corrections.correct).

    Raises FrameworkError where the same copy is being edited already: that was a second click, or
    somebody else was faster.
    """
    old_title = framework.title.replace(str(framework.year), str(year))
    whose = framework.audience, framework.meeting_kind
    title = paper_title(name, *whose) if name else old_title
    name = name or framework.name.replace(str(framework.year), str(year))
    key = free_key(year, framework.meeting_kind)
    names = list(areas)
    copy = Framework(
        key=key,
        year=year,
        audience=framework.audience,
        organization=organization or framework.organization,
        variant="" if names else framework.variant,
        meeting_kind=framework.meeting_kind,
        name=name,
        title=title,
        theme=theme or framework.theme,
        copied_from=framework,
        note=f"由“{framework.name}”复制，请按{year}年度的通知核对。",
    )
    refuse_second(copy)
    copy.save()
    _copy_sections(framework, copy, names)
    return copy


def _copy_sections(framework: Framework, copy: Framework, names: list[str]) -> None:
    """The parts and their areas, which are those of these ``names`` where there are any."""
    old = list(framework.sections.all())
    for part in (row for row in old if row.parent_id is None):
        if part.role == Section.Role.PREVIOUS:
            last, this = f"{framework.year - 1}年度", f"{copy.year - 1}年度"
            part.name, part.heading, part.guidance = (
                text.replace(last, this) for text in (part.name, part.heading, part.guidance)
            )
        new = copied_section(part, copy, None)
        if part.role != Section.Role.PROBLEMS:
            continue
        areas = [row for row in old if row.parent_id == part.pk]
        for row in areas_named(areas, names, copy.audience):
            copied_section(row, copy, new)


def areas_named(old: list[Section], names: list[str], audience: str) -> list[Section]:
    """Unsaved areas with these names in order, each like the old one of the same name where there
    is one; a new one has the guidance for an ``audience``."""
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
            guidance=new_guidance(audience),
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
    """A stored copy of a part or area as the last of its siblings below ``parent`` (None: a part)
    in ``framework``."""
    fields = {
        field.attname: getattr(row, field.attname)
        for field in Section._meta.concrete_fields
        if field.name not in _ITS_OWN
    }
    # parts that every material has (导语, 原因 …) are no claim about the notice; what names the year's
    # own matters is
    sure = parent is None and row.role in _EVERY_YEAR
    confidence = Confidence.HIGH if sure else Confidence.MEDIUM
    siblings = framework.sections.filter(parent=parent).count()
    return Section.objects.create(
        framework=framework,
        parent=parent,
        confidence=confidence,
        order=(siblings + 1) * 10,
        **fields,
    )


def free_key(year: int, meeting_kind: str) -> str:
    """A key that no framework has, nor gets before this transaction ends: 2026-zuzhi, else
    2026-zuzhi-2 …
    """
    wait_turn(KEYS)
    base = f"{year}-{meeting_kind}"
    taken = set(Framework.objects.filter(key__startswith=base).values_list("key", flat=True))
    return next(
        key for n in range(1, 1000) if (key := base if n == 1 else f"{base}-{n}") not in taken
    )


def refuse_second(framework: Framework) -> None:
    """Pass unless another of its name is being edited for the same year, meeting and organisation;
    asked after ``free_key``.

    Raises FrameworkError.
    """
    same = in_preparation(framework)
    if same is not None:
        raise FrameworkError(
            f"已有一个编制中的“{framework.name}”（标识 {same.key}），请直接修改它；确要另建一个，请换一个名称。"
        )
