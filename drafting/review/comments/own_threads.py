"""The threads of a draft as its author has them: where each is to be mended, and what may be done
with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from drafting.document.model import Document, Node, nodes
from drafting.drafts.field_addresses import NEAR, anchor, field_to_write, landing
from drafting.drafts.models import Draft
from drafting.progress.steps import Step
from drafting.review.comments.open_threads import (
    answered,
    answers_count_from,
    commented,
    step_of_thread,
)
from drafting.review.comments.threads import Thread
from drafting.review.models import Comment

#: The lists of threads that an address may come from: the author's page of review, and the panel.
LIST: Final = "comments"
PANEL: Final = "panel"


@dataclass(frozen=True, slots=True)
class OwnThread:
    """A thread with the step of the wizard where its words are; ``step`` is None for the whole
    paper and for lost words. ``answered``: by the author, since the paper came back last.

    ``field`` is where its words are written, empty for none; ``near`` is what stands right before
    them there.
    """

    thread: Thread
    step: Step | None
    answered: bool
    acceptable: bool
    talking: bool
    field: str = ""
    near: str = ""

    @property
    def comment(self) -> Comment:
        """The comment."""
        return self.thread.comment

    @property
    def waiting(self) -> bool:
        """Whether it waits for the author."""
        return self.thread.open and not self.answered

    @property
    def start(self) -> int:
        """Where its words stand in their field now."""
        return self.thread.placement.start if self.thread.placement else 0

    @property
    def anchor(self) -> str:
        """The id of its field on the page of its step."""
        return anchor(self.thread.node, self.field)

    @property
    def from_list(self) -> str:
        """The address of its words for whoever comes from the author's page; empty without a step."""
        return self.address(LIST)

    @property
    def from_panel(self) -> str:
        """The address of its words for whoever comes from the panel of another step."""
        return self.address(PANEL)

    def address(self, origin: str) -> str:
        """The address of its words for whoever comes from that list; empty without a step."""
        if self.step is None:
            return ""
        comment = self.comment
        # the panel is scripts' own: the focus stays in it, and goes to no field by itself
        place = self.anchor if origin == LIST else ""
        return landing(comment.draft_id, self.step.key, origin, str(comment.pk), place)


def own_threads(
    draft: Draft,
    document: Document,
    steps: tuple[Step, ...],
    *,
    editable: bool,
    talking: bool,
    threads: Sequence[Thread] | None = None,
) -> list[OwnThread]:
    """The threads in the reading order of the draft as it stands now, each with its step;
    ``editable`` and ``talking`` say what the author may do with the draft. ``threads`` where the
    caller has read them already."""
    threads = commented(draft, document) if threads is None else threads
    since = answers_count_from(threads, draft)
    living = {node.id: node for node in nodes(document)} if threads else {}
    return [
        OwnThread(
            thread,
            step_of_thread(document, steps, thread),
            answered=answered(thread, draft.owner_id, since),
            acceptable=editable and _acceptable(thread),
            talking=talking and thread.open,
            **_written(thread, living),
        )
        for thread in threads
    ]


def first_waiting(threads: Iterable[OwnThread]) -> OwnThread | None:
    """The first one that waits for the author on some step."""
    return next((one for one in threads if one.waiting and one.step is not None), None)


def to_mend_first(draft: Draft, document: Document, steps: tuple[Step, ...]) -> str:
    """The address of the words of the first comment that waits for the author; empty where none on
    a step does."""
    threads = own_threads(draft, document, steps, editable=False, talking=False)
    found = first_waiting(threads)
    return found.from_list if found else ""


def _acceptable(thread: Thread) -> bool:
    comment = thread.comment
    offered = comment.suggestion is not None and comment.accepted_at is None
    return thread.open and offered and (thread.fits or thread.reworded)


def _written(thread: Thread, living: Mapping[str, Node]) -> dict[str, str]:
    """The field where the words of a thread are written, and what stands before them in it."""
    at = thread.placement
    node = living.get(at.node) if at is not None else None
    if at is None or node is None:
        return {}
    field = field_to_write(node, at.field)
    text: str = getattr(node, field) if field else ""
    return {"field": field, "near": text[max(0, at.start - NEAR) : at.start]}
