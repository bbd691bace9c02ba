"""What the author's page shows: where the draft stands, what is lacking, and the threads with the
places to mend them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from drafting.document import codec
from drafting.drafts.models import Draft
from drafting.drafts.permissions import may_edit
from drafting.drafts.selectors import spec_of_draft
from drafting.progress.steps import steps_of
from drafting.review.author_page.standing import draft_standing
from drafting.review.comments.own_threads import OwnThread, first_waiting, own_threads
from drafting.review.comments.permissions import may_talk
from drafting.review.decisions.obstacles import Obstacle, obstacles
from drafting.review.models import Comment
from drafting.review.text_limits import LONGEST_NOTE


@dataclass(frozen=True, slots=True)
class Given:
    """What was typed and not taken: in a thread (``comment`` its id) or as the note of a
    submission, with the reason."""

    problem: str
    text: str = ""
    comment: int = 0


def own_context(
    draft: Draft,
    author: User,
    *,
    lacking: Sequence[Obstacle] | None = None,
    given: Given | None = None,
) -> dict[str, Any]:
    """The page; ``lacking`` is what a submission was refused for, else what is unfinished at a
    glance (without proofreading)."""
    document, spec = codec.load(draft.document), spec_of_draft(draft)
    standing = draft_standing(draft, author)
    editable = bool(may_edit(author, draft))
    talking = bool(may_talk(author, draft, standing.reviewers))
    threads = own_threads(
        draft, document, steps_of(spec, document), editable=editable, talking=talking
    )
    if lacking is None:
        lacking = obstacles(document, spec, blocking_errors=0) if standing.submittable else ()
    return {
        "nav": "drafts",
        "draft": draft,
        "title": document.head.title.strip() or "（无标题）",
        "standing": standing,
        "history": standing.history,
        "lacking": list(lacking),
        "editable": editable,
        "to_submit": standing.submittable and not standing.barred,
        "given": given,
        "note_limit": LONGEST_NOTE,
    } | _threads_apart(threads, given)


def _threads_apart(threads: Sequence[OwnThread], given: Given | None) -> dict[str, Any]:
    """The open and the closed threads, and what is counted of them."""
    opened = [one for one in threads if one.thread.open]
    closed = [one for one in threads if not one.thread.open]
    return {
        "opened": opened,
        "first": first_waiting(opened),
        "closed": closed,
        "demands": sum(one.comment.kind == Comment.Kind.MUST for one in opened),
        "unanswered": sum(one.waiting for one in opened),
        "given_in_closed": given is not None
        and given.comment in {one.comment.pk for one in closed},
    }
