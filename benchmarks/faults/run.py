"""One fault from the start to the count."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path
from typing import Final

from benchmarks.faults import papers, tally
from benchmarks.faults.people import Crowd, Member
from benchmarks.faults.stack import Stack, Template, running
from benchmarks.faults.table import Fault

#: A third of the time before the blow; members wait so long for their last saves.
BEFORE, SAVED_WITHIN = 0.35, 60.0
#: The lease of a killed worker's job, and what the sweep takes, twice: no file takes longer.
ENDED_WITHIN: Final = 150.0  # seconds


def run(
    template: Template, fault: Fault, seconds: float, within: float = ENDED_WITHIN
) -> tally.Tally:
    """``seconds`` of saving around the fault, more where it takes longer to mend; then up to
    ``within`` seconds until every file has ended. Raises what ``stack.running`` raises."""
    with running(template, fault.layout) as stack:
        crowd = Crowd(_members(stack))
        watch = tally.FileWatch(stack)
        crowd.start(SAVED_WITHIN)
        watch.start()
        # each process reads its templates once
        _until(crowd.has_read, SAVED_WITHIN)
        begun = time.monotonic()
        time.sleep(seconds * BEFORE)
        fault.strike(stack)
        time.sleep(fault.away)
        mended = time.monotonic()
        fault.heal(stack)
        _until(lambda: crowd.saves()[-1] > mended, SAVED_WITHIN)
        _until(lambda: watch.first_after(mended) is not None, SAVED_WITHIN)
        time.sleep(max(2.0, begun + seconds - time.monotonic()))
        crowd.stop()
        _until(lambda: watch.under_way() == 0, within)
        watch.stop()
        ended = stack.ended()
        stored, jobs = papers.read(stack.env)
        counted = tally.count(crowd, watch, mended, stored, jobs, stack.beside_since)
        counted.ended = ended
        counted.notes += stack.notes + _tracebacks(stack)
        return counted


def _members(stack: Stack) -> list[Member]:
    return [
        Member(
            name, draft, step, session, [(point, version) for point, version in points],
            watches=number % 2 == 0, port=partial(stack.port_for, number),
        )
        for number, (name, draft, step, session, points) in enumerate(stack.template.members)
    ]  # fmt: skip


def _until(true: partial[bool] | object, within: float) -> None:
    end = time.monotonic() + within
    while not true() and time.monotonic() < end:  # type: ignore[operator]
        time.sleep(0.1)


def _tracebacks(stack: Stack) -> list[str]:
    """The last line of each traceback that a web server wrote: what a 500 was."""
    found: dict[str, None] = {}
    for log in (*stack.home.glob("*web.log"), *Path(stack.var, "log").glob("web.log")):
        lines = log.read_text("utf-8", errors="replace").splitlines()
        for number, text in enumerate(lines):
            if text.startswith("Traceback"):
                rest = lines[number + 1 :]
                last = next((one for one in rest if one and not one.startswith(" ")), "")
                found[f"{log.name}: {last[:160]}"] = None
    return list(found)
