"""The examination: every check is run, each for a bounded time, and none keeps another from being
heard."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from django.db import DatabaseError, InterfaceError, connections

from drafting.operation.findings import Finding, Verdict, fault, warning

#: Seconds that all checks together may take, unless the caller says otherwise.
PATIENCE: Final = 30.0


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that is looked at. ``run`` may raise anything and may hang."""

    name: str
    label: str
    run: Callable[[], Verdict]


def examine(checks: Sequence[Check], seconds: float = PATIENCE) -> list[Finding]:
    """The findings of all checks in their order, after at most so many seconds.

    They run beside each other, each in a thread of its own with its own database connection; one
    that has not ended by then is left behind (the thread dies with the process).
    """
    found: dict[str, Verdict] = {}
    threads = [
        threading.Thread(target=_run, args=(check, found), name=check.name, daemon=True)
        for check in checks
    ]
    end = time.monotonic() + seconds
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(max(0.0, end - time.monotonic()))
    late = fault(f"检查 {seconds:.0f} 秒没有结果，可能卡住了，请看它依赖的服务是否正常。")
    verdicts = [(check, found.get(check.name, late)) for check in checks]
    return [
        Finding(check.name, check.label, verdict.state, verdict.sentence)
        for check, verdict in verdicts
    ]


def _run(check: Check, found: dict[str, Verdict]) -> None:
    try:
        found[check.name] = verdict_of(check)
    finally:
        connections.close_all()


def verdict_of(check: Check) -> Verdict:
    """What a check says, or what its failing says. An error's own words are left out: they may hold
    a password or a person's text."""
    try:
        return check.run()
    except (DatabaseError, InterfaceError):
        return warning("没有检查：数据库现在读不出来，请先处理“数据库”和“数据库结构”两项。")
    except (Exception, SystemExit) as error:  # whatever it is, the other findings are wanted
        return fault(f"检查没有做完（{type(error).__name__}），请把这一行告诉维护照镜的人。")
