"""The beginning of a part, as the outline finds it."""

from __future__ import annotations

from dataclasses import dataclass, field

from drafting.importing.segment.rows import Cut, SourceRow


@dataclass(slots=True)
class Start:
    """The beginning of a part and the paragraphs that follow it. Without ``row`` the part has no
    heading of its own."""

    row: SourceRow | None
    role: str
    rank: int | None
    heading: Cut | None = None
    rest: Cut | None = None
    note: str = ""
    rows: list[SourceRow] = field(default_factory=list)
