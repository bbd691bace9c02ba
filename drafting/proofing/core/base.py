"""What a check and a finding are. [pure]"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal

if TYPE_CHECKING:
    from drafting.proofing.core.context import Context

Severity = Literal["error", "warning", "advice"]

#: From the most to the least pressing, with the label that people read.
SEVERITIES: Final[Mapping[Severity, str]] = {"error": "错误", "warning": "疑似", "advice": "建议"}


@dataclass(frozen=True, slots=True)
class Basis:
    """Where a single hit comes from (依据), where that says more than the source of its check; ``pending``: 待核对."""

    source: str
    pending: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """What a check found: the place (characters of the text, end excluded), what is wrong and what to do.

    ``replacement`` is the text that may be put in its place with one click; None where only the author can know.
    ``severity`` differs from the check's own where this place is more or less certain.
    """

    start: int
    end: int
    message: str
    suggestion: str
    replacement: str | None = None
    severity: Severity | None = None
    basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One hit of one check, with the text it stands on and the node that holds it (None outside a document)."""

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

    def as_dict(self) -> dict[str, Any]:
        """The finding as contract.md prints it; ``node`` is added where it is known."""
        plain: dict[str, Any] = {
            name: getattr(self, name)
            for name in ("rule", "severity", "start", "end", "text", "message", "suggestion", "replacement")
        }
        return plain | ({"node": self.node_id} if self.node_id else {})


@dataclass(frozen=True, slots=True)
class Example:
    """A text that shows a check at work, and what it must flag there, in order (nothing in a good example).

    ``given`` are fields of the context the example needs, such as the author's role.
    """

    text: str
    flagged: tuple[str, ...] = ()
    given: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One proofreading check (校对规则).

    ``severity`` is what its hits have unless they say otherwise: ``error`` is certain, ``warning`` likely, ``advice`` a matter of
    judgement. ``source`` names where the rule comes from. ``good`` and ``bad`` examples are run by its test.
    """

    id: str
    title: str
    severity: Severity
    why: str
    source: str
    good: tuple[Example, ...]
    bad: tuple[Example, ...]
    run: Callable[[Context], Iterable[Hit]]
