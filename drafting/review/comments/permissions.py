"""Who may comment on a draft under review and who may answer, with the reason where not.

Commenting follows the table of ``lifecycle``: whoever could return the paper now may comment on it.
Threads live longer than a round, so talking in them and closing them is open to both sides as long
as the paper is not approved: what an approval was given for stays as it was then.
"""

from __future__ import annotations

from accounts.models import User
from accounts.permissions import Allowed, Decision, Denied
from drafting.drafts.models import Draft
from drafting.drafts.permissions import ARCHIVED
from drafting.review.capacities import Capacity
from drafting.review.decisions.lifecycle import Action
from drafting.review.decisions.permissions import may
from drafting.review.models import Comment
from drafting.review.reading_page.permissions import may_read
from drafting.review.reviewers import Reviewers, capacities_of

_OTHERS = "只有审核人可以批注这份材料。"


def may_comment(user: User, draft: Draft) -> Decision:
    """The first reviewer of what is submitted, the second one of what the first has passed."""
    reading = may_read(user, draft)
    if isinstance(reading, Denied):
        return reading
    if draft.owner_id == user.pk:
        return Denied(_OTHERS)
    if may(Action.RETURN, user, draft):
        return Allowed()
    return Denied(f"这份材料{draft.get_state_display()}，现在不能批注。")


def may_close(user: User, draft: Draft) -> Decision:
    """Whether somebody may resolve threads and open them again: a reviewer who may read the paper,
    until it is approved."""
    reading = may_read(user, draft)
    if isinstance(reading, Denied):
        return reading
    if draft.owner_id == user.pk:
        return Denied("批注由审核人确认是否解决。")
    return _not_approved(draft)


def may_talk(user: User, draft: Draft, reviewers: Reviewers | None = None) -> Decision:
    """Whether somebody may write in the threads: the author and the reviewers who may read the
    paper, until it is approved."""
    reading = may_read(user, draft, reviewers)
    return reading if isinstance(reading, Denied) else _not_approved(draft)


def may_change(user: User, comment: Comment, *, answered: bool) -> Decision:
    """Whether somebody may change or take back a comment: their own, while nobody has answered
    it."""
    if comment.author_id != user.pk:
        return Denied("只有批注人本人可以修改或者撤销这条批注。")
    if answered or comment.accepted_at is not None:
        return Denied("这条批注已经有了回复，不能再修改或者撤销；可以在下面回复说明。")
    if comment.resolved_at is not None:
        return Denied("这条批注已经解决，不能再修改或者撤销。")
    return may_talk(user, comment.draft)


def may_accept(user: User, comment: Comment) -> Decision:
    """Whether somebody may take over the suggested wording of a comment: the author, while the
    paper can be changed."""
    draft = comment.draft
    if Capacity.AUTHOR not in capacities_of(user, draft):
        return Denied("只有撰写人本人可以采纳建议的改法。")
    if comment.suggestion is None or not comment.node:
        return Denied("这条批注没有建议的改法。")
    if comment.accepted_at is not None:
        return Denied("这条建议已经采纳过了。")
    if comment.resolved_at is not None:
        return Denied("这条批注已经解决。")
    if draft.archived_at is not None:
        return Denied(ARCHIVED)
    return Allowed()


def _not_approved(draft: Draft) -> Decision:
    if draft.archived_at is not None:
        return Denied(ARCHIVED)
    if draft.state == Draft.State.APPROVED:
        return Denied("这份材料已经通过，批注不再变动；需要时请先重新开放。")
    return Allowed()
