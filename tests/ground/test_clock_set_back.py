"""Beat, and what watches over it, after the clock was set back: what was due every few seconds
comes at once, not in hours."""

from __future__ import annotations

import os
import time
from datetime import timedelta
from pathlib import Path

import pytest
import redis
from celery import current_app
from django.conf import settings

from drafting.beat import Scheduler
from drafting.monitoring import container_probe

AHEAD = timedelta(hours=3)


@pytest.fixture
def scheduler(broker: str, tmp_path: Path) -> Scheduler:
    assert settings.CELERY_BEAT_SCHEDULER == "drafting.beat:Scheduler"
    made = Scheduler(app=current_app, schedule_filename=str(tmp_path / "beat"))
    made.setup_schedule()
    return made


def sent(broker: str) -> int:
    with redis.from_url(broker) as client:
        return int(client.llen("celery"))


def run_on(scheduler: Scheduler, ahead: timedelta) -> None:
    """As if everything had last run when the clock was so far ahead."""
    for entry in scheduler.schedule.values():
        entry.last_run_at = entry.default_now() + ahead


def test_beat_goes_on(scheduler: Scheduler, broker: str) -> None:
    scheduler.tick()  # it runs, by the clock as it was
    run_on(scheduler, AHEAD)
    scheduler.populate_heap()
    assert scheduler.tick() <= settings.JOB_RESEND_SECONDS
    assert all(entry.last_run_at <= entry.default_now() for entry in scheduler.schedule.values())
    before = sent(broker)
    run_on(scheduler, -timedelta(seconds=settings.JOB_RESEND_SECONDS))
    scheduler.populate_heap()
    while scheduler.tick() == 0:
        pass
    assert sent(broker) == before + 4  # the sweeps of exports, bundles, PDF and personal files


def test_beat_started_with_a_schedule_of_times_to_come(
    scheduler: Scheduler, broker: str, tmp_path: Path
) -> None:
    run_on(scheduler, AHEAD)
    scheduler.sync()
    scheduler.close()
    again = Scheduler(app=current_app, schedule_filename=str(tmp_path / "beat"))
    assert again.tick() <= settings.JOB_RESEND_SECONDS
    assert all(entry.last_run_at <= entry.default_now() for entry in again.schedule.values())
    again.close()


def test_beat_lives_though_its_file_is_written_only_at_its_end(
    scheduler: Scheduler, broker: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As with the ndbm of Debian's Python."""
    monkeypatch.setenv("BEAT_SCHEDULE_FILE", str(tmp_path / "beat"))
    for path in tmp_path.glob("beat*"):
        os.utime(path, (0, 0))
    assert not container_probe.beat()
    scheduler.tick()
    for path in tmp_path.glob("beat*"):
        if path.name != "beat.alive":
            os.utime(path, (0, 0))
    assert container_probe.beat()
    os.utime(tmp_path / "beat.alive", (0, 0))
    assert not container_probe.beat()
    scheduler.close()


def test_a_schedule_written_in_times_to_come_does_not_count_as_life(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = tmp_path / "beat-schedule"
    written.touch()
    monkeypatch.setenv("BEAT_SCHEDULE_FILE", str(written))
    assert container_probe.beat()
    os.utime(written, (time.time() + AHEAD.total_seconds(),) * 2)
    assert not container_probe.beat()
    os.utime(written, (time.time() - AHEAD.total_seconds(),) * 2)
    assert not container_probe.beat()
