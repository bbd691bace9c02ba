"""Who may do what with a draft, with the reason where not."""

from __future__ import annotations

from accounts.codes import Role
from accounts.models import Organization, User
from accounts.permissions import Allowed, Decision, Denied
from accounts.selectors import has_role
from drafting.drafts.models import Draft

#: States in which the author may change the text.
EDITABLE_STATES = (Draft.State.DRAFTING, Draft.State.RETURNED)
#: Of a paper that was archived after its meeting.
ARCHIVED = "这份材料已经归档，只能查看，不能再修改。"


def may_edit(user: User, draft: Draft) -> Decision:
    """The author edits while the draft is being written or was returned."""
    if draft.owner_id != user.pk:
        return Denied("只有撰写人本人可以修改这份材料。")
    if draft.archived_at is not None:
        return Denied(ARCHIVED)
    if draft.discarded_at is not None:
        return Denied("这份材料在回收站里，取回后才能修改。")
    if draft.state not in EDITABLE_STATES:
        return Denied(f"这份材料{draft.get_state_display()}，现在不能修改。")
    return Allowed()


def may_write_for_committee(user: User, organization: Organization) -> Decision:
    """The secretary and the deputies of an organisation write its committee's paper (班子材料)."""
    if any(has_role(user, role, organization) for role in (Role.SECRETARY, Role.DEPUTY)):
        return Allowed()
    return Denied("班子材料由书记或者副书记执笔。")
