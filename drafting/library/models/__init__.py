"""Rows of the library room."""

from drafting.library.models.categories import (
    Category,
    CauseCategory,
    MeasureCategory,
    ProblemCategory,
)
from drafting.library.models.curated_row import KEEPING, CuratedRow
from drafting.library.models.phrases import Phrase, PhraseQuerySet, rows_written
from drafting.library.models.searched_text import SearchedText

__all__ = [
    "KEEPING",
    "Category",
    "CauseCategory",
    "CuratedRow",
    "MeasureCategory",
    "Phrase",
    "PhraseQuerySet",
    "ProblemCategory",
    "SearchedText",
    "rows_written",
]
