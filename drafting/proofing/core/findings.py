"""What a finding is, how surely it is right and on what it is based. [pure]"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeVar

from drafting.document.ranges import Ranged

S = TypeVar("S")
T = TypeVar("T")
Severity = Literal["error", "warning", "advice"]

#: From the most to the least pressing, with the label that people read.
SEVERITIES: Final[Mapping[Severity, str]] = {"error": "错误", "warning": "疑似", "advice": "建议"}
#: A rule and a severity: what is counted, and limited, together.
RuleAndSeverity = tuple[str, Severity]


@dataclass(frozen=True, slots=True)
class Basis:
    """Where a single hit comes from (依据), where that says more than the source of its check;
    ``pending``: 待核对."""

    source: str
    pending: bool = False


@dataclass(frozen=True, slots=True)
class Finding(Ranged):
    """One hit of one check, with the text it stands on and the node that holds it (None outside a
    document); ``wanted`` names the part or area that is not there."""

    rule: str
    severity: Severity
    start: int
    end: int
    text: str
    message: str
    suggestion: str
    replacement: str | None
    node_id: str | None
    basis: Basis | None = None
    wanted: str = ""

    def as_dict(self) -> dict[str, Any]:
        """The finding as contract.md prints it; ``node`` is added where it is known."""
        plain: dict[str, Any] = {
            name: getattr(self, name)
            for name in (
                "rule",
                "severity",
                "start",
                "end",
                "text",
                "message",
                "suggestion",
                "replacement",
            )
        }
        return plain | ({"node": self.node_id} if self.node_id else {})


class Listed(tuple[T, ...]):
    """What is given of a run, in reading order, and what is not.

    ``more``: how many findings of a kind there are beside those given (同类问题还有 N 处).
    ``unfinished``: the ids of the checks that did not come to their end within the time;
    ``awaited``: of those that a worker has still to do; ``missing``: of those whose tables this
    installation lacks.
    """

    more: Mapping[RuleAndSeverity, int]
    unfinished: tuple[str, ...]
    awaited: tuple[str, ...]
    missing: tuple[str, ...]

    def __new__(
        cls,
        items: Iterable[T] = (),
        more: Mapping[RuleAndSeverity, int] | None = None,
        unfinished: Iterable[str] = (),
        awaited: Iterable[str] = (),
        missing: Iterable[str] = (),
    ) -> Listed[T]:
        """A tuple of ``items``."""
        listed = super().__new__(cls, items)
        listed.more = dict(more or {})
        listed.unfinished = tuple(unfinished)
        listed.awaited = tuple(awaited)
        listed.missing = tuple(missing)
        return listed

    def of(
        self, items: Iterable[S], more: Mapping[RuleAndSeverity, int] | None = None
    ) -> Listed[S]:
        """Other items, of which the same is not given; ``more`` where that is less."""
        counted = self.more if more is None else more
        return Listed(items, counted, self.unfinished, self.awaited, self.missing)
