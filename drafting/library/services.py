"""The only writer of phrases and categories, apart from loading (loading.py)."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from simple_history.utils import bulk_update_with_history

from accounts.models import User
from drafting.library.models import CauseCategory, MeasureCategory, Phrase, ProblemCategory
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
    Phrase.Part.CLOSING: "CL",
}


def set_category(phrase: Phrase, code: str) -> None:
    """Hang a phrase on the category with this code, of whichever kind; an empty code takes it off. Saves nothing.

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
    """``rules.faults`` of a row that is about to be saved; faults of any kind of category stand under ``category``."""
    found = faults(
        PhraseText(
            part=phrase.part,
            claim=phrase.claim,
            elaboration=phrase.elaboration,
            example=phrase.example,
            required_holes=phrase.required_holes,
            categories=[field for field in KINDS if getattr(phrase, f"{field}_id") is not None],
        )
    )
    return {"category" if field in KINDS else field: reason for field, reason in found.items()}


@transaction.atomic
def save_phrase(phrase: Phrase, by: User) -> None:
    """Keep a new or edited phrase, with its values already checked (rules.py), under the name of ``by``.

    A new one gets a key; an edited one a higher revision, so that a draft can tell which wording it took over. It is
    ``curated`` from now on: loading the starter library leaves it alone. Approving it makes ``by`` its reviewer.
    """
    before = Phrase.objects.filter(pk=phrase.pk).first() if phrase.pk else None
    if not phrase.key:
        phrase.key = _free_key(phrase)
    if before is not None:
        phrase.revision = before.revision + 1
    elif not phrase.author:
        phrase.author = str(by)
    if phrase.state == Phrase.State.APPROVED and (before is None or before.state != Phrase.State.APPROVED):
        phrase.reviewer = str(by)
    phrase.curated, phrase.updated_by = True, by
    phrase._history_user = by  # type: ignore[attr-defined]  # where simple-history looks for the person
    phrase.save()


def approve(phrases: QuerySet[Phrase], by: User) -> int:
    """Approve (审定) those that wait for it; gives their number."""
    return _move(phrases, Phrase.State.DRAFT, Phrase.State.APPROVED, by, "审定")


def retire(phrases: QuerySet[Phrase], by: User) -> int:
    """Offer them no longer (停用), with effect at once; gives the number of those that were not retired already."""
    return _move(phrases.exclude(state=Phrase.State.RETIRED), None, Phrase.State.RETIRED, by, "停用")


def restore(phrases: QuerySet[Phrase], by: User) -> int:
    """Offer retired ones again (恢复): approved, as ``by`` looked at them just now; gives their number."""
    return _move(phrases, Phrase.State.RETIRED, Phrase.State.APPROVED, by, "恢复")


@transaction.atomic
def _move(phrases: QuerySet[Phrase], state: str | None, to: str, by: User, reason: str) -> int:
    rows = list(phrases.filter(state=state) if state else phrases)
    now = timezone.now()
    for row in rows:
        row.state, row.revision, row.curated = to, row.revision + 1, True
        row.updated_by, row.updated_at = by, now
        if to == Phrase.State.APPROVED:
            row.reviewer = str(by)
    fields = ["state", "revision", "curated", "updated_by", "updated_at", "reviewer"]
    bulk_update_with_history(
        rows, Phrase, fields, default_user=by, default_change_reason=reason, batch_size=200
    )
    return len(rows)


@transaction.atomic
def save_suggestions(
    problem: ProblemCategory, causes: Iterable[CauseCategory], measures: Iterable[MeasureCategory]
) -> None:
    """Set which causes and measures the wizard suggests for a problem; those that stay keep their place in its order."""
    problem.causes.set(causes)
    problem.measures.set(measures)


def _free_key(phrase: Phrase) -> str:
    # “B” (本单位) keeps own phrases apart from those that a later starter library may bring
    category = phrase.category
    base = f"{category.code if category else _PREFIX[Phrase.Part(phrase.part)]}-B"
    taken = set(Phrase.objects.filter(key__startswith=base).values_list("key", flat=True))
    return next(key for n in range(1, 10_000) if (key := f"{base}{n:02d}") not in taken)
