"""Take away the second step of a person on the server: the way back for the last superuser."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from accounts.services import second_factor


class Command(BaseCommand):
    help = "重置一个人的两步验证（手机和恢复码都没有了的）；系统管理员在“人员”里也能重置别人的。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username", nargs="?", metavar="用户名", help="要重置的人的用户名")
        parser.add_argument(
            "--unreadable",
            action="store_true",
            help="换过 SECRET_KEY 以后：重置动态码已经用不了的所有人",
        )

    def handle(self, *args: Any, username: str | None, unreadable: bool, **options: Any) -> None:
        """Reset, and say whose; a CommandError where nothing is to be done."""
        if (username is None) is not unreadable:
            raise CommandError("请写一个用户名，或者写 --unreadable。")
        if unreadable:
            people = [row.user for row in second_factor.unreadable()]
        else:
            people = list(User.objects.filter(username=username))
            if not people:
                raise CommandError(f"没有用户名是“{username}”的人。")
        done = [one for one in people if second_factor.reset(one, one, "运维人员在服务器上")]
        if not done:
            raise CommandError("没有要重置的：没有启用两步验证，或者动态码都能用。")
        for person in done:
            self.stdout.write(f"已重置{person.name}（{person.username}）的两步验证。")
