"""People hear of what changed in how they sign in, whoever changed it."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.models import Organization, User
from drafting.notices.models import Notice
from tests.factories import PASSWORD

NEW = "shan-gao-shui-chang"
RESET = "系统管理员{}重置了您的密码。不是您要求的，请马上修改密码，并告诉别的系统管理员。"

pytestmark = pytest.mark.django_db


def told(person: User) -> list[str]:
    """What a person was told of their account, oldest first."""
    found = Notice.objects.filter(user=person, kind=Notice.Kind.SIGN_IN).order_by("pk")
    assert set(found.values_list("url", flat=True)) <= {"/accounts/profile/"}
    return list(found.values_list("text", flat=True))


def change(client: Client, old: str) -> None:
    sent = {"old_password": old, "new_password1": NEW, "new_password2": NEW}
    assert client.post("/accounts/password/", sent).status_code == 302


def test_of_a_password_that_was_changed(client: Client, member: User) -> None:
    client.force_login(member)
    change(client, PASSWORD)
    assert told(member) == ["您的密码改过了。不是您本人改的，请马上请系统管理员重置密码。"]


@pytest.mark.parametrize("way", ["page", "admin"])
def test_of_a_password_that_was_reset(
    client: Client, member: User, administrator: User, way: str
) -> None:
    client.force_login(administrator)
    if way == "page":
        answer = client.post(f"/accounts/people/{member.pk}/password/")
    else:
        sent = {"action": "reset_passwords", "_selected_action": [member.pk]}
        answer = client.post("/admin/accounts/user/", sent)
    assert answer.status_code == 200
    assert told(member) == [RESET.format(administrator.name)]


def test_not_of_the_password_that_takes_the_place_of_a_one_time_one(
    client: Client, member: User
) -> None:
    User.objects.update(must_change_password=True)
    client.force_login(member)
    change(client, PASSWORD)
    assert told(member) == []


def test_of_another_user_name_and_address(
    client: Client, member: User, administrator: User, branch: Organization
) -> None:
    client.force_login(administrator)
    page = f"/accounts/people/{member.pk}/account/"
    read = client.get(page).context["form"].initial["read"]
    sent = {"name": member.name, "username": "liuyang", "phone": "0731-8888001", "email": "a@b.cn"}
    assert client.post(page, sent | {"read": read}).status_code == 302
    client.force_login(member)
    for email in ("a@b.cn", ""):
        own = {"phone": "0731-8888002", "email": email}
        assert client.post("/accounts/profile/", own).status_code == 302
    assert told(member) == [
        f"系统管理员{administrator.name}改了您的账号：用户名改为 liuyang、邮箱改为 a@b.cn。"
        "有误的，请告诉系统管理员。",
        "您的账号改过了：邮箱删去了。不是您本人改的，请马上修改密码，并告诉系统管理员。",
    ]
