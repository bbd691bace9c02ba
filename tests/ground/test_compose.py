"""docker-compose.yml and Dockerfile, without Docker: what they say is complete, and each command in
them runs."""

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import yaml

from drafting.embedded.redis import answers, server_program
from drafting.environment_names import NAMES, SECRETS
from tests.ground import compose
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

GIVEN = {
    "SECRET_KEY": "Zq7-long-and-random-0123456789-abcdefghijklmnopqrstuvwxyz-XYZ",
    "ALLOWED_HOSTS": "zhaojing.example,localhost",
    "POSTGRES_PASSWORD": "pgSecret1",
    "REDIS_PASSWORD": "redisSecret1",
}
APP = ("web", "worker", "beat")
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")


def test_the_services_and_what_each_has() -> None:
    services = compose.services(GIVEN)
    assert set(services) == {*APP, "redis", "postgres"}
    assert all(
        "healthcheck" in service and service["restart"] == "unless-stopped"
        for service in services.values()
    )
    assert {services[name]["image"] for name in APP} == {"zhaojing"}
    assert {str(services[name]["environment"]) for name in APP} == {
        str(services["web"]["environment"])
    }
    named = {
        volume.partition(":")[0]
        for service in services.values()
        for volume in service.get("volumes", [])
    }
    assert named == set(yaml.safe_load(compose.read())["volumes"])


def test_every_setting_of_the_guide_reaches_the_application() -> None:
    """What the operator writes into .env is read, except for what the containers fix."""
    guide = (ROOT / "docs/guide/operator.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`[A-Z_]+`(?:、`[A-Z_]+`)*) \|", guide, re.M)
    told = set(re.findall(r"[A-Z_]+", " ".join(rows)))
    fixed = {
        "ZHAOJING_MODE",
        "DATABASE_URL",
        "REDIS_URL",
        "HOST",
        "PORT",
        "ZHAOJING_VAR",
        "PRIVATE_ROOT",
    }
    fixed |= {"STATIC_ROOT", "BEAT_SCHEDULE_FILE"}
    # DEBUG is for developers, and of the _FILE names the guide speaks in general.
    assert set(NAMES) - told == {"DEBUG", *(f"{name}_FILE" for name in SECRETS)}
    assert fixed < told
    given = {name: f"given-{name}" for name in told - fixed}
    service = compose.services({**GIVEN, **given})["web"]
    assert {name: service["environment"].get(name) for name in given} == given
    # the container's own; in .env it is the one outside
    assert "PORT" not in service["environment"]


def test_the_example_names_everything_that_may_be_given() -> None:
    example = (ROOT / "docs/env.example").read_text(encoding="utf-8")
    assert set(re.findall(r"^([A-Z_]+)=", example, re.M)) == set(
        re.findall(r"(?<!\$)\$\{([A-Z_]+)", compose.read())
    )


@pytest.mark.parametrize("name", sorted(GIVEN))
def test_nothing_starts_without_a_secret(name: str) -> None:
    with pytest.raises(compose.MissingVariable, match=f"^{name}$"):
        compose.services({**GIVEN, name: ""})


def test_no_secret_is_in_the_files() -> None:
    for name, service in yaml.safe_load(compose.read())["services"].items():
        for key, value in service["environment"].items():
            if re.search("SECRET|PASSWORD|URL", key):
                assert re.search(r"\$\{\w+:(\?[^}]*|-)\}", value), (name, key)
    assert not re.search(
        r"(PASSWORD|SECRET_KEY|TOKEN)\s*=",
        re.sub("SECRET_KEY=used-while-building-only", "", DOCKERFILE),
    )
    ignored = (ROOT / ".dockerignore").read_text().split()
    assert {".env", ".git", "var"} <= set(ignored)


def test_the_image_runs_as_an_ordinary_user() -> None:
    final = DOCKERFILE[DOCKERFILE.rindex("\nFROM ") :]
    lines = [line.split()[0] for line in final.splitlines() if re.match("[A-Z]+ ", line)]
    assert re.findall(r"^USER (.+)$", final, re.M) == ["zhaojing"]
    # Nothing after it changes a file as root.
    assert set(lines[lines.index("USER") + 1 :]) <= {"VOLUME", "EXPOSE", "CMD"}
    assert "--require-hashes" in DOCKERFILE


def image_environment() -> dict[str, str]:
    """What the Dockerfile's last ENV sets, without PATH."""
    block = re.findall(r"^ENV (.+?[^\\])$", DOCKERFILE, re.M | re.S)[-1]
    pairs = (pair.partition("=") for pair in shlex.split(block.replace("\\\n", " ")))
    return {name: value for name, _, value in pairs if name != "PATH"}


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
    env = environment(**{**image_environment(), **here})
    subprocess.run(["sh", "-c", command.group(1)], cwd=ROOT, env=env, check=True, timeout=120)
    assert (scratch / "static" / "staticfiles.json").exists()
    assert not (scratch / "var").exists()  # no key was left in a layer


@pytest.fixture
def stack(scratch: Path, template: Path, postgres: str) -> Iterator[dict[str, Process]]:
    """Every service of the file as a process on this machine; only hosts, ports and directories are
    other ones, and beat has its first task after 5 seconds."""
    services = compose.services({**GIVEN, "JOB_RESEND_SECONDS": "5"})
    redis_port, web_port, database = free_port(), free_port(), f"compose_{os.getpid()}"
    base, _, _ = postgres.rpartition("/")
    port = base.rpartition(":")[2]
    on_cluster = ["-h", "127.0.0.1", "-p", port, "-U", "zhaojing", database]
    subprocess.run([postgres_program("createdb"), *on_cluster], check=True)
    here = {
        "PATH": path_with_servers(),
        "DATABASE_URL": f"{base}/{database}",
        "REDIS_URL": f"redis://:{GIVEN['REDIS_PASSWORD']}@127.0.0.1:{redis_port}/0",
        "ZHAOJING_VAR": str(scratch / "var"),
        # the image has them from its building
        "STATIC_ROOT": str(template / "static"),
        "BEAT_SCHEDULE_FILE": str(scratch / "beat-schedule"),
        "HOST": "127.0.0.1",
        "PORT": str(web_port),
        "PGHOST": "127.0.0.1",
        "PGPORT": port,
    }

    def process(name: str, **more: Any) -> Process:
        image = image_environment() if name in APP else {}
        env = environment(**{**image, **services[name]["environment"], **here})
        command = [
            word.replace("redis-server ", f"redis-server --port {redis_port} ")
            for word in services[name]["command"]
        ]
        return Process(command, env, scratch / f"{name}.log", **more)

    processes = {
        "redis": process("redis", ready=lambda: answers(here["REDIS_URL"])),
        "web": process(
            "web",
            ready=lambda: answer_of(f"http://127.0.0.1:{web_port}/healthz") in {200, 400},
            within=90,
        ),
        "worker": process("worker"),
        "beat": process("beat"),
    }
    processes["worker"].ready = lambda: " ready." in processes["worker"].output()
    try:
        # as the file says: worker and beat after the web server, which migrates
        for name in ("redis", "web"):
            processes[name].start()
        for name in ("worker", "beat"):
            processes[name].launch()
        for name in ("worker", "beat"):
            processes[name].wait_ready()
        yield processes
    finally:
        for each in processes.values():
            each.kill()
        subprocess.run([postgres_program("dropdb"), "--force", *on_cluster], check=True)


@pytest.mark.slow
def test_every_command_runs_and_every_health_check_tells(stack: dict[str, Process]) -> None:
    services = compose.services(GIVEN)
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
        lambda: "Sending due task sweep-exports" in stack["beat"].output(), 30, "beat's first task"
    )
    wait_for(
        lambda: stack["worker"].output().count("sweep_exports[") >= 2,
        10,
        "beat's task at the worker",
    )
    assert healthy_ones() == [*services]
    doctor = run_manage(env["worker"], "doctor", "--json")
    found = {one["name"]: one["state"] for one in json.loads(doctor.stdout)["findings"]}
    # the certificate and the proxy are another machine's, and which fonts are here nobody knows
    assert {name for name, state in found.items() if state == "fault"} == {"tls"}, doctor.stdout
    for name in ("web", "worker", "beat"):
        stack[name].stop()
    for path in Path(env["beat"]["BEAT_SCHEDULE_FILE"]).parent.glob("beat-schedule*"):
        os.utime(path, (0, 0))
    assert healthy_ones() == ["redis", "postgres"]
    stack["redis"].stop()
    assert not healthy("redis")
