"""deploy/systemd: what the services may do, that they do what the containers do, and the command for
the operator. systemd started them when it was tried (docs/decisions/0034)."""

import re
import subprocess
from collections import defaultdict
from pathlib import Path

import pytest

from drafting.environment_names import NAMES
from tests.ground import compose
from tests.processes import ROOT

FOLDER = ROOT / "deploy/systemd"
SERVICES = ("zhaojing-web@", "zhaojing-worker@", "zhaojing-beat")
#: What nobody but the service itself would notice if it were missing.
HARDENED = {
    "CapabilityBoundingSet": "",
    "LockPersonality": "yes",
    "NoNewPrivileges": "yes",
    "PrivateDevices": "yes",
    "PrivateTmp": "yes",
    "ProtectClock": "yes",
    "ProtectControlGroups": "yes",
    "ProtectHome": "yes",
    "ProtectHostname": "yes",
    "ProtectKernelLogs": "yes",
    "ProtectKernelModules": "yes",
    "ProtectKernelTunables": "yes",
    "ProtectSystem": "strict",
    "RestrictAddressFamilies": "AF_UNIX AF_INET AF_INET6",
    "RestrictNamespaces": "yes",
    "RestrictRealtime": "yes",
    "RestrictSUIDSGID": "yes",
    "SystemCallArchitectures": "native",
    "SystemCallErrorNumber": "EPERM",
    "SystemCallFilter": "@system-service",
    "UMask": "0077",
    "User": "zhaojing",
}


def unit(name: str) -> dict[str, list[str]]:
    """The lines of a unit by what they set."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        if "=" in line and not line.startswith("#"):
            key, _, value = line.partition("=")
            found[key].append(value)
    return found


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_can_do_no_more_than_it_needs(name: str) -> None:
    service = unit(f"{name}.service")
    assert {key: "".join(service[key]) for key in HARDENED} == HARDENED
    # LibreOffice, which only workers start, makes code in memory
    assert ("MemoryDenyWriteExecute" in service) == (name != "zhaojing-worker@")
    assert {"MemoryMax", "TasksMax", "TimeoutStopSec"} <= set(service)
    # writes in its own directory alone
    assert (service["StateDirectory"], service["StateDirectoryMode"]) == (["zhaojing"], ["0700"])
    assert "ReadWritePaths" not in service
    assert (service["Restart"], service["StartLimitIntervalSec"]) == (["always"], ["0"])


def test_the_services_run_what_the_containers_run() -> None:
    containers = compose.services()
    for name, container in zip(SERVICES, ("web", "worker", "beat"), strict=True):
        (start,) = unit(f"{name}.service")["ExecStart"]
        command = start.removeprefix("/opt/zhaojing/current/.venv/bin/")
        own = re.sub(r" -n worker%i@%%h| --pidfile=", "", command).split()
        theirs = [
            word for word in containers[container]["command"] if word not in ("--pidfile", "")
        ]
        assert own == theirs
        grace = containers[container].get("stop_grace_period", "20s").removesuffix("s")
        assert unit(f"{name}.service")["TimeoutStopSec"] == [grace]


def test_the_proxy_asks_the_web_servers_of_the_target() -> None:
    wanted = " ".join(unit("zhaojing.target")["Wants"])
    ports = re.findall(r"zhaojing-web@(\d+)\.service", wanted)
    proxy = (FOLDER / "nginx.conf").read_text(encoding="utf-8")
    assert ports
    assert re.findall(r"server 127\.0\.0\.1:(\d+) max_fails=0;", proxy) == ports
    assert wanted.count("zhaojing-beat.service") == 1
    assert "access_log off;" in proxy
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in proxy
    # each service belongs to it, so that it stops and starts them all
    assert all(unit(f"{name}.service")["PartOf"] == ["zhaojing.target"] for name in SERVICES)


def test_the_settings_are_known_and_hold_no_secret() -> None:
    settings = unit("zhaojing.env")
    assert set(settings) <= set(NAMES)
    assert {"SECRET_KEY", "DATABASE_PASSWORD"}.isdisjoint(settings)
    # it stands in the unit, a different one for each
    assert "PORT" not in settings


def test_the_command_for_the_operator(tmp_path: Path) -> None:
    program = tmp_path / "program"
    (program / ".venv/bin").mkdir(parents=True)
    python = program / ".venv/bin/python"
    python.write_text('#!/bin/sh\npwd\necho "$MAIL_FROM|$DATABASE_URL|$@"\n')
    python.chmod(0o755)
    settings = tmp_path / "zhaojing.env"
    settings.write_text(
        "# 设置\nMAIL_FROM=照镜 <z@h> $HOME\nDATABASE_URL=postgres://a@//b?c=d&e", "utf-8"
    )
    # root would become the user of the services, who need not be here
    command = (FOLDER / "zhaojing").read_text(encoding="utf-8").replace('"$(id -u)" -eq 0', "1 = 0")
    env = {"PATH": "/usr/bin:/bin", "ZHAOJING_SETTINGS": str(settings)}
    run = ["sh", "-c", command, "zhaojing", "doctor", "--json"]
    done = subprocess.run(
        run,
        env={**env, "ZHAOJING_PROGRAM": str(program)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines() == [
        str(program),
        "照镜 <z@h> $HOME|postgres://a@//b?c=d&e|manage.py doctor --json",
    ]
    settings.unlink()
    done = subprocess.run(run, env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (2, f"读不了 {settings}，请用 root 运行。\n")
