"""What `--help` says of a command, in Chinese: argparse's own words, the options that every command
of Django has, and the commands of Django that an operator runs."""

from __future__ import annotations

from argparse import ArgumentParser, _SubParsersAction
from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.core.management.base import BaseCommand, DjangoHelpFormatter

#: The options that every command has, by what they are stored as.
_COMMON: Final[Mapping[str, str]] = {
    "help": "显示这些说明",
    "version": "显示 Django 的版本",
    "verbosity": "说多少：0 不说，1 平常，2 多说，3 全说",
    "settings": "另用一份设置（Python 模块的名字），平常不用写",
    "pythonpath": "另外从哪个目录找程序，平常不用写",
    "traceback": "出错时列出程序里出错的地方，报告问题时用",
    "no_color": "不用颜色",
    "force_color": "总用颜色",
    "skip_checks": "不先检查程序自身",
}
#: The same of single commands; the empty name is what the command does.
_COMMANDS: Final[Mapping[str, Mapping[str, str]]] = {
    "migrate": {
        "": "更新数据库的结构。升级以后运行一次；已经是最新的，什么也不做。",
        "app_label": "只更新这一个应用",
        "migration_name": "更新到这一步为止；zero 是全部退回，数据会丢",
        "interactive": "什么也不问",
        "database": "哪个数据库，平常不用写",
        "fake": "只记为做过，不真的做；不清楚后果的不要用",
        "fake_initial": "表已经在的，第一步只记为做过",
        "plan": "只列出要做的，不做",
        "run_syncdb": "给没有更新步骤的应用建表",
        "check_unapplied": "只看还有没有要做的，有就以代码 1 结束",
        "prune": "从记录里去掉已经没有的步骤",
    },
}  # fmt: skip
_TITLES: Final = {"positional arguments": "参数", "options": "选项"}


class HelpFormatter(DjangoHelpFormatter):
    """Django's, which begins with 用法."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[Any],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


def in_chinese(parser: ArgumentParser, command: str = "") -> ArgumentParser:
    """The parser of a command, and those of its subcommands, with their words in Chinese as far as
    they are not its own."""
    own = _COMMANDS.get(command, {})
    parser.formatter_class = HelpFormatter
    parser.description = own.get("", parser.description)
    for group in parser._action_groups:
        group.title = _TITLES.get(group.title or "", group.title)
    for action in parser._actions:
        if isinstance(action, _SubParsersAction):
            for inner in action.choices.values():
                in_chinese(inner)
        action.help = own.get(action.dest) or _COMMON.get(action.dest, action.help)
    return parser


def list_of_commands(
    program: str, commands: Mapping[str, BaseCommand], others: Iterable[str]
) -> str:
    """What `help` says: the commands of 照镜 with what each does, then the names of Django's."""
    width = max(map(len, commands))
    what = {
        name: _COMMANDS.get(name, {}).get("", command.help) for name, command in commands.items()
    }
    # the first sentence: --help has the rest
    lines = [f"  {name:<{width}}  {what[name].partition('。')[0]}" for name in sorted(what)]
    return "\n".join(
        [
            f"怎样用一个命令，见 {program} 命令 --help。",
            "",
            "照镜的命令：",
            *lines,
            "",
            "Django 的命令（说明是英文，平常用不到）：",
            f"  {' '.join(sorted(others))}",
        ]
    )
