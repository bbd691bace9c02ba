"""The demo's drafts, for its meetings and people: a finished material that can be looked at at
once."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.db import transaction

from accounts.models import User
from drafting.document.structure import from_structure
from drafting.drafts.models import Draft
from drafting.drafts.services import lifecycle
from drafting.meetings.demo import LIBRARY, TRAVEL, meeting_invited_to, open_demo_meetings
from drafting.meetings.models import Meeting

MATERIAL = Path(settings.BASE_DIR) / "fixtures" / "demo" / "material.json"

#: Whose material is finished, and who has only just begun; the others have none.
FINISHED = "chenhaoran"
BEGUN = {FINISHED: LIBRARY, "wangxiaoyu": LIBRARY, "fengqian": TRAVEL}


@transaction.atomic
def load_demo_drafts(people: Iterable[User]) -> tuple[int, int]:
    """Open the demo's meetings and begin its drafts where they are missing; returns how many of
    each are new.

    A deadline that has passed is moved ahead again; nothing else of what is there is touched, and
    what people did in the meantime is no obstacle: who can no longer do a part of the demo is left
    out of it. Raises Framework.DoesNotExist where the frameworks are not loaded.
    """
    cast = {person.username: person for person in people}
    meetings = open_demo_meetings(cast)
    drafts = [_begin(cast[name], branch) for name, branch in BEGUN.items() if name in cast]
    return meetings, sum(drafts)


def meeting_to_write_for(owner: User, organization: str) -> Meeting | None:
    """The demo's meeting of an organisation (by its short name) where its owner has written nothing
    at all yet and may write now, as ``meeting_invited_to`` finds it; None where there is none."""
    # in the bin counts too: the demo does not put back what somebody threw away
    if Draft.objects.filter(owner=owner).exists():
        return None
    return meeting_invited_to(owner, organization)


def _begin(owner: User, organization: str) -> bool:
    meeting = meeting_to_write_for(owner, organization)
    if meeting is None:
        return False
    text = None
    if owner.username == FINISHED:
        text = from_structure(json.loads(MATERIAL.read_text(encoding="utf-8")))
    lifecycle.begin_draft(owner, meeting.framework, meeting=meeting, text=text)
    return True
