"""What the pages read of imports. An import is its owner's alone."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet

from accounts.models import User
from drafting.document.model import Document
from drafting.frameworks.models import Framework
from drafting.frameworks.selectors import spec_of
from drafting.frameworks.spec import FrameworkSpec
from drafting.importing.models import Import
from drafting.importing.review_page.state import Reviewed, load
from drafting.importing.segment.fitting import fitting_framework, titled_framework


def known_frameworks() -> QuerySet[Framework]:
    """Frameworks that a paper may have been written for, with their areas, newest year first: those
    of earlier years too."""
    rows = Framework.objects.exclude(state=Framework.State.DRAFT)
    return rows.prefetch_related("sections").order_by("-year", "meeting_kind", "key")


def own_import(user: User, import_id: uuid.UUID) -> Import | None:
    """A person's own import with its framework, unless it was dropped; None for anything else,
    whoever asks."""
    rows = Import.objects.filter(pk=import_id, owner=user).exclude(state=Import.State.DROPPED)
    return rows.select_related("framework", "owner").prefetch_related("framework__sections").first()


def open_imports(user: User) -> QuerySet[Import]:
    """A person's imports that wait to be confirmed, newest first, without their texts."""
    rows = Import.objects.filter(owner=user, state=Import.State.OPEN)
    return rows.only("id", "file_name", "size", "created_at", "state", "owner_id").order_by(
        "-created_at"
    )


def text_of(row: Import) -> str:
    """The source text."""
    return "\n".join(paragraph["text"] for paragraph in row.paragraphs)


def state_of(row: Import) -> Reviewed:
    """Where everything is now."""
    values = {name: getattr(row, name) for name in ("document", "places", "uncertain", "unplaced")}
    return load(text_of(row), values)


def spec_for(row: Import) -> FrameworkSpec | None:
    """The framework that the areas were matched to, or None."""
    return spec_of(row.framework) if row.framework is not None else None


def fitting_for(document: Document, spec: FrameworkSpec | None) -> Framework | None:
    """The framework that a paper was obviously written for, where it was read with another."""
    rows = known_frameworks()

    def specs() -> Iterator[FrameworkSpec]:
        # not a generator expression, which would ask the database at once
        yield from map(spec_of, rows)

    fitting = fitting_framework(document, spec, specs())
    return next((one for one in rows if one.key == fitting.key), None) if fitting else None


def titled_for(document: Document, spec: FrameworkSpec | None) -> Framework | None:
    """The framework of the year and the meeting that the paper's title names, where it was read
    with none or another."""
    rows = known_frameworks()

    def specs() -> Iterator[FrameworkSpec]:
        yield from map(spec_of, rows)

    titled = titled_framework(document, spec, specs())
    return next((one for one in rows if one.key == titled.key), None) if titled else None


def kept_until(row: Import) -> datetime:
    """When an import that is not confirmed is deleted."""
    return row.created_at + timedelta(days=settings.IMPORT_KEEP_DAYS)
