"""The strip that stays in sight on every step: when it was saved last, how long the paper is of
what the meeting asks, and how many comments wait."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from drafting.collective.selectors import open_comments_of
from drafting.common.days import day_from
from drafting.drafts.models import Draft
from drafting.frameworks.spec import Limits
from drafting.progress.gaps import misfit
from drafting.wizard.selectors import StepPage


@dataclass(frozen=True, slots=True)
class Strip:
    """``saved``: the moment of the last save in words. ``whole``: characters of the paper, ``rest``
    those of its other steps, of ``least`` to ``most`` that the meeting asks (0: no limit).
    ``comments``: threads that wait for the author; None for a draft that belongs to no meeting."""

    saved: str
    whole: int
    rest: int
    least: int
    most: int
    comments: int | None
    #: What the committee has said to its paper that waits for the writer; None for a person's.
    committee: int | None = None

    @property
    def asked(self) -> str:
        """What the length is held against: “3,000”, “1,500—3,000”, “至少 1,500”; empty without a
        limit."""
        if self.least and self.most:
            return f"{self.least:,}—{self.most:,}"
        return f"至少 {self.least:,}" if self.least else f"{self.most:,}" if self.most else ""

    @property
    def shown(self) -> str:
        """The length of the paper."""
        return f"{self.whole:,}"

    @property
    def fit(self) -> str:
        """``short`` or ``long`` where the paper is not as long as it is asked to be."""
        if self.most and self.whole > self.most:
            return "long"
        return "short" if self.whole < self.least else ""

    @property
    def misfit(self) -> str:
        """By how much it is not; empty where it is."""
        limits = Limits(min_characters=self.least, max_characters=self.most)
        return misfit(limits, self.whole)


def strip_of(page: StepPage, comments: int) -> Strip:
    """The strip of a page; ``comments`` threads wait for the author. No query where the draft was
    read with its meeting."""
    meeting = page.draft.meeting
    limits = page.spec.limits
    return Strip(
        saved=_saved(page.draft),
        whole=page.whole,
        rest=page.whole - page.task.characters,
        least=limits.min_characters,
        most=limits.max_characters,
        comments=comments if meeting is not None else None,
        committee=open_comments_of(page.draft) if page.draft.collective else None,
    )


def _saved(draft: Draft) -> str:
    now, then = timezone.localtime(), timezone.localtime(draft.updated_at)
    clock = f"{then:%H:%M}"
    return clock if then.date() == now.date() else f"{day_from(then.date(), now.date())} {clock}"
