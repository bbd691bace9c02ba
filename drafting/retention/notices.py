"""What people are told of their papers before and after: meetings, days and numbers, no texts."""

from __future__ import annotations

from typing import Final

from django.urls import reverse

from accounts.models import User
from drafting.common.days import full_day
from drafting.notices.models import Notice
from drafting.notices.services.delivery import Telling, tell, tell_all
from drafting.retention.models import RetentionStep
from drafting.retention.selectors import authors_away, authors_of, in_charge_of, papers_under
from drafting.retention.terms import BECOMES, numbers_said

#: So many names stand in a notice, so many letters of each.
_NAMED: Final = 4
_LETTERS: Final = 15


def people_told(step: RetentionStep) -> dict[int, User]:
    """Whom a step concerns, by id: who wrote a paper that it comes to, and who is in charge."""
    papers = papers_under(step.meeting, step.what).only("pk", "owner_id")
    people = [*authors_of(papers), *in_charge_of(step.meeting.organization)]
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
    _tell_of_those_away(step, day)


def _tell_of_those_away(step: RetentionStep, day: str) -> None:
    """Whose account is closed hears nothing here: who is in charge is asked to tell them."""
    away = authors_away(papers_under(step.meeting, step.what).only("pk", "owner_id"))
    if not away:
        return
    names = "、".join(person.name[:_LETTERS] for person in away[:_NAMED])
    names += f"等 {len(away)} 人" if len(away) > _NAMED else ""
    text = (
        f"{names}的账号已停用，收不到通知：“{step.meeting.title}”的材料将在{day}{_short(step)}。"
        "请您告诉本人；要留一份的，请系统管理员在那以前重新启用账号，由本人导出。"
    )
    key = f"retention:{step.pk}:away"
    tell(in_charge_of(step.meeting.organization), Notice.Kind.DEADLINE, text, _page(step), key)


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
    in_charge = {one.pk for one in in_charge_of(step.meeting.organization)}
    tell_all(
        Telling(
            pk,
            Notice.Kind.CHANGED,
            text,
            _page(step) if pk in in_charge else reverse("drafts:past"),
            f"retention:{step.pk}:{what}",
        )
        for pk in before.values_list("user_id", flat=True)
    )


def _short(step: RetentionStep) -> str:
    return step.get_what_display()


def _page(step: RetentionStep) -> str:
    return reverse("retention:rule", args=[step.meeting.organization_id])
