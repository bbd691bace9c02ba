"""Health checks of the containers: `python -m drafting.monitoring.container_probe web|worker|beat`
ends with 0 if all is well."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

# Beat sends something every 15 s and touches its mark each time, also when Redis is away.
LONGEST_SILENCE = 90  # seconds


def web() -> bool:
    """The web server answers, and the database takes what people write, in the form that it
    needs."""
    # Requests for a host that is not allowed are refused, even our own.
    hosts = [host for host in os.environ.get("ALLOWED_HOSTS", "").split(",") if host.strip("* ")]
    host = hosts[0].strip().lstrip(".") if hosts else "localhost"
    url = f"http://127.0.0.1:{os.environ.get('PORT') or 8000}/healthz/ready"
    try:
        with urllib.request.urlopen(
            urllib.request.Request(url, headers={"Host": host}), timeout=4
        ) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def worker() -> bool:
    """The worker of this machine answers through Redis."""
    ping = [sys.executable, "-m", "celery", "-A", "drafting", "inspect", "ping", "--timeout", "5"]
    return (
        subprocess.run(
            [*ping, "-d", f"celery@{socket.gethostname()}"], capture_output=True, check=False
        ).returncode
        == 0
    )


def beat() -> bool:
    """Beat touched its mark beside its schedule lately, or wrote that (how its name ends depends on
    the kind of database Python has)."""
    schedule = Path(os.environ["BEAT_SCHEDULE_FILE"])
    written = [path.stat().st_mtime for path in schedule.parent.glob(schedule.name + "*")]
    # one that was written in times to come, before the clock was set back, tells nothing
    return any(0 <= time.time() - one < LONGEST_SILENCE for one in written)


def main(arguments: list[str]) -> int:
    probes = {"web": web, "worker": worker, "beat": beat}
    if len(arguments) != 1 or arguments[0] not in probes:
        print(
            "usage: python -m drafting.monitoring.container_probe web|worker|beat", file=sys.stderr
        )
        return 2
    return 0 if probes[arguments[0]]() else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
