"""What is typed behind manage.py: every answer to what cannot be done is Chinese, by Django's own
commands too."""

from __future__ import annotations

import os
import pty
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class
from django.core.management.base import BaseCommand

from drafting.management.console import TypedCommand, sentence_of
from tests.processes import ROOT, environment, run_manage, wait_for

HELP = "怎样写，见 manage.py {} --help。"


@pytest.fixture(scope="module")
def env(template: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An installation with the people of the demo."""
    var = tmp_path_factory.mktemp("console")
    shutil.copy(template / "zhaojing.sqlite3", var)
    return environment(
        ZHAOJING_MODE="demo",
        ZHAOJING_VAR=str(var),
        DATABASE_URL=f"sqlite:///{var}/zhaojing.sqlite3",
    )


@pytest.mark.parametrize(
    ("typed", "code", "said"),
    [
        ("nothing", 2, "没有“nothing”这个命令。manage.py help 列出全部命令。"),
        ("doctr", 2, "没有“doctr”这个命令。您是不是要用 doctor？manage.py help 列出全部命令。"),
        ("help nothing", 2, "没有“nothing”这个命令。manage.py help 列出全部命令。"),
        ("check_material", 2, "缺少FILE|FOLDER。" + HELP.format("check_material")),
        ("doctor --loud", 2, "没有“--loud”这样的参数。" + HELP.format("doctor")),
        ("migrate --verbosity", 2, "-v/--verbosity 后面要有一个值。" + HELP.format("migrate")),
        (
            "migrate -v 9",
            2,
            "-v/--verbosity 不能是 9，可以是 0, 1, 2, 3。" + HELP.format("migrate"),
        ),
        ("doctor --json=yes", 2, "--json 后面不能有值。" + HELP.format("doctor")),
        ("reset_second_factor nobody", 1, "没有用户名是“nobody”的人。"),
        ("changepassword nobody", 1, "没有用户名是“nobody”的人。"),
        (
            "changepassword luomin",
            1,
            "这里不能输入密码，请在终端里运行这个命令（用容器的不要加 -T）。",
        ),
        ("createsuperuser", 1, "这里不能输入密码，请在终端里运行这个命令（用容器的不要加 -T）。"),
        ("createsuperuser --username luomin", 1, "已经有用户名“luomin”，请换一个。"),
    ],
)
def test_what_cannot_be_done_is_one_chinese_sentence(
    env: dict[str, str], typed: str, code: int, said: str
) -> None:
    answer = run_manage(env, *typed.split())
    assert (answer.returncode, answer.stderr.strip(), answer.stdout) == (code, said, "")


OWN = sorted(name for name, app in get_commands().items() if app in ("accounts", "drafting"))


@pytest.mark.parametrize("name", OWN)
def test_what_a_command_of_ours_does_is_said_in_chinese(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Django's options among ours, and a command that is Django's with another way of waiting."""
    app = get_commands()[name]
    assert isinstance(app, str)
    TypedCommand(load_command_class(app, name)).print_help("manage.py", name)
    usage, _, said = capsys.readouterr().out.partition("\n\n")
    assert usage.startswith(f"用法：manage.py {name} ")
    assert re.findall(r"[A-Za-z]{2,}(?: [a-z]{2,}){2,}", said) == []
    assert "选项:" in said


def test_help_begins_with_the_commands_of_ours(env: dict[str, str]) -> None:
    for typed in (["help"], ["--help"]):
        ours, _, others = run_manage(env, *typed).stdout.partition("Django 的命令")
        assert re.findall(r"^  (\w+) ", ours, re.M) == OWN
        assert "  doctor                逐项检查这套照镜是否正常；有故障以代码 2 结束\n" in ours
        assert " shell " in others
    names = run_manage(env, "help", "--commands").stdout.split()
    assert {"doctor", "shell"} < set(names)
    assert run_manage(env, "doctor", "--help").stdout.startswith("用法：manage.py doctor ")


class Choosy(BaseCommand):
    """Words that a parser refuses in each of its ways."""

    def add_arguments(self, parser: object) -> None:
        one = parser.add_mutually_exclusive_group(required=True)  # type: ignore[attr-defined]
        one.add_argument("--here")
        one.add_argument("--there", type=int)
        parser.add_argument("--thereafter")  # type: ignore[attr-defined]

    def handle(self, *args: object, **options: object) -> None:
        self.stdout.write("done")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ([], "要有其中一个：--here --there。"),
        (["--here", "1", "--there", "2"], "--there 和 --here 不能同时用。"),
        (["--there", "x"], "--there 不能是 'x'。"),
        (["--the", "1"], "“--the”没有写全，可能是 --there, --thereafter。"),
    ],
)
def test_each_way_of_refusing_words_has_its_sentence(
    capsys: pytest.CaptureFixture[str], typed: Sequence[str], said: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        TypedCommand(Choosy()).run_from_argv(["manage.py", "choosy", *typed])
    assert ended.value.code == 2
    assert capsys.readouterr().err == f"{said}{HELP.format('choosy')}\n"


def test_what_nobody_foresaw_is_a_sentence_too() -> None:
    assert sentence_of("something that argparse may say one day") == "命令写得不对。"


@pytest.fixture
def terminal(env: dict[str, str]) -> Iterator[Terminal]:
    opened = Terminal(env)
    yield opened
    opened.close()


class Terminal:
    """A terminal with one command on it."""

    def __init__(self, env: dict[str, str]) -> None:
        self.env = env
        self.master, self.slave = pty.openpty()
        os.set_blocking(self.master, False)
        self.shown = ""
        self.process: subprocess.Popen[bytes] | None = None

    def type(self, *words: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", *words],
            cwd=ROOT,
            env=self.env,
            stdin=self.slave,
            stdout=self.slave,
            stderr=self.slave,
            start_new_session=True,
        )

    def read(self) -> str:
        with suppress(BlockingIOError):
            self.shown += os.read(self.master, 65536).decode()
        return self.shown

    def answers(self, question: str, answer: str) -> str:
        """Wait until it is asked, answer, and give back what was shown before the question."""
        try:
            wait_for(lambda: self.read().endswith(question))
        except AssertionError:
            raise AssertionError(f"{question} was not asked: {self.shown}") from None
        before, self.shown = self.shown.removesuffix(question), ""
        os.write(self.master, f"{answer}\n".encode())
        return before.replace("\r\n", "\n").removeprefix(f"{answer}\n")

    def end(self) -> tuple[int, str]:
        assert self.process is not None
        code = self.process.wait(30)
        return code, self.read().replace("\r\n", "\n").strip()

    def close(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.wait(10)
        os.close(self.master)
        os.close(self.slave)


def password_of(env: dict[str, str], username: str) -> str:
    with closing(sqlite3.connect(env["DATABASE_URL"].removeprefix("sqlite:///"))) as rows:
        found = rows.execute(
            "SELECT password FROM accounts_user WHERE username = ?", [username]
        ).fetchone()
    return str(found[0]) if found else ""


def test_the_first_person_is_made_by_answering(env: dict[str, str], terminal: Terminal) -> None:
    terminal.type("createsuperuser", "--no-color")
    name, secret, again = "用户名：", "密码（不显示）：", "再输入一次："
    told = [
        terminal.answers(name, ""),
        terminal.answers(name, "王 五"),
        terminal.answers(name, "luomin"),
        terminal.answers(name, "wangwu"),
        terminal.answers("姓名：", "王五"),
        terminal.answers(secret, ""),
        terminal.answers(secret, "12345678"),
        terminal.answers(secret, "zhaojing by the river"),
        terminal.answers(again, "zhaojing by the sea"),
        terminal.answers(secret, "zhaojing by the river"),
        terminal.answers(again, "zhaojing by the river"),
    ]
    code, said = terminal.end()
    assert code == 0, said
    assert said == "已建立超级管理员王五（wangwu），现在可以在浏览器里登录。"
    whole = "".join(told)
    assert [line for line in whole.splitlines() if line.endswith("。")] == [
        "请填写用户名。",
        "请输入合法的用户名。只能包含英文字母、数字、特殊字符“@”、“.”、“-”和“_”。",
        "已经有用户名“luomin”，请换一个。",
        "请输入密码。",
        "密码太短，您的角色至少需要 12 个字符。密码不能全是数字。这个密码太常见，容易被猜中。",
        "两次输入的密码不一样，请重新输入。",
    ]
    assert "river" not in whole
    assert password_of(env, "wangwu")


def test_a_password_is_set_on_the_server(env: dict[str, str], terminal: Terminal) -> None:
    before = password_of(env, "luomin")
    terminal.type("changepassword", "luomin", "--no-color")
    terminal.answers("密码（不显示）：", "river without a bridge")
    terminal.answers("再输入一次：", "river without a bridge")
    code, said = terminal.end()
    assert code == 0, said
    assert said == "已设罗敏（luomin）的密码，以前的登录都已结束，请用新密码登录。"
    assert password_of(env, "luomin") != before


def test_whoever_leaves_has_changed_nothing(env: dict[str, str], terminal: Terminal) -> None:
    before = password_of(env, "luomin")
    terminal.type("changepassword", "luomin", "--no-color")
    terminal.answers("密码（不显示）：", "\x04")
    code, said = terminal.end()
    assert (code, said) == (1, "已停止，什么也没有改。")
    assert password_of(env, "luomin") == before
