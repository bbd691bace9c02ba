"""What an import would do, row by row, for lists as people write them."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.utils import timezone

from accounts.codes import MemberKind, Role
from accounts.models import Organization, User
from tests.accounts.rosters import everybody, said, tried
from tests.factories import MembershipFactory, OrganizationFactory, UserFactory, person


@pytest.fixture
def groups(branch: Organization) -> list[Organization]:
    return [
        OrganizationFactory(
            name=f"第{number}党小组",
            kind="group",
            parent=Organization.objects.get(pk=branch.pk),
            sort_order=place,
        )
        for place, number in enumerate("一二")
    ]


def changes(plan: Any) -> list[tuple[str, str, str]]:
    return [
        (change.label, change.before, change.after) for row in plan.rows for change in row.changes
    ]


def test_new_people_are_complete_and_a_dry_run_writes_nothing(
    secretary: User, branch: Organization
) -> None:
    before = everybody()
    plan = tried(
        secretary,
        branch,
        {
            "姓名": "张　伟",
            "职务": "馆员",
            "联系电话": "１３８ ０000 1111",
            "起始日期": "2024年3月1日",
        },
        {"姓名": "张瑋", "用户名": "ZhangWei", "角色": "副书记", "党员类型": "支部委员"},
    )
    today = timezone.localdate().isoformat()
    assert [(row.name, row.username, row.action, row.account, row.post) for row in plan.rows] == [
        (
            "张伟",
            "zhangwei2",
            "new",
            {"name": "张伟", "phone": "138 0000 1111", "email": ""},
            {
                "role": "member",
                "position": "馆员",
                "duty": "",
                "member_kind": "member",
                "group": "",
                "active_from": "2024-03-01",
            },
        ),
        (
            "张瑋",
            "ZhangWei",
            "new",
            {"name": "张瑋", "phone": "", "email": ""},
            {
                "role": "deputy",
                "position": "",
                "duty": "",
                "member_kind": "committee",
                "group": "",
                "active_from": today,
            },
        ),
    ]
    assert plan.rows[0].notes == ("用户名由系统生成。",)
    assert plan.missing == ("林静",)
    assert everybody() == before


@pytest.mark.parametrize(
    ("cells", "post"),
    [
        ({"角色": "支部书记"}, ("secretary", "", "member")),
        ({"角色": "党支部副书记"}, ("deputy", "", "member")),
        ({"角色": "中共党员"}, ("member", "", "member")),
        ({"角色": "正式党员", "党员类型": "正式党员"}, ("member", "", "member")),
        ({"党员类型": "党员"}, ("member", "", "member")),
        ({"角色": "组织委员"}, ("member", "组织委员", "committee")),
        ({"角色": "支部宣传委员"}, ("member", "宣传委员", "committee")),
        ({"角色": "支部委员"}, ("member", "", "committee")),
        ({"角色": "支委"}, ("member", "", "committee")),
        ({"角色": "纪检委员", "支委分工": "纪检、青年委员"}, ("member", "纪检、青年委员", "committee")),
        ({"角色": "组织委员", "党员类型": "党员领导干部"}, ("member", "组织委员", "leader")),
    ],
)  # fmt: skip
def test_roles_as_a_branch_writes_them_in_its_own_list(
    secretary: User, branch: Organization, cells: dict[str, str], post: tuple[str, str, str]
) -> None:
    (row,) = tried(secretary, branch, {"姓名": "张伟"} | cells).rows
    assert row.faults == ()
    assert (row.post["role"], row.post["duty"], row.post["member_kind"]) == post


def test_changes_are_shown_from_and_to_and_blanks_change_nothing(
    secretary: User, branch: Organization, member: User
) -> None:
    User.objects.filter(pk=member.pk).update(phone="0731-1", email="liu@yunxi.test")
    plan = tried(
        secretary,
        branch,
        {
            "姓名": "刘扬",
            "用户名": "MEMBER",
            "职务": "部主任",
            "联系电话": "清空",
            "党员类型": "支部委员",
        },
        {"姓名": "林静"},
    )
    assert changes(plan) == [
        ("姓名", "刘洋", "刘扬"),
        ("职务", "馆员", "部主任"),
        ("党员类型", "普通党员", "支部委员"),
        ("联系电话", "0731-1", ""),
    ]
    assert said(plan) == [(2, "change", ()), (3, "same", ())]


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"姓名": None, "用户名": "x"}, "没有填写姓名。"),
        ({"姓名": "张3"}, "姓名“张3”里有数字或符号，请检查。"),
        ({"姓名": "张" * 51}, "姓名“" + "张" * 20 + "”太长，不能超过 50 个字。"),
        ({"用户名": "zhang wei!"}, "用户名“zhangwei!”只能由字母、数字和 @ . + - _ 组成。"),
        ({"党员类型": "正式"}, f"党员类型“正式”不认识，可填：{'、'.join(MemberKind.labels)}。"),
        ({"角色": "党委书记"}, "角色“党委书记”不认识，可填：党员、书记、副书记。"),
        ({"角色": "组员"}, "角色“组员”不认识，可填：党员、书记、副书记。"),
        ({"角色": "系统管理员"}, "角色“系统管理员”不能通过导入设置，请联系系统管理员。"),
        ({"角色": "素材库 管理员"}, "角色“素材库管理员”不能通过导入设置，请联系系统管理员。"),
        ({"党小组": "一组"}, "这里没有设党小组，“党小组”请留空。"),
        ({"联系电话": "电话"}, "联系电话“电话”不对，电话由数字、空格和连字符组成，至少 5 位。"),
        ({"电子邮箱": "nobody"}, "电子邮箱“nobody”不对，请写成 name@example.cn 的样子。"),
        ({"起始日期": "明天"}, "起始日期：“明天”不是日期，请写成 2024-03-01 的样子。"),
        ({"起始日期": "2099-01-01"}, "起始日期 2099-01-01 还没有到，请填写今天或以前的日期。"),
        ({"起始日期": "1024-03-01"}, "起始日期 1024-03-01 太早，请检查年份。"),
        ({"角色": "清空"}, "角色不能清空。"),
    ],
)  # fmt: skip
def test_what_a_cell_must_not_say(
    secretary: User, branch: Organization, cells: dict[str, str], sentence: str
) -> None:
    plan = tried(secretary, branch, {"姓名": "张伟"} | cells)
    assert said(plan) == [(2, "error", (sentence,))]


def test_a_list_without_usernames_finds_its_people_again(
    secretary: User, branch: Organization, member: User, colleague: User
) -> None:
    plan = tried(
        secretary, branch, {"姓名": "刘 洋"}, {"姓名": "孙蕾", "用户名": "sunlei"}, {"姓名": "新人"}
    )
    assert [(row.action, row.person, row.notes) for row in plan.rows] == [
        ("same", member.pk, ()),
        ("new", None, ("名单里已有同名的人，请确认不是同一个人。",)),
        ("new", None, ("用户名由系统生成。",)),
    ]
    person("namesake", "刘洋", branch)
    plan = tried(secretary, branch, {"姓名": "刘洋"})
    assert said(plan) == [(2, "error", ("名单里有 2 位“刘洋”，请填写用户名。",))]


def test_rows_that_repeat_or_contradict_each_other(
    secretary: User, branch: Organization, member: User
) -> None:
    plan = tried(
        secretary,
        branch,
        {"姓名": "张伟"},
        {"姓名": "张伟"},
        {"姓名": "王芳", "用户名": "wf"},
        {"姓名": "王方", "用户名": "WF"},
        {"姓名": "刘洋", "用户名": "member"},
        {"姓名": "刘洋"},
        {"姓名": "刘扬", "用户名": "member", "角色": "副书记"},
    )
    assert said(plan) == [
        (2, "new", ()),
        (3, "error", ("与第 2 行姓名相同，如果不是同一个人，请都填写用户名。",)),
        (4, "new", ()),
        (5, "error", ("用户名“WF”与第 4 行重复。",)),
        (6, "same", ()),
        (7, "error", ("与第 6 行是同一个人，内容重复，请只留一行。",)),
        (8, "error", ("姓名与第 6 行（同一个人）不一致。",)),
    ]


def test_people_of_other_organisations_are_out_of_a_secretarys_reach(
    secretary: User, administrator: User, branch: Organization, other_branch: Organization
) -> None:
    stranger = person("stranger", "黄志强", other_branch)
    rows = ({"姓名": "黄志强", "用户名": "Stranger"}, {"姓名": "黄强", "用户名": "stranger"})
    sentence = (
        "用户名“{}”已被本名单以外的账号使用，请换一个；如果确是同一个人，请联系系统管理员把他加入。"
    )
    assert said(tried(secretary, branch, *rows)) == [
        (2, "error", (sentence.format("Stranger"),)),
        (3, "error", (sentence.format("stranger"),)),
    ]
    office = tried(administrator, branch, *rows)
    assert said(office) == [
        (2, "join", ()),
        (3, "error", ("用户名“stranger”是“黄志强”的，与姓名“黄强”不符。", "与第 2 行是同一个人，内容重复，请只留一行。",
                      "姓名与第 2 行（同一个人）不一致。")),
    ]  # fmt: skip
    assert (office.rows[0].person, office.rows[0].account) == (stranger.pk, {})


def test_who_left_may_come_back_and_who_moved_on_may_not(
    secretary: User, branch: Organization, other_branch: Organization
) -> None:
    past = {"active_from": datetime.date(2020, 1, 1), "active_to": datetime.date(2023, 1, 1)}
    for name in ("back", "moved"):
        MembershipFactory(user=UserFactory(username=name, name="旧人"), organization=branch, **past)
    MembershipFactory(user=User.objects.get(username="moved"), organization=other_branch)
    plan = tried(
        secretary, branch, {"姓名": "旧人", "用户名": "back"}, {"姓名": "旧人", "用户名": "moved"}
    )
    assert [row.action for row in plan.rows] == ["join", "error"]
    assert plan.missing == ("林静",)


def test_what_begins_on_a_later_day_is_not_begun_by_a_list(
    secretary: User, administrator: User, branch: Organization, member: User
) -> None:
    """The hand-over of the new year is entered already: taken in once more, it would be a
    membership that there is."""
    later = timezone.localdate() + datetime.timedelta(days=10)
    person("newcomer", "张伟", branch, active_from=later)
    MembershipFactory(user=member, organization=branch, role="secretary", active_from=later)
    fault = "此人在同一处已有相同的角色（或即将任职），请检查角色和党小组。"
    for actor in (secretary, administrator):
        plan = tried(
            actor, branch, {"姓名": "张伟", "用户名": "newcomer"}, {"姓名": "刘洋", "角色": "书记"}
        )
        assert said(plan) == [(2, "error", (fault,)), (3, "error", (fault,))]
    assert said(tried(secretary, branch, {"姓名": "刘洋", "职务": "主任"})) == [(2, "change", ())]


def test_the_account_of_who_is_elsewhere_too_is_guarded(
    secretary: User,
    administrator: User,
    branch: Organization,
    committee: Organization,
    member: User,
) -> None:
    MembershipFactory(user=member, organization=committee)
    guard = (
        "此人还属于其他党组织或担任管理员，姓名、电话和邮箱要由本人在“我的资料”或由系统管理员修改。"
    )
    account = {"姓名": "刘洋", "联系电话": "0731-8888"}
    assert said(tried(secretary, branch, account)) == [(2, "error", (guard,))]
    assert said(tried(secretary, branch, {"姓名": "刘洋", "职务": "主任"})) == [(2, "change", ())]
    assert said(tried(administrator, branch, account)) == [(2, "change", ())]


def test_closed_accounts_and_superusers_are_left_alone(
    administrator: User, branch: Organization, member: User, colleague: User
) -> None:
    User.objects.filter(pk=member.pk).update(is_active=False)
    User.objects.filter(pk=colleague.pk).update(is_superuser=True)
    plan = tried(
        administrator, branch, {"姓名": "刘洋", "职务": "主任"}, {"姓名": "孙蕾", "职务": "主任"}
    )
    assert said(plan) == [
        (2, "error", ("账号已停用，请联系系统管理员启用后再导入。",)),
        (3, "error", ("这是超级管理员的账号，不能通过导入修改。",)),
    ]
    assert said(tried(administrator, branch, {"姓名": "刘洋"})) == [(2, "same", ())]


def test_the_last_secretary_stays(secretary: User, branch: Organization, member: User) -> None:
    last = "这样改以后就没有书记了，请在同一份名单里写明接任的书记。"
    assert said(tried(secretary, branch, {"姓名": "林静", "角色": "党员"})) == [
        (2, "error", (last,))
    ]
    plan = tried(
        secretary, branch, {"姓名": "林静", "角色": "党员"}, {"姓名": "刘洋", "角色": "书记"}
    )
    assert [(row.action, row.notes) for row in plan.rows] == [
        ("change", ("导入后您不再是书记，也不能再管理这份名单。",)),
        ("change", ("将成为书记，请确认。",)),
    ]
    # The successor's row is wrong and would be skipped: then the office stays where it is.
    plan = tried(
        secretary,
        branch,
        {"姓名": "林静", "角色": "党员"},
        {"姓名": "刘洋", "角色": "书记", "党员类型": "正式"},
    )
    assert [row.action for row in plan.rows] == ["error", "error"]
    assert plan.rows[0].faults == (last,)


def test_groups_their_leaders_and_moves(
    secretary: User, branch: Organization, member: User, groups: list[Organization]
) -> None:
    first = groups[0]
    leader = person("leader", "陈浩然", first, Role.SECRETARY)
    plan = tried(
        secretary,
        branch,
        {"姓名": "刘洋", "党小组": "第二党小组"},
        {"姓名": "陈浩然", "党小组": " 第二 党小组"},
        {"姓名": "新人", "党小组": "第一党小组", "角色": "组长"},
        {"姓名": "甲", "党小组": "第三党小组"},
        {"姓名": "乙", "党小组": "第一党小组", "角色": "书记"},
        {"姓名": "丙", "角色": "组长"},
    )
    assert said(plan) == [
        (2, "change", ()),
        (3, "change", ()),
        (4, "new", ()),
        (5, "error", ("没有党小组“第三党小组”，可填：第一党小组、第二党小组。",)),
        (6, "error", ("党小组里没有书记：小组负责人填“组长”，支部书记的“党小组”请留空。",)),
        (7, "error", ("角色是组长，请填写所在的党小组。",)),
    ]
    assert [(c.label, c.before, c.after) for row in plan.rows[:2] for c in row.changes] == [
        ("党小组", "", "第二党小组"),
        ("角色", "组长", "党员"),
        ("党小组", "第一党小组", "第二党小组"),
    ]
    # Who leads a group does not come to lead the branch by being taken out of it.
    plan = tried(secretary, branch, {"姓名": "陈浩然", "党小组": "清空"})
    assert plan.rows[0].post == {"role": "member", "group": ""}
    assert said(tried(secretary, branch, {"姓名": "陈浩然", "角色": "书记"})) == [
        (2, "error", ("此人现在在党小组里，要担任书记请在“党小组”里填“清空”。",))
    ]
    assert leader.memberships.get().organization == first


def test_who_is_in_the_branch_and_in_a_group_has_two_rows(
    secretary: User, branch: Organization, groups: list[Organization]
) -> None:
    MembershipFactory(user=secretary, organization=groups[0])
    both = (
        {"姓名": "林静", "角色": "书记"},
        {"姓名": "林静", "党小组": "第一党小组", "角色": "党员"},
    )
    assert said(tried(secretary, branch, *both)) == [(2, "same", ()), (3, "same", ())]
    moved = tried(secretary, branch, both[0], {"姓名": "林静", "党小组": "第二党小组"})
    assert changes(moved) == [("党小组", "第一党小组", "第二党小组")]
    assert said(tried(secretary, branch, {"姓名": "林静", "党小组": "第二党小组"})) == [
        (2, "error", ("此人在这里有几项任职，看不出要改哪一项，请照导出的名单逐项填写。",))
    ]
    further = tried(
        secretary, branch, *both, {"姓名": "林静", "党小组": "第二党小组"}, {"姓名": "林静"}
    )
    assert said(further)[2:] == [
        (4, "join", ()),
        (5, "error", ("与第 2 行是同一个人，内容重复，请只留一行。",)),
    ]


def test_queries_do_not_grow_with_the_list(
    secretary: User, branch: Organization, django_assert_num_queries: Any
) -> None:
    rows = [{"姓名": f"甲{chr(0x4E00 + number)}", "用户名": f"p{number}"} for number in range(40)]
    for number in range(0, 40, 2):
        person(f"p{number}", f"甲{chr(0x4E00 + number)}", branch)
    with django_assert_num_queries(7):
        tried(secretary, branch, rows[0])
    with django_assert_num_queries(7):
        plan = tried(secretary, branch, *rows)
    assert (len(plan.of("same")), len(plan.of("new"))) == (20, 20)
