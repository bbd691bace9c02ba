"""The supervisor with small processes of the system."""

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from drafting.embedded.start_refusals import StartRefused
from drafting.embedded.supervisor import LARGEST_LOG, Child, Supervisor
from tests.processes import ROOT, alive, descendants, wait_for

# Run in a process of its own: the supervisor takes over the signals of its process.
GROUP = """
import sys
from pathlib import Path
from drafting.embedded.start_refusals import StartRefused
from drafting.embedded.supervisor import Child, Supervisor

logs = Path(sys.argv[1])
children = [Child(f"c{i}", f"第{i}个", ["sh", "-c", text], patience=float(sys.argv[2]))
            for i, text in enumerate(sys.argv[3:])]
supervisor = Supervisor(logs, logs, {}, lambda text: print(text, flush=True), first_pause=0.05)
try:
    supervisor.run(children, lambda: print("started", flush=True))
except StartRefused as refusal:
    print(refusal, flush=True)
    sys.exit(1)
"""


def run_group(logs: Path, *scripts: str, patience: float = 5) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", GROUP, str(logs), str(patience), *scripts],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_a_child_that_never_stays_ends_the_group(tmp_path: Path) -> None:
    group = run_group(tmp_path, "exec sleep 100", "echo why; exit 7")
    said, _ = group.communicate(timeout=30)
    assert [line for line in said.splitlines() if line != "started"] == [
        *["第1个意外退出（代码 7），0 秒后重新启动。"] * 4,
        f"第1个反复退出（代码 7），照镜已停止，原因见 {tmp_path}/c1.log。",
    ]
    assert group.returncode == 1
    assert (tmp_path / "c1.log").read_text() == "why\n" * 5


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_each_signal_ends_everything(tmp_path: Path, number: signal.Signals) -> None:
    group = run_group(tmp_path, "exec sleep 100", "sleep 101 & sleep 102")
    assert group.stdout is not None
    assert group.stdout.readline() == "started\n"
    below = wait_for(lambda: len(found := descendants(group.pid)) >= 4 and found)
    group.send_signal(number)
    assert group.wait(10) == 0
    assert [pid for pid in below if alive(pid)] == []


def test_a_child_that_does_not_listen_is_killed(tmp_path: Path) -> None:
    group = run_group(tmp_path, "trap '' TERM; while :; do sleep 0.1; done", patience=0.5)
    assert group.stdout is not None
    assert group.stdout.readline() == "started\n"
    below = descendants(group.pid)
    group.terminate()
    assert group.wait(10) == 0
    assert [pid for pid in below if alive(pid)] == []


def test_a_second_signal_does_not_wait(tmp_path: Path) -> None:
    group = run_group(tmp_path, "trap '' TERM; echo deaf; while :; do sleep 0.1; done", patience=60)
    assert group.stdout is not None
    assert group.stdout.readline() == "started\n"
    wait_for(lambda: (tmp_path / "c0.log").read_text() == "deaf\n")
    group.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        group.wait(1)
    assert group.poll() is None
    group.terminate()
    assert group.wait(10) == 0


def test_a_child_that_is_never_ready_is_refused(tmp_path: Path) -> None:
    before = {
        number: signal.getsignal(number)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    }
    child = Child("slow", "慢的", ["sleep", "100"], ready=lambda: False, ready_within=0.3)
    try:
        with pytest.raises(StartRefused, match=r"慢的没有在 0 秒内就绪，原因见 .*/slow\.log。"):
            Supervisor(tmp_path, tmp_path, {}, print).run([child], lambda: None)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    assert child.process is not None
    assert not alive(child.process.pid)


def test_a_large_log_is_put_aside(tmp_path: Path) -> None:
    (tmp_path / "c0.log").write_bytes(b"x" * (LARGEST_LOG + 1))
    group = run_group(tmp_path, "echo fresh; exec sleep 100")
    assert group.stdout is not None
    assert group.stdout.readline() == "started\n"
    wait_for(lambda: (tmp_path / "c0.log").read_text() == "fresh\n")
    os.kill(group.pid, signal.SIGTERM)
    group.wait(10)
    assert (tmp_path / "c0.log.1").stat().st_size == LARGEST_LOG + 1
