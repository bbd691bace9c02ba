"""What a paper says, and what is said about it, stands in no notice, no letter and no line of the
log."""

import logging
from typing import Any

import pytest
from django.core import mail

from accounts.models import User
from drafting.document import codec
from drafting.document.model import Document, points_of_role
from drafting.drafts.models import Draft
from drafting.drafts.services import changes
from drafting.meetings.models import Meeting
from drafting.notices.models import Notice
from drafting.notices.services.digest import send_digests
from drafting.review.comments import answers, services
from drafting.review.decisions import moves, submission
from drafting.review.decisions.lifecycle import Action
from drafting.review.models import Comment, Reply
from tests.review import states

TITLE, CLAIM, NOTE, REMARK, REWORDING, REASON, ANSWER = (
    f"不可外传{name}" for name in ("标题", "观点", "说明", "意见", "改法", "缘由", "答复")
)


def marked(draft: Draft) -> Draft:
    """The draft with a title and a claim that are found again wherever they get to."""
    document: Document = codec.load(draft.document)
    problem = points_of_role(document, "problems")[0]
    changes.save_node(draft.pk, document.head.id, {"title": TITLE}, draft.version)
    changes.save_node(draft.pk, problem.id, {"claim": f"{CLAIM}。"}, draft.version)
    return states.fresh(draft)


def moved(draft: Draft, action: Action, by: User, number: int) -> Draft:
    moves.move(states.fresh(draft), action, by, round_read=number, note=REASON, reasons=["2"])
    return states.fresh(draft)


def test_a_whole_review_in_notices_letters_and_log(
    ready: Draft,
    member: User,
    secretary: User,
    superior: User,
    settings: Any,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    settings.MAIL_HOST, settings.SITE_URL = "mail.example.cn", "https://zhaojing.example.cn"
    settings.DEFAULT_FROM_EMAIL = "zhaojing@example.cn"
    for user in (member, secretary, superior):
        User.objects.filter(pk=user.pk).update(email=f"{user.username}@example.cn")
    meeting = ready.meeting
    assert isinstance(meeting, Meeting)
    Meeting.objects.filter(pk=meeting.pk).update(levels=Meeting.Levels.TWO)
    draft = marked(ready)
    submission.submit(draft, member, NOTE)
    said = {"kind": Comment.Kind.MUST, "text": REMARK, "suggestion": REWORDING}
    problem = points_of_role(codec.load(draft.document), "problems")[0]
    comment = services.add_comment(draft, secretary, node=problem.id, field="claim", end=4, **said)
    draft = moved(draft, Action.RETURN, secretary, 1)
    answers.reply(comment, member, Reply.Kind.EXPLAINED, ANSWER)
    submission.submit(draft, member, NOTE)
    services.resolve_comment(comment, secretary)
    draft = moved(draft, Action.APPROVE, secretary, 2)
    draft = moved(draft, Action.CONFIRM, superior, 2)
    draft = moved(draft, Action.REOPEN, secretary, 2)
    submission.submit(draft, member, NOTE)
    moves.move(states.fresh(draft), Action.WITHDRAW, member, round_read=3)

    told = [notice.text + notice.url + notice.key for notice in Notice.objects.all()]
    assert len(told) >= 9
    assert send_digests().letters == 3
    letters = [letter.subject + letter.body for letter in mail.outbox]
    lines = [
        record.getMessage() + str(record.exc_info) for record in caplog.records if _ours(record)
    ]
    assert "digest: 3 letters sent" in "".join(lines)
    everything = "\n".join(told + letters + lines)
    assert [
        mark
        for mark in (TITLE, CLAIM, NOTE, REMARK, REWORDING, REASON, ANSWER)
        if mark in everything
    ] == []
    assert "不可外传" not in everything


def _ours(record: logging.LogRecord) -> bool:
    """Not the statements that Django writes with DEBUG alone, which no installation logs."""
    return not record.name.startswith("django.db.backends")
