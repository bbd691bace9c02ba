"""The step 完成 (提交 where a meeting waits for the paper): what is lacking at a glance, handing in,
the layout style, and the Word file."""

from __future__ import annotations

from typing import Any

from drafting.exports.selectors import exports_context
from drafting.progress.lengths import length_of_document
from drafting.progress.told import problems_told
from drafting.review.author_page.standing import draft_standing
from drafting.review.text_limits import LONGEST_NOTE
from drafting.wizard.selectors import LACKING, StepPage


def done_context(page: StepPage) -> dict[str, Any]:
    """What the template of the step shows."""
    lacking = [task for task in page.writing if task.status in LACKING]
    return {
        "lacking": lacking,
        "hollow": page.hollow,
        "tells": bool(problems_told(page.document)),
        "guessed": [task for task in page.writing if task.guesses],
        "total": length_of_document(page.document),
        "standing": draft_standing(page.draft, page.draft.owner),
        "note_limit": LONGEST_NOTE,
        **exports_context(page.draft),
    }
