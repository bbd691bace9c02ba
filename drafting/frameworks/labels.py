"""What frameworks are called where one is chosen among several: those of one year and meeting are
told apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from drafting.common.numerals import ordinal
from drafting.frameworks.models import Audience, Framework

USUAL = "通常用这个"


@dataclass(frozen=True, slots=True)
class Label:
    """Year and meeting, what tells a framework from the others of them (empty where it is the only
    one), and whether it is the one to choose among them unless the notice says otherwise.
    """

    name: str
    variant: str = ""
    usual: bool = False
    retired: bool = False

    def text(self, *more: str) -> str:
        """All of it in one line, ``more`` too: 2023年度组织生活会（六个方面，通常用这个）."""
        rest = [self.variant, USUAL if self.usual else "", "已停用" if self.retired else "", *more]
        said = "，".join(filter(None, rest))
        return f"{self.name}（{said}）" if said else self.name


def plain_name(framework: Framework) -> str:
    """Year and kind: 2025年度组织生活会."""
    return f"{framework.year}年度{framework.get_meeting_kind_display()}"


def variant_name(framework: Framework) -> str:
    """What a variant is called, 四个方面 or 六项纪律; by the number of its areas where nobody has
    called it anything. No query where its sections were read along."""
    return framework.variant or _areas(framework)


def framework_labels(frameworks: Iterable[Framework]) -> dict[int, Label]:
    """The labels of frameworks that are offered together, by primary key. No query where their
    sections were read along.
    """
    groups: dict[str, list[Framework]] = {}
    for framework in sorted(frameworks, key=lambda one: one.key):
        groups.setdefault(plain_name(framework), []).append(framework)
    return {
        framework.pk: label
        for name, rows in groups.items()
        for framework, label in zip(rows, _labels(name, rows), strict=True)
    }


def _labels(name: str, rows: list[Framework]) -> list[Label]:
    several = sum(row.state == Framework.State.PUBLISHED for row in rows) > 1
    variants = _variants(rows) if len(rows) > 1 else [""]
    return [
        Label(
            name,
            variant,
            usual=several and row.usual and row.audience != Audience.COMMITTEE,
            retired=row.state == Framework.State.RETIRED,
        )
        for row, variant in zip(rows, variants, strict=True)
    ]


def _variants(rows: list[Framework]) -> list[str]:
    """By what each is called; those that are called the same also by their names, by their keys
    where the names are the same too.
    """
    called = [variant_name(row) for row in rows]
    names = [row.name for row in rows]
    if len(set(called)) == len(rows):
        return called
    if len(set(names)) == len(rows):
        return [f"{one}，{name}" for one, name in zip(called, names, strict=True)]
    return [f"{one}，标识 {row.key}" for one, row in zip(called, rows, strict=True)]


def _areas(framework: Framework) -> str:
    count = sum(row.parent_id is not None for row in framework.sections.all())
    if not count:
        return "不分方面"
    return f"{'两' if count == 2 else ordinal(count)}个方面"
