"""What a framework needs before it can be published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from drafting.frameworks.models import Framework, Section
from drafting.frameworks.spec import unknown_taxonomy

#: The parts that every material has: nothing is published without one of each.
REQUIRED_ROLES: Final = (
    Section.Role.OPENING,
    Section.Role.PROBLEMS,
    Section.Role.CAUSES,
    Section.Role.MEASURES,
    Section.Role.CLOSING,
)


def faults(framework: Framework) -> list[str]:
    """What keeps the framework from being published, one Chinese sentence each; empty when nothing
    does."""
    rows = list(framework.sections.all())
    parts = [row for row in rows if row.parent_id is None]
    areas = [row for row in rows if row.parent_id is not None]
    return [
        *_faults_of_parts(parts),
        *_faults_of_areas(parts, areas),
        *(fault for row in rows for fault in _faults_of(row)),
    ]


def _faults_of_parts(parts: Sequence[Section]) -> list[str]:
    roles = Counter(row.role for row in parts)
    missing = [f"缺少“{role.label}”部分。" for role in REQUIRED_ROLES if not roles[role]]
    repeated = [
        f"“{Section.Role(role).label}”部分有 {count} 个，只能有一个。"
        for role, count in roles.items()
        if count > 1 and role != Section.Role.OTHER
    ]
    return missing + repeated


def _faults_of_areas(parts: Sequence[Section], areas: Sequence[Section]) -> list[str]:
    if not areas and any(row.role == Section.Role.PROBLEMS for row in parts):
        return ["“存在的问题”部分还没有方面，请按通知录入。"]
    names = Counter(row.name for row in areas)
    return [f"方面“{name}”重复。" for name, count in names.items() if count > 1]


def _faults_of(row: Section) -> list[str]:
    found = []
    if row.max_points and row.min_points > row.max_points:
        found.append(f"“{row.name}”的最少条数大于最多条数。")
    if row.max_characters and row.min_characters > row.max_characters:
        found.append(f"“{row.name}”的最少字数大于最多字数。")
    if unknown := unknown_taxonomy(row.taxonomy):
        found.append(
            f"“{row.name}”对应的问题领域“{'、'.join(unknown)}”既不是领域名称，也不是分类代码。"
        )
    return found
