"""The categories of one part as texts are compared with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from django.db.models import QuerySet
from django.utils import timezone

from drafting.library.area_words import AreaWords
from drafting.library.likeness import Likeness
from drafting.library.models import Category, Phrase, ProblemCategory
from drafting.library.selectors import offered_phrases

#: The category of a phrase, by the part that it is for.
CATEGORY_FIELDS: Final = {"problems": "problem", "causes": "cause", "measures": "measure"}
#: What is said of a category.
_OF_ALL: Final = ("name", "gist")


#: What was last read, and the state of the database that it was read in. Replaced as a whole, so
#: threads need no lock.
_last: tuple[Any, AreaWords] | None = None


def likeness_of(part: str, rows: Iterable[Category], *, whole: bool = False) -> Likeness:
    """The categories of a part, by their names and what their phrases claim; one query.

    ``whole`` takes in all that the phrases say and ask, those of single kinds of unit too: what
    happened at work has more in common with that than with a claim.
    """
    listed = list(rows)
    words = {row.code: [row.name, getattr(row, "gist", "")] for row in listed if row.active}
    phrases = offered_phrases().filter(part=part)
    for code, texts in _whole(part, phrases) if whole else _claims(part, phrases):
        if code in words:
            words[code] += texts
    return Likeness(words, {row.code: getattr(row, "area", "") or row.code for row in listed})


def _claims(part: str, phrases: QuerySet[Phrase]) -> Iterator[tuple[str, list[str]]]:
    general = phrases.filter(unit_types=())
    for code, claim in general.values_list(f"{CATEGORY_FIELDS[part]}__code", "claim"):
        yield code, [claim]


def _whole(part: str, phrases: QuerySet[Phrase]) -> Iterator[tuple[str, list[str]]]:
    fields = ("claim", "elaboration", "questions")
    rows = phrases.values_list(f"{CATEGORY_FIELDS[part]}__code", *fields)
    for code, claim, elaboration, questions in rows:
        yield code, [claim, elaboration, questions]


def area_words() -> AreaWords:
    """The areas of problems by all that categories and phrases say and ask: what happened at work has
    more in common with that than with claims. Two queries, one more after a change."""
    global _last
    rows = list(ProblemCategory.objects.filter(active=True).values_list("code", "area", *_OF_ALL))
    state = (Phrase.stand(), timezone.localdate(), rows)
    if _last is None or _last[0] != state:
        areas = {code: area for code, area, *_ in rows}
        phrases = offered_phrases().filter(part="problems", problem__code__in=areas)
        said = phrases.values_list("problem__code", *Phrase.TEXTS)
        texts = [(area, text) for _, area, *texts in rows for text in texts]
        texts += [(areas[code], text) for code, *told in said for text in told]
        _last = (state, AreaWords(texts))
    return _last[1]
