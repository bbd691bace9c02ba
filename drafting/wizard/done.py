"""The step 完成: what is lacking at a glance, the layout style, and the Word file."""

from __future__ import annotations

from typing import Any

from drafting.progress.tasklist import length_of_document
from drafting.rendering.selectors import exports_context
from drafting.wizard.selectors import LACKING, Page


def done_context(page: Page) -> dict[str, Any]:
    """What the template of the step shows."""
    lacking = [task for task in page.writing if task.status in LACKING]
    return {"lacking": lacking, "total": length_of_document(page.document), **exports_context(page.draft)}
