"""The only writer of frameworks. What is published never changes: drafts keep the version they were begun with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from drafting.frameworks.completeness import faults
from drafting.frameworks.models import Confidence, Framework, Section

NEW_AREA_GUIDANCE = (
    "对照通知对这一方面的要求，逐条问自己：哪些没有做到，最近一年有哪件具体的事可以说明，当时是怎么想的，造成了什么影响。"
    "写本人的问题，不写班子和他人的问题；有观点句、有表现、有事例，不讲成绩、不找客观理由。"
)


class FrameworkError(Exception):
    """The operation is not possible; the message is one Chinese sentence for the person who asked for it."""


class NotPublishable(FrameworkError):
    """What is missing before the framework can be published, one sentence each, in ``reasons``."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__("".join(reasons))
        self.reasons = tuple(reasons)


def require_draft(framework: Framework) -> None:
    """Pass while the framework may be edited.

    Raises FrameworkError once it is published: the state is read anew, because the caller's row may be older.
    """
    state = Framework.objects.filter(pk=framework.pk).values_list("state", flat=True).first()
    if state is not None and state != Framework.State.DRAFT:
        raise FrameworkError("框架发布后不能修改，已有材料要以它为准；如需调整，请复制后修改新的框架。")


@transaction.atomic
def save_framework(framework: Framework) -> None:
    """Keep a new or edited framework; its key is made from year and meeting when it has none.

    Raises FrameworkError when it is published already.
    """
    require_draft(framework)
    if not framework.key:
        framework.key = _free_key(framework.year, framework.meeting_kind)
    if not framework.title:
        framework.title = f"{framework.name}个人对照检查材料"
    framework.save()


_EVERY_YEAR = {
    Section.Role.OPENING,
    Section.Role.PROBLEMS,
    Section.Role.CAUSES,
    Section.Role.MEASURES,
    Section.Role.STATEMENT,
    Section.Role.CLOSING,
}
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


@transaction.atomic
def begin_framework(framework: Framework, areas: Iterable[str]) -> None:
    """Keep a new framework with the parts that every material has and the areas of these names, ready to be edited."""
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
            for area in _areas_for([], list(areas)):
                _copied(area, framework, part)


@transaction.atomic
def save_section(section: Section) -> None:
    """Keep a new or edited part or area; one without a key or heading gets it, and the key never changes afterwards.

    Raises FrameworkError when the framework is published already.
    """
    require_draft(section.framework)
    if not section.key:
        section.key = _free_section_key(section)
    if section.parent_id and not section.heading:
        section.heading = area_heading(section.name)
    section.save()


def problems_part(framework: Framework) -> Section:
    """The part that holds the areas; it is made where there is none yet.

    Raises FrameworkError when it would have to be made and the framework is published already.
    """
    row = framework.sections.filter(role=Section.Role.PROBLEMS, parent=None).first()
    if row is None:
        role = Section.Role.PROBLEMS
        row = Section(framework=framework, role=role, name=role.label, confidence=Confidence.HIGH, order=25)
        save_section(row)
    return row


@transaction.atomic
def remove_section(section: Section) -> None:
    """Take a part (with its areas) or an area out.

    Raises FrameworkError when the framework is published already.
    """
    require_draft(section.framework)
    section.delete()


@transaction.atomic
def tidy_sections(framework: Framework) -> None:
    """Number parts and areas anew in steps of ten, so that there is room between any two, and put areas below 存在的问题.

    Raises FrameworkError when the framework is published already.
    """
    require_draft(framework)
    rows = list(framework.sections.order_by("order", "id"))
    for siblings in ([row for row in rows if row.parent_id is None], [row for row in rows if row.parent_id]):
        for position, row in enumerate(siblings, 1):
            row.order = position * 10
    Section.objects.bulk_update(rows, ["order"])


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
        key=_free_key(year, framework.meeting_kind),
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
        new = _copied(part, copy, None)
        if part.role != Section.Role.PROBLEMS:
            continue
        for row in _areas_for([row for row in old if row.parent_id == part.pk], list(areas)):
            _copied(row, copy, new)
    return copy


def _areas_for(old: list[Section], names: list[str]) -> list[Section]:
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


def _copied(row: Section, framework: Framework, parent: Section | None) -> Section:
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


def _free_key(year: int, meeting_kind: str) -> str:
    base = f"{year}-{meeting_kind}"
    taken = set(Framework.objects.filter(key__startswith=base).values_list("key", flat=True))
    return next(key for n in range(1, 1000) if (key := base if n == 1 else f"{base}-{n}") not in taken)


def _free_section_key(section: Section) -> str:
    base = "area" if section.parent_id else section.role
    taken = set(section.framework.sections.values_list("key", flat=True))
    if not section.parent_id and base not in taken:
        return base
    return next(key for n in range(1, 1000) if (key := f"{base}-{n}") not in taken)
