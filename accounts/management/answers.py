"""What is asked at the console, one thing at a time until the answer will do."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from getpass import getpass
from typing import Final

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, OutputWrapper

from accounts.models import User

_NO_TERMINAL: Final = "这里不能输入密码，请在终端里运行这个命令（用容器的不要加 -T）。"
_STOPPED: Final = "已停止，什么也没有改。"


@contextmanager
def at_terminal() -> Iterator[None]:
    """Where somebody is asked. Raises CommandError where nobody can answer, or where they leave
    (Ctrl-C, Ctrl-D)."""
    if not sys.stdin.isatty():
        raise CommandError(_NO_TERMINAL)
    try:
        yield
    except (KeyboardInterrupt, EOFError):
        raise CommandError(f"\n{_STOPPED}") from None


def asked(question: str, fault: Callable[[str], str], errors: OutputWrapper) -> str:
    """The first answer without a fault; what is wrong with the others is written to `errors`."""
    while said := fault(answer := input(f"{question}：").strip()):
        errors.write(said)
    return answer


def asked_password(person: User, errors: OutputWrapper) -> str:
    """A password of `person` that the rules take, typed twice and never shown."""
    while True:
        password = getpass("密码（不显示）：")
        if faults := password_faults(person, password):
            errors.write("".join(faults))
        elif getpass("再输入一次：") != password:
            errors.write("两次输入的密码不一样，请重新输入。")
        else:
            return password


def password_faults(person: User, password: str) -> Iterable[str]:
    """What the rules have against a password of `person`, in sentences."""
    if not password:
        return ["请输入密码。"]
    try:
        validate_password(password, person)
    except ValidationError as error:
        return list(error.messages)
    return []
