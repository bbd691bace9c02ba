"""What the author's page shows: where the draft stands, what is lacking, and the threads with the places to mend them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from drafting.document import codec
from drafting.document.model import Document
from drafting.drafts.models import Draft
from drafting.drafts.permissions import may_edit
from drafting.drafts.selectors import spec_of_draft
from drafting.progress.steps import Step, step_of_node, steps_of
from drafting.review.commenting import may_talk
from drafting.review.limits import LONGEST_NOTE
from drafting.review.models import Comment
from drafting.review.obstacles import Obstacle, obstacles
from drafting.review.standing import standing_of
from drafting.review.threads import Thread, threads_of


@dataclass(frozen=True, slots=True)
class OwnThread:
    """A thread with the step of the wizard where its words are; ``step`` is None for the whole paper and for lost words."""

    thread: Thread
    step: Step | None
    answered: bool
    acceptable: bool
    talking: bool

    @property
    def comment(self) -> Comment:
        """The comment."""
        return self.thread.comment


@dataclass(frozen=True, slots=True)
class Given:
    """What was typed and not taken: in a thread (``comment`` its id) or as the note of a submission, with the reason."""

    problem: str
    text: str = ""
    comment: int = 0


def own_context(
    draft: Draft, author: User, *, lacking: Sequence[Obstacle] | None = None, given: Given | None = None
) -> dict[str, Any]:
    """The page; ``lacking`` is what a submission was refused for, else what is unfinished at a glance (without proofreading)."""
    document, spec = codec.load(draft.document), spec_of_draft(draft)
    standing = standing_of(draft, author)
    editable = bool(may_edit(author, draft))
    talking = bool(may_talk(author, draft, standing.reviewers))
    threads = own_threads(draft, document, steps_of(spec, document), editable=editable, talking=talking)
    opened = [one for one in threads if one.thread.open]
    closed = [one for one in threads if not one.thread.open]
    if lacking is None:
        lacking = obstacles(document, spec, blocking_errors=0) if standing.submittable else ()
    return {
        "nav": "drafts",
        "draft": draft,
        "title": document.head.title.strip() or "（无标题）",
        "standing": standing,
        "history": standing.history,
        "lacking": list(lacking),
        "opened": opened,
        "closed": closed,
        "demands": sum(one.comment.kind == Comment.Kind.MUST for one in opened),
        "unanswered": sum(not one.answered for one in opened),
        "editable": editable,
        "to_submit": standing.submittable and not standing.barred,
        "given": given,
        "given_in_closed": given is not None and given.comment in {one.comment.pk for one in closed},
        "note_limit": LONGEST_NOTE,
    }


def own_threads(
    draft: Draft, document: Document, steps: tuple[Step, ...], *, editable: bool, talking: bool
) -> list[OwnThread]:
    """The threads in the reading order of the draft as it stands now, each with its step; ``editable`` and ``talking`` say what
    the author may do with the draft."""
    return [
        OwnThread(
            thread,
            _step(document, steps, thread.node),
            answered=any(reply.author_id == draft.owner_id for reply in thread.replies),
            acceptable=editable and _acceptable(thread),
            talking=talking and thread.open,
        )
        for thread in threads_of(draft, document)
    ]


def _acceptable(thread: Thread) -> bool:
    comment = thread.comment
    offered = comment.suggestion is not None and comment.accepted_at is None
    return thread.open and offered and thread.fits


def _step(document: Document, steps: tuple[Step, ...], node: str) -> Step | None:
    try:
        return step_of_node(document, steps, node) if node else None
    except KeyError:
        return None
