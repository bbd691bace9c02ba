"""The list of the faults."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from benchmarks.faults import blows
from benchmarks.faults.blows import Act, freeze, kill, launch, stop, thaw
from benchmarks.faults.stack import Layout

BOTH: Final = ("sqlite", "postgresql")
_PG: Final = ("postgresql",)
_USUAL: Final = Layout()
_RUN: Final = Layout(supervised=True)


@dataclass(frozen=True)
class Fault:
    """``away``: seconds between the blow and the mending; ``on``: which databases it is for."""

    name: str
    what: str
    strike: Act
    heal: Act = blows.nothing
    away: float = 3.0
    on: tuple[str, ...] = BOTH
    layout: Layout = _USUAL


FAULTS: Final = (
    Fault("worker-killed", "kill -9, started after 3 s", kill("worker"), launch("worker")),
    Fault(
        "worker-children-killed", "kill -9 of the processes that work",
        blows.kill_children("worker", all_of_them=True), away=0,
    ),
    Fault("worker-frozen", "stopped for 5 s", freeze("worker"), thaw("worker"), 5),
    Fault("worker-restarted", "ended politely, started", stop("worker"), launch("worker"), 0),
    Fault("redis-killed", "kill -9, started empty after 3 s", kill("redis"), launch("redis")),
    Fault("redis-frozen", "stopped for 5 s", freeze("redis"), thaw("redis"), 5),
    Fault("redis-emptied", "FLUSHALL", blows.empty_redis, away=0),
    Fault("redis-restarted", "ended politely, started empty", stop("redis"), launch("redis"), 0),
    Fault("beat-killed", "kill -9, started after 3 s", kill("beat"), launch("beat")),
    Fault("beat-frozen", "stopped for 5 s", freeze("beat"), thaw("beat"), 5),
    Fault(
        "beat-emptied", "kill -9, its file emptied, started", blows.empty_schedule,
        launch("beat"), 0,
    ),
    Fault("beat-restarted", "ended politely, started", stop("beat"), launch("beat"), 0),
    Fault("web-killed", "kill -9, started after 3 s", kill("web"), launch("web")),
    Fault(
        "web-child-killed", "kill -9 of one process that serves",
        blows.kill_children("web", all_of_them=False), away=0,
    ),
    Fault("web-frozen", "stopped for 5 s", freeze("web"), thaw("web"), 5),
    Fault("web-restarted", "ended politely, started", stop("web"), launch("web"), 0),
    Fault(
        "database-killed", "kill -9 of all, started after 3 s",
        blows.cluster(lambda one: one.kill()), blows.start_database, on=_PG,
    ),
    Fault(
        "database-connection-killed", "kill -9 of one of its processes", blows.kill_backend,
        away=0, on=_PG,
    ),
    Fault(
        "database-restarted", "cut off, started after 3 s",
        blows.cluster(lambda one: one.cut_off()), blows.start_database, on=_PG,
    ),
    Fault(
        "database-frozen", "stopped for 10 s", blows.cluster(lambda one: one.freeze()),
        blows.cluster(lambda one: one.thaw()), 10, _PG,
    ),
    Fault(
        "database-held", "another program writes for 10 s", blows.HELD.take, blows.HELD.release,
        10, ("sqlite",),
    ),
    Fault("power-cut", "kill -9 of everything, started", blows.cut_power, blows.power_again, 0),
    Fault(
        "data-disk-full", "full for 5 s (a tmpfs of its own)", blows.fill_disk, blows.clear_disk,
        5, layout=Layout(small="data"),
    ),
    Fault(
        "files-disk-full", "disk of the Word files full for 5 s (a tmpfs of its own)",
        blows.fill_disk, blows.clear_disk, 5, layout=Layout(small="files"),
    ),
    Fault(
        "clock-ahead", "3 hours ahead for 10 s, then back (clock.c)", blows.shift(3),
        blows.shift(0), 10, layout=Layout(shifted=True),
    ),
    Fault(
        "clock-behind", "3 hours behind for 10 s, then right (clock.c)", blows.shift(-3),
        blows.shift(0), 10, layout=Layout(shifted=True),
    ),
    Fault(
        "supervisor-killed", "make run: kill -9, started again", blows.kill_supervisor,
        launch("supervisor"), 0, layout=_RUN,
    ),
    Fault(
        "supervisor-frozen", "make run: stopped for 3 s, its web server killed meanwhile",
        blows.freeze_supervisor, blows.thaw_supervisor, layout=_RUN,
    ),
    Fault(
        "supervisor-restarted", "make run: ended politely, started again", stop("supervisor"),
        launch("supervisor"), 0, layout=_RUN,
    ),
    Fault(
        "parts-killed", "make run: kill -9 of web, worker, beat and Redis",
        blows.kill_under_supervisor, away=0, layout=_RUN,
    ),
    Fault(
        "two-versions", "0.1.0 migrated under its feet, today's edition beside it for 10 s",
        blows.upgrade_beside, blows.end_former, 10, layout=Layout(former=True),
    ),
)  # fmt: skip
