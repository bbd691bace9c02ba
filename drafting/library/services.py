"""The only writer of phrases and categories, apart from loading (loader.py)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from drafting.frameworks.models import Framework
from drafting.library import curated_rows
from drafting.library.models import (
    Category,
    CauseCategory,
    MeasureCategory,
    Phrase,
    ProblemCategory,
)
from drafting.library.rules import PhraseText, faults

KINDS: dict[str, type[ProblemCategory] | type[CauseCategory] | type[MeasureCategory]] = {
    "problem": ProblemCategory,
    "cause": CauseCategory,
    "measure": MeasureCategory,
}

_PREFIX = {
    Phrase.Part.OPENING: "OP",
    Phrase.Part.PREVIOUS: "PR",
    Phrase.Part.CASES: "CA",
    Phrase.Part.STATEMENT: "ST",
    Phrase.Part.OTHER: "QT",
    Phrase.Part.CLOSING: "CL",
}


def set_category(phrase: Phrase, code: str) -> None:
    """Hang a phrase on the category with this code, of whichever kind; an empty code takes it off.
    Saves nothing.

    Raises LookupError for a code that no category has.
    """
    phrase.problem = phrase.cause = phrase.measure = None
    if not code:
        return
    for field, model in KINDS.items():
        if row := model.objects.filter(code=code).first():
            setattr(phrase, field, row)
            return
    raise LookupError(code)


def phrase_faults(phrase: Phrase) -> dict[str, str]:
    """``rules.faults`` of a row that is about to be saved; faults of any kind of category stand
    under ``category``."""
    found = faults(
        PhraseText(
            part=phrase.part,
            claim=phrase.claim,
            elaboration=phrase.elaboration,
            example=phrase.example,
            questions=phrase.questions,
            required_holes=phrase.required_holes,
            categories=[field for field in KINDS if getattr(phrase, f"{field}_id") is not None],
        )
    )
    return {"category" if field in KINDS else field: reason for field, reason in found.items()}


@transaction.atomic
def save_phrase(phrase: Phrase, by: User) -> None:
    """Keep a new or edited phrase, with its values already checked (rules.py), under the name of
    ``by``.

    A new one gets a key; an edited one a higher revision, so that a draft can tell which wording it
    took over. Approving it makes ``by`` its reviewer.
    """
    before = Phrase.objects.filter(pk=phrase.pk).first() if phrase.pk else None
    if not phrase.key:
        phrase.key = curated_rows.free_key(Phrase, key_prefix(phrase))
    _sign(phrase, before, by)
    curated_rows.save(phrase, before, by)


@transaction.atomic
def save_phrases(
    phrases: Sequence[Phrase],
    frameworks: Mapping[str, Collection[Framework]],
    by: User,
    reason: str | None = None,
) -> None:
    """``save_phrase`` for many at once, all with their keys (new ones: ``curated_rows.FreeKeys``);
    those whose key is in ``frameworks`` fit these frameworks and no others. ``reason`` is for the
    history."""
    numbers = [phrase.pk for phrase in phrases if phrase.pk]
    rows = Phrase.objects.select_for_update().order_by("pk").only("revision", "state")
    stored = rows.in_bulk(numbers)
    for phrase in phrases:
        _sign(phrase, stored.get(phrase.pk), by)
    curated_rows.save_many(
        Phrase,
        [phrase for phrase in phrases if phrase.pk not in stored],
        [(phrase, stored[phrase.pk]) for phrase in phrases if phrase.pk in stored],
        by,
        reason,
    )
    _set_frameworks(
        {phrase.pk: frameworks[phrase.key] for phrase in phrases if phrase.key in frameworks}
    )


def key_prefix(phrase: Phrase) -> str:
    """How the key of a new phrase begins: the code of its category, or what it is used for."""
    category = phrase.category
    return category.code if category else _PREFIX[Phrase.Part(phrase.part)]


def _sign(phrase: Phrase, before: Phrase | None, by: User) -> None:
    if before is None and not phrase.author:
        phrase.author = str(by)
    if phrase.state == Phrase.State.APPROVED and (
        before is None or before.state != Phrase.State.APPROVED
    ):
        phrase.reviewer = str(by)


def _set_frameworks(chosen: Mapping[int, Collection[Framework]]) -> None:
    """Let the phrases (by number) fit just these frameworks."""
    through = Phrase.frameworks.through
    wanted = {(number, row.pk) for number, rows in chosen.items() for row in rows}
    stored = {
        (link.phrase_id, link.framework_id): link.pk
        for link in through.objects.filter(phrase_id__in=list(chosen))
    }
    gone = [link for pair, link in stored.items() if pair not in wanted]
    through.objects.filter(pk__in=gone).delete()
    through.objects.bulk_create(
        through(phrase_id=number, framework_id=framework)
        for number, framework in sorted(wanted - stored.keys())
    )


def approve(phrases: QuerySet[Phrase], by: User) -> int:
    """Approve (审定) those that wait for it; gives their number."""
    return curated_rows.change(phrases.filter(state=Phrase.State.DRAFT), _approved(by), by, "审定")


def retire(phrases: QuerySet[Phrase], by: User) -> int:
    """Offer them no longer (停用), with effect at once; gives the number of those that were not
    retired already."""
    offered = phrases.exclude(state=Phrase.State.RETIRED)
    return curated_rows.change(offered, {"state": Phrase.State.RETIRED}, by, "停用")


def restore(phrases: QuerySet[Phrase], by: User) -> int:
    """Offer retired ones again (恢复): approved, as ``by`` looked at them just now; gives their
    number."""
    return curated_rows.change(
        phrases.filter(state=Phrase.State.RETIRED), _approved(by), by, "恢复"
    )


def _approved(by: User) -> dict[str, str]:
    return {"state": Phrase.State.APPROVED, "reviewer": str(by)}


@transaction.atomic
def save_suggestions(
    problem: ProblemCategory, causes: Iterable[CauseCategory], measures: Iterable[MeasureCategory]
) -> None:
    """Set which causes and measures the wizard suggests for a problem; those that stay keep their
    place in its order."""
    problem.causes.set(causes)
    problem.measures.set(measures)


@transaction.atomic
def save_category(row: Category, causes: Sequence[str] = (), measures: Sequence[str] = ()) -> None:
    """Keep a category; a problem suggests the causes and measures with these codes, in this order."""
    row.save()
    if not isinstance(row, ProblemCategory):
        return
    for model, codes, links in (
        (CauseCategory, causes, row.causes),
        (MeasureCategory, measures, row.measures),
    ):
        stored = {one.code: one for one in model.objects.filter(code__in=codes)}
        wanted = [stored[code] for code in codes if code in stored]
        through: Any = links.through
        target = f"{model._meta.model_name}_id"
        present = through.objects.filter(problemcategory=row).order_by("id")
        if list(present.values_list(target, flat=True)) != [one.pk for one in wanted]:
            # written anew, because their order is the likelihood that the wizard shows
            present.delete()
            through.objects.bulk_create(
                through(problemcategory=row, **{target: one.pk}) for one in wanted
            )
