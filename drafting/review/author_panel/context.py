"""What the panel shows: the threads of the step at hand or of the whole paper, and which one comes
before and after on other steps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from accounts.models import User
from drafting.document.model import Document
from drafting.drafts.models import Draft
from drafting.drafts.permissions import may_edit
from drafting.progress.steps import Step
from drafting.review.author_page.context import Given
from drafting.review.comments.open_threads import commented
from drafting.review.comments.own_threads import OwnThread, own_threads
from drafting.review.comments.permissions import may_talk


@dataclass(frozen=True, slots=True)
class CommentsPanel:
    """The panel of a step. ``whole``: of the whole paper. ``at`` is the comment to begin with, 0
    for none; ``undo`` the one that was just answered, so that this can be taken back."""

    draft: Draft
    step: str
    threads: tuple[OwnThread, ...]
    whole: bool
    at: int
    editable: bool
    given: Given | None = None
    said: str = ""
    undo: int = 0

    @property
    def shown(self) -> list[OwnThread]:
        """Those of the step, or all."""
        return [one for one in self.threads if self.whole or self._here(one)]

    @property
    def waiting(self) -> list[OwnThread]:
        """Those shown that wait for the author."""
        return [one for one in self.shown if one.waiting]

    @property
    def settled(self) -> list[OwnThread]:
        """Those shown that were answered or closed."""
        return [one for one in self.shown if not one.waiting]

    @property
    def settled_first(self) -> bool:
        """Whether the one to begin with is among them."""
        return any(one.comment.pk == self.at for one in self.settled)

    @property
    def number(self) -> int:
        """How many wait on the step."""
        return sum(one.waiting and self._here(one) for one in self.threads)

    @property
    def total(self) -> int:
        """How many wait in all."""
        return sum(one.waiting for one in self.threads)

    @property
    def by_step(self) -> Mapping[str, int]:
        """How many wait on each step, by its key."""
        return Counter(one.step.key for one in self.threads if one.waiting and one.step is not None)

    @property
    def placeless(self) -> int:
        """How many of those that wait are on no step."""
        return sum(one.waiting and one.step is None for one in self.threads)

    @property
    def after(self) -> OwnThread | None:
        """What waits next on another step, from the beginning again behind the last one."""
        before, behind = self._elsewhere()
        return next(iter((*behind, *before)), None)

    @property
    def before(self) -> OwnThread | None:
        """What waits on another step before this one."""
        return next(reversed(self._elsewhere()[0]), None)

    def _here(self, one: OwnThread) -> bool:
        return one.step is not None and one.step.key == self.step

    def _elsewhere(self) -> tuple[list[OwnThread], list[OwnThread]]:
        """What waits on other steps: before this one in reading order, and behind it."""
        if self.whole:
            return [], []
        last = max((one.thread.number for one in self.threads if self._here(one)), default=0)
        others = [one for one in self.threads if one.waiting and not self._here(one)]
        return (
            [one for one in others if one.thread.number < last],
            [one for one in others if one.thread.number > last],
        )


def panel_of(
    draft: Draft,
    author: User,
    document: Document,
    steps: tuple[Step, ...],
    step: str,
    *,
    whole: bool = False,
    at: int = 0,
    given: Given | None = None,
    said: str = "",
    undo: int = 0,
) -> CommentsPanel | None:
    """The panel of a step; None where nobody has commented. Without a query for a draft that
    belongs to no meeting."""
    threads = commented(draft, document)
    if not threads:
        return None
    editable = bool(may_edit(author, draft))
    talking = editable and bool(may_talk(author, draft))
    own = own_threads(draft, document, steps, editable=editable, talking=talking, threads=threads)
    chosen = next((one for one in own if one.comment.pk == at), None)
    # a comment on no step of its own is seen among all
    away = chosen is not None and (chosen.step is None or chosen.step.key != step)
    return CommentsPanel(
        draft, step, tuple(own), whole or away, at if chosen else 0, editable, given, said, undo
    )
