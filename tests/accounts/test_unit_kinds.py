"""Kinds of unit as rows: the page that keeps them, and what organisations offer of them."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.messages import get_messages
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from accounts.codes import UNIT_KINDS
from accounts.models import Organization, User
from accounts.organization_forms import OrganizationForm
from accounts.services import organizations
from accounts.services import unit_kinds as services
from accounts.services.demo import load_demo_accounts
from accounts.unit_kinds import UnitKind, known_kinds, prepare_unit_kinds, read_once
from tests.factories import OrganizationFactory

pytestmark = pytest.mark.django_db
LIST = "/accounts/unit-kinds/"


@pytest.fixture
def desk(client: Client, administrator: User) -> Client:
    """The administrator's browser."""
    client.force_login(administrator)
    return client


def kind(code: str) -> UnitKind:
    return UnitKind.objects.get(code=code)


def names(*, active: bool = True) -> list[str]:
    return [one.name for one in UnitKind.objects.filter(active=active)]


def said(answer: Any) -> str:
    """The last message of the answer to a post."""
    return [str(one) for one in get_messages(answer.wsgi_request)][-1]


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", answer.content.decode())))


def do(desk: Client, code: str, what: str) -> str:
    address = reverse("accounts:unit_kind", args=[kind(code).pk])
    return said(desk.post(address, {"do": what}))


def rename(desk: Client, code: str, name: str, read: str) -> Any:
    address = reverse("accounts:unit_kind", args=[kind(code).pk])
    return desk.post(address, {"name": name, "read": read})


def stand_of(organization: Organization) -> str:
    return organizations.stand_of(Organization.objects.get(pk=organization.pk))


def offered(organization: Organization | None = None) -> list[tuple[str, str]]:
    return list(OrganizationForm(instance=organization).fields["unit_type"].choices)  # type: ignore[attr-defined]


def test_the_shipped_kinds_are_there_with_the_codes_that_are_stored() -> None:
    assert known_kinds() == list(UNIT_KINDS)
    prepare_unit_kinds()
    assert UnitKind.objects.count() == len(UNIT_KINDS)


@pytest.mark.django_db(transaction=True)
def test_they_are_there_after_the_database_was_emptied() -> None:
    call_command("flush", interactive=False, verbosity=0)
    assert known_kinds() == list(UNIT_KINDS)


def test_a_further_kind_can_be_chosen_at_once(
    desk: Client, committee: Organization, branch: Organization
) -> None:
    answer = desk.post(LIST, {"name": " 文化场馆 ", "code": ""})
    assert (answer.status_code, answer["Location"]) == (302, LIST)
    assert said(answer) == "已新增“文化场馆”，现在就可以选用；不要的可以停用。"
    made = UnitKind.objects.last()
    assert made is not None
    assert (made.code, made.name, made.active) == ("whcg", "文化场馆", True)
    assert offered()[-1] == ("whcg", "文化场馆")
    form = {"name": branch.name, "kind": "branch", "unit_type": "whcg", "sort_order": 1,
            "parent": committee.pk, "read": stand_of(branch)}  # fmt: skip
    saved = desk.post(reverse("accounts:organization", args=[branch.pk]), form)
    assert saved.status_code == 302, text(saved)
    branch.refresh_from_db()
    assert branch.get_unit_type_display() == "文化场馆"  # type: ignore[attr-defined]
    assert "whcg · 1 个党组织" in text(desk.get(LIST))
    entry = LogEntry.objects.filter(object_repr="文化场馆").get()
    assert entry.change_message == "新增单位类型。"


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        ({"name": ""}, "请填写名称。"),
        ({"name": "国企、民企"}, "名称里不要有空格、逗号、顿号和分号：表格里用它们分开几种类型。"),
        ({"name": "银" * 21}, "名称最多 20 个字。"),
        ({"name": "医院"}, "已有名为“医院”的单位类型。"),
        ({"name": "窗口单位"}, "已有名为“窗口单位”的单位类型，已经停用，可以恢复使用。"),
        ({"name": "园区", "code": "school"}, "已有代码“school”，请换一个，或者不填。"),
        ({"name": "园区", "code": "7Yuan"}, "代码用小写英文字母、数字和下划线，字母开头，最多 10 个字符；不填的按拼音自动起。"),
    ],
)  # fmt: skip
def test_what_cannot_be_one_is_told_and_kept(
    desk: Client, sent: dict[str, str], reason: str
) -> None:
    services.set_active(kind("window"), False)
    answer = desk.post(LIST, sent)
    assert answer.status_code == 422
    assert reason in text(answer)
    assert f'value="{sent["name"]}"' in answer.content.decode()
    assert UnitKind.objects.count() == len(UNIT_KINDS)


def test_codes_come_from_the_name_and_are_free() -> None:
    made = [services.code_for(name, {"yinxing"}) for name in ("银行", "园区", "5G企业", "（）")]
    assert made == ["yinxing2", "yuanqu", "k5gqiye", "k"]


def test_there_is_room_for_a_phrase_that_is_for_all_of_them() -> None:
    for number in range(9):
        services.add(f"类型{number}", f"kind{number:06}")
    with pytest.raises(services.Refused, match="单位类型太多了，不能再加"):
        services.add("园区", "kind999999")
    codes = UnitKind.objects.values_list("code", flat=True)
    assert 180 < len(f",{','.join(codes)},") <= 200


def test_another_name_is_shown_wherever_the_code_stands(desk: Client, branch: Organization) -> None:
    answer = rename(desk, "government", "党政机关", "机关")
    assert said(answer) == "已把“机关”改为“党政机关”，党组织和素材随着显示新名称。"
    branch.refresh_from_db()
    assert branch.get_unit_type_display() == "党政机关"  # type: ignore[attr-defined]
    assert offered()[0] == ("government", "党政机关")


def test_who_did_not_see_the_name_of_now_is_told_it(desk: Client) -> None:
    services.rename(kind("school"), "学校", "高校/学校")
    answer = rename(desk, "school", "院校", "高校/学校")
    assert answer.status_code == 422
    assert "有人把它改成了“学校”，还没有保存您的。" in text(answer)
    assert 'value="院校"' in answer.content.decode()
    assert 'name="read" value="学校"' in answer.content.decode()
    assert "改为“院校”" in said(rename(desk, "school", "院校", "学校"))
    taken = rename(desk, "school", "医院", "院校")
    assert "已有名为“医院”的单位类型。" in text(taken)
    assert kind("school").name == "院校"


def test_up_and_down_among_those_in_use(desk: Client) -> None:
    services.set_active(kind("enterprise"), False)
    assert do(desk, "school", "up") == "“高校/学校”已上移一位。"
    assert names()[:3] == ["高校/学校", "机关", "医院"]
    assert do(desk, "school", "up") == "“高校/学校”不能再上移，没有改动。"
    assert do(desk, "school", "down") == "“高校/学校”已下移一位。"
    assert names()[:3] == ["机关", "高校/学校", "医院"]
    assert do(desk, "enterprise", "down") == "“国企”不能再下移，没有改动。"
    assert do(desk, "research", "down") == "“科研院所”不能再下移，没有改动。"


def test_a_retired_one_stays_where_it_is_and_is_not_offered_anew(
    desk: Client, committee: Organization
) -> None:
    school = OrganizationFactory(name="县一中党支部", unit_type="school", parent=committee)
    assert do(desk, "school", "retire") == (
        "已停用“高校/学校”。仍有 1 个党组织是这一类，已经选用的党组织和素材照旧，新的不再列出；"
        "要再用的，点“恢复使用”。"
    )
    assert names(active=False) == ["高校/学校"]
    assert ("school", "高校/学校（已停用）") in offered(school)
    assert "school" not in dict(offered(committee))
    assert "school" not in dict(offered())
    form = {"name": "县一中党支部", "kind": "branch", "unit_type": "school", "sort_order": 7}
    form["parent"] = committee.pk
    read = {"read": stand_of(school)}
    kept = desk.post(reverse("accounts:organization", args=[school.pk]), form | read)
    assert kept.status_code == 302
    school.refresh_from_db()
    assert (school.sort_order, school.unit_type) == (7, "school")
    new = desk.post(reverse("accounts:organization_new"), form | {"name": "县二中党支部"})
    assert "没有这个单位类型，请重新选择。" in text(new)
    assert do(desk, "school", "restore") == "已恢复使用“高校/学校”，可以再选用了。"
    assert dict(offered())["school"] == "高校/学校"


def test_the_last_one_is_not_retired(desk: Client) -> None:
    UnitKind.objects.exclude(code="school").update(active=False)
    assert do(desk, "school", "retire") == "至少要留一种单位类型，没有停用。"
    assert names() == ["高校/学校"]


def test_the_page_is_found_from_the_organisations(desk: Client) -> None:
    assert f'href="{LIST}"' in desk.get(reverse("accounts:organizations")).content.decode()


def test_a_curator_finds_it_from_the_library(client: Client, curator: User) -> None:
    client.force_login(curator)
    assert f'href="{LIST}"' in client.get("/phrases/").content.decode()
    page = client.get(LIST)
    assert "‹ 素材库" in text(page)
    assert "已新增“园区”" in said(client.post(LIST, {"name": "园区"}))


def test_a_secretary_and_a_member_see_nothing_of_it(
    client: Client, secretary: User, member: User
) -> None:
    for user in (secretary, member):
        client.force_login(user)
        assert client.get(LIST).status_code == 404
        address = reverse("accounts:unit_kind", args=[kind("school").pk])
        assert client.post(address, {"do": "retire"}).status_code == 404
    assert kind("school").active


def test_a_page_reads_them_once_and_sees_its_own_change(
    branch: Organization, other_branch: Organization, django_assert_num_queries: Any
) -> None:
    with read_once(), django_assert_num_queries(1):
        assert branch.get_unit_type_display() == "机关"  # type: ignore[attr-defined]
        assert other_branch.get_unit_type_display() == "机关"  # type: ignore[attr-defined]
    with read_once():
        assert known_kinds()[0] == ("government", "机关")
        services.rename(kind("government"), "党政机关", "机关")
        assert known_kinds()[0] == ("government", "党政机关")


def test_a_file_may_say_the_name_and_is_refused_by_its_row(tmp_path: Any) -> None:
    services.add("文化场馆")
    file = tmp_path / "accounts.json"
    rows = (
        '{"password": "x", "active_from": "2026-01-01", "organizations": [{"key": "a", "parent": null,'
        ' "name": "县文化馆党支部", "short_name": "", "kind": "branch", "unit_type": "KIND"}],'
        ' "people": [{"username": "liyu", "name": "李渝", "memberships": [{"organization": "a",'
        ' "role": "member", "position": "", "duty": "", "member_kind": "member"}]}]}'
    )
    file.write_text(rows.replace("KIND", "博物馆"), encoding="utf-8")
    with pytest.raises(
        ValueError, match=r"党组织“县文化馆党支部”：没有单位类型“博物馆”，可填机关、"
    ):
        load_demo_accounts(file)
    assert not Organization.objects.exists()
    file.write_text(rows.replace("KIND", "文化场馆"), encoding="utf-8")
    load_demo_accounts(file)
    assert Organization.objects.get().unit_type == "whcg"
