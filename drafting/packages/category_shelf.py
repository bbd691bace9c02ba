"""The categories at home in the terms of a package: problems, causes and measures on one shelf, since
their codes are of one set."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import count
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import ValidationError

from drafting.fields import split_tags
from drafting.library.models import Category, CauseCategory, MeasureCategory, ProblemCategory
from drafting.library.services import KINDS
from drafting.packages import package_file
from drafting.packages.comparison import filled
from drafting.packages.shelves import RETIRED, RETIRED_SAID, Home, Known

_LABELS: Final = {"problem": "问题", "cause": "原因", "measure": "措施"}
_MODELS: Final = {_LABELS[kind]: model for kind, model in KINDS.items()}
#: The columns that are fields, by kind.
_FIELDS: Final[Mapping[type[Category], Mapping[str, str]]] = {
    ProblemCategory: {"名称": "name", "领域": "area", "主要表现": "gist"},
    CauseCategory: {"名称": "name", "根源": "group", "慎用提示": "caution"},
    MeasureCategory: {"名称": "name"},
}
#: The columns that name other categories, in their order.
LINKS: Final[Mapping[str, str]] = {"常见原因": "causes", "常用措施": "measures"}
_CODE: Final = re.compile(r"[A-Z]{1,4}[0-9]{1,4}")
_LETTERS: Final = re.compile(r"[0-9]*$")


class CategoryShelf:
    """All categories, read once; numbers are those of their places on the shelf, since three tables
    number their rows alike."""

    kind, label = package_file.CATEGORY, "分类"
    titles = ("名称",)
    words = ("种类", "名称")

    def __init__(self) -> None:
        self.categories: list[Category] = [
            row for model in KINDS.values() for row in model.objects.order_by("pk")
        ]
        self._links = {name: _links(field) for name, field in LINKS.items()}
        self._shipped = _shipped()

    def known(self) -> Known:
        """How the categories are found."""
        keys = {row.code: self.number(row) for row in self.categories}
        words: dict[tuple[str, ...], int] = {
            (_kind(row), row.name): self.number(row) for row in self.categories
        }
        return Known(keys, self._shipped.keys(), words)

    def number(self, row: Category) -> int:
        """A number that no row of another table has: which table, and its number there."""
        return int(row.pk) * len(KINDS) + list(KINDS.values()).index(type(row))  # type: ignore[arg-type]

    def homes(self, numbers: Iterable[int]) -> dict[int, Home]:
        """The categories with these numbers."""
        wanted = set(numbers)
        found = {}
        for row in self.categories:
            if (number := self.number(row)) in wanted:
                cells = self.cells(row)
                found[number] = Home(number, 0, cells, cells == self._shipped.get(row.code))
        return found

    def row(self, number: int) -> Category | None:
        """The category with a number."""
        return next((row for row in self.categories if self.number(row) == number), None)

    def cells(self, row: Category) -> dict[str, str]:
        """What a category says."""
        said = {name: getattr(row, field) for name, field in _FIELDS[type(row)].items()}
        if isinstance(row, ProblemCategory):
            said |= {name: "、".join(links.get(row.pk, ())) for name, links in self._links.items()}
        retired = {} if row.active else {RETIRED: RETIRED_SAID}
        return filled({"种类": _kind(row), **said, **retired})

    def read(self, cells: Mapping[str, str], row: Category | None, code: str) -> Category | str:
        """A category that says what the columns say, as a copy of ``row`` where there is one; what
        is wrong with them as a sentence."""
        model = _MODELS.get(cells.get("种类", ""))
        if model is None:
            return "种类：没有这一种，应为问题、原因或者措施。"
        if row is not None and type(row) is not model:
            return f"种类：{row.code}在本单位是{_kind(row)}分类。"
        if not _CODE.fullmatch(code):
            return f"代码：“{code}”不像分类代码，应为字母和数字，如 LL1。"
        made = model(pk=row.pk if row else None, code=code, order=row.order if row else 9000)
        for name, field in _FIELDS[model].items():
            setattr(made, field, " ".join(cells.get(name, "").split()))
        made.active = RETIRED not in cells
        try:
            made.clean_fields(exclude=("id",))
        except ValidationError as error:
            field, reasons = next(iter(error.message_dict.items()))
            return f"{model._meta.get_field(field).verbose_name}：{reasons[0]}"  # type: ignore[union-attr]
        return made


def codes_of(cells: Mapping[str, str], name: str) -> tuple[str, ...]:
    """The codes that a column names."""
    return split_tags(cells.get(name, ""))


def free_code(code: str, taken: Iterable[str]) -> str:
    """A code like ``code`` that is not taken: the same letters and the first number that is free."""
    known = set(taken)
    if code not in known:
        return code
    letters = _LETTERS.sub("", code)
    return next(one for number in count(1) if (one := f"{letters}{number}") not in known)


def _kind(row: Category) -> str:
    return next(_LABELS[kind] for kind, model in KINDS.items() if isinstance(row, model))


def _links(field: str) -> dict[int, list[str]]:
    """The codes that problems name, by the problem's number, in the order in which they stand."""
    through = getattr(ProblemCategory, field).through
    target = "causecategory__code" if field == "causes" else "measurecategory__code"
    found: dict[int, list[str]] = {}
    for problem, code in through.objects.order_by("id").values_list("problemcategory_id", target):
        found.setdefault(problem, []).append(code)
    return found


@cache
def _shipped() -> dict[str, dict[str, str]]:
    """What the categories of the program say, by code."""
    path = settings.BASE_DIR / "fixtures" / "taxonomy.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    found = {}
    for kind, model in KINDS.items():
        for row in data[f"{kind}s"]:
            said: dict[str, Any] = {name: row[field] for name, field in _FIELDS[model].items()}
            if kind == "problem":
                said |= {name: "、".join(row[field]) for name, field in LINKS.items()}
            found[row["code"]] = filled({"种类": _LABELS[kind], **said})
    return found
