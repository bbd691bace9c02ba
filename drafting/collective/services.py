"""The only writers of a committee's paper as a whole and of what the committee says to it."""

from __future__ import annotations

import uuid

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Decision, Denied
from drafting.collective import notices
from drafting.collective.models import QUOTE, CommitteeComment
from drafting.collective.permissions import (
    may_begin,
    may_change,
    may_comment,
    may_settle,
    may_take_over,
)
from drafting.common.overtaken import Overtaken
from drafting.document.model import Document
from drafting.drafts.models import Draft, Revision
from drafting.drafts.services import lifecycle
from drafting.drafts.services.revisions import freeze
from drafting.importing.models import Import
from drafting.importing.services import Begun, confirm_as
from drafting.meetings.models import Meeting


class CollectiveRefused(Exception):
    """It cannot be done like this; the message is one Chinese sentence."""


class CommentOvertaken(Overtaken):
    """The comment was changed or dealt with since the page was loaded; carries it as it is now."""

    def __init__(self, comment: CommitteeComment) -> None:
        super().__init__(comment.pk)
        self.comment = comment


def begin(meeting: Meeting, by: User) -> Draft:
    """The committee's paper of a meeting, begun by this person where there is none yet; the others
    of the committee are told once. Raises CollectiveRefused."""
    with transaction.atomic():
        # two who begin at once come one after the other
        Meeting.objects.filter(pk=meeting.pk).update(state=F("state"))
        found = Draft.objects.filter(meeting=meeting, collective=True).first()
        if found is not None:
            return found
        _demand(may_begin(by, meeting))
        draft, _ = lifecycle.begin_collective(meeting, by)
        notices.tell_begun(draft, meeting, by)
    return draft


def begin_from(
    meeting: Meeting, by: User, row: Import, version: int, *, as_numbered: bool
) -> Begun:
    """The committee's paper of a meeting, begun by this person with what an own import says, where
    there is none yet; the import is confirmed by it.

    Returns the draft and the points whose area is a guess. Raises CollectiveRefused, and TooMuch,
    ImportNotReady and ImportOvertaken as confirming an import does; then nothing is begun.
    """

    def begun(text: Document, file: lifecycle.SourceFile) -> Begun:
        # two who begin at once come one after the other
        Meeting.objects.filter(pk=meeting.pk).update(state=F("state"))
        if Draft.objects.filter(meeting=meeting, collective=True).exists():
            raise CollectiveRefused("班子材料已经有人开始写了，没有带入。导入的文字还在这里。")
        _demand(may_begin(by, meeting))
        draft, guessed = lifecycle.begin_collective(meeting, by, text=text, file=file)
        notices.tell_begun(draft, meeting, by)
        return draft, guessed

    return confirm_as(row, version, begun, as_numbered=as_numbered)


def take_over(draft: Draft, by: User) -> None:
    """Make this person the writer instead of the one whom they were shown; what stands in the paper
    is kept as a version first. Raises CollectiveRefused."""
    _demand(may_take_over(by, draft))
    former = draft.owner
    with transaction.atomic():
        freeze(draft, Revision.Reason.SAVE, former)
        if not lifecycle.hand_over(draft, by):
            raise CollectiveRefused(
                "这份材料刚刚提交了，或者换了执笔人，没有接手。请看下面的情况再定。"
            )
        notices.tell_taken(draft, former, by)


def comment(
    draft: Draft, by: User, node: str, quote: str, text: str, token: uuid.UUID
) -> CommitteeComment:
    """Say something to a node of the paper, or with an empty one to the whole; the same form sent
    twice (``token``) says it once. Raises CollectiveRefused."""
    _demand(may_comment(by, draft))
    found, new = CommitteeComment.objects.get_or_create(
        draft=draft,
        author=by,
        token=token,
        defaults={"node": node, "quote": quote[:QUOTE], "text": text},
    )
    if new:
        notices.tell_comment(draft, by)
    return found


def change(said: CommitteeComment, by: User, text: str, base: int) -> None:
    """Put other words in an own comment that the page loaded at the version ``base``. Raises
    CollectiveRefused, and CommentOvertaken where another window was faster, or has taken it back."""
    _demand(may_change(by, said))
    if text == said.text and said.withdrawn_at is None:
        return
    rows = CommitteeComment.objects.filter(
        pk=said.pk, version=base, withdrawn_at=None, settled_at=None
    )
    if not rows.update(text=text, version=F("version") + 1):
        raise CommentOvertaken(CommitteeComment.objects.get(pk=said.pk))


def withdraw(said: CommitteeComment, by: User) -> None:
    """Take an own comment back; ``restore`` undoes it. Raises CollectiveRefused."""
    _demand(may_change(by, said))
    rows = CommitteeComment.objects.filter(pk=said.pk, withdrawn_at=None, settled_at=None)
    rows.update(withdrawn_at=timezone.now())


def restore(said: CommitteeComment, by: User) -> None:
    """Put an own comment back that was withdrawn. Raises CollectiveRefused."""
    _demand(may_change(by, said))
    CommitteeComment.objects.filter(pk=said.pk).update(withdrawn_at=None)


def settle(said: CommitteeComment, by: User, answer: str, base: int) -> None:
    """Say that a comment is dealt with, and how, where it is worded as the page showed it
    (``base``), and not dealt with yet; the same answer sent twice says it once. Raises
    CollectiveRefused, CommentOvertaken."""
    _demand(may_settle(by, said.draft))
    rows = CommitteeComment.objects.filter(
        pk=said.pk, version=base, withdrawn_at=None, settled_at=None
    )
    if not rows.update(answer=answer, settled_at=timezone.now(), settled_by=by):
        now = CommitteeComment.objects.get(pk=said.pk)
        if now.settled_at is None or now.answer != answer:
            raise CommentOvertaken(now)


def reopen(said: CommitteeComment, by: User) -> None:
    """Say that a comment is not dealt with yet; the answer stays. Raises CollectiveRefused."""
    _demand(may_settle(by, said.draft))
    CommitteeComment.objects.filter(pk=said.pk).update(settled_at=None, settled_by=None)


def _demand(decision: Decision) -> None:
    if isinstance(decision, Denied):
        raise CollectiveRefused(decision.reason)
