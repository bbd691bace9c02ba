"""What reviewers ask of the paper: the panel beside the text, with the comments of this step."""

from __future__ import annotations

from accounts.models import User
from drafting.common.numbers import LARGEST_KEY, whole_number
from drafting.drafts.field_addresses import AT
from drafting.review.author_panel.context import CommentsPanel, panel_of
from drafting.wizard.selectors import StepPage


def comments_beside(page: StepPage, author: User, asked: dict[str, str]) -> CommentsPanel | None:
    """The panel of this step, beginning with the comment that the address names; None where nobody
    has commented. No query for a draft that belongs to no meeting."""
    steps = tuple(task.step for task in page.tasks)
    at = whole_number(asked.get(AT, ""), most=LARGEST_KEY) or 0
    return panel_of(page.draft, author, page.document, steps, page.step.key, at=at)
