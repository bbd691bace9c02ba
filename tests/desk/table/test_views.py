"""The pages of the desk: the list of meetings, the table with its filters, reminding; who is let
in."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.codes import OFFICE_ROLES, OrganizationKind, Role
from accounts.models import Organization, User
from drafting.desk.reminders.stages import LONGEST_WORDS, reminder, with_words
from drafting.drafts.models import Draft
from drafting.meetings import services
from drafting.meetings.models import Meeting
from drafting.notices.letters import LetterLine, digest
from drafting.notices.models import Notice
from drafting.review.models import Comment, Submission
from tests.desk.crowd import crowd
from tests.drafts.pages import counted, page, said
from tests.factories import MembershipFactory, OrganizationFactory, person
from tests.review import states
from tests.stopwatch import stopwatch

HOME = "/meetings/"
SignIn = Callable[[User], Client]


def url(meeting: Meeting, name: str = "table") -> str:
    return reverse(f"desk:{name}", args=[meeting.pk])


def names(answer: Any) -> list[str]:
    """The names in the table, in their order."""
    return [line.name for line in answer.context["lines"]]


def words(html: str) -> str:
    """The text of a page without tags, its white space made single."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.fixture
def busy(
    secretary: User, member: User, colleague: User, submitted: Draft, meeting: Meeting
) -> Meeting:
    """One paper waits, one was returned with an open comment; the secretary has begun nothing. Late
    since yesterday."""
    back = states.returned(states.written(colleague, meeting), secretary)
    last = Submission.objects.get(draft=back)
    Comment.objects.create(
        draft=back, submission=last, author=secretary, kind="must", text="请写具体。"
    )
    Submission.objects.filter(draft=back).update(characters=900, errors=0, warnings=2, advice=0)
    services.move_deadline(meeting, timezone.localdate() - timedelta(days=1))
    return meeting


def test_the_table_in_words(desk: Client, busy: Meeting) -> None:
    text = words(page(desk.get(url(busy))))
    assert "应交 3 人： 已提交 1 · 已退回 1 · 未开始 1 1 份等您审核 2 人未交 2 人逾期" in text
    assert (
        "孙蕾 普通党员 已退回 逾期 1 天 第 1 轮 1 必改 1 900 疑似 2 退回修改 · 刚刚 您审核 "
        "林静 本人 党员领导干部 未开始 逾期 1 天 — — — — — 没有可以审核的人 "
        "刘洋 普通党员 已提交 等您审核 — 第 1 轮 0 4679 没有校对结果 提交 · 刚刚 您审核"
    ) in text
    assert "提醒未交的 1 人" in text
    assert "请写具体" not in text


def test_who_came_after_the_meeting_was_opened_is_not_forgotten(
    desk: Client, busy: Meeting, branch: Organization
) -> None:
    late = person("gao", "高秀兰", branch)
    said_so = re.compile("没有邀请 (\\d+)")
    table = page(desk.get(url(busy)))
    assert said_so.findall(table) == ["1"]
    assert reverse("meetings:members", args=[busy.pk]) in table
    services.invite(busy, [late], None)
    assert said_so.findall(page(desk.get(url(busy)))) == []
    person("qian", "钱多", branch)
    services.close_meeting(busy)
    assert said_so.findall(page(desk.get(url(busy)))) == []


def test_nothing_of_what_was_not_handed_in_is_on_the_page(
    desk: Client, ready: Draft, meeting: Meeting
) -> None:
    Draft.objects.filter(pk=ready.pk).update(updated_at=timezone.now() - timedelta(minutes=7))
    html = page(desk.get(url(meeting)))
    assert "撰写中" in html
    assert [found for found in (str(ready.pk), "4679", "7分钟前", "刚刚") if found in html] == []


def test_a_meeting_that_has_ended_can_still_be_read(desk: Client, busy: Meeting) -> None:
    services.close_meeting(busy)
    text = words(page(desk.get(url(busy))))
    assert "已结束" in text
    assert "4679" in text
    assert [word for word in ("逾期 1 天", "提醒未交") if word in text] == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["孙蕾", "林静", "刘洋"]),
        ("state=returned", ["孙蕾"]),
        ("state=none", ["林静"]),
        ("state=submitted&overdue=on", []),
        ("overdue=on", ["孙蕾", "林静"]),
        ("missing=on", ["孙蕾", "林静"]),
        ("waiting=on", ["刘洋"]),
        ("comments=on", ["孙蕾"]),
        ("q=%20刘%20", ["刘洋"]),
        ("q=nobody", []),
        ("sort=name", ["林静", "刘洋", "孙蕾"]),
        ("sort=-name", ["孙蕾", "刘洋", "林静"]),
        ("sort=characters", ["孙蕾", "刘洋", "林静"]),
        ("sort=-characters", ["刘洋", "孙蕾", "林静"]),
        ("sort=-findings", ["孙蕾", "林静", "刘洋"]),
        ("sort=-comments", ["孙蕾", "刘洋", "林静"]),
        ("sort=-state", ["刘洋", "孙蕾", "林静"]),
        ("sort=-last", ["孙蕾", "刘洋", "林静"]),
        ("sort=nonsense&state=nonsense&overdue=", ["孙蕾", "林静", "刘洋"]),
    ],
)
def test_filters_and_orders(desk: Client, busy: Meeting, query: str, found: list[str]) -> None:
    assert names(desk.get(f"{url(busy)}?{query}")) == found


def test_the_links_of_the_columns_keep_the_filter_and_turn_the_order(
    desk: Client, busy: Meeting
) -> None:
    columns = desk.get(f"{url(busy)}?overdue=on&sort=-characters").context["columns"]
    assert [(column.label, column.url,
    column.sorted) for column in columns if column.label in ("姓名", "期限", "字数")] == [
        ("姓名", "?overdue=on&sort=name", ""), ("期限", "", ""),
        ("字数", "?overdue=on&sort=characters", "descending"),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["table", "charts", "remind"])
@pytest.mark.parametrize("who", ["member", "stranger", "other_secretary"])
def test_whom_it_does_not_concern_finds_nothing(
    request: pytest.FixtureRequest, browser_of: SignIn, busy: Meeting, name: str, who: str
) -> None:
    client = browser_of(request.getfixturevalue(who))
    ask = client.post if name == "remind" else client.get
    guessed = reverse(f"desk:{name}", args=[busy.pk + 1])
    assert (ask(url(busy, name)).status_code, ask(guessed).status_code) == (404, 404)


@pytest.mark.parametrize("who", ["administrator", "curator"])
def test_office_holders_get_the_states_without_links(
    request: pytest.FixtureRequest, browser_of: SignIn, busy: Meeting, who: str
) -> None:
    client = browser_of(request.getfixturevalue(who))
    html = page(client.get(url(busy)))
    assert "孙蕾 普通党员 已退回 逾期 1 天" in words(html)
    assert [
        found
        for found in ("/review/", "必改", "900", "4679", "退回修改", "/charts/", "/remind/")
        if found in html
    ] == []
    assert page(client.get(HOME)).count("只看进度的会议") == 1
    assert (
        client.get(url(busy, "charts")).status_code,
        client.post(url(busy, "remind")).status_code,
    ) == (
        403,
        403,
    )


def test_an_office_holder_who_is_a_member_too_sees_no_more_of_the_others(
    browser_of: SignIn, administrator: User, branch: Organization, busy: Meeting
) -> None:
    MembershipFactory(user=administrator, organization=branch)
    services.invite(busy, [administrator], None)
    html = page(browser_of(administrator).get(url(busy)))
    assert "应交 4 人：" in words(html)
    assert [
        found for found in ("由您审核", "/bundle/", "/review/", "必改", "900") if found in html
    ] == []
    assert "您在这里只看到每份材料的状态，看不到内容和批注。" in html


def test_who_sees_states_is_offered_orders_by_states_and_names(
    browser_of: SignIn, curator: User, busy: Meeting
) -> None:
    form = browser_of(curator).get(url(busy)).context["form"]
    assert [key for key, _label in form.orders] == ["", "name", "-state", "state"]


def test_an_office_elsewhere_shows_nothing(
    browser_of: SignIn, other_branch: Organization, busy: Meeting
) -> None:
    client = browser_of(person("elsewhere", "许文博", other_branch, Role.ADMINISTRATOR))
    assert client.get(url(busy)).status_code == 404
    assert "现在没有要您审核的会议。" in page(client.get(HOME))


def test_the_superior_is_refused_what_only_the_leader_does(
    browser_of: SignIn, superior: User, busy: Meeting
) -> None:
    client = browser_of(superior)
    assert names(client.get(url(busy))) == ["林静"]
    answer = client.post(url(busy, "remind"), {"who": "all"})
    assert "只有审核这次会议材料的书记可以进行此操作。" in page(answer, 403)
    assert "只有审核这次会议材料的书记可以进行此操作。" in page(
        client.get(url(busy, "charts")), 403
    )


def test_reminding_everybody_once_a_day(
    desk: Client, busy: Meeting, colleague: User, branch: Organization
) -> None:
    late = person("late", "王小雨", branch)
    services.invite(busy, [late], None)
    Notice.objects.all().delete()
    assert said(
        desk.post(url(busy, "remind"), {"who": "ticked", "user": [late.pk], "sure": "1"})
    ) == ["已提醒 1 人。"]
    answer = desk.post(url(busy, "remind"), {"who": "all", "sure": "1"})
    assert (answer.status_code, answer.headers["Location"]) == (302, url(busy))
    assert said(answer)[1:] == ["已提醒 1 人。另有 1 人今天已经提醒过，没有重复提醒。"]
    assert said(desk.post(url(busy, "remind"), {"who": "all"}))[2:] == [
        "这 2 人今天已经提醒过，没有重复提醒。"
    ]
    day = timezone.localdate() - timedelta(days=1)
    when = f"“2023年度组织生活会”的材料已于{day.month}月{day.day}日截止，"
    assert list(
        Notice.objects.order_by("pk").values_list("user", "kind", "text", "url", "key")
    ) == [
        (
            person_,
            "deadline",
            f"{when}{missing}，请尽快提交。",
            "/",
            f"missing:{busy.pk}:asked:{timezone.localdate()}",
        )
        for person_, missing in (
            (late.pk, "您还没有提交"),
            (colleague.pk, "退回给您修改的材料还没有重新提交"),
        )
    ]


def test_a_reminder_is_shown_before_it_goes_out_with_the_secretary_s_own_words(
    desk: Client, busy: Meeting, colleague: User
) -> None:
    Notice.objects.all().delete()
    where = f"{url(busy, 'remind')}?state=returned"
    asked = page(desk.post(where, {"who": "ticked", "user": [colleague.pk]}))
    assert Notice.objects.count() == 0
    assert "提醒 1 人" in asked
    assert "退回给您修改的材料还没有重新提交，请尽快提交。" in asked
    assert f'action="{where}"' in asked
    ticked = {"user": [colleague.pk], "sure": "1"}
    long = "周" * (LONGEST_WORDS + 1)
    refused = page(desk.post(where, {**ticked, "words": long}), 422)
    assert f"附的话最多 {LONGEST_WORDS} 个字，现有 {LONGEST_WORDS + 1} 个字。" in refused
    assert long in refused
    assert Notice.objects.count() == 0
    words = "周五上午我在办公室，\r\n有困难来找我。<b>"
    answer = desk.post(where, {**ticked, "words": words})
    assert (answer.headers["Location"], said(answer)) == (
        f"{url(busy)}?state=returned",
        ["已提醒 1 人。"],
    )
    notice = Notice.objects.get()
    assert notice.text.endswith("请尽快提交。林静说：“周五上午我在办公室， 有困难来找我。<b>”")
    letter = digest("孙蕾", [LetterLine(notice.text)], "https://a/", "https://b/").body
    assert "有困难来找我。" in letter


def test_the_longest_reminder_fits_into_a_notice() -> None:
    day = date(2025, 12, 31)
    longest = with_words(
        reminder("会" * 120, day, day + timedelta(days=3), returned=True),
        "名" * int(User._meta.get_field("name").max_length or 0),
        "话" * LONGEST_WORDS,
    )
    assert len(longest) <= int(Notice._meta.get_field("text").max_length or 0)


def test_who_has_handed_in_or_is_not_asked_is_not_reminded(
    desk: Client, busy: Meeting, member: User, secretary: User, stranger: User
) -> None:
    Notice.objects.all().delete()
    ticked = [member.pk, secretary.pk, stranger.pk, "", "x", "9" * 5000]
    assert said(desk.post(url(busy, "remind"), {"user": ticked})) == ["没有需要提醒的人。"]
    assert Notice.objects.count() == 0


def test_nobody_ticked(desk: Client, busy: Meeting) -> None:
    assert said(desk.post(url(busy, "remind"), {"who": "ticked"})) == ["请先在表中勾选要提醒的人。"]


def test_the_table_stays_filtered_after_reminding(
    desk: Client, busy: Meeting, colleague: User
) -> None:
    query = "?state=returned&q=%E5%AD%99"
    sent_to = f"{url(busy, 'remind')}{query}"
    assert f'action="{sent_to.replace("&", "&amp;")}"' in page(desk.get(url(busy) + query))
    answer = desk.post(sent_to, {"who": "ticked", "user": [colleague.pk], "sure": "1"})
    assert (answer.headers["Location"], said(answer)) == (url(busy) + query, ["已提醒 1 人。"])


def test_without_a_deadline_the_word_is_to_be_quick(
    desk: Client, meeting: Meeting, member: User
) -> None:
    Notice.objects.all().delete()
    desk.post(url(meeting, "remind"), {"user": [member.pk], "sure": "1"})
    assert Notice.objects.get().text == "“2023年度组织生活会”的材料您还没有提交，请尽快提交。"


def test_after_the_end_nobody_is_reminded(desk: Client, busy: Meeting) -> None:
    services.close_meeting(busy)
    assert "这次会议已经结束，不再催交材料。" in page(
        desk.post(url(busy, "remind"), {"who": "all"}), 403
    )


def test_the_list_of_the_secretary(
    desk: Client, busy: Meeting, branch: Organization, secretary: User
) -> None:
    ended = services.open_meeting(branch, busy.framework, "去年的会议", by=secretary)
    services.close_meeting(ended)
    html = page(desk.get(HOME))
    assert (
        "共有 1 份材料等您审核。 参考文本 发起会议 由您审核的会议 2023年度组织生活会 县图书馆党支部 · 组织生活会 · 对照检查材料 "
    ) in words(html)
    assert (
        "已过截止日期1天 应交 3 人： 已提交 1 · 已退回 1 · 未开始 1 2 人逾期 1 份等您审核"
        in words(html)
    )
    ended_entry = "去年的会议 县图书馆党支部 · 组织生活会 · 对照检查材料 已结束 应交 3 人： 未开始 3 查看 ：去年的会议"
    assert words(html.partition("<footer")[0]).endswith(ended_entry)


def test_the_list_of_the_superior(
    browser_of: SignIn, superior: User, secretary: User, busy: Meeting, other_secretary: User
) -> None:
    theirs = other_secretary.memberships.get().organization
    services.open_meeting(theirs, busy.framework, "没有书记参加的会议", invited=[])
    states.submitted(states.written(secretary, busy))
    text = words(page(browser_of(superior).get(HOME)))
    assert (
        "共有 1 份材料等您审核。 参考文本 发起会议 有材料由您审核的下级会议 2023年度组织生活会"
        in text
    )
    assert "由您审核 1 份： 已提交 1 1 份等您审核" in text


@pytest.mark.parametrize(
    ("role", "kind", "led_to"),
    [
        (Role.MEMBER, OrganizationKind.BRANCH, []),
        (Role.SECRETARY, OrganizationKind.GROUP, []),
        (Role.DEPUTY, OrganizationKind.BRANCH, ["会议"]),
        (Role.SECRETARY, OrganizationKind.BRANCH, ["会议", "党员名单"]),
        (Role.CURATOR, OrganizationKind.BRANCH, ["会议", "素材库", "检查框架", "管理"]),
        (Role.ADMINISTRATOR, OrganizationKind.BRANCH, ["会议", "人员", "检查框架", "管理"]),
    ],
)
def test_where_the_navigation_leads(
    browser_of: SignIn, branch: Organization, role: str, kind: str, led_to: list[str]
) -> None:
    at = (
        branch if kind == OrganizationKind.BRANCH else OrganizationFactory(kind=kind, parent=branch)
    )
    browser = browser_of(person("somebody", "何志强", at, role))
    with CaptureQueriesContext(connection) as queries:
        html = page(browser.get("/help/"))
    nav = html.partition('aria-label="主导航">')[2].partition("</nav>")[0]
    assert words(nav).split() == ["我的材料", "事实本", *led_to, "帮助"]
    # who may enter the admin is asked once more whether they still may
    asked = 1 + (role in OFFICE_ROLES)
    assert sum("accounts_membership" in query["sql"] for query in queries) == asked
    if not led_to:
        assert "现在没有要您审核的会议。" in page(browser.get(HOME))


def test_an_expired_post_leads_nowhere(browser_of: SignIn, secretary: User) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    secretary.memberships.update(active_from=yesterday, active_to=yesterday)
    html = page(browser_of(secretary).get("/"))
    assert [
        path for path in ('href="/meetings/"', 'href="/accounts/organizations/"') if path in html
    ] == []


def test_signed_out_people_are_led_to_the_sign_in(client: Client, meeting: Meeting) -> None:
    assert client.get(HOME).headers["Location"] == f"/accounts/login/?next={HOME}"


@pytest.mark.parametrize(
    "name",
    [
        "home",  # on PostgreSQL by the next test
        pytest.param("table", marks=pytest.mark.db_sensitive),
        pytest.param("charts", marks=pytest.mark.db_sensitive),
    ],
)
def test_queries_and_time_for_200_members(
    desk: Client, meeting: Meeting, taxonomy: None, name: str
) -> None:
    address = HOME if name == "home" else url(meeting, name)
    crowd(meeting, 5, states.material())
    few = counted(desk, address)
    crowd(meeting, 195, states.material())
    assert counted(desk, address) == few
    with stopwatch() as spent:
        page(desk.get(address))
    assert spent.seconds < 3


@pytest.mark.db_sensitive
def test_queries_do_not_grow_with_the_meetings(
    browser_of: SignIn, superior: User, committee: Organization, busy: Meeting
) -> None:
    client = browser_of(superior)
    few = counted(client, HOME)
    for number in range(4):
        below = OrganizationFactory(name=f"第{number}党支部", parent=committee)
        theirs = person(f"s{number}", f"书记{number}", below, Role.SECRETARY)
        for title in ("甲", "乙"):
            services.open_meeting(below, busy.framework, title, by=theirs)
    assert counted(client, HOME) == few
    assert len(client.get(HOME).context["page"].object_list) == 9
