"""The index itself: keeping it, and asking it.

Every way a phrase is written renews its row: ``Phrase.save``, and what its manager does with many
(bulk_create, update, and so bulk_update). The renaming of a category renews its phrases.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final

from django.apps import apps as registry
from django.db import connections, router
from django.db.models.signals import post_save

from drafting.fields import split_tags
from drafting.library.models import (
    CauseCategory,
    MeasureCategory,
    Phrase,
    ProblemCategory,
    SearchedText,
    rows_written,
)
from drafting.library.search.grams import folded, grams_of, label

_BATCH: Final = 500
_TEXTS: Final = (*Phrase.TEXTS, "problem__name", "cause__name", "measure__name")
_LABELS: Final = ("part", "state", "problem__code", "cause__code", "measure__code", "problem__area")
_KINDS: Final = {
    "part": "part", "state": "state", "problem__code": "code", "cause__code": "code",
    "measure__code": "code", "problem__area": "area",
}  # fmt: skip
#: How FTS5 is asked for a word, for the beginning of one, for both and for either.
_FTS5: Final = ('"{}"', '"{}" *', " AND ", " OR ")
_SQLITE: Final = (
    "SELECT rowid FROM drafting_searchedtokens WHERE drafting_searchedtokens MATCH %s LIMIT %s"
)
# a plan for all of them, since the plan for the first few would read the table from its beginning
_POSTGRESQL: Final = (
    "WITH found AS MATERIALIZED"
    " (SELECT phrase_id FROM drafting_searchedtext WHERE tokens @@ %s::tsquery)"
    " SELECT phrase_id FROM found LIMIT %s"
)
_TAGS: Final = {"roles": "role", "unit_types": "unit"}


def renew(phrases: Collection[int]) -> None:
    """Bring the index up to date for these phrases, as they are stored now."""
    numbers = sorted(phrases)
    for at in range(0, len(numbers), _BATCH):
        rows = Phrase.objects.filter(pk__in=numbers[at : at + _BATCH]).order_by()
        fields = rows.values_list("pk", *_TEXTS, *_LABELS, *_TAGS)
        _keep([_row(*row) for row in fields.iterator()])


def _keep(rows: Sequence[tuple[int, str, str]]) -> None:
    # by hand: Django's way takes as long as the index itself
    with connections[router.db_for_write(SearchedText)].cursor() as cursor:
        cursor.executemany(
            "INSERT INTO drafting_searchedtext (phrase_id, text, tokens) VALUES (%s, %s, %s)"
            " ON CONFLICT (phrase_id) DO UPDATE SET text = excluded.text, tokens = excluded.tokens",
            rows,
        )


def _row(number: int, *values: Any) -> tuple[int, str, str]:
    texts, rest = values[: len(_TEXTS)], values[len(_TEXTS) :]
    text = folded("\n".join(filter(None, texts)))
    labels = zip(_LABELS, rest[: len(_LABELS)], strict=True)
    tokens = {label(_KINDS[name], value) for name, value in labels if value}
    for kind, tags in zip(_TAGS.values(), rest[len(_LABELS) :], strict=True):
        tags = split_tags(tags) if isinstance(tags, str) else tags
        tokens.update(label(kind, tag) for tag in tags or ("",))
    return number, text, " ".join(tokens | grams_of(text))


def candidates(
    pairs: Iterable[str], beginnings: Iterable[str], labels: Sequence[Sequence[str]], most: int
) -> list[int]:
    """Up to ``most`` numbers of phrases that are filed under all the pairs, under something with
    each of the beginnings, and under one of each group of labels; something has to be asked for."""
    connection = connections[router.db_for_read(SearchedText)]
    postgresql = connection.vendor == "postgresql"
    word, many, both, either = ("{}", "{}:*", " & ", " | ") if postgresql else _FTS5
    groups = [word.format(pair) for pair in sorted(pairs)]
    groups += [many.format(beginning) for beginning in sorted(beginnings)]
    groups += [f"({either.join(map(word.format, sorted(group)))})" for group in labels if group]
    with connection.cursor() as cursor:
        cursor.execute(_POSTGRESQL if postgresql else _SQLITE, [both.join(groups), most])
        return [number for (number,) in cursor.fetchall()]


def _phrase_saved(instance: Phrase, **_kwargs: Any) -> None:
    renew([instance.pk])


def _rows_written(numbers: Collection[int], **_kwargs: Any) -> None:
    renew(numbers)


def _category_saved(instance: Any, created: bool, **_kwargs: Any) -> None:
    if not created:
        renew(list(instance.phrases.order_by().values_list("pk", flat=True)))


def renew_all(apps: Any = registry, **_kwargs: Any) -> None:
    """Bring the whole index up to date (connected to post_migrate): what was written before there
    was one, or by a former edition of the program."""
    try:
        apps.get_model("drafting", "SearchedText")
    except LookupError:
        # Migrations were run only in part: the table is not there yet.
        return
    renew(list(Phrase.objects.order_by().values_list("pk", flat=True)))


def keep_up_to_date() -> None:
    """Renew the index from now on whenever a phrase or a category is written (called once, when the
    app is ready)."""
    post_save.connect(_phrase_saved, sender=Phrase)
    rows_written.connect(_rows_written, sender=Phrase)
    for model in (ProblemCategory, CauseCategory, MeasureCategory):
        post_save.connect(_category_saved, sender=model)
