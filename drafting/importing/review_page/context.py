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
from drafting.drafts.list_rows import DraftRow
from drafting.importing.forms import ConfirmForm
from drafting.importing.models import Import
from drafting.importing.review_page.cards import MoveOption, ReviewPage
from drafting.importing.review_page.destinations import slots_of
from drafting.importing.review_page.original_text import paragraphs
from drafting.importing.review_page.state import count
from drafting.importing.segment.signer import signed_by
from drafting.importing.selectors import fitting_for, kept_until, spec_for, state_of, titled_for


def review_context(row: Import) -> dict[str, Any]:
    """The source and the structure of an import as they are now."""
    state = state_of(row)
    spec = spec_for(row)
    shown = ReviewPage(state, slots_of(spec))
    counts = count(state)
    open_ = row.state == Import.State.OPEN
    fitting = fitting_for(state.document, spec) if open_ else None
    signer = signed_by(state.document, row.file_name)
    return {
        "row": row,
        "open": open_,
        "fitting": fitting,
        "titled": titled_for(state.document, spec) if open_ and fitting is None else None,
        "signer": signer if open_ and signer != "".join(row.owner.name.split()) else "",
        "kept_until": kept_until(row),
        "shown": shown,
        "paragraphs": paragraphs(state.text, shown.groups),
        # once for the page: a select for each of sixty cards is what takes the time
        "options": {kind: _select(options) for kind, options in shown.options().items()},
        "counts": counts,
        "said": {name: f"{number:,}" for name, number in asdict(counts).items()},
    }


def _select(options: Sequence[MoveOption]) -> SafeString:
    """The options of a select, in groups."""
    parts = []
    for group, members in groupby(options, key=lambda option: option.group):
        inner = format_html_join(
            "",
            '<option value="{}">{}</option>',
            ((option.value, option.label) for option in members),
        )
        parts.append(
            (format_html('<optgroup label="{}">{}</optgroup>', group, inner) if group else inner,)
        )
    return format_html_join("", "{}", parts)


def confirm_context(user: User, form: ConfirmForm | None, own: list[DraftRow]) -> dict[str, Any]:
    """The form that begins a draft; an only meeting is chosen already."""
    form = form or ConfirmForm(user)
    chosen = str(form["target"].value() or "")
    if not chosen:
        chosen = (
            str(form.meetings[0].pk)
            if len(form.meetings) == 1
            else ("" if form.meetings else PRIVATE)
        )
    return {
        "form": form,
        "meetings": form.targets(),
        "chosen": chosen,
        "private": PRIVATE,
        "own": own,
    }
