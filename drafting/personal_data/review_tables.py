"""What was said and done in the review of a person's papers, and by them in that of others."""

from __future__ import annotations

from accounts.models import User
from drafting.collective.models import CommitteeComment
from drafting.personal_data.table import Table, own_papers, row_of
from drafting.review.comments.selectors import comments_of
from drafting.review.models import Comment, Reading, Reply, ReviewEvent


def comments(person: User) -> Table:
    """What reviewers said of the own papers, as the author's page has it."""
    columns = ("材料", "轮次", "批注人", "类型", "原文", "意见", "建议改为", "回复", "时间")
    rows = [
        row_of(draft.meeting, one.submission.number, one.author, one.get_kind_display(), one.quote,
             one.text, one.suggestion,
             "\n".join(f"{answer.author}：{answer.get_kind_display()} {answer.text}".strip()
                       for answer in one.replies.all()),
             one.created_at)
        for draft in own_papers(person)
        for one in comments_of(draft)
    ]  # fmt: skip
    return Table("收到的批注", columns, rows)


def given(person: User) -> Table:
    """What the person said as a reviewer or in the committee: the own words, without those that
    they were said of."""
    comments = Comment.objects.filter(author=person).select_related("draft__meeting")
    answers = Reply.objects.filter(author=person).select_related("comment__draft__meeting")
    committee = CommitteeComment.objects.filter(author=person).select_related("draft__meeting")
    rows = [
        row_of(one.draft.meeting, "批注", one.text, one.suggestion, one.created_at)
        for one in comments
    ]
    rows += [
        row_of(one.comment.draft.meeting, f"回复（{one.get_kind_display()}）", one.text, "",
             one.created_at)
        for one in answers
    ]  # fmt: skip
    rows += [
        row_of(one.draft.meeting, "对班子材料的意见", one.text, "", one.created_at)
        for one in committee
    ]
    return Table("我提的批注和回复", ("会议", "类别", "意见", "建议改为", "时间"), rows)


def record(person: User) -> Table:
    """What was done with the own papers, whoever did it."""
    rows = ReviewEvent.objects.filter(draft__owner=person, draft__collective=False)
    related = rows.select_related("draft__meeting", "actor", "submission").order_by("pk")
    return Table(
        "我的材料的审核记录",
        ("会议", "轮次", "操作人", "动作", "说明", "时间"),
        [
            row_of(one.draft.meeting, one.submission.number, one.actor, one.words, one.note,
                 one.created_at)
            for one in related
        ],
    )  # fmt: skip


def decided(person: User) -> Table:
    """What the person decided on the papers of others: the own words, not whose paper it was."""
    rows = ReviewEvent.objects.filter(actor=person).exclude(draft__owner=person)
    related = rows.select_related("draft__meeting").order_by("pk")
    return Table(
        "我做的审核",
        ("会议", "动作", "说明", "时间"),
        [row_of(one.draft.meeting, one.words, one.note, one.created_at) for one in related],
    )


def readings(person: User) -> Table:
    """Who read the own papers."""
    rows = Reading.objects.filter(
        submission__draft__owner=person, submission__draft__collective=False
    )
    related = rows.select_related("submission__draft__meeting", "reader").order_by("first_at")
    return Table(
        "谁看过我的材料",
        ("会议", "轮次", "查阅人", "方式", "次数", "首次", "最近"),
        [
            row_of(one.submission.draft.meeting, one.submission.number, one.reader,
                 one.get_how_display(), one.times, one.first_at, one.last_at)
            for one in related
        ],
    )  # fmt: skip
