"""What the templates of the review page are given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from accounts.models import User
from drafting.drafts.forms import PRIVATE
from drafting.drafts.overview import DraftRow, meeting_rows
from drafting.importing.cards import Option, Page
from drafting.importing.forms import ConfirmForm
from drafting.importing.models import Import
from drafting.importing.original import paragraphs
from drafting.importing.places import slots_of
from drafting.importing.reviewed import count
from drafting.importing.selectors import kept_until, spec_for, state_of


def review_context(row: Import) -> dict[str, Any]:
    """The source and the structure of an import as they are now."""
    state = state_of(row)
    shown = Page(state, slots_of(spec_for(row)))
    counts = count(state)
    return {
        "row": row,
        "open": row.state == Import.State.OPEN,
        "kept_until": kept_until(row),
        "shown": shown,
        "paragraphs": paragraphs(state.text, shown.groups),
        # once for the page: a select for each of sixty cards is what takes the time
        "options": {kind: _select(options) for kind, options in shown.options().items()},
        "counts": counts,
        "said": {name: f"{number:,}" for name, number in asdict(counts).items()},
    }


def _select(options: Sequence[Option]) -> SafeString:
    """The options of a select, in groups."""
    parts = []
    for group, members in groupby(options, key=lambda option: option.group):
        inner = format_html_join(
            "", '<option value="{}">{}</option>', ((option.value, option.label) for option in members)
        )
        parts.append((format_html('<optgroup label="{}">{}</optgroup>', group, inner) if group else inner,))
    return format_html_join("", "{}", parts)


def confirm_context(user: User, form: ConfirmForm | None, own: list[DraftRow]) -> dict[str, Any]:
    """The form that begins a draft; an only meeting is chosen already."""
    form = form or ConfirmForm(user)
    chosen = str(form["target"].value() or "")
    if not chosen:
        chosen = str(form.meetings[0].pk) if len(form.meetings) == 1 else ("" if form.meetings else PRIVATE)
    return {
        "form": form,
        "meetings": meeting_rows(form.meetings, ()),
        "chosen": chosen,
        "private": PRIVATE,
        "own": own,
    }
