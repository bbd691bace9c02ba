"""Runs a group of processes that start, are kept alive and end together."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from drafting.embedded.start_refusals import StartRefused

LOOK_EVERY = 0.2  # seconds
LONGEST_BACK_OFF = 30.0  # seconds
# A child that lived this long is taken for sound, and its next end for a new mishap.
SOUND_AFTER = 60.0  # seconds
MOST_FAILURES = 5
LARGEST_LOG = 5 * 1024 * 1024  # bytes; a larger one is put aside at the next start

_PR_SET_PDEATHSIG = 1


@dataclass
class Child:
    """One process of the group, with its own session so that its descendants can be ended with
    it."""

    name: str
    label: str
    command: list[str]
    patience: float = 10.0
    """Seconds between being asked to end and being killed."""
    ready: Callable[[], bool] = lambda: True
    """Asked after the start until it says yes; the next child is started then."""
    ready_within: float = 30.0
    failures: int = 0
    begun: float = 0.0
    due: float = 0.0
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)


def _end_with_parent() -> None:
    """Ask the kernel to end this process when the supervisor is gone, even if that was killed
    (Linux only)."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


class Supervisor:
    """Starts children in order, starts them again with growing pauses when they die, ends them in
    reverse order."""

    def __init__(
        self,
        directory: Path,
        logs: Path,
        environment: Mapping[str, str],
        say: Callable[[str], None],
        *,
        first_pause: float = 1.0,
    ) -> None:
        self._directory = directory
        self._logs = logs
        self._environment = dict(environment)
        self._say = say
        self._first_pause = first_pause
        self._children: list[Child] = []
        self._stopping = 0

    def run(self, children: list[Child], started: Callable[[], None]) -> None:
        """Run the group until SIGINT, SIGTERM or SIGHUP; `started` is called once when all are
        ready.

        Raises StartRefused when a child cannot be brought to stay alive. In every case nothing is
        left running.
        """
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._ask_to_stop)
        self._logs.mkdir(parents=True, exist_ok=True)
        try:
            for child in children:
                self._children.append(child)
                self._start(child)
                self._await_ready(child)
            if not self._stopping:
                started()
            while not self._stopping:
                self._look_after()
                time.sleep(LOOK_EVERY)
        finally:
            self._stop()

    def _ask_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        self._stopping += 1

    def _start(self, child: Child) -> None:
        path = self._logs / f"{child.name}.log"
        if child.process is None and path.exists() and path.stat().st_size > LARGEST_LOG:
            path.replace(path.with_suffix(".log.1"))
        with path.open("ab") as log:
            child.process = subprocess.Popen(
                child.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=self._directory,
                env=self._environment,
                start_new_session=True,
                preexec_fn=_end_with_parent if sys.platform == "linux" else None,  # no threads here
            )
        child.begun = time.monotonic()

    def _await_ready(self, child: Child) -> None:
        end = time.monotonic() + child.ready_within
        while not self._stopping:
            self._look_after()
            if child.process is not None and child.process.poll() is None and child.ready():
                return
            if time.monotonic() > end:
                raise StartRefused(
                    f"{child.label}没有在 {child.ready_within:.0f} 秒内就绪，{self._see_log(child)}"
                )
            time.sleep(LOOK_EVERY)

    def _look_after(self) -> None:
        """Notice dead children and start them again when their pause is over."""
        now = time.monotonic()
        for child in self._children:
            if child.process is None or (code := child.process.poll()) is None:
                continue
            if not child.due:
                self._end_descendants(child)
                self._note_end(child, code, now)
            if now >= child.due:
                child.due = 0.0
                self._start(child)

    def _note_end(self, child: Child, code: int, now: float) -> None:
        child.failures = 1 if now - child.begun > SOUND_AFTER else child.failures + 1
        if child.failures >= MOST_FAILURES:
            raise StartRefused(
                f"{child.label}反复退出（代码 {code}），照镜已停止，{self._see_log(child)}"
            )
        pause = min(self._first_pause * 2 ** (child.failures - 1), LONGEST_BACK_OFF)
        child.due = now + pause
        self._say(f"{child.label}意外退出（代码 {code}），{pause:.0f} 秒后重新启动。")

    def _see_log(self, child: Child) -> str:
        return f"原因见 {self._logs / (child.name + '.log')}。"

    @staticmethod
    def _end_descendants(child: Child) -> None:
        if child.process is not None:
            _signal_group(child.process.pid, signal.SIGKILL)

    def _stop(self) -> None:
        asked_before = self._stopping
        for child in reversed(self._children):
            process = child.process
            if process is None:
                continue
            if process.poll() is None:
                process.terminate()
                end = time.monotonic() + child.patience
                # A second Ctrl-C means: now.
                while (
                    process.poll() is None
                    and time.monotonic() < end
                    and self._stopping <= max(asked_before, 1)
                ):
                    time.sleep(0.05)
            self._end_descendants(child)
            process.wait()


def _signal_group(leader: int, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, number)
