"""Which comments wait for the author: open, and not answered since the paper came back last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from drafting.document.model import Document
from drafting.drafts.models import Draft
from drafting.progress.steps import Step, step_of_node
from drafting.review.comments.threads import Thread, threads_of
from drafting.review.decisions.selectors import last_returned_at


@dataclass(frozen=True, slots=True)
class OpenThreads:
    """How many threads wait for the author: on each step by its key, and in all. Those on the whole
    paper and on lost words are on no step."""

    by_step: Mapping[str, int]
    total: int


def open_threads(draft: Draft, document: Document, steps: tuple[Step, ...]) -> OpenThreads:
    """What waits for the author of a draft, in at most four queries; in none for a draft that
    belongs to no meeting, in one where nobody has commented."""
    threads = commented(draft, document)
    waiting = waiting_of(threads, draft)
    placed = (step_of_thread(document, steps, thread) for thread in waiting)
    return OpenThreads(Counter(step.key for step in placed if step is not None), len(waiting))


def commented(draft: Draft, document: Document) -> tuple[Thread, ...]:
    """All threads of a draft; without a query where it belongs to no meeting."""
    return () if draft.meeting_id is None else threads_of(draft, document)


def waiting_of(threads: Iterable[Thread], draft: Draft) -> list[Thread]:
    """The threads that wait for the author."""
    opened = [thread for thread in threads if thread.open]
    since = answers_count_from(opened, draft)
    return [thread for thread in opened if not answered(thread, draft.owner_id, since)]


def answers_count_from(threads: Iterable[Thread], draft: Draft) -> datetime | None:
    """From when on an answer counts: an earlier one the reviewer has read, and returned the paper
    all the same. None where any answer does; no query where the author has answered nothing."""
    said = any(reply.author_id == draft.owner_id for one in threads for reply in one.replies)
    return last_returned_at(draft) if said else None


def answered(thread: Thread, owner: int, since: datetime | None) -> bool:
    """Whether the author has the last word in a thread, and said it after ``since``."""
    last = thread.replies[-1] if thread.replies else None
    return (
        last is not None and last.author_id == owner and (since is None or last.created_at > since)
    )


def step_of_thread(document: Document, steps: tuple[Step, ...], thread: Thread) -> Step | None:
    """The step of the wizard where the words of a thread are written; None for the whole paper and
    for lost words."""
    try:
        return step_of_node(document, steps, thread.node) if thread.node else None
    except KeyError:
        return None
