"""What reviewers ask of a step: the open comments on its words, for the line above the text."""

from __future__ import annotations

from drafting.review.own import OwnThread, own_threads
from drafting.wizard.selectors import Page


def remarks_on(page: Page) -> list[OwnThread]:
    """The open threads on what this step edits, in reading order. No query for a draft that belongs to no meeting."""
    if page.draft.meeting_id is None:
        return []
    steps = tuple(task.step for task in page.tasks)
    threads = own_threads(page.draft, page.document, steps, editable=False, talking=False)
    return [
        one for one in threads if one.thread.open and one.step is not None and one.step.key == page.step.key
    ]
