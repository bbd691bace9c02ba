"""Whether a rush of sign-ins keeps others waiting: saves of members while many people sign in within a
minute.

    .venv/bin/python benchmarks/sign_in_rush.py [--people 200] [--savers 50] [--seconds 60]

Real processes in production mode as the guide has them (gunicorn, Celery with 2 processes, Redis,
SQLite). So many savers save a point every 2 s. In turns of equal length, twice each: they alone, and
beside people who open the sign-in page, send user name and password and open their start page, spread
evenly over the turn. Prints p50 and p95 of the saves of both, the ratio of the p95, how long a sign-in
took (from the page to the start page), and the CPU seconds of the web server that it cost; exit 1
where one was refused or a save was not taken. The generator of the load shares the machine.
"""

from __future__ import annotations

import argparse
import http.client
import os
import re
import statistics
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from benchmarks.load import HOME, Person, crowd, told  # noqa: E402
from benchmarks.production import (  # noqa: E402
    cookies_of,
    leave_nothing,
    member_with_paper,
    prepare,
    processes,
    settings_of,
)
from tests.processes import descendants  # noqa: E402

PASSWORD, LOGIN = "shan-gao-shui-chang", "/accounts/login/"
_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--savers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60.0)
    return parser.parse_args()


@dataclass
class Newcomer:
    """Somebody who comes in by the form, and how long it took them (seconds)."""

    name: str
    took: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def come_in(self, port: int, after: float) -> None:
        """Wait so many seconds, then go all the way to the start page."""
        time.sleep(after)
        begun = time.perf_counter()
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        cookies: dict[str, str] = {}
        try:
            page = self._ask(link, cookies, 200, "GET", LOGIN)
            found = _TOKEN.search(page)
            token = found[1].decode() if found else ""
            sent = {"username": self.name, "password": PASSWORD, "csrfmiddlewaretoken": token}
            self._ask(link, cookies, 302, "POST", LOGIN, urlencode(sent))
            self._ask(link, cookies, 200, "GET", "/")
        except (http.client.HTTPException, OSError, AssertionError) as error:
            self.errors.append(f"{type(error).__name__} {error}")
        else:
            self.took.append(time.perf_counter() - begun)
        finally:
            link.close()

    def _ask(
        self,
        link: http.client.HTTPConnection,
        cookies: dict[str, str],
        wanted: int,
        method: str,
        path: str,
        body: str | None = None,
    ) -> bytes:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        link.request(method, path, body, headers)
        answer = link.getresponse()
        content = answer.read()
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = line.partition(";")[0].partition("=")
            cookies[name] = value
        assert answer.status == wanted, f"{method} {path}: {answer.status}"
        return content


def rush(port: int, people: list[Newcomer], seconds: float) -> list[threading.Thread]:
    """Have all of them come in, one after the other, over so many seconds."""
    threads = [
        threading.Thread(target=one.come_in, args=(port, seconds * n / len(people)))
        for n, one in enumerate(people)
    ]
    for thread in threads:
        thread.start()
    return threads


def spent() -> float:
    """CPU seconds of the web server so far."""
    ticks = 0
    for pid in descendants(os.getpid()):
        place = Path("/proc") / str(pid)
        try:
            if b"gunicorn" in (place / "cmdline").read_bytes():
                fields = (place / "stat").read_text().rpartition(")")[2].split()
                ticks += int(fields[11]) + int(fields[12])
        except FileNotFoundError:
            continue
    return ticks / os.sysconf("SC_CLK_TCK")


def measure(asked: argparse.Namespace, env: dict[str, str]) -> int:
    """People, processes, turns; the settings are in the environment. Returns 1 where something was
    refused."""
    import django

    django.setup()
    from django.contrib.auth.hashers import make_password
    from django.db import connection

    from accounts.models import User

    prepare()
    savers = []
    for number in range(asked.savers):
        user, draft, point = member_with_paper(f"saver{number}", 12, 5_000)
        savers.append(Person(cookies_of(user), f"/drafts/{draft.pk}/nodes/{point}/"))
    encoded = make_password(PASSWORD)
    names = [f"newcomer{number}" for number in range(asked.people)]
    User.objects.bulk_create(User(username=name, name=name, password=encoded) for name in names)
    connection.close()
    people = [Newcomer(name) for name in names]
    kept: dict[str, list[float]] = {"alone": [], "beside": []}
    cpu = dict.fromkeys(kept, 0.0)
    refused = 0
    with processes(HOME, env) as port:
        crowd(port, savers[:4], 4)  # each process reads its templates once
        for turn in ("alone", "beside") * 2:
            begun = spent()
            threads = rush(port, people, asked.seconds) if turn == "beside" else []
            crowd(port, savers, asked.seconds)
            for thread in threads:
                thread.join()
            cpu[turn] += spent() - begun
            told(turn, savers)
            kept[turn] += [second for one in savers for second in one.seconds]
            refused += sum(len(one.errors) for one in savers)
    p95s = {turn: statistics.quantiles(times, n=20)[-1] for turn, times in kept.items()}
    took = sorted(second for one in people for second in one.took)
    errors = [error for one in people for error in one.errors]
    print(
        f"saves' p95 beside the rush {p95s['beside'] * 1000:.0f} ms, "
        f"{p95s['beside'] / p95s['alone']:.2f} x that alone ({p95s['alone'] * 1000:.0f} ms)"
    )
    if len(took) > 1:
        print(
            f"{len(took)} sign-ins, {asked.people} within {asked.seconds:.0f} s: "
            f"p50 {statistics.median(took) * 1000:.0f} ms, "
            f"p95 {statistics.quantiles(took, n=20)[-1] * 1000:.0f} ms, "
            f"{(cpu['beside'] - cpu['alone']) / len(took) * 1000:.0f} ms of CPU each"
        )
    for error in sorted(set(errors))[:3]:
        print(f"   {errors.count(error)} x {error}")
    return int(bool(refused or errors))


def main() -> int:
    asked = arguments()
    env = settings_of(HOME)
    os.environ |= env
    return measure(asked, env)


if __name__ == "__main__":
    leave_nothing(HOME, main)
