"""Rows of what the search reads of phrases."""

from __future__ import annotations

from django.db import models

from drafting.library.models.phrases import Phrase


class SearchedText(models.Model):
    """A phrase as the search reads it (search.index): its texts folded, one a line, and the tokens
    that it is filed under, parted by blanks.

    On PostgreSQL the column of tokens is a tsvector with a GIN index, SQLite has an FTS5 table that
    triggers keep. What makes a new table of this one (AlterField on SQLite) has to make these again
    (migration 0035_phrase_search).
    """

    phrase = models.OneToOneField(
        Phrase, models.CASCADE, primary_key=True, related_name="searched", verbose_name="素材"
    )
    text = models.TextField("文字")
    tokens = models.TextField("索引")

    class Meta:
        verbose_name = "素材的检索"
        verbose_name_plural = "素材的检索"

    def __str__(self) -> str:
        return f"检索 {self.phrase_id}"
