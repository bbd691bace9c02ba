"""Loading the taxonomy and the starter library. Doing it again changes nothing that a person has
changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django.db import transaction

from accounts.turns import wait_turn
from accounts.unit_kinds import codes_by_word, unknown_kind
from drafting.fields import TagsField
from drafting.library.curated_rows import Loaded, bring_in
from drafting.library.models import CauseCategory, MeasureCategory, Phrase, ProblemCategory

ORIGIN = "初始素材库"
_TAGS = ("roles", "unit_types", "required_holes")


@transaction.atomic
def load_taxonomy(data: Mapping[str, Sequence[Mapping[str, Any]]]) -> Loaded:
    """Add the categories (fixtures/taxonomy.json) that are missing; those that exist stay as they
    are.

    A category's code is permanent and its name may have been changed in the admin, so there is
    nothing to update.
    """
    wait_turn("taxonomy")
    new = 0
    kinds: tuple[tuple[Any, Any, tuple[str, ...]], ...] = (
        (CauseCategory, data["causes"], ("name", "group", "caution")),
        (MeasureCategory, data["measures"], ("name",)),
        (ProblemCategory, data["problems"], ("name", "area", "gist")),
    )
    for model, rows, fields in kinds:
        known = set(model.objects.values_list("code", flat=True))
        missing = [
            model(code=row["code"], order=order * 10, **{field: row[field] for field in fields})
            for order, row in enumerate(rows, 1)
            if row["code"] not in known
        ]
        model.objects.bulk_create(missing)
        new += len(missing)
        if model is ProblemCategory:
            _link(data["problems"], {row.code for row in missing})
    total = sum(len(rows) for rows in data.values())
    return Loaded(new=new, same=total - new)


def _link(problems: Sequence[Mapping[str, Any]], codes: set[str]) -> None:
    # written row by row in the order of the fixture, because that order is the likelihood that the
    # wizard shows
    problem = dict(ProblemCategory.objects.values_list("code", "id"))
    for model, field, target in (
        (CauseCategory, "causes", "causecategory_id"),
        (MeasureCategory, "measures", "measurecategory_id"),
    ):
        through = getattr(ProblemCategory, field).through
        ids = dict(model.objects.values_list("code", "id"))
        through.objects.bulk_create(
            through(problemcategory_id=problem[row["code"]], **{target: ids[code]})
            for row in problems
            if row["code"] in codes
            for code in row[field]
        )


def load_library(rows: Sequence[Mapping[str, Any]]) -> Loaded:
    """Bring the starter phrases (the lists in fixtures/library/) in, approved, by their key.

    A phrase that a curator wrote, changed, approved or retired is left alone. Raises KeyError for a
    category that the taxonomy does not have, and ValueError, which names the row, for a kind of
    unit that is none (a row may say its name or its code).
    """
    categories = {
        "problems": dict(ProblemCategory.objects.values_list("code", "id")),
        "causes": dict(CauseCategory.objects.values_list("code", "id")),
        "measures": dict(MeasureCategory.objects.values_list("code", "id")),
    }
    kinds = codes_by_word()
    shipped = {
        row["key"]: _values(row | {"unit_types": _units(number, row, kinds)}, categories)
        for number, row in enumerate(map(dict, rows), 1)
    }
    first = {"state": Phrase.State.APPROVED, "author": ORIGIN, "reviewer": ORIGIN}
    return bring_in(Phrase, shipped, ORIGIN, first)


def _values(row: Mapping[str, Any], categories: Mapping[str, Mapping[str, int]]) -> dict[str, Any]:
    ids: dict[str, int | None] = {"problem_id": None, "cause_id": None, "measure_id": None}
    if row["category"]:
        ids[f"{row['part'].removesuffix('s')}_id"] = categories[row["part"]][row["category"]]
    return {
        "part": row["part"],
        **ids,
        "claim": row["claim"],
        "elaboration": row["elaboration"],
        "example": row["example"],
        "questions": "\n".join(row.get("questions", ())),
        "help": row.get("help", Phrase.Help.QUESTIONS),
        "meeting_kind": "" if row["meeting"] == "any" else row["meeting"],
        **{field: _tags(field, row[field]) for field in _TAGS},
        "depth": row["depth"],
    }


def _units(number: int, row: Mapping[str, Any], kinds: Mapping[str, str]) -> list[str]:
    for word in row["unit_types"]:
        if word not in kinds:
            raise ValueError(f"第 {number} 条素材（{row['key']}）：{unknown_kind(word)}")
    return [kinds[word] for word in row["unit_types"]]


def _tags(field: str, tags: Sequence[str]) -> tuple[str, ...]:
    # in the field's own order, so that comparing with what is stored is comparing sets
    return cast(TagsField, Phrase._meta.get_field(field)).to_python(tags)
