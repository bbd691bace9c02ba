"""What the pages read of export jobs."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils import timezone

from accounts.models import User
from accounts.permissions import Denied
from drafting.document import codec
from drafting.drafts.models import Draft
from drafting.exports.models import ExportJob
from drafting.exports.permissions import may_export
from drafting.exports.unfilled import open_holes_reason, unfilled
from drafting.jobs import wording
from drafting.rendering.formats import DEFAULT_FORMAT, DOWNLOADS, FORMATS
from drafting.rendering.styles import STYLES, RenderStyle, style_of

#: Older jobs of a draft than these are not listed; nobody looks for them, and a page stays short.
MOST_LISTED: Final = 50

COPIES: Final[Mapping[str, str]] = {
    ExportJob.Copy.CLEAN: "用于打印和上会，不带任何标记。",
    ExportJob.Copy.DRAFT: "每页上方标明“草稿”，供征求意见和修改时用。",
}


@dataclass(frozen=True)
class ExportRow:
    """A job as the list shows it; ``outdated`` where the text was changed after the file's
    revision, None where not known; ``renewable`` where the same text would give another file now,
    by its approval or by the layout."""

    job: ExportJob
    style: str
    format: str
    message: str
    outdated: bool | None = None
    renewable: bool = False


@dataclass(frozen=True)
class ExportChoice:
    """One option of the form."""

    value: str
    label: str
    description: str
    chosen: bool
    enabled: bool = True


@dataclass(frozen=True)
class Exports:
    """Everything the export panel shows of a draft. ``formats`` is empty where there is but one;
    ``reason`` says why nothing can be asked for, ``holes`` why no clean copy."""

    draft: Draft
    styles: list[ExportChoice]
    copies: list[ExportChoice]
    formats: list[ExportChoice]
    rows: list[ExportRow]
    reason: str
    holes: str


def exports_context(draft: Draft) -> dict[str, Any]:
    """What ``drafting/exports/_exports.html`` needs, under the one name ``exports``.

    ``draft`` is the signed-in person's own, with its owner. Takes one query, however many jobs
    there are.
    """
    document = codec.load(draft.document)
    places = unfilled(document)
    style = style_of(draft.style)
    decision = may_export(draft.owner, draft)
    content = codec.content_hash(document)
    jobs = (
        ExportJob.objects.filter(draft=draft)
        .select_related("revision")
        .defer("revision__document")[:MOST_LISTED]
    )
    exports = Exports(
        draft=draft,
        styles=[_style_choice(each, each == style) for each in STYLES.values()],
        copies=_copy_choices(clean=not places),
        formats=_format_choices(),
        rows=[row_of(job, content) for job in jobs],
        reason=decision.reason if isinstance(decision, Denied) else "",
        holes=open_holes_reason(places) if places else "",
    )
    return {"exports": exports}


def row_of(job: ExportJob, content: str | None = None) -> ExportRow:
    """A job as the list shows it; ``content`` is the content hash of the draft as it stands now,
    where that is known."""
    style, output = STYLES.get(job.style), FORMATS.get(job.format)
    return ExportRow(
        job=job,
        style=style.label if style else job.style,
        format=output.label if output else job.format,
        message=wording.message_of(job, timezone.now()),
        outdated=None if content is None else job.revision.content_hash != content,
        renewable=job.state == ExportJob.State.DONE and not job.is_current,
    )


def own_job(user: User, job_id: uuid.UUID) -> ExportJob | None:
    """A job of a person's own draft; None for anything else, whoever asks."""
    jobs = ExportJob.objects.select_related("revision", "draft").defer("revision__document")
    return jobs.filter(pk=job_id, draft__owner=user).first()


def _style_choice(style: RenderStyle, chosen: bool) -> ExportChoice:
    return ExportChoice(style.key, style.label, style.description, chosen)


def _format_choices() -> list[ExportChoice]:
    """What files there are; nothing where there is nothing to choose."""
    if len(DOWNLOADS) < 2:
        return []
    return [
        ExportChoice(
            output.key,
            output.label,
            output.obstacle() or f"{output.description}{output.remark()}",
            output == DEFAULT_FORMAT,
            enabled=not output.obstacle(),
        )
        for output in DOWNLOADS.values()
    ]


def _copy_choices(*, clean: bool) -> list[ExportChoice]:
    usual = ExportJob.Copy.CLEAN if clean else ExportJob.Copy.DRAFT
    return [
        ExportChoice(
            copy.value,
            copy.label,
            COPIES[copy],
            copy == usual,
            enabled=clean or copy != ExportJob.Copy.CLEAN,
        )
        for copy in ExportJob.Copy
    ]
