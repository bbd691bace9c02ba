"""Which parts of the paper are the ones that the framework asks for."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from drafting.frameworks.spec import FrameworkSpec, PartSpec
from drafting.importing.segment.outline import Start

#: A heading this alike is the framework's own, whatever role its words suggest.
_ALIKE = 80


def requested_keys(
    starts: Sequence[Start], framework: FrameworkSpec | None, text: str
) -> list[str]:
    """The framework's key for each part, empty where it asks for none such; each key once.

    A part whose heading is nearly the framework's takes the framework's role.
    """
    if framework is None:
        return [""] * len(starts)
    keys: list[str] = []
    for start in starts:
        free = [
            part
            for part in framework.parts
            if part.key not in keys and part.role not in ("opening", "closing")
        ]
        found = _best(start, free, text)
        if found is not None:
            start.role = found.role
        keys.append(found.key if found else "")
    return keys


def _best(start: Start, parts: Sequence[PartSpec], text: str) -> PartSpec | None:
    heading = text[slice(*start.heading)] if start.heading else ""
    scored = [(fuzz.ratio(heading, part.heading), part.role == start.role, part) for part in parts]
    alike = [one for one in scored if one[0] >= _ALIKE and heading]
    if alike:
        return max(alike, key=lambda one: (one[0], one[1]))[2]
    best = max((one for one in scored if one[1]), key=lambda one: one[0], default=None)
    # of several with one role (two kinds of 其他) only a heading that is alike tells which
    return best[2] if best and (start.role != "other" or best[0] >= 40) else None
