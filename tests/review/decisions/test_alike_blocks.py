"""雷同 keeps a paper back only where the meeting says so."""

from __future__ import annotations

import pytest

from accounts.models import User
from drafting.drafts.models import Draft
from drafting.drafts.services import lifecycle
from drafting.meetings import services
from drafting.meetings.models import Meeting
from drafting.review.decisions.submission import PaperNotReady, submit
from tests.review.states import material, submitted, written

pytestmark = pytest.mark.django_db
SAID = (
    "有 100% 的字同他人、往年材料或者参考文本相近，这次会议要求不超过 30% 才能提交；"
    "相近的各处列在校对里。"
)


@pytest.fixture
def copy(colleague: User, member: User, meeting: Meeting) -> Draft:
    """The same paper a second time; the first is handed in."""
    submitted(written(colleague, meeting))
    return lifecycle.begin_draft(member, meeting.framework, meeting=meeting, text=material())[0]


def test_it_is_advice(copy: Draft, member: User) -> None:
    assert submit(copy, member).draft_id == copy.pk


def test_it_blocks_where_the_meeting_says_so(copy: Draft, member: User, meeting: Meeting) -> None:
    services.change_meeting(meeting, alike_blocks=True)
    with pytest.raises(PaperNotReady) as refused:
        submit(copy, member)
    assert [(one.step, one.title, one.text) for one in refused.value.lacking] == [
        ("check", "雷同", SAID)
    ]
    services.change_meeting(meeting, alike_blocks=True, max_alike_share=0)
    assert submit(copy, member).draft_id == copy.pk
