"""The checks, found in ``checks`` by themselves: each of its modules declares one ``CHECK``.
[pure]"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Final

from drafting.proofing import checks
from drafting.proofing.core.base import Check


class MisdeclaredCheck(Exception):
    """A module of ``checks`` declares no check, or one whose id is not the module's name."""


def modules_in(package: ModuleType) -> Iterator[ModuleType]:
    """The modules of a package, imported."""
    for found in iter_modules(package.__path__):
        yield import_module(f"{package.__name__}.{found.name}")


def checks_of(modules: Iterable[ModuleType]) -> tuple[Check, ...]:
    """The checks that modules declare, by rank and then by id.

    Raises MisdeclaredCheck, which names the file, what is wrong in it and what to do.
    """
    return tuple(sorted(map(_declared, modules), key=lambda check: (check.rank, check.id)))


def _declared(module: ModuleType) -> Check:
    file = f"{module.__name__.replace('.', '/')}.py"
    check = getattr(module, "CHECK", None)
    if not isinstance(check, Check):
        raise MisdeclaredCheck(
            f"{file} declares no CHECK: give it one, or move what it holds to another package"
        )
    wanted = check.id.replace("-", "_")
    if module.__name__.rpartition(".")[2] != wanted:
        raise MisdeclaredCheck(f"{file} declares the check {check.id!r}: name the file {wanted}.py")
    return check


#: In the order in which docs/checks.md lists them; of two findings on the same place, the earlier
#: check's is kept.
CHECKS: Final = checks_of(modules_in(checks))

#: The checks whose findings are the author's alone.
QUIET: Final = frozenset(check.id for check in CHECKS if check.quiet)
BY_ID: Final[Mapping[str, Check]] = {check.id: check for check in CHECKS}
