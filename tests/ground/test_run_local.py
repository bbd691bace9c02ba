"""`make run` with real processes: it answers, heals, and leaves nothing behind."""

import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management import call_command

from drafting.embedded.redis import answers
from tests.processes import (
    ROOT,
    Process,
    alive,
    answer_of,
    descendants,
    environment,
    free_port,
    wait_for,
)

RUN_LOCAL = [sys.executable, "manage.py", "run_local"]


@pytest.fixture
def var(template: Path, scratch: Path) -> Path:
    shutil.copy(template / "zhaojing.sqlite3", scratch / "zhaojing.sqlite3")
    return scratch


@pytest.fixture
def start(var: Path) -> Iterator[Callable[..., Process]]:
    """Starts the group in `var` and waits until it says its address; ends what a test left."""
    started, below = [], set()

    def begin(command: list[str] = RUN_LOCAL, **changes: str) -> Process:
        port = str(free_port())
        env = environment(
            **{"ZHAOJING_MODE": "demo", "ZHAOJING_VAR": str(var), "PORT": port, **changes}
        )
        group = Process(command, env, var / "terminal.log", within=60)
        group.ready = lambda: "按 Ctrl-C 停止" in group.output()
        started.append(group)
        group.start()
        below.update(descendants(group.pid))
        return group

    yield begin
    for group in started:
        below.update(descendants(group.pid))
        group.kill()
    for pid in filter(alive, below):
        command = command_of(pid)
        if str(ROOT) in command or "redis-server" in command:
            # not somebody else's with a used-up id
            os.kill(pid, signal.SIGKILL)


def address(group: Process) -> str:
    found = re.search(r"http://127\.0\.0\.1:\d+", group.output())
    assert found
    return found.group()


def healthy(group: Process) -> bool:
    return answer_of(f"{address(group)}/healthz") == 200


def command_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


def the_one(group: Process, words: str) -> int:
    """The child of the group itself (not a child's child) whose command holds the words."""
    found = [pid for pid in children_of(group.pid) if words in command_of(pid)]
    assert len(found) == 1, [command_of(pid) for pid in descendants(group.pid)]
    return found[0]


def children_of(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def listening_ports(pids: set[int]) -> set[int]:
    """The TCP ports on which these processes listen."""
    inodes = set()
    for pid in pids:
        for handle in Path(f"/proc/{pid}/fd").glob("*"):
            try:
                inodes.add(os.readlink(handle).removeprefix("socket:[").rstrip("]"))
            except OSError:
                continue
    ports = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        for row in Path(table).read_text().splitlines()[1:]:
            cells = row.split()
            if cells[3] == "0A" and cells[9] in inodes:
                ports.add(int(cells[1].rpartition(":")[2], 16))
    return ports


@pytest.mark.slow
def test_make_run_answers_and_ends_with_ctrl_c(start: Callable[..., Process], var: Path) -> None:
    group = start(["make", "--no-print-directory", "run"])
    fixture = json.loads((ROOT / "fixtures/demo/accounts.json").read_text(encoding="utf-8"))
    printed = group.output()
    assert all(person["username"] in printed for person in fixture["people"])
    assert fixture["password"] in printed
    assert healthy(group)
    below = descendants(group.pid)
    assert listening_ports(below) == {int(address(group).rpartition(":")[2])}
    redis = var / "run" / "redis.sock"
    assert (redis.stat().st_mode & 0o077, (var / "run").stat().st_mode & 0o777) == (0, 0o700)
    assert (var / "zhaojing.sqlite3").exists()
    os.killpg(group.pid, signal.SIGINT)  # as the terminal does
    wait_for(lambda: not any(map(alive, below)), 20, "end of the group")
    assert "照镜已停止。" in group.output()
    assert "Traceback" not in group.output()
    assert not redis.exists()


@pytest.mark.slow
@pytest.mark.fault
def test_every_part_comes_back_when_it_is_killed(start: Callable[..., Process], var: Path) -> None:
    group = start()
    url = f"unix://{var / 'run' / 'redis.sock'}"
    for label, words in (
        ("内置 Redis", "redis-server"),
        ("后台任务进程", "worker"),
        ("网页服务", "gunicorn"),
    ):
        former = the_one(group, words)
        below = descendants(former)
        os.kill(former, signal.SIGKILL)
        wait_for(
            lambda label=label: f"{label}意外退出" in group.output(), 10, f"notice about {label}"
        )
        wait_for(
            lambda words=words: any(words in command_of(pid) for pid in children_of(group.pid)),
            10,
            label,
        )
        assert the_one(group, words) != former
        wait_for(
            lambda below=below: not any(map(alive, below)), 10, f"end of what {label} had started"
        )
    wait_for(lambda: answers(url) and healthy(group), 20, "health")
    probe = [sys.executable, "-m", "drafting.monitoring.container_probe", "worker"]
    assert subprocess.run(probe, cwd=ROOT, env=group.env, timeout=60).returncode == 0
    below = descendants(group.pid)
    group.popen.terminate()
    assert group.popen.wait(30) == 0
    assert [command_of(pid) for pid in below if alive(pid)] == []


@pytest.mark.slow
@pytest.mark.fault
@pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux tells children that their parent died"
)
def test_nothing_is_left_when_the_supervisor_is_killed(start: Callable[..., Process]) -> None:
    group = start()
    below = descendants(group.pid)
    os.kill(group.pid, signal.SIGKILL)
    wait_for(lambda: not any(map(alive, below)), 30, "end of the children")


@pytest.mark.slow
def test_a_redis_of_ones_own_is_used_and_a_second_group_refused(
    start: Callable[..., Process], var: Path, redis_server: str
) -> None:
    group = start(REDIS_URL=redis_server)
    assert not [pid for pid in descendants(group.pid) if "redis-server" in command_of(pid)]
    assert healthy(group)
    code, said = refused(ZHAOJING_VAR=str(var), REDIS_URL=redis_server)
    assert (code, said) == (
        2,
        ["照镜已经在这个数据目录上运行，请先停止它，或用 ZHAOJING_VAR 指定另一个目录。"],
    )


def refused(**changes: str) -> tuple[int, list[str]]:
    """Start what cannot be started: the exit code, and what was said on standard error."""
    env = environment(**{"ZHAOJING_MODE": "demo", "PORT": str(free_port()), **changes})
    done = subprocess.run(
        RUN_LOCAL,
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        timeout=60,
        stdin=subprocess.DEVNULL,
    )
    return done.returncode, done.stderr.splitlines()


def test_a_port_in_use(var: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert refused(ZHAOJING_VAR=str(var), PORT=str(port)) == (
            2,
            [f"端口 {port} 已被占用，请用 PORT=8001 这样的环境变量换一个端口。"],
        )


@pytest.mark.parametrize("port", ["0", "70000", "八千", "80a"])
def test_a_port_that_is_none(
    port: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PORT", port)
    with pytest.raises(SystemExit) as ended:
        call_command("run_local")
    assert (ended.value.code, capsys.readouterr().err) == (
        2,
        f"端口必须是 1 到 65535 之间的整数，不能是“{port}”。\n",
    )


def test_a_directory_that_cannot_be_written() -> None:
    key = "Zq7-long-and-random-0123456789-abcdefghijklmnopqrstuvwxyz-XYZ"
    assert refused(ZHAOJING_VAR="/proc/zhaojing", SECRET_KEY=key) == (
        2,
        ["数据目录 /proc/zhaojing 无法写入（目录不存在），请检查权限和剩余空间。"],
    )
    assert refused(ZHAOJING_VAR="/proc/zhaojing") == (
        2,
        [
            "配置错误：无法读写密钥文件 /proc/zhaojing/secret_key，请检查目录 /proc/zhaojing 的权限。"
        ],
    )


def test_a_file_that_is_no_database(var: Path) -> None:
    path = var / "zhaojing.sqlite3"
    path.write_bytes(b"no database at all" * 100)
    assert refused(ZHAOJING_VAR=str(var)) == (
        2,
        [f"数据库文件 {path} 已损坏或不是数据库，请用备份恢复，或移走后重新启动。"],
    )


def test_a_database_with_a_broken_page(var: Path) -> None:
    path = var / "zhaojing.sqlite3"
    content = bytearray(path.read_bytes())
    content[20 * 4096 : 30 * 4096] = b"\xff" * (10 * 4096)
    path.write_bytes(content)
    code, said = refused(ZHAOJING_VAR=str(var))
    assert (code, said) == (
        2,
        [f"数据库文件 {path} 已损坏或不是数据库，请用备份恢复，或移走后重新启动。"],
    )


def test_a_database_that_somebody_holds(var: Path) -> None:
    path = var / "zhaojing.sqlite3"
    with closing(sqlite3.connect(path, isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        assert refused(ZHAOJING_VAR=str(var)) == (
            2,
            [f"数据库文件 {path} 正被别的程序占用，请先关闭它。"],
        )


def test_a_redis_that_does_not_answer(var: Path) -> None:
    url = f"redis://:hidden@127.0.0.1:{free_port()}/0"
    code, said = refused(ZHAOJING_VAR=str(var), REDIS_URL=url)
    assert (code, said) == (2, ["无法连接 REDIS_URL 指定的 Redis，请检查地址、密码和 Redis 服务。"])


def test_a_postgresql_that_does_not_answer(var: Path) -> None:
    url = f"postgres://zhaojing:hidden@127.0.0.1:{free_port()}/zhaojing"
    code, said = refused(ZHAOJING_VAR=str(var), DATABASE_URL=url)
    assert (code, said) == (
        2,
        ["无法连接 DATABASE_URL 指定的数据库，请检查地址、账号和数据库服务。"],
    )


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        (
            "ZHAOJING_MODE",
            "prod",
            "环境变量 ZHAOJING_MODE 只能是 local、demo、test、production 之一，不能是“prod”。",
        ),
        (
            "DATABASE_URL",
            "mysql://u:secret@h/d",
            "DATABASE_URL 必须以 sqlite:/// 或 postgres:// 开头。",
        ),
        (
            "REDIS_URL",
            "http://u:secret@h",
            "REDIS_URL 必须以 redis://、rediss:// 或 unix:// 开头。",
        ),
    ],
)
def test_a_setting_that_makes_no_sense(var: Path, name: str, value: str, sentence: str) -> None:
    assert refused(**{"ZHAOJING_VAR": str(var), name: value}) == (2, [f"配置错误：{sentence}"])
