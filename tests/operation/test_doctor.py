"""``manage.py doctor`` as it is typed: on an installation without its services, and with all."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from tests.processes import environment, free_port, run_manage

AWAY = "redis://:hidden@127.0.0.1:1/0"


def doctor(*arguments: str, **changes: str) -> tuple[int, str, dict[str, str]]:
    """Exit code, what was complained of, and the states by name."""
    done = run_manage(environment(REDIS_URL=AWAY, **changes), "doctor", "--json", *arguments)
    data: dict[str, Any] = json.loads(done.stdout)
    assert "hidden" not in done.stdout + done.stderr
    return done.returncode, done.stderr, {one["name"]: one["state"] for one in data["findings"]}


def test_a_database_and_nothing_else(scratch: Path, template: Path) -> None:
    shutil.copy(template / "zhaojing.sqlite3", scratch)
    place = {"ZHAOJING_VAR": str(scratch), "STATIC_ROOT": str(template / "static")}
    code, complaints, states = doctor(ZHAOJING_MODE="demo", **place)
    assert (code, complaints) == (2, "")
    assert {name for name, state in states.items() if state == "fault"} == {"broker"}
    assert {states["worker"], states["beat"]} == {"warning"}
    assert (states["database"], states["migrations"], states["jobs"]) == ("ok", "ok", "ok")


def test_no_database() -> None:
    away = f"postgres://zhaojing:hidden@127.0.0.1:{free_port()}/zhaojing"
    code, complaints, states = doctor(ZHAOJING_MODE="test", DATABASE_URL=away)
    assert (code, complaints) == (2, "")
    assert states["database"] == "fault"
    assert {states[name] for name in ("migrations", "jobs", "clock", "demo_accounts")} == {
        "warning"
    }
