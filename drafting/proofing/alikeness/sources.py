"""Texts that are compared, kept as rows and renewed where they are stale: nothing depends on a
message that came."""

from __future__ import annotations

import hashlib
import logging
import time
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

from django.db import DatabaseError, transaction
from django.db.models import Q
from django.utils import timezone

from drafting.document import codec
from drafting.document.model import Document
from drafting.drafts.models import Draft, Revision
from drafting.proofing.alikeness.models import ComparableText, PairShare, ReferenceText
from drafting.proofing.core.context import Context
from drafting.proofing.core.library_share import share_of
from drafting.proofing.core.stretches import Stretches
from drafting.proofing.curated_tables import state_of_tables, stored_tables
from drafting.proofing.printed_context import printed_context
from drafting.proofing.printed_text import Projection, project
from drafting.proofing.texts import edition
from drafting.rendering.styles import style_of
from drafting.sealing.keyring import KeyMissing
from drafting.similarity.kept_paper import kept_paper
from drafting.similarity.sentences import Sentence, sentences_of
from drafting.similarity.standing import standing_sentences

log = logging.getLogger(__name__)

#: Seconds that a page gives to texts that nobody has read yet; a worker reads the others.
PATIENCE: Final = 1.0


@dataclass(frozen=True, slots=True)
class Source:
    """A text by its row: the field of ComparableText that names it, its id there, and the mark that
    it has now."""

    of: str
    id: uuid.UUID | int
    mark: str


@dataclass(frozen=True, slots=True)
class Rows:
    """The ids of the rows of texts, and the texts that cannot be read. Those of neither are not read
    yet, or gone."""

    ids: Mapping[Source, int]
    unreadable: frozenset[Source]


class NotNow(Exception):
    """A text is gone, or could not be read for a fault that passes: nothing is kept of it."""


class Marks:
    """Names the states of texts; two queries, whatever the number of texts."""

    def __init__(self) -> None:
        self._state = f"{edition()}\0{state_of_tables()}"

    def draft(self, draft: uuid.UUID, version: int, style: str) -> Source:
        """A draft as it stands."""
        return Source("draft", draft, self._mark(str(version), style))

    def revision(self, revision: int, style: str) -> Source:
        """A frozen revision, as the draft's style prints it."""
        return Source("revision", revision, self._mark(style))

    def reference(self, reference: int, content_hash: str) -> Source:
        """A reference text."""
        return Source("reference", reference, self._mark(content_hash))

    def _mark(self, *parts: str) -> str:
        said = "\0".join((self._state, *parts))
        return hashlib.sha256(said.encode()).hexdigest()


def projected(document: Document, style: str, year: int | None) -> tuple[Projection, Context]:
    """A document as it is compared: printed in the draft's style."""
    projection = project(document, style_of(style))
    return projection, printed_context(document, projection, year=year, tables=stored_tables())


def own_sentences(context: Context) -> tuple[Sentence, ...]:
    """What is compared of a paper: its own sentences, without opening and closing, which name the
    same notice and the same meetings, and without what it tells of last year's paper
    (上年度整改情况), which quotes that."""
    document = context.document
    if document is None:  # a text of any kind, which need not be built as a paper
        standing = (*context.covered, *standing_sentences(context.text))
        return sentences_of(context.text, None, standing)
    told = _not_compared(document)
    left_out = Stretches(sorted((start, end) for node, start, end in context.spans if node in told))
    return tuple(one for one in context.said if not left_out.hold(one.start, one.end))


def _not_compared(document: Document) -> set[str]:
    previous = {part.id for part in document.parts if part.role == "previous"}
    return {document.head.id, document.opening.id, document.closing.id, *previous}


def rows_of(sources: Sequence[Source], seconds: float = PATIENCE) -> Rows:
    """The row of each text that is fresh; stale and missing ones are renewed as far as the time
    goes, those first that come first. What could not be read is not tried again while it stays as
    it is."""
    kept = dict(_kept(sources))
    until = time.monotonic() + seconds
    for source in sources:
        if source not in kept:
            if time.monotonic() > until:
                break
            with suppress(NotNow):
                kept[source] = renew(source)
    return Rows(
        {source: row for source, row in kept.items() if row is not None},
        frozenset(source for source, row in kept.items() if row is None),
    )


def _kept(sources: Sequence[Source]) -> Iterator[tuple[Source, int | None]]:
    ids: dict[str, list[Any]] = {"draft": [], "revision": [], "reference": []}
    for source in sources:
        ids[source.of].append(source.id)
    if not sources:
        return
    chosen = Q()
    for name, keys in ids.items():
        if keys:
            chosen |= Q(**{f"{name}__in": keys})
    found = {}
    rows = ComparableText.objects.filter(chosen).annotate(broken=Q(content=b""))
    for pk, mark, broken, *keys in rows.values_list(
        "pk", "mark", "broken", "draft", "revision", "reference"
    ):
        key = next(key for key in keys if key is not None)
        found[key, mark] = None if broken else pk
    for source in sources:
        if (source.id, source.mark) in found:
            yield source, found[source.id, source.mark]


def renew(source: Source) -> int | None:
    """Read a text anew and keep what is compared of it; the id of its row, None where the text
    cannot be read, which is kept too. The log names no word of it.

    Raises NotNow, and what a database raises that is away.
    """
    try:
        context = _context_of(source)
        if context is None:
            raise NotNow
        content = kept_paper(own_sentences(context)).as_bytes()
        library = share_of(context.said, context.borrowed).share
    except (NotNow, DatabaseError):
        raise
    except (MemoryError, OSError, KeyMissing) as error:
        # no fault of the text: it is read at the next turn
        log.error("%s %s is not compared now: %s", source.of, source.id, type(error).__name__)
        raise NotNow from None
    except Exception as error:
        log.error("%s %s cannot be compared: %s", source.of, source.id, type(error).__name__)
        content, library = b"", 0.0
    row = _keep(source, content, library)
    return row if content else None


def _keep(source: Source, content: bytes, library: float) -> int:
    names: dict[str, Any] = {f"{source.of}_id": source.id}
    values = {
        "mark": source.mark,
        "content": content,
        "library": library,
        "kept_at": timezone.now(),
    }
    with transaction.atomic():
        row, new = ComparableText.objects.update_or_create(defaults=values, **names)
        if not new:
            PairShare.objects.filter(Q(one=row) | Q(other=row)).delete()
    return row.pk


def _context_of(source: Source) -> Context | None:
    key: Any = source.id
    if source.of == "reference":
        text = ReferenceText.objects.filter(pk=key).values_list("text", flat=True).first()
        return None if text is None else Context(text, complete=False, tables=stored_tables())
    found: tuple[Any, str, int] | None
    if source.of == "draft":
        drafts = Draft.objects.filter(pk=key)
        found = drafts.values_list("document", "style", "framework__year").first()
    else:
        revisions = Revision.objects.filter(pk=key)
        fields = ("document", "draft__style", "draft__framework__year")
        found = revisions.values_list(*fields).first()
    if found is None:
        return None
    document, style, year = found
    return projected(codec.load(document), style, year)[1]


def contents_of(rows: Iterable[int]) -> dict[int, bytes]:
    """What was kept of texts, by the ids of their rows. One query."""
    found = ComparableText.objects.filter(pk__in=list(rows)).values_list("pk", "content")
    return {pk: bytes(content) for pk, content in found}
