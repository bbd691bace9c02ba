"""Make a superuser: the first person of an installation. In place of Django's, which speaks English
and lets the rules for passwords be passed over."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from functools import partial
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from accounts.management.answers import asked, asked_password, at_terminal, password_faults
from accounts.models import User

_LABELS: Final = {"username": "用户名", "name": "姓名"}
_FROM: Final = "DJANGO_SUPERUSER_PASSWORD"
_LACKING: Final = (
    f"--noinput 时，用 --username 写用户名，--name 写姓名，密码放在环境变量 {_FROM} 里。"
)


class Command(BaseCommand):
    help = "建立超级管理员：依次问用户名、姓名和密码。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--username", help="用户名，登录用")
        parser.add_argument("--name", help="姓名")
        parser.add_argument(
            "--noinput",
            "--no-input",
            action="store_false",
            dest="interactive",
            help=f"什么也不问，密码取自环境变量 {_FROM}",
        )

    def handle(
        self, *args: Any, username: str | None, name: str | None, interactive: bool, **options: Any
    ) -> None:
        given = {"username": username, "name": name}
        for field, value in given.items():
            if value is not None and (said := _fault(field, value)):
                raise CommandError(said)
        person = self._asked(given) if interactive else _from_environment(given)
        person.save()
        self.stdout.write(
            f"已建立超级管理员{person.name}（{person.username}），现在可以在浏览器里登录。"
        )

    def _asked(self, given: dict[str, str | None]) -> User:
        with at_terminal():
            for field, value in given.items():
                if value is None:
                    given[field] = asked(_LABELS[field], partial(_fault, field), self.stderr)
            person = _superuser(given)
            person.set_password(asked_password(person, self.stderr))
        return person


def _superuser(given: dict[str, str | None]) -> User:
    return User(is_staff=True, is_superuser=True, **given)


def _from_environment(given: dict[str, str | None]) -> User:
    password = os.environ.get(_FROM)
    if not (password and all(given.values())):
        raise CommandError(_LACKING)
    person = _superuser(given)
    if faults := password_faults(person, password):
        raise CommandError("".join(faults))
    person.set_password(password)
    return person


def _fault(name: str, value: str) -> str:
    """What is wrong with a username or a name, in one sentence; "" where nothing is."""
    if not value.strip():
        return f"请填写{_LABELS[name]}。"
    try:
        User(**{name: value}).clean_fields(exclude=_others(name))
    except ValidationError as error:
        return "".join(error.messages)
    if name == "username" and User.objects.filter(username=value).exists():
        return f"已经有用户名“{value}”，请换一个。"
    return ""


def _others(name: str) -> set[str]:
    return {field.name for field in User._meta.fields if field.name != name}
