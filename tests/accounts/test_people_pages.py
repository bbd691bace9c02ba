"""The tree of organisations, the search, the page of a person and the account: an administrator's
pages, and what a secretary sees of them."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.codes import Role
from accounts.models import Organization, User
from accounts.services import organizations
from drafting.frameworks.models import Framework
from drafting.proofing.alikeness.models import ReferenceText
from tests.cast import published
from tests.factories import MembershipFactory, OrganizationFactory, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client, administrator: User) -> Client:
    """The administrator's browser."""
    client.force_login(administrator)
    return client


def said(answer: HttpResponse) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", answer.content.decode())))


def tree(desk: Client, query: str = "") -> list[tuple[str, int, tuple[str, ...]]]:
    page = desk.get(reverse("accounts:organizations"), {"q": query})
    return [(str(one.organization), one.people, one.secretaries) for one in page.context["places"]]


def fields(**changes: Any) -> dict[str, Any]:
    return {"name": "第三支部", "kind": "branch", "unit_type": "government", "sort_order": 3,
            **changes}  # fmt: skip


def test_the_tree_says_how_many_and_who_leads(
    desk: Client, branch: Organization, other_branch: Organization, member: User, secretary: User
) -> None:
    assert tree(desk) == [("局党委", 0, ()), ("第一支部", 2, ("林静",)), ("第二支部", 0, ())]
    assert "没有书记" in said(desk.get(reverse("accounts:organizations")))


def test_a_search_finds_organisations_and_people(
    desk: Client, branch: Organization, member: User, secretary: User
) -> None:
    assert tree(desk, "第一") == [("第一支部", 2, ("林静",))]
    page = desk.get(reverse("accounts:organizations"), {"q": "林"})
    found = [(user.name, posts) for user, posts in page.context["found"]]
    assert found == [("林静", "第一支部 书记")]
    assert "没有姓名或用户名里有“无此人”的人。" in said(
        desk.get(reverse("accounts:organizations"), {"q": "无此人"})
    )
    for odd in ("\0", "%", "x" * 400, "(["):
        assert desk.get(reverse("accounts:organizations"), {"q": odd}).status_code == 200


def test_a_secretary_of_two_finds_nobody_else(
    client: Client, branch: Organization, other_branch: Organization, secretary: User, member: User
) -> None:
    MembershipFactory(user=secretary, organization=other_branch, role=Role.SECRETARY)
    third = OrganizationFactory(name="第三支部", sort_order=3)
    person("liuyan", "刘艳", third)
    group = OrganizationFactory(name="第一党小组", kind="group", parent=branch)
    person("liumei", "刘梅", group)
    client.force_login(secretary)
    page = client.get(reverse("accounts:organizations"), {"q": "刘"})
    assert sorted(user.name for user, _ in page.context["found"]) == sorted(["刘洋", "刘梅"])
    assert "新建党组织" not in said(page)


def test_an_organisation_is_made_named_moved_and_removed(
    desk: Client, committee: Organization, branch: Organization
) -> None:
    page = desk.get(reverse("accounts:organization_new"), {"below": committee.pk})
    assert (page.context["form"].initial["parent"], page.context["form"].initial["kind"]) == (
        committee, "branch",
    )  # fmt: skip
    wrong = desk.post(reverse("accounts:organization_new"), fields(kind="group"))
    assert (wrong.status_code, "党小组不能设在最高一级之下。" in said(wrong)) == (422, True)
    desk.post(reverse("accounts:organization_new"), fields(parent=committee.pk))
    made = Organization.objects.get(name="第三支部")
    url = reverse("accounts:organization", args=[made.pk])
    read = desk.get(url).context["read"]
    # the top is not an administrator's to give, and a move is told before it is made
    refused = desk.post(url, fields(name="第四支部", read=read))
    assert "最高一级的党组织由超级管理员设立，请选择上级党组织。" in said(refused)
    User.objects.filter(username="administrator").update(is_superuser=True)
    moved = fields(name="第四支部", read=read)
    assert "将移到最高一级" in said(desk.post(url, moved))
    assert Organization.objects.get(pk=made.pk).name == "第三支部"
    assert desk.post(url, moved | {"moved": "top"}).status_code == 302
    made.refresh_from_db()
    assert (made.name, made.depth) == ("第四支部", 1)
    remove = reverse("accounts:organization_remove", args=[made.pk])
    assert "确定删除" in said(desk.get(remove))
    assert desk.post(remove).status_code == 302
    assert not Organization.objects.filter(pk=made.pk).exists()


def test_what_somebody_else_changed_is_not_overwritten(desk: Client, branch: Organization) -> None:
    url = reverse("accounts:organization", args=[branch.pk])
    read = desk.get(url).context["read"]
    parent = organizations.Organization.objects.get_parent(branch)
    Organization.objects.filter(pk=branch.pk).update(short_name="一支部")
    User.objects.filter(username="administrator").update(is_superuser=True)
    answer = desk.post(url, fields(name="改过的名称", read=read, moved="top"))
    assert (answer.status_code, "有人改过这个党组织" in said(answer)) == (409, True)
    assert 'value="改过的名称"' in answer.content.decode()
    # what differs is shown beside it, and nothing else
    told = answer.context["theirs"]
    assert told == [
        ("全称", "第一支部"), ("简称", "一支部"), ("排序号", "1"), ("上级党组织", "局党委"),
    ]  # fmt: skip
    assert desk.post(url, fields(name="改过的名称", parent=parent.pk,
                                 read=answer.context["read"])).status_code == 302  # fmt: skip


def test_what_the_page_does_not_show_is_neither_a_conflict_nor_overwritten(
    desk: Client, branch: Organization, committee: Organization, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = reverse("accounts:organization", args=[branch.pk])
    read = desk.get(url).context["read"]
    # below the committee another one is added, which moves this one's path
    OrganizationFactory(name="新支部", sort_order=0, parent=committee)
    OrganizationFactory(name="第一党小组", kind="group", parent=branch)
    save = organizations.save_organization

    def meanwhile(*args: Any, **kwargs: Any) -> Organization:
        Organization.objects.filter(pk=branch.pk).update(own_words="云溪书香")
        return save(*args, **kwargs)

    monkeypatch.setattr(organizations, "save_organization", meanwhile)
    sent = fields(name="改过的名称", parent=committee.pk, read=read)
    assert desk.post(url, sent).status_code == 302
    branch.refresh_from_db()
    assert (branch.name, branch.own_words) == ("改过的名称", "云溪书香")


def test_what_belongs_to_an_organisation_alone_keeps_it(
    desk: Client, other_branch: Organization, secretary: User
) -> None:
    url = reverse("accounts:organization_remove", args=[other_branch.pk])
    for name in ("网上的一篇", "外单位的一篇"):
        ReferenceText.objects.create(
            organization=other_branch, name=name, text=name, content_hash=name, loaded_by=secretary
        )
    framework = published("2023-zuzhi")
    Framework.objects.filter(pk=framework.pk).update(organization=other_branch)
    assert "不能删除：还有检查框架 1 份、参考文本 2 份。" in said(desk.post(url))
    desk.post(f"/admin/accounts/organization/{other_branch.pk}/delete/", {"post": "yes"})
    assert (ReferenceText.objects.count(), Framework.objects.count()) == (2, 1)
    ReferenceText.objects.all().delete()
    Framework.objects.update(organization=None)
    assert desk.post(url).status_code == 302
    assert not Organization.objects.filter(pk=other_branch.pk).exists()


def test_who_joins_while_it_is_removed_keeps_it(
    desk: Client, other_branch: Organization, monkeypatch: pytest.MonkeyPatch
) -> None:
    reasons = organizations.reasons_to_keep

    def seen_before(organization: Organization) -> list[str]:
        found = reasons(organization)
        monkeypatch.setattr(organizations, "reasons_to_keep", lambda _: found)
        person("huangzhiqiang", "黄志强", other_branch)
        return found

    monkeypatch.setattr(organizations, "reasons_to_keep", seen_before)
    url = reverse("accounts:organization_remove", args=[other_branch.pk])
    page = desk.post(url, follow=True)
    assert "“第二支部”刚刚有了下级、人员或者别的记录，没有删除。" in said(page)
    assert not LogEntry.objects.filter(change_message="删除党组织。").exists()


def test_an_organisation_with_people_is_not_removed(
    desk: Client, branch: Organization, member: User
) -> None:
    url = reverse("accounts:organization_remove", args=[branch.pk])
    assert "不能删除：还有任职记录。" in said(desk.post(url))
    assert Organization.objects.filter(pk=branch.pk).exists()


def test_an_account_is_kept_by_versions(desk: Client, member: User) -> None:
    url = reverse("accounts:person_account", args=[member.pk])
    form = desk.get(url).context["form"]
    sent = {"name": "刘　洋", "username": "liuyang2", "phone": "0731-8888", "email": "",
            "read": form["read"].value()}  # fmt: skip
    User.objects.filter(pk=member.pk).update(phone="0731-9999")
    late = desk.post(url, sent)
    assert (late.status_code, "现在的资料：刘洋，member，0731-9999" in said(late)) == (409, True)
    again = sent | {"read": late.context["form"].data["read"]}
    assert desk.post(url, again).status_code == 302
    member.refresh_from_db()
    assert (member.name, member.username, member.phone) == ("刘洋", "liuyang2", "0731-8888")
    taken = desk.post(url, again | {"username": "administrator"})
    assert "这个用户名已经有人用，请换一个。" in said(taken)


def test_a_closed_account_is_out_with_the_next_click_and_may_come_back(
    desk: Client, secretary: User, administrator: User
) -> None:
    theirs = Client()
    theirs.force_login(secretary)
    url = reverse("accounts:person_active", args=[secretary.pk])
    page = desk.post(url, follow=True)
    assert "已停用林静的账号，材料保留；需要时可以重新启用。" in said(page)
    assert "第一支部现在没有书记，请尽快任命。" in said(page)
    assert theirs.get("/").status_code == 302
    assert "已重新启用林静的账号。" in said(desk.post(url, {"active": "1"}, follow=True))
    own = desk.post(reverse("accounts:person_active", args=[administrator.pk]), follow=True)
    assert "不能停用自己的账号" in said(own)
    assert User.objects.get(pk=administrator.pk).is_active


def test_a_new_password_is_shown_once_and_ends_sessions(desk: Client, member: User) -> None:
    theirs = Client()
    theirs.force_login(member)
    page = desk.post(reverse("accounts:person_password", args=[member.pk]))
    password = page.context["password"]
    assert password in said(page)
    assert page["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    assert theirs.get("/").status_code == 302
    member.refresh_from_db()
    assert (member.check_password(password), member.must_change_password) == (True, True)


def test_a_superuser_is_none_of_an_administrators(desk: Client) -> None:
    root = User.objects.create_superuser("root", password="x", name="根")
    for name in ("person", "person_account", "office_new"):
        assert desk.get(reverse(f"accounts:{name}", args=[root.pk])).status_code == 404
    assert desk.post(reverse("accounts:person_password", args=[root.pk])).status_code == 404


def test_a_secretary_sees_the_own_branch_of_a_person_and_no_account(
    client: Client, secretary: User, member: User, other_branch: Organization
) -> None:
    MembershipFactory(user=member, organization=other_branch, position="顾问")
    User.objects.filter(pk=member.pk).update(phone="0731-8888")
    client.force_login(secretary)
    page = said(client.get(reverse("accounts:person", args=[member.pk])))
    for absent in ("第二支部", "顾问", "重置密码", "停用账号", "0731-8888", "增加任职"):
        assert absent not in page
    assert "修改" in page
