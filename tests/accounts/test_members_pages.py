"""The pages of the members: who may, the files out, the way of an import from the file to the
passwords."""

from __future__ import annotations

import io
import re
from base64 import b64decode
from datetime import timedelta
from html import unescape
from typing import Any
from urllib.parse import unquote

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from accounts.codes import Role
from accounts.models import Organization, User
from tests.accounts.rosters import HEADERS, decide, everybody, roster, upload
from tests.factories import OrganizationFactory, person

PAGES = ("", "template.xlsx", "export.xlsx", "passwords/", "import/", "import/review/")


@pytest.fixture
def desk(client: Client, secretary: User) -> Client:
    """The secretary's browser."""
    client.force_login(secretary)
    return client


def url(organization: Organization, page: str = "") -> str:
    return f"/accounts/organizations/{organization.pk}/members/{page}"


def table(answer: Any, title: str = "党员名单") -> list[list[Any]]:
    book = load_workbook(io.BytesIO(answer if isinstance(answer, bytes) else answer.content))
    return [[cell.value for cell in line] for line in book[title].rows]


@pytest.mark.parametrize(
    ("who", "own", "elsewhere"),
    [
        ("secretary", 200, 404),
        ("administrator", 200, 200),
        ("superior", 404, 404),
        ("member", 403, 404),
        ("curator", 404, 404),
    ],
)
def test_who_may_see_which_list(
    client: Client,
    request: Any,
    branch: Organization,
    other_branch: Organization,
    who: str,
    own: int,
    elsewhere: int,
) -> None:
    client.force_login(request.getfixturevalue(who))
    for page in PAGES[:-1]:
        assert client.get(url(branch, page)).status_code == own
        assert client.get(url(other_branch, page)).status_code == elsewhere
    for page in PAGES[-2:]:
        sent = client.post(url(branch, page), {})
        assert sent.status_code == (302 if own == 200 and page == "import/review/" else own)


def test_who_is_refused_is_told_why(client: Client, member: User, branch: Organization) -> None:
    client.force_login(member)
    assert (
        "只有第一支部的书记和系统管理员可以管理党员名单。"
        in client.get(url(branch)).content.decode()
    )
    assert client.get("/accounts/organizations/").status_code == 403
    assert client.get("/accounts/organizations/9999/members/").status_code == 404
    assert "/accounts/organizations/" not in client.get("/accounts/profile/").content.decode()


def test_who_is_not_signed_in_is_led_to_sign_in(client: Client, branch: Organization) -> None:
    for page in PAGES:
        assert client.get(url(branch, page))["Location"].startswith("/accounts/login/")


def test_one_organisation_needs_no_choice_and_several_do(
    client: Client,
    secretary: User,
    administrator: User,
    branch: Organization,
    other_branch: Organization,
) -> None:
    OrganizationFactory(name="第一党小组", kind="group", parent=branch)
    client.force_login(secretary)
    assert client.get("/accounts/organizations/")["Location"] == url(branch)
    assert 'href="/accounts/organizations/"' in client.get("/accounts/profile/").content.decode()
    client.force_login(administrator)
    page = client.get("/accounts/organizations/")
    assert [str(one.organization) for one in page.context["places"]] == [
        "局党委", "第一支部", "第一党小组", "第二支部",
    ]  # fmt: skip


def test_a_group_is_on_the_list_of_its_branch(
    desk: Client, branch: Organization, member: User
) -> None:
    group = OrganizationFactory(name="第一党小组", kind="group", parent=branch)
    leader = person("leader", "陈浩然", group, Role.SECRETARY)
    assert desk.get(url(group))["Location"] == url(branch)
    page = desk.get(url(branch)).content.decode()
    for text in ("3 人", "1 个党小组", "陈浩然", "组长", "刘洋", "馆员"):
        assert text in page
    assert desk.get(url(group, "import/")).status_code == 404
    client = Client()
    client.force_login(leader)
    assert [client.get(url(one)).status_code for one in (group, branch)] == [403, 403]


def test_the_list_shows_that_there_is_a_telephone_and_not_which(
    desk: Client, branch: Organization, member: User
) -> None:
    User.objects.filter(pk=member.pk).update(phone="0731-8888", is_active=False)
    page = desk.get(url(branch)).content.decode()
    assert '<td class="is-said" data-label="电话">有</td>' in page
    assert "0731-8888" not in page
    assert "已停用" in page


def test_the_list_takes_the_same_queries_for_two_and_for_thirty(
    desk: Client, branch: Organization, django_assert_num_queries: Any
) -> None:
    desk.get(url(branch))
    with django_assert_num_queries(13):
        desk.get(url(branch))
    for number in range(30):
        person(f"p{number}", f"党员{number}", branch)
    with django_assert_num_queries(13):
        desk.get(url(branch))


def test_the_blank_list_offers_choices_and_explains_itself(
    desk: Client, branch: Organization
) -> None:
    for number in "一二":
        OrganizationFactory(
            name=f"第{number}党小组", kind="group", parent=Organization.objects.get(pk=branch.pk)
        )
    answer = desk.get(url(branch, "template.xlsx"))
    assert unquote(answer["Content-Disposition"]).endswith("第一支部-党员名单-空白模板.xlsx")
    assert table(answer) == [HEADERS]
    book = load_workbook(io.BytesIO(answer.content))
    assert [(sheet.title, sheet.sheet_state) for sheet in book.worksheets] == [
        ("党员名单", "visible"),
        ("填写说明", "visible"),
        ("可选内容", "hidden"),
    ]
    assert {
        str(rule.sqref): rule.formula1 for rule in book["党员名单"].data_validations.dataValidation
    } == {
        "C2:C2001": "'可选内容'!$A$1:$A$4",
        "F2:F2001": "'可选内容'!$B$1:$B$7",
        "G2:G2001": "'可选内容'!$C$1:$C$2",
    }
    assert table(answer, "可选内容")[:4] == [
        ["党员", "党员领导干部", "第一党小组"],
        ["书记", "支部委员", "第二党小组"],
        ["副书记", "普通党员", None],
        ["组长", "预备党员", None],
    ]
    explained = {line[0]: line[1] for line in table(answer, "填写说明")}
    assert set(HEADERS) < set(explained)
    assert explained["党小组"] == "可填：第一党小组、第二党小组。不在党小组的留空。"


def test_a_list_that_was_handed_out_can_be_taken_in_again_unchanged(
    desk: Client, branch: Organization, member: User
) -> None:
    User.objects.filter(pk=member.pk).update(phone="+86 731 8888", email="liu@yunxi.test")
    group = OrganizationFactory(name="=第一党小组", kind="group", parent=branch)
    leader = person(
        "leader",
        "陈浩然",
        group,
        Role.SECRETARY,
        position='=HYPERLINK("http://x")',
        duty="-组织委员",
    )
    answer = desk.get(url(branch, "export.xlsx"))
    day = leader.memberships.get().active_from.isoformat()
    assert table(answer) == [
        HEADERS,
        ["林静", "secretary", "书记", None, None, "党员领导干部", None, None, None, day],
        [
            "刘洋",
            "member",
            "党员",
            "馆员",
            None,
            "普通党员",
            None,
            "+86 731 8888",
            "liu@yunxi.test",
            day,
        ],
        [
            "陈浩然",
            "leader",
            "组长",
            '=HYPERLINK("http://x")',
            "-组织委员",
            "普通党员",
            "=第一党小组",
            None,
            None,
            day,
        ],
    ]
    page = upload(desk, branch, answer.content)
    assert [(row.action, row.faults) for row in page.context["plan"].rows] == [("same", ())] * 3
    assert "名单和现有情况一致，没有要导入的内容。" in page.content.decode()


def test_what_begins_like_a_formula_is_handed_out_as_text(
    desk: Client, branch: Organization, member: User
) -> None:
    member.memberships.update(position="=1+1", duty="@SUM(A1)")
    User.objects.filter(pk=member.pk).update(phone="+86 731 8888")
    book = load_workbook(io.BytesIO(desk.get(url(branch, "export.xlsx")).content))
    cells = {
        cell.value: cell
        for line in book["党员名单"].iter_rows(min_row=3)
        for cell in line
        if cell.value
    }
    for value in ("=1+1", "@SUM(A1)", "+86 731 8888"):
        assert (cells[value].data_type, cells[value].number_format) == ("s", "@")
        assert cells[value].quotePrefix
    assert not cells["刘洋"].quotePrefix


def test_from_the_file_to_the_passwords(desk: Client, branch: Organization, member: User) -> None:
    before = everybody()
    page = upload(
        desk,
        branch,
        roster({"姓名": "张伟", "联系电话": "0731-8888"}, {"姓名": "刘洋", "职务": "主任"}),
        "名单（新）.xlsx",
    )
    assert page.redirect_chain == [(url(branch, "import/review/"), 302)]
    text = page.content.decode()
    for said in (
        "名单（新）.xlsx",
        "第 2 行",
        "张伟",
        "zhangwei",
        "用户名由系统生成。",
        "馆员",
        "主任",
        "名单中没有的 1 人",
        "林静",
    ):
        assert said in text
    assert everybody() == before
    done = decide(desk, branch, page)
    assert "no-store" in done["Cache-Control"]
    text = unescape(done.content.decode())
    assert "导入完成：新增 1 人，修改 1 人。" in text
    ((name, username, password),) = done.context["passwords"]
    assert (name, username) == ("张伟", "zhangwei")
    assert text.count(f"<code>{password}</code>") == 1
    assert User.objects.get(username="zhangwei").check_password(password)
    found = re.search(
        r'href="data:application/[a-z.-]+;base64,([^"]+)" download="第一支部-一次性密码.xlsx"', text
    )
    assert found
    assert table(b64decode(found[1]), "一次性密码")[1] == [
        "张伟",
        "zhangwei",
        password,
        str(timezone.localdate() + timedelta(days=14)),
        "http://testserver/",
    ]
    # Sent again, by a double click or by going back: nothing happens, no password is seen again,
    # and others can be given.
    after = everybody()
    again = decide(desk, branch, page)
    assert again.redirect_chain == [(url(branch), 302)]
    text = again.content.decode()
    assert "没有看到一次性密码的，可以在这里补发。" in text
    assert f'href="{url(branch, "passwords/")}"' in text
    assert password not in text
    assert everybody() == after


def test_another_role_is_said_before_and_after(
    desk: Client, branch: Organization, member: User, colleague: User
) -> None:
    said = "刘洋由党员改为副书记"
    page = upload(
        desk,
        branch,
        roster(
            {"姓名": "刘洋", "角色": "副书记"},
            {"姓名": colleague.name, "职务": "馆员"},
            {"姓名": "张伟", "角色": "副书记"},
        ),
    )
    assert f"会改 1 人的角色：{said}。确认后马上生效，" in page.content.decode()
    done = unescape(decide(desk, branch, page).content.decode())
    assert f"导入完成：新增 1 人，修改 2 人。改了角色的：{said}。" in done
    assert LogEntry.objects.latest("pk").change_message == (
        "导入党员名单：新增 1 人，加入 0 人，修改 2 行（改角色 1 人），跳过 0 行。"
    )
    page = upload(desk, branch, roster({"姓名": "刘洋", "职务": "主任"}))
    assert "的角色：" not in page.content.decode()
    assert "改了角色的" not in decide(desk, branch, page).content.decode()


def test_errors_are_named_with_their_row_and_may_be_skipped(
    desk: Client, branch: Organization
) -> None:
    page = upload(desk, branch, roster({"姓名": "张伟"}, {}, {"姓名": "李娜", "党员类型": "正式"}))
    text = page.content.decode()
    assert re.search(
        r"第 4 行</strong> 李娜\s*<span class=\"fault\">党员类型“正式”不认识，可填：党员领导干部、",
        text,
    )
    assert "跳过有错误的行，导入其余 1 行" in text
    refused = decide(desk, branch, page)
    assert "有错误的行不能导入" in refused.content.decode()
    assert not User.objects.filter(name="张伟").exists()
    done = decide(desk, branch, refused, "skip")
    assert "导入完成：新增 1 人，修改 0 人，跳过 1 行。" in done.content.decode()
    assert not User.objects.filter(name="李娜").exists()


def test_a_list_that_is_dropped_is_gone(desk: Client, branch: Organization) -> None:
    page = upload(desk, branch, roster({"姓名": "张伟"}))
    dropped = decide(desk, branch, page, "drop")
    assert "已放弃这份名单，没有导入任何内容。" in dropped.content.decode()
    assert (
        "没有等待确认的名单"
        in desk.get(url(branch, "import/review/"), follow=True).content.decode()
    )
    assert not User.objects.filter(name="张伟").exists()


def test_what_was_not_shown_is_not_carried_out(
    desk: Client, branch: Organization, member: User
) -> None:
    page = upload(desk, branch, roster({"姓名": "刘洋", "职务": "主任"}))
    member.memberships.update(position="副馆长")
    again = decide(desk, branch, page)
    assert "人员情况有了变化，还没有导入任何内容" in again.content.decode()
    assert member.memberships.get().position == "副馆长"
    done = decide(desk, branch, again)
    assert "导入完成：新增 0 人，修改 1 人。" in done.content.decode()
    # A second upload takes the place of the first, whose page may still be open.
    first = upload(desk, branch, roster({"姓名": "刘洋", "职务": "甲"}))
    upload(desk, branch, roster({"姓名": "刘洋", "职务": "乙"}))
    assert "有了变化" in decide(desk, branch, first).content.decode()
    assert member.memberships.get().position == "主任"


def test_a_file_that_is_none_is_refused_on_the_page(desk: Client, branch: Organization) -> None:
    page = upload(desk, branch, b"\xd0\xcf\x11\xe0", "名单.xls")
    assert (
        "这是旧版 Excel 文件（.xls），请用 Excel 或 WPS 打开，另存为 .xlsx 再导入。"
        in page.content.decode()
    )
    assert "请先选择要导入的 .xlsx 文件。" in desk.post(url(branch, "import/")).content.decode()
    assert "文件是空的" in upload(desk, branch, b"").content.decode()


def test_who_hands_the_office_over_keeps_the_list_no_more(
    desk: Client, branch: Organization, member: User
) -> None:
    page = upload(
        desk, branch, roster({"姓名": "林静", "角色": "党员"}, {"姓名": "刘洋", "角色": "书记"})
    )
    done = decide(desk, branch, page)
    assert done.redirect_chain == [("/accounts/profile/", 302)]
    assert "导入完成：新增 0 人，修改 2 人。" in done.content.decode()
    assert desk.get(url(branch)).status_code == 403
