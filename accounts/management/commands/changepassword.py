"""Set somebody's password on the server: the way back for a superuser whom nobody can give another.
In place of Django's."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from axes.models import AccessAttempt
from django.core.management.base import BaseCommand, CommandError

from accounts.management.answers import asked_password, at_terminal
from accounts.models import User


class Command(BaseCommand):
    help = "设一个人的密码（忘了密码、没有别人能替他重置的超级管理员用；别人的在“人员”里重置）。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username", metavar="用户名", help="要设密码的人的用户名")

    def handle(self, *args: Any, username: str, **options: Any) -> None:
        person = User.objects.filter(username=username).first()
        if person is None:
            raise CommandError(f"没有用户名是“{username}”的人。")
        with at_terminal():
            password = asked_password(person, self.stderr)
        person.set_password(password)
        person.save(update_fields=["password"])
        # whoever forgot it has perhaps just locked the account
        AccessAttempt.objects.filter(username=person.username).delete()
        self.stdout.write(
            f"已设{person.name}（{person.username}）的密码，以前的登录都已结束，请用新密码登录。"
        )
