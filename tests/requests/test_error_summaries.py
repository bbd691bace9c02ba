"""Every page with a form that comes back with errors begins with what is wrong, and leads there."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from accounts.models import Organization, User
from drafting.frameworks.models import Framework
from tests.cast import branch, committee, framework, secretary

__all__ = ["branch", "committee", "framework", "secretary"]

FORMS: dict[str, tuple[str, dict[str, str], list[tuple[str, str]]]] = {
    "sign-in": ("/accounts/login/", {}, [("用户名", "请输入用户名。"), ("密码", "请输入密码。")]),
    "password": (
        "/accounts/password/",
        {
            "old_password": "x",
            "new_password1": "tingyu-lushan-2024",
            "new_password2": "tingyu-lushan-2025",
        },
        [("原密码", "原密码不正确。"), ("再次输入新密码", "两次输入的新密码不一致。")],
    ),
    "profile": (
        "/accounts/profile/",
        {"phone": "abc"},
        [("联系电话", "联系电话只能由数字、空格和连字符组成。")],
    ),
    "begin": ("/drafts/new/", {}, [("为哪次会议撰写", "请选择一次会议，或选择“自己先写”。")]),
    "upload": ("/drafts/import/", {}, [("选择文件", "请选择要导入的文件，或者把文字粘贴在下面。")]),
    "members": (
        "/accounts/organizations/{branch}/members/import/",
        {},
        [("选择文件", "请先选择要导入的 .xlsx 文件。")],
    ),
    "meeting": (
        "/meetings/new/",
        {"organization": "{branch}", "framework": "2023-minzhu", "title": ""},
        [("会议名称", "请填写会议名称。"), ("参会党员", "请至少选择一名参会党员。")],
    ),
}


def summary(page: str) -> list[tuple[str, str, str]]:
    """(label, what is wrong, where it leads) of each line."""
    found = re.search(r"<section[^>]*data-errors>(.*?)</section>", page, re.S)
    assert found, page
    lines = re.findall(r'<li><a href="#([^"]+)">([^<]*)</a>：(.*?)</li>', found.group(1))
    return [(label, said, target) for target, label, said in lines]


@pytest.mark.parametrize("name", FORMS)
def test_it_names_each_field_and_leads_to_it(
    name: str, client: Client, secretary: User, branch: Organization, framework: Framework
) -> None:
    address, data, wanted = FORMS[name]
    if name != "sign-in":
        client.force_login(secretary)
    sent = {key: value.format(branch=branch.pk) for key, value in data.items()}
    answer = client.post(address.format(branch=branch.pk), sent)
    page = answer.content.decode()
    found = summary(page)
    assert [line[:2] for line in found if line[:2] in wanted] == wanted, found
    assert [target for *_, target in found if f'id="{target}"' not in page] == []
    assert page.index("data-errors") < page.index(f'id="{found[0][2]}"')
