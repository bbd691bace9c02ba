"""What administrators are told of failed sign-ins comes with the digest too."""

from typing import Any

from django.core import mail

from accounts.models import User
from drafting.notices.services.digest import Sent, send_digests
from drafting.notices.services.sign_in import tell_of_names


def test_the_letter_says_what_the_notice_says(
    administrator: User, member: User, mail_settings: Any
) -> None:
    User.objects.filter(pk=administrator.pk).update(email="administrator@example.cn")
    for _ in range(2):
        tell_of_names(address="10.0.0.1", names=["member", "x" * 150, "Xuexi-2026!"])
    assert send_digests() == Sent(letters=1)
    letter = mail.outbox[0]
    assert (letter.to, letter.subject) == (["administrator@example.cn"], "照镜：1 条新提醒")
    said = (
        "1. 地址 10.0.0.1 在 15 分钟里有 3 个用户名登录失败，其中有用户 member。可能有人在试密码，"
    )
    assert said in letter.body
    assert "Xuexi" not in letter.body
