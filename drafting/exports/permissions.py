"""Who may have a file made, with the reason where not."""

from __future__ import annotations

from accounts.models import User
from accounts.permissions import Allowed, Denied
from drafting.drafts.models import Draft


def may_export(user: User, draft: Draft) -> Allowed | Denied:
    """The author, in every state of the draft except in the bin. A secretary reads on the page and
    takes no file away."""
    if draft.owner_id != user.pk:
        return Denied("只有撰写人本人可以生成这份材料的文件。")
    if draft.discarded_at is not None:
        return Denied("这份材料在回收站里，取回后才能生成文件。")
    return Allowed()
