"""What people are told of their papers before and after: meetings, days and numbers, no texts."""

from __future__ import annotations

from django.urls import reverse

from accounts.models import User
from drafting.common.days import full_day
from drafting.notices.models import Notice
from drafting.notices.services.delivery import Telling, tell_all
from drafting.retention.models import RetentionStep
from drafting.retention.selectors import authors_of, papers_under, secretaries_of
from drafting.retention.terms import BECOMES, numbers_said


def people_told(step: RetentionStep) -> dict[int, User]:
    """Whom a step concerns, by id: who wrote a paper that it comes to, and the secretaries."""
    papers = papers_under(step.meeting, step.what).only("pk", "owner_id")
    people = [*authors_of(papers), *secretaries_of(step.meeting.organization)]
    return {person.pk: person for person in people}


def tell_announced(step: RetentionStep) -> None:
    """That the papers are archived or deleted on a day, and where to take one's own copy."""
    authors = {one.pk for one in authors_of(papers_under(step.meeting, step.what))}
    day, title = full_day(step.due), step.meeting.title
    mine = f"“{title}”的材料将在{day}按本单位的规定{BECOMES[step.what]}。" + (
        "要留一份的，请在那以前到“我的数据”导出全部，或者在材料的“Word 文件”里下载。"
        if step.what == "delete"
        else "不用做什么；要留一份的，可以到“我的数据”导出。"
    )
    theirs = (
        f"“{title}”的材料将在{day}按设定的保存期限{BECOMES[step.what]}。"
        "撰写人已经收到通知；会议要留的材料包、台账请在那以前下载，要改期限的在“保存期限”里改。"
    )
    tell_all(
        Telling(
            pk,
            Notice.Kind.DEADLINE,
            mine if pk in authors else theirs,
            reverse("personal_data:page") if pk in authors else _page(step),
            f"retention:{step.pk}",
        )
        for pk in people_told(step)
    )


def tell_withdrawn(step: RetentionStep) -> None:
    """That what was announced does not come."""
    text = f"“{step.meeting.title}”的材料原定{full_day(step.due)}{_short(step)}，现在不处理了。"
    _tell_those_told(step, text, "withdrawn")


def tell_done(step: RetentionStep) -> None:
    """That it was done, and how much of what; to everybody who was told before."""
    numbers = numbers_said(step.counts) or "没有要处理的"
    text = f"“{step.meeting.title}”的材料已按规定{_short(step)}：{numbers}。审核记录保留。"
    _tell_those_told(step, text, "done")


def _tell_those_told(step: RetentionStep, text: str, what: str) -> None:
    before = Notice.objects.filter(key=f"retention:{step.pk}").order_by("pk")
    secretaries = {one.pk for one in secretaries_of(step.meeting.organization)}
    tell_all(
        Telling(
            pk,
            Notice.Kind.CHANGED,
            text,
            _page(step) if pk in secretaries else reverse("drafts:past"),
            f"retention:{step.pk}:{what}",
        )
        for pk in before.values_list("user_id", flat=True)
    )


def _short(step: RetentionStep) -> str:
    return step.get_what_display()


def _page(step: RetentionStep) -> str:
    return reverse("retention:rule", args=[step.meeting.organization_id])
