"""What the page of the committee's paper shows."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.safestring import mark_safe

from accounts.models import User
from accounts.permissions import Denied
from drafting.collective.forms import CommentForm
from drafting.collective.models import QUOTE
from drafting.collective.permissions import may_comment, may_take_over
from drafting.collective.selectors import CommitteeThread, threads_of
from drafting.common.days import moment
from drafting.document import codec
from drafting.document.model import Document
from drafting.drafts.models import Draft
from drafting.drafts.permissions import EDITABLE_STATES, may_write_for_committee
from drafting.drafts.selectors import spec_of_draft
from drafting.progress.lengths import length_of_document
from drafting.rendering.styles import style_of
from drafting.review.reading_page.paper import first_field, lines_of, quoted

GONE: Final = "要提意见的这一处刚刚改掉或者删去了。"


@dataclass(frozen=True, slots=True)
class Writing:
    """A comment being written (``node``, empty for the whole paper), changed (``comment``) or
    answered (``answers``); ``base`` is the version of the comment that the page showed. ``remark``
    is what to know before one writes."""

    form: forms.Form
    node: str = ""
    quote: str = ""
    token: uuid.UUID | None = None
    comment: int = 0
    answers: int = 0
    base: int = 0
    remark: str = ""


def passage_of(document: Document, node: str) -> str:
    """How the passage of a node begins, as a comment keeps it; empty where there is none."""
    text = quoted(document, node, *first_field(document, node)) if node else ""
    flat = " ".join(text.split())
    return flat if len(flat) <= QUOTE else f"{flat[: QUOTE - 1]}…"


def page_context(
    draft: Draft, reader: User, asked: Mapping[str, str], writing: Writing | None = None
) -> dict[str, Any]:
    """The paper as it stands now, who writes it, what the committee says to it; ``asked`` begins a
    comment (``on``: a node, or empty) or a change of one (``edit``)."""
    document = codec.load(draft.document)
    spec = spec_of_draft(draft)
    comment, taking = may_comment(reader, draft), may_take_over(reader, draft)
    threads = threads_of(draft, document, spec, reader, comment)
    if writing is None and comment:
        writing = _begun(draft, document, reader, asked)
    now = timezone.localtime()
    editable = draft.state in EDITABLE_STATES and draft.archived_at is None
    assert draft.meeting is not None  # noqa: S101 - a collective paper belongs to a meeting
    return {
        "nav": "drafts",
        "draft": draft,
        "meeting": draft.meeting,
        "title": document.head.title.strip() or "（没有标题）",
        "writes": draft.owner_id == reader.pk,
        "editable": editable,
        "out_of_office": editable
        and not may_write_for_committee(draft.owner, draft.meeting.organization),
        "saved": moment(timezone.localtime(draft.updated_at), now),
        "characters": length_of_document(document),
        "lines": [
            (mark_safe(line.html), line.spots)  # noqa: S308 - the renderer escapes every text
            for line in lines_of(document, style_of(draft.style), ())
        ],
        "can_comment": bool(comment),
        "no_comment": comment.reason if isinstance(comment, Denied) else "",
        "can_take_over": bool(taking),
        "threads": threads,
        "open_count": sum(one.open for one in threads),
        "writing": writing,
        "unplaced": _unplaced(writing, threads),
    }


def _unplaced(writing: Writing | None, threads: list[CommitteeThread]) -> list[str]:
    """An answer that was typed and has no form on the page any more, because its comment cannot be
    dealt with now."""
    if writing is None or not writing.answers:
        return []
    if any(one.comment.pk == writing.answers and one.settleable and one.open for one in threads):
        return []
    typed = writing.form["answer"].value() or ""
    return [typed] if typed.strip() else []


def _begun(
    draft: Draft, document: Document, reader: User, asked: Mapping[str, str]
) -> Writing | None:
    if "edit" in asked:
        own = draft.committee_comments.filter(author=reader, withdrawn_at=None, settled_at=None)
        for row in own:
            if str(row.pk) == asked["edit"]:
                form = CommentForm(initial={"text": row.text})
                return Writing(form, row.node, row.quote, comment=row.pk, base=row.version)
    if "on" not in asked:
        return None
    quote = passage_of(document, asked["on"])
    if asked["on"] and not quote:
        remark = f"{GONE}可以对全篇提意见，也可以另选一处。"
        return Writing(CommentForm(), token=uuid.uuid4(), remark=remark)
    return Writing(CommentForm(), asked["on"], quote, uuid.uuid4())
