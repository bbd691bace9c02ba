"""The clock of the scheduled tasks: Celery's own, which keeps its times in a file; kept going when
the clock is set back."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from celery.beat import PersistentScheduler
from django.conf import settings

from drafting.embedded import preflight
from drafting.embedded.redis import check_admission
from drafting.embedded.start_refusals import StartRefused
from drafting.operation import heartbeat
from drafting.server import startup


class Scheduler(PersistentScheduler):
    """Says in one sentence what is in its way, before it opens its file.

    What ran last in times to come ran now: Celery would wait until the clock is there once more,
    and a sweep that is due every 15 seconds would not come for hours. A task of a certain hour may
    come a second time; each of ours minds that (docs/decisions/0014).
    """

    _pulse = heartbeat.Pulse(heartbeat.BEAT)

    def setup_schedule(self) -> None:
        with startup.one_sentence():
            check_admission(settings.REDIS_URL)
            check_schedule(Path(self.schedule_filename).absolute())
        super().setup_schedule()

    def tick(self, *args: Any, **kwargs: Any) -> float:
        """Send what is due; the seconds until the next look."""
        self._set_back()
        self._pulse(settings.REDIS_URL)
        # for the health check: some kinds of database write their file only when they are closed
        with suppress(OSError):
            Path(f"{self.schedule_filename}.alive").touch()
        return float(super().tick(*args, **kwargs))

    def _set_back(self) -> None:
        ahead = [one for one in self.schedule.values() if one.last_run_at > one.default_now()]
        for entry in ahead:
            entry.last_run_at = entry.default_now()
        if ahead:
            # the moments in it were reckoned by the old clock
            self._heap = None


def check_schedule(path: Path) -> None:
    """Raise StartRefused where beat cannot keep its times in this file; its directory is made."""
    preflight.check_directory(path.parent)
    # How the file's name ends depends on the kind of database Python has.
    for file in path.parent.glob(f"{path.name}*"):
        if file.is_dir() or not os.access(file, os.R_OK | os.W_OK):
            raise StartRefused(
                f"定时任务的文件 {file} 无法写入，请检查权限和环境变量 BEAT_SCHEDULE_FILE。"
            )
