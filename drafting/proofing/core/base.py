"""What a check is, and what it gives. [pure]"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from drafting.document.ranges import TextRange
from drafting.progress.gaps import Lack
from drafting.proofing.core.context import Context
from drafting.proofing.core.findings import Basis, Severity


@dataclass(frozen=True, slots=True)
class Hit(TextRange):
    """What a check found: the place (characters of the text, end excluded), what is wrong and what
    to do.

    ``replacement`` is the text that may be put in its place with one click; None where only the
    author can know. ``severity`` differs from the check's own where this place is more or less
    certain. ``wanted`` names the part (by its role) or area (by its key) that is not there at all.
    """

    message: str
    suggestion: str
    replacement: str | None = None
    severity: Severity | None = None
    basis: Basis | None = None
    wanted: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """A text that shows a check at work, and what it must flag there, in order (nothing in a good
    example).

    ``given`` are fields of the context the example needs, such as the author's role.
    """

    text: str
    flagged: tuple[str, ...] = ()
    given: Mapping[str, Any] = field(default_factory=dict)


class UnusableTables(Exception):
    """A file with tables is not what it should be."""


@dataclass(frozen=True, slots=True)
class BigTables:
    """What a check needs that takes seconds to read and much memory: whether this installation has
    it, and how it is read, once in a process; raises UnusableTables."""

    present: Callable[[], bool]
    read: Callable[[], object]

    def usable(self) -> bool:
        """Whether they are there and were read, now or before."""
        try:
            return self.present() and bool(self.read())
        except UnusableTables:
            return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One proofreading check (校对规则).

    ``severity`` is what its hits have unless they say otherwise: ``error`` is certain, ``warning``
    likely, ``advice`` a matter of judgement. ``source`` names where the rule comes from. ``good``
    and ``bad`` examples are run by its test. A ``heavy`` one takes long on odd texts and is run
    last, so that it alone is left undone where the time is over.

    ``rank`` is its place among the checks; those of one rank stand by id. Hundreds are subjects:
    100 what is not filled in, 200 numbering, 300 marks and blanks, 400 official formulations, 500
    words, 600 the shape of the paper, 700 what it says, 800 whose paper it is. ``lack`` is what
    it finds lacking, where the task list may say so too. ``mended_in`` is the field of a point in
    which its findings are mended, where that is not where the words stand. One with ``tables`` needs more
    than a page may read: a worker runs it, and pages show what it finds when that is there. One
    that ``learns`` does not name words again, in any paper of theirs, that its author ignored once.
    What a ``quiet`` one finds is a matter to talk over before it is one of wording: it stands apart,
    is counted nowhere, and is told to the author alone.
    """

    id: str
    title: str
    severity: Severity
    why: str
    source: str
    good: tuple[Example, ...]
    bad: tuple[Example, ...]
    run: Callable[[Context], Iterable[Hit]]
    heavy: bool = False
    rank: int = 900
    lack: Lack | None = None
    mended_in: str = ""
    tables: BigTables | None = None
    learns: bool = False
    quiet: bool = False
