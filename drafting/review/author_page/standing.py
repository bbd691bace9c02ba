"""Where a draft stands, for its author: the state in words, what comes next, and what may be done
now."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from accounts.models import User
from accounts.permissions import Denied
from drafting.drafts.models import Draft
from drafting.review.decisions.history import History, HistoryEntry, history_of
from drafting.review.decisions.lifecycle import ACTIONS, Action, outcome
from drafting.review.decisions.permissions import may
from drafting.review.decisions.rows import ReviewAction
from drafting.review.decisions.selectors import Approval, approval_of, live_submission
from drafting.review.decisions.states import (
    NEVER_HANDED_IN,
    OPENED_AGAIN,
    SECOND_FOLLOWS,
    STATES,
)
from drafting.review.models import Submission
from drafting.review.reviewers import Reviewers, reviewers_of

State = Draft.State


@dataclass(frozen=True)
class DraftStanding:
    """A draft as its author sees it under review; the queries are made once, when something is
    first asked."""

    draft: Draft
    author: User
    reviewers: Reviewers | None

    @cached_property
    def history(self) -> History:
        """The record."""
        return history_of(self.draft)

    @cached_property
    def submission(self) -> Submission | None:
        """The round that the reviewers read; None before the first."""
        return live_submission(self.draft)

    @cached_property
    def approval(self) -> Approval | None:
        """The approval that the state stands on, and whether it holds."""
        return approval_of(self.draft)

    @property
    def approvals(self) -> tuple[HistoryEntry, ...]:
        """Who passed the round, while the draft is endorsed or approved."""
        if self.approval is None or self.submission is None:
            return ()
        return self.history.approvals_of(self.submission.number)

    @property
    def broken(self) -> bool:
        """Whether the text is no longer the one that was approved, or nothing in the record
        approves it."""
        if self.approval is None:
            return self.draft.state in (State.ENDORSED, State.APPROVED)
        return not self.approval.holds

    @cached_property
    def barred(self) -> str:
        """Why it cannot be handed in now, whatever the text is like; empty where it can."""
        decision = may(Action.SUBMIT, self.author, self.draft, self.reviewers)
        return decision.reason if isinstance(decision, Denied) else ""

    @property
    def submittable(self) -> bool:
        """Whether it is the author's turn."""
        return self.draft.state in (State.DRAFTING, State.RETURNED)

    @property
    def withdrawable(self) -> bool:
        """Whether the author may take it back."""
        return bool(may(Action.WITHDRAW, self.author, self.draft, self.reviewers))

    @property
    def asked_back(self) -> HistoryEntry | None:
        """What the last return or reopening said, while it is the author's turn."""
        return self.history.asked_back if self.submittable else None

    @property
    def again(self) -> bool:
        """Whether a round was handed in before."""
        return bool(self.history.entries)

    @property
    def submit_label(self) -> str:
        """The button that hands it in: 提交审核, and as the record says it from the second time on."""
        if self.again:
            return outcome(Action.SUBMIT, State.SUBMITTED, again=True)
        return ACTIONS[Action.SUBMIT].button

    @property
    def withdrawal(self) -> ReviewAction:
        """What is said of taking it back."""
        return ACTIONS[Action.WITHDRAW]

    @property
    def tone(self) -> str:
        """The colour of the state's badge."""
        return STATES[self.draft.state].tone

    @cached_property
    def said(self) -> str:
        """Where it stands and what comes next, in one or two sentences."""
        first, second = self._names
        words = {
            "first": first or "审核人",
            "second": second or "上级党组织书记",
            "then": SECOND_FOLLOWS.format(second=second) if second else "",
        }
        return self._sentence.format(**words)

    @property
    def _sentence(self) -> str:
        if self.draft.state == State.DRAFTING and not self.again:
            return NEVER_HANDED_IN
        back = self.asked_back if self.draft.state == State.RETURNED else None
        if back is not None and back.event.action == Action.REOPEN:
            return OPENED_AGAIN
        return STATES[self.draft.state].author

    @cached_property
    def _names(self) -> tuple[str, str]:
        """Who reviews first and who second, by name."""
        if self.reviewers is None:
            return "", ""
        author, writer = self.draft.author, {self.draft.owner_id}
        first, second = self.reviewers.first(author) - writer, self.reviewers.second(author)
        names = dict(
            User.objects.filter(pk__in=first | second).order_by("pk").values_list("pk", "name")
        )
        return _joined(names, first), _joined(names, second)


def draft_standing(draft: Draft, author: User) -> DraftStanding:
    """Where a person's own draft stands."""
    return DraftStanding(
        draft, author, reviewers_of(draft.meeting) if draft.meeting is not None else None
    )


def _joined(names: dict[int, str], chosen: frozenset[int]) -> str:
    return "、".join(name for pk, name in names.items() if pk in chosen)
