"""The step 完成: what is lacking at a glance, handing in, the layout style, and the Word file."""

from __future__ import annotations

from typing import Any

from drafting.progress.tasklist import length_of_document
from drafting.rendering.selectors import exports_context
from drafting.review.limits import LONGEST_NOTE
from drafting.review.standing import standing_of
from drafting.wizard.selectors import LACKING, Page


def done_context(page: Page) -> dict[str, Any]:
    """What the template of the step shows."""
    lacking = [task for task in page.writing if task.status in LACKING]
    return {
        "lacking": lacking,
        "total": length_of_document(page.document),
        "standing": standing_of(page.draft, page.draft.owner),
        "note_limit": LONGEST_NOTE,
        **exports_context(page.draft),
    }
