"""Each command and each health check of docker-compose.yml, run as a process of this machine with
the environment and the secrets that its container has."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from drafting.embedded.redis import answers, server_program
from tests.ground import compose
from tests.ground.compose import APP, DOCKERFILE, GIVEN
from tests.processes import (
    GUNICORN,
    ROOT,
    Process,
    answer_of,
    environment,
    free_port,
    run_manage,
    wait_for,
)
from tests.programs import POSTGRESQL


def postgres_program(name: str) -> Path:
    """A program of PostgreSQL, by the one that the list knows."""
    return Path(POSTGRESQL.find() or "").parent / name


def path_with_servers() -> str:
    """A PATH with our Python, redis-server, redis-cli and pg_isready first."""
    programs = [sys.executable, server_program(), POSTGRESQL.find()]
    return ":".join([*(str(Path(one).parent) for one in programs if one), os.environ["PATH"]])


@pytest.mark.slow
def test_the_image_can_collect_its_static_files(scratch: Path) -> None:
    command = re.search(r"^RUN (ZHAOJING_MODE=demo .*)$", DOCKERFILE, re.M)
    assert command
    here = {
        "STATIC_ROOT": str(scratch / "static"),
        "ZHAOJING_VAR": str(scratch / "var"),
        "PATH": path_with_servers(),
    }
    env = environment(**{**compose.image_environment(), **here})
    subprocess.run(["sh", "-c", command.group(1)], cwd=ROOT, env=env, check=True, timeout=120)
    assert (scratch / "static" / "staticfiles.json").exists()
    assert not (scratch / "var").exists()  # no key was left in a layer


@pytest.fixture
def stack(scratch: Path, template: Path, postgres: str) -> Iterator[dict[str, Process]]:
    """Every service of the file but the proxy, as a process on this machine; only hosts, ports and
    directories are other ones, and beat has its first task after 5 seconds."""
    place = compose.site(scratch / "site")
    assert compose.prepare(place, GIVEN["ALLOWED_HOSTS"]).returncode == 0
    services = compose.in_containers(
        {
            name: {key: one.get(key, {}) for key in ("command", "environment")}
            for name, one in compose.services({**GIVEN, "JOB_RESEND_SECONDS": "5"}).items()
        },
        place / "secrets",
    )
    redis_port, web_port, database = free_port(), free_port(), f"compose_{os.getpid()}"
    base, _, _ = postgres.rpartition("/")
    port = base.rpartition(":")[2]
    on_cluster = ["-h", "127.0.0.1", "-p", port, "-U", "zhaojing", database]
    subprocess.run([postgres_program("createdb"), *on_cluster], check=True)
    here = {
        "PATH": path_with_servers(),
        "DATABASE_URL": f"{base}/{database}",
        "REDIS_URL": f"redis://127.0.0.1:{redis_port}/0",
        "ZHAOJING_VAR": str(scratch / "var"),
        # the image has them from its building
        "STATIC_ROOT": str(template / "static"),
        "BEAT_SCHEDULE_FILE": str(scratch / "beat-schedule"),
        "HOST": "127.0.0.1",
        "PORT": str(web_port),
        "PGHOST": "127.0.0.1",
        "PGPORT": port,
    }

    def process(name: str) -> Process:
        image = compose.image_environment() if name in APP else {}
        env = environment(**{**image, **services[name]["environment"], **here})
        command = [
            word.replace("<<END\n", f"<<END\nport {redis_port}\n")
            for word in services[name]["command"]
        ]
        return Process(command, env, scratch / f"{name}.log", within=120)

    processes = {name: process(name) for name in ("redis", *APP)}
    password = (place / "secrets/redis_password").read_text().strip()
    processes["redis"].ready = lambda: answers(f"redis://:{password}@127.0.0.1:{redis_port}/0")
    processes["web"].ready = lambda: answer_of(f"http://127.0.0.1:{web_port}/healthz/live")
    processes["worker"].ready = lambda: " ready." in processes["worker"].output()
    try:
        # as the file says: the database's form first, and then all that needs it
        processes["redis"].start()
        first = processes.pop("migrate")
        done = subprocess.run(
            first.command, cwd=ROOT, env=first.env, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout + done.stderr
        for name in ("web", "worker", "beat"):
            processes[name].launch()
        for name in ("web", "worker", "beat"):
            processes[name].wait_ready()
        yield processes
    finally:
        for each in processes.values():
            each.kill()
        subprocess.run([postgres_program("dropdb"), "--force", *on_cluster], check=True)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_every_command_runs_and_every_health_check_tells(
    stack: dict[str, Process], scratch: Path
) -> None:
    services = compose.in_containers(
        {
            name: {"healthcheck": service["healthcheck"]}
            for name, service in compose.services().items()
            if name not in ("proxy", "migrate")
        },
        scratch / "site/secrets",
    )
    env = {name: stack[name].env if name in stack else stack["web"].env for name in services}
    redis_port = stack["web"].env["REDIS_URL"].rpartition(":")[2].partition("/")[0]

    def healthy(name: str) -> bool:
        command = [
            word.replace("redis-cli ", f"redis-cli -p {redis_port} ")
            for word in compose.health_command(services[name])
        ]
        return (
            subprocess.run(
                command, cwd=ROOT, env=env[name], capture_output=True, timeout=30
            ).returncode
            == 0
        )

    def healthy_ones() -> list[str]:
        with ThreadPoolExecutor() as pool:
            return [
                name
                for name, well in zip(services, pool.map(healthy, services), strict=True)
                if well
            ]

    # While beat lets some seconds pass before its first task.
    check = [*GUNICORN, "--check-config"]
    assert subprocess.run(check, cwd=ROOT, env=env["web"], timeout=60).returncode == 0
    # The worker sweeps once by itself when it starts.
    wait_for(
        lambda: "Sending due task sweep-exports" in stack["beat"].output(), 60, "beat's first task"
    )
    wait_for(
        lambda: stack["worker"].output().count("sweep_exports[") >= 2,
        60,
        "beat's task at the worker",
    )
    assert healthy_ones() == [*services]
    doctor = run_manage(env["worker"], "doctor", "--json")
    found = {one["name"]: one["state"] for one in json.loads(doctor.stdout)["findings"]}
    # what is made by whom is right from the first hour on: nothing but that no backup is there yet
    assert {name for name, state in found.items() if state == "fault"} == set(), doctor.stdout
    for name in ("web", "worker", "beat"):
        stack[name].stop()
    for path in Path(env["beat"]["BEAT_SCHEDULE_FILE"]).parent.glob("beat-schedule*"):
        os.utime(path, (0, 0))
    assert healthy_ones() == ["redis", "postgres"]
    stack["redis"].stop()
    assert not healthy("redis")
