"""Who may submit, withdraw, return, approve or reopen a paper now, with the reason where not."""

from __future__ import annotations

from accounts.models import User
from accounts.permissions import Allowed, Decision, Denied
from drafting.drafts.models import Draft, Meeting
from drafting.drafts.permissions import ARCHIVED, may_write_for_committee
from drafting.review.decisions.lifecycle import Action, reason_against, transition
from drafting.review.decisions.selectors import has_other_handed_in
from drafting.review.reviewers import Reviewers, capacities_of, reviewers_of

OTHER_HANDED_IN = "这次会议您已经提交了另一份材料，撤回那一份以后才能提交这一份。"
OUT_OF_OFFICE = (
    "您已经不再担任书记、副书记，不能提交班子材料；请现任的书记或者副书记接手执笔以后提交。"
)


def may(action: Action, user: User, draft: Draft, reviewers: Reviewers | None = None) -> Decision:
    """Whether the table has a row for this person and this draft, and nothing around it stands in
    the way."""
    if draft.archived_at is not None:
        return Denied(f"{ARCHIVED[:-1]}，也不再变动审核结果。")
    meeting = draft.meeting
    known = reviewers or (reviewers_of(meeting) if meeting is not None else None)
    held = capacities_of(user, draft, known)
    levels = known.levels_for(draft.author) if known is not None else 1
    if transition(action, held, draft.state, levels) is None:
        return Denied(reason_against(action, held, draft.state))
    if action is Action.SUBMIT:
        return _may_hand_in(draft, meeting, known)
    if action is Action.WITHDRAW and meeting is not None and meeting.state != Meeting.State.OPEN:
        return Denied("这次会议已经结束，提交的材料不能再撤回。")
    return Allowed()


def _may_hand_in(draft: Draft, meeting: Meeting | None, reviewers: Reviewers | None) -> Decision:
    if draft.discarded_at is not None:
        return Denied("这份材料在回收站里，取回后才能提交。")
    if meeting is None or reviewers is None:
        return Denied("这份材料没有归入会议，不能提交；请从会议发起的材料中提交。")
    if meeting.state != Meeting.State.OPEN:
        return Denied("这次会议已经结束，不再接收材料。")
    if not draft.collective and not meeting.invitations.filter(user=draft.owner_id).exists():
        return Denied("您不在这次会议的参会名单里，不能提交；请联系支部书记。")
    if draft.collective and not may_write_for_committee(draft.owner, meeting.organization):
        return Denied(OUT_OF_OFFICE)
    if has_other_handed_in(draft):
        return Denied(OTHER_HANDED_IN)
    if not reviewers.first(draft.author) - {draft.owner_id}:
        return Denied("系统中没有可以审核这份材料的书记，请联系系统管理员。")
    if reviewers.levels_for(draft.author) > 1 and not reviewers.second(draft.author):
        return Denied(
            "这次会议要求上级复审，系统中没有可以复审的上级党组织书记，请联系系统管理员。"
        )
    return Allowed()
