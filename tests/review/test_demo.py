"""The demo shows a desk at work: papers in every state, comments on their words, the secretary's
own with the superior."""

import pytest
from django.core.management import call_command

from accounts.models import User
from drafting.document import anchors, codec
from drafting.drafts.models import Draft
from drafting.review.comments.anchors import anchor_of
from drafting.review.models import Comment
from drafting.review.reviewers import reviewers_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_the_demo_has_papers_in_every_state() -> None:
    call_command("load_demo")
    drafts = {
        row.owner.username: row
        for row in Draft.objects.select_related("owner", "meeting__organization")
    }
    assert {name: row.state for name, row in drafts.items()} == {
        "chenhaoran": "drafting", "wangxiaoyu": "drafting", "fengqian": "drafting",
        "hejiayi": "submitted",
        "linjing": "submitted", "majun": "returned", "xiaohan": drafts["xiaohan"].state,
    }  # fmt: skip
    meeting = drafts["xiaohan"].meeting
    assert meeting is not None
    assert drafts["xiaohan"].state == ("approved" if meeting.levels == 1 else "endorsed")
    first = reviewers_of(meeting).first(drafts["linjing"].owner_id)
    assert [row.username for row in User.objects.filter(pk__in=first)] == ["zhouzhiyuan"]
    comments = Comment.objects.filter(draft=drafts["majun"])
    document = codec.load(drafts["majun"].document)
    assert [
        (row.quote, anchors.place(anchor_of(row), document).status.name) for row in comments
    ] == [
        ("网络安全要求，偏重应付检查", "EXACT"),
        ("有4道答得不完整", "EXACT"),
        ("先问“是不是操作不对”", "EXACT"),
        ("该赔偿的照价赔偿", "EXACT"),
    ]
