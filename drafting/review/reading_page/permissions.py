"""Who may read a paper under review, with the reason where not."""

from __future__ import annotations

from accounts.models import User
from accounts.permissions import Allowed, Decision, Denied
from drafting.drafts.models import Draft
from drafting.review.capacities import Capacity
from drafting.review.decisions.selectors import has_first_approval, live_submission
from drafting.review.reviewers import Reviewers, capacities_of

ERASED = "这份材料的文字已按本单位的规定删除；谁在什么时候审核的，会议的总表里还有。"


def may_read(user: User, draft: Draft, reviewers: Reviewers | None = None) -> Decision:
    """The author always; a reviewer what was submitted and not withdrawn; the second one once the
    first has passed it."""
    held = capacities_of(user, draft, reviewers)
    if Capacity.AUTHOR in held:
        return Allowed()
    if not held:
        return Denied("这份材料只有撰写人本人和审核人可以查看。")
    if draft.erased_at is not None:
        return Denied(ERASED)
    if draft.discarded_at is not None:
        return Denied("撰写人已把这份材料移入回收站。")
    submission = live_submission(draft)
    if submission is None:
        return Denied("这份材料还没有提交，提交以后才能查看。")
    if Capacity.FIRST not in held and not has_first_approval(submission):
        return Denied("这份材料还没有通过初审，初审通过以后才能查看。")
    return Allowed()
