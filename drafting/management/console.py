"""What is typed behind manage.py: what cannot be done is said in Chinese, by Django's commands too,
as far as it is Django that reads the words and ends the command."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from contextlib import suppress
from difflib import get_close_matches
from typing import Any, Final

from django.core.exceptions import ImproperlyConfigured
from django.core.management import (
    ManagementUtility,
    get_commands,
    handle_default_options,
    load_command_class,
)
from django.core.management.base import BaseCommand, CommandError, SystemCheckError
from django.db import connections

from drafting.management.help_texts import in_chinese, list_of_commands
from drafting.server.startup import EXIT_CODE

#: The applications whose commands are ours.
_OWN: Final = ("accounts", "drafting")

#: What argparse says of words that it cannot read, and what is said in its place; a group is what
#: was typed, or what there is.
_SAID: Final = (
    (r"the following arguments are required: (.+)", "缺少{0}。"),
    (r"unrecognized arguments: (.+)", "没有“{0}”这样的参数。"),
    (r"argument (.+): expected .*arguments?", "{0} 后面要有一个值。"),
    (r"argument (.+): invalid choice: (.+?) \(choose from (.+)\)", "{0} 不能是 {1}，可以是 {2}。"),
    (r"argument (.+): invalid \w+ value: (.+)", "{0} 不能是 {1}。"),
    (r"argument (.+): not allowed with argument (.+)", "{0} 和 {1} 不能同时用。"),
    (r"argument (.+): ignored explicit argument .+", "{0} 后面不能有值。"),
    (r"one of the arguments (.+) is required", "要有其中一个：{0}。"),
    (r"ambiguous option: (.+) could match (.+)", "“{0}”没有写全，可能是 {1}。"),
)  # fmt: skip


class TypedCommand:
    """A command as it was typed: Django's way of running it, without its English words around what
    went wrong."""

    def __init__(self, command: BaseCommand) -> None:
        self.command = command

    def print_help(self, program: str, name: str) -> None:
        """What it does and takes, in Chinese."""
        in_chinese(self.command.create_parser(program, name), name).print_help()

    def run_from_argv(self, argv: Sequence[str]) -> None:
        """Run it with the words behind its name; ends the process with EXIT_CODE where they cannot
        be read, with the error's own code where the command says that it could not be done."""
        command = self.command
        # without Django's flag that it was typed, its parser raises what it would print
        parser = in_chinese(command.create_parser(argv[0], argv[1]), argv[1])
        try:
            typed = parser.parse_args(list(argv[2:]))
        except CommandError as error:
            help_with = f"怎样写，见 {parser.prog} --help。"
            command.stderr.write(sentence_of(str(error).removeprefix("Error: ")) + help_with)
            sys.exit(EXIT_CODE)
        handle_default_options(typed)
        options: dict[str, Any] = vars(typed)
        words = options.pop("args", ())
        try:
            command.execute(*words, **options)
        except CommandError as error:
            if options["traceback"]:
                raise
            own_form = (lambda text: text) if isinstance(error, SystemCheckError) else None
            command.stderr.write(str(error), own_form)
            sys.exit(error.returncode)
        finally:
            with suppress(ImproperlyConfigured):
                connections.close_all()


class Console(ManagementUtility):
    """Django's console, whose commands are `TypedCommand`."""

    def fetch_command(self, subcommand: str) -> TypedCommand:  # type: ignore[override]
        """The command of this name; ends the process where there is none."""
        known = get_commands()
        if subcommand not in known:
            near = get_close_matches(subcommand, known, n=1)
            meant = f"您是不是要用 {near[0]}？" if near else ""
            sys.stderr.write(
                f"没有“{subcommand}”这个命令。{meant}{self.prog_name} help 列出全部命令。\n"
            )
            sys.exit(EXIT_CODE)
        return TypedCommand(super().fetch_command(subcommand))

    def main_help_text(self, commands_only: bool = False) -> str:
        """The list of the commands; with ``commands_only`` their names alone, as a shell completes
        them."""
        if commands_only:
            return super().main_help_text(commands_only)
        known = get_commands()
        own = {
            name: load_command_class(app, name)
            for name, app in known.items()
            if app in _OWN and isinstance(app, str)
        }
        return list_of_commands(self.prog_name, own, known.keys() - own.keys())


def sentence_of(said: str) -> str:
    """What argparse said in English, as a Chinese sentence."""
    for pattern, sentence in _SAID:
        if found := re.fullmatch(pattern, said):
            return sentence.format(*found.groups())
    return "命令写得不对。"
