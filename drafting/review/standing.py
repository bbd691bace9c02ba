"""Where a draft stands, for its author: the state in words, what comes next, and what may be done now."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from accounts.models import User
from accounts.permissions import Denied
from drafting.drafts.models import Draft
from drafting.review.history import Entry, History, history_of
from drafting.review.lifecycle import Action
from drafting.review.models import Submission
from drafting.review.permissions import may
from drafting.review.reviewers import Reviewers, reviewers_of
from drafting.review.selectors import Approval, approval_of, live_submission

State = Draft.State

_TONES: Final = {
    State.SUBMITTED: "warn",
    State.RETURNED: "bad",
    State.ENDORSED: "warn",
    State.APPROVED: "good",
}


@dataclass(frozen=True)
class Standing:
    """A draft as its author sees it under review; the queries are made once, when something is first asked."""

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
    def approvals(self) -> tuple[Entry, ...]:
        """Who passed the round, while the draft is endorsed or approved."""
        if self.approval is None or self.submission is None:
            return ()
        return self.history.approvals_of(self.submission.number)

    @property
    def broken(self) -> bool:
        """Whether the text is no longer the one that was approved, or nothing in the record approves it."""
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
    def asked_back(self) -> Entry | None:
        """What the last return or reopening said, while it is the author's turn."""
        return self.history.asked_back if self.submittable else None

    @property
    def again(self) -> bool:
        """Whether a round was handed in before."""
        return bool(self.history.entries)

    @property
    def tone(self) -> str:
        """The colour of the state's badge."""
        return _TONES.get(State(self.draft.state), "")

    @cached_property
    def said(self) -> str:
        """Where it stands and what comes next, in one or two sentences."""
        first, second = self._names
        by_first, by_second = first or "审核人", second or "上级党组织书记"
        if self.draft.state == State.SUBMITTED:
            return f"材料已提交，等待{by_first}审核。审核期间不能修改；要修改，请先撤回。"
        if self.draft.state == State.ENDORSED:
            return f"初审已通过，等待{by_second}复审。复审期间不能修改；确需修改，请{by_first}重新开放。"
        if self.draft.state == State.APPROVED:
            return f"材料已经审核通过，不能再修改；确需修改，请{by_first}重新开放。"
        if self.draft.state == State.RETURNED:
            return "请按审核意见修改，逐条答复批注，改好后重新提交。"
        if self.again:
            return f"材料已撤回，可以继续修改，改好后重新提交给{by_first}审核。"
        then = f"，初审通过后由{second}复审" if second else ""
        return f"材料还没有提交。写好后提交给{by_first}审核{then}；提交以前，审核人看不到内容。"

    @cached_property
    def _names(self) -> tuple[str, str]:
        """Who reviews first and who second, by name."""
        if self.reviewers is None:
            return "", ""
        owner = self.draft.owner_id
        first, second = self.reviewers.first(owner), self.reviewers.second(owner)
        names = dict(User.objects.filter(pk__in=first | second).order_by("pk").values_list("pk", "name"))
        return _joined(names, first), _joined(names, second)


def standing_of(draft: Draft, author: User) -> Standing:
    """Where a person's own draft stands."""
    return Standing(draft, author, reviewers_of(draft.meeting) if draft.meeting is not None else None)


def _joined(names: dict[int, str], chosen: frozenset[int]) -> str:
    return "、".join(name for pk, name in names.items() if pk in chosen)
