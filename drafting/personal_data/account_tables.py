"""Who a person is in the system: account, offices, sign-ins, meetings, what they were told."""

from __future__ import annotations

from accounts.models import SignIn, User
from drafting.meetings.models import Invitation
from drafting.notices.models import Notice
from drafting.personal_data.models import ErasureRequest
from drafting.personal_data.table import Table, row_of, said


def account(person: User) -> Table:
    rows = [
        ["姓名", person.name],
        ["用户名", person.username],
        ["联系电话", person.phone],
        ["电子邮箱", person.email],
        ["建立账号", said(person.date_joined)],
        ["最近登录", said(person.last_login)],
        ["字号", person.get_text_size_display()],
    ]
    return Table("账号", ("项目", "内容"), rows)


def offices(person: User) -> Table:
    rows = person.memberships.select_related("organization").order_by("active_from", "pk")
    columns = ("党组织", "角色", "职务", "支委分工", "党员类型", "起始日期", "截止日期")
    return Table(
        "任职",
        columns,
        [
            row_of(one.organization.name, one.role_title, one.position, one.duty, one.kinds_label,
                 one.active_from, one.active_to)
            for one in rows
        ],
    )  # fmt: skip


def sign_ins(person: User) -> Table:
    rows = SignIn.objects.filter(user=person).order_by("began_at")
    return Table("登录", ("设备", "登录时间"), [row_of(one.device, one.began_at) for one in rows])


def meetings(person: User) -> Table:
    rows = Invitation.objects.filter(user=person).select_related("meeting__organization")
    return Table(
        "参加的会议",
        ("会议", "党组织", "开会日期", "邀请时间"),
        [
            row_of(one.meeting, one.meeting.organization, one.meeting.held_on, one.invited_at)
            for one in rows.order_by("invited_at")
        ],
    )


def notices(person: User) -> Table:
    rows = Notice.objects.filter(user=person).order_by("created_at", "pk")
    return Table(
        "提醒",
        ("类型", "内容", "时间", "阅读时间"),
        [row_of(one.get_kind_display(), one.text, one.created_at, one.read_at) for one in rows],
    )


def requests(person: User) -> Table:
    rows = ErasureRequest.objects.filter(person=person).order_by("pk")
    return Table(
        "注销申请",
        ("说明", "状态", "答复", "申请时间"),
        [row_of(one.words, one.get_state_display(), one.answer, one.asked_at) for one in rows],
    )
