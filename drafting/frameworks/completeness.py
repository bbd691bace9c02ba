"""What a framework needs before it can be published."""

from __future__ import annotations

from collections import Counter

from drafting.frameworks.models import Framework, Section
from drafting.frameworks.spec import unknown_taxonomy


def faults(framework: Framework) -> list[str]:
    """What keeps the framework from being published, one Chinese sentence each; empty when nothing does."""
    rows = list(framework.sections.all())
    roles = Counter(row.role for row in rows if row.parent_id is None)
    found = [
        f"缺少“{Section.Role(role).label}”部分。"
        for role in ("opening", "problems", "causes", "measures", "closing")
        if not roles[role]
    ]
    found += [
        f"“{Section.Role(role).label}”部分有 {count} 个，只能有一个。"
        for role, count in roles.items()
        if count > 1 and role != Section.Role.OTHER
    ]
    if roles["problems"] and not any(row.parent_id for row in rows):
        found.append("“存在的问题”部分还没有方面，请按通知录入。")
    areas = Counter(row.name for row in rows if row.parent_id)
    found += [f"方面“{name}”重复。" for name, count in areas.items() if count > 1]
    for row in rows:
        found += _faults_of(row)
    return found


def _faults_of(row: Section) -> list[str]:
    found = []
    if row.max_points and row.min_points > row.max_points:
        found.append(f"“{row.name}”的最少条数大于最多条数。")
    if row.max_characters and row.min_characters > row.max_characters:
        found.append(f"“{row.name}”的最少字数大于最多字数。")
    if unknown := unknown_taxonomy(row.taxonomy):
        found.append(f"“{row.name}”对应的问题领域“{'、'.join(unknown)}”既不是领域名称，也不是分类代码。")
    return found
