"""How many people may write at once on this machine, beside how many a bare Django view bears.

    make load [ARGS="100 200 300 --seconds 20 --database postgresql --pieces"]

Real processes in production mode as the guide has them (gunicorn, Celery with 2 processes, Redis;
SQLite, or a PostgreSQL of its own). So many members save a point every 2 s and read an area's page
every 40 s, each on a connection of their own as a browser keeps it; with `--pieces` the list of
steps every 14 s too, which the page of somebody who writes asks for by itself after 15. In turns with them, as many people
post to a bare signed-in view with one UPDATE, served by the same gunicorn with the same settings.
Prints members, requests, errors, p50 and p95 of both, and the CPU that web and PostgreSQL took
for all of it by the number of saves, which a busy machine changes less; exit 1 where a save was refused, or one that
was acknowledged is not there afterwards, or p95 is over half a second at the first number given.
The generator of the load shares the machine.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import json
import os
import random
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from benchmarks.production import (  # noqa: E402
    SAVING,
    cookies_of,
    leave_nothing,
    member_with_paper,
    prepare,
    processes,
    settings_of,
)
from tests.processes import descendants  # noqa: E402

if TYPE_CHECKING:
    from drafting.drafts.models import Draft

HOME = Path(tempfile.mkdtemp(prefix="zj-load-"))
EVERY, READ_EVERY, LIST_EVERY, AT_MOST = 2.0, 20, 7, 0.5  # seconds, saves, saves, seconds
STEP = "theory"  # an area of 2023


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("members", nargs="*", type=int, default=[100, 200, 300])
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--pieces", action="store_true", help="what a page asks for by itself")
    return parser.parse_args()


@dataclass
class Person:
    """Somebody signed in, by a cookie, and what became of their requests."""

    cookies: str
    path: str  # where a save goes
    page: str = ""
    pieces: str = ""
    version: int = 100_000
    acknowledged: str = ""
    seconds: list[float] = field(default_factory=list)
    pages: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    link: http.client.HTTPConnection | None = None

    def ask(self, port: int, method: str, path: str, body: str | None = None) -> tuple[int, bytes]:
        """A request on the own connection, opened anew where the server has closed it."""
        headers = {"Cookie": self.cookies} | (SAVING if body is not None else {})
        for last in (False, True):
            if self.link is None:
                self.link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            try:
                self.link.request(method, path, body, headers)
                answer = self.link.getresponse()
                return answer.status, answer.read()
            except (http.client.HTTPException, OSError):
                self.link.close()
                self.link = None
                if last:
                    raise
        raise AssertionError("unreachable")

    def save(self, port: int, number: int) -> None:
        claim = f"学用结合不够紧密之{number}"
        body = json.dumps({"base": self.version, "values": {"claim": claim}})
        begun = time.perf_counter()
        status, content = self.ask(port, "POST", self.path, body)
        self.seconds.append(time.perf_counter() - begun)
        if status == 200:
            self.acknowledged = claim
        else:
            self.errors.append(f"{status} {content[:80]!r}")

    def read(self, port: int) -> None:
        begun = time.perf_counter()
        status, _ = self.ask(port, "GET", self.page)
        self.pages.append(time.perf_counter() - begun)
        if status != 200:
            self.errors.append(f"page {status}")

    def work(self, port: int, until: float, *, pieces: bool) -> None:
        """Save every two seconds, from a moment of one's own on."""
        time.sleep(random.random() * EVERY)
        number = random.randrange(READ_EVERY)
        due = time.monotonic()
        while time.monotonic() < until:
            number += 1
            try:
                self.save(port, number)
                if pieces and self.pieces and number % LIST_EVERY == 0:
                    self.ask(port, "GET", self.pieces)
                if self.page and number % READ_EVERY == 0:
                    self.read(port)
            except (http.client.HTTPException, OSError) as error:
                self.errors.append(type(error).__name__)
            due = max(due + EVERY, time.monotonic())
            time.sleep(max(0.0, due - time.monotonic()))


def crowd(port: int, people: list[Person], seconds: float, *, pieces: bool = False) -> None:
    for one in people:
        one.seconds, one.pages, one.errors, one.link = [], [], [], None
    until = time.monotonic() + seconds
    threads = [
        threading.Thread(target=one.work, args=(port, until), kwargs={"pieces": pieces})
        for one in people
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for one in people:
        if one.link is not None:
            one.link.close()


def spent() -> dict[str, float]:
    """Seconds of CPU that the processes below this one have used, by what they are."""
    found = {"web": 0.0, "postgres": 0.0}
    for pid in descendants(os.getpid()):
        with contextlib.suppress(OSError):
            command = Path(f"/proc/{pid}/cmdline").read_bytes()
            used = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
            for name, part in ((b"gunicorn", "web"), (b"postgres", "postgres")):
                if name in command:
                    found[part] += sum(map(int, used)) / os.sysconf("SC_CLK_TCK")
    return found


def told_cpu(before: dict[str, float], after: dict[str, float], people: list[Person]) -> None:
    saves = sum(len(one.seconds) for one in people) or 1
    parts = (f"{part} {(after[part] - before[part]) / saves * 1000:.1f} ms" for part in after)
    print(f"   CPU for each save, pages included: {', '.join(parts)}")


def told(name: str, people: list[Person]) -> float:
    """Print one line of what became of these people's requests; returns the p95 of their saves."""
    times = sorted(second for one in people for second in one.seconds)
    pages = sorted(second for one in people for second in one.pages)
    errors = [error for one in people for error in one.errors]
    p95 = statistics.quantiles(times, n=20)[-1] if len(times) > 1 else 0.0
    line = (
        f"{name:14} {len(people):4} people  {len(times):6} saves  {len(errors):4} errors"
        f"   p50 {statistics.median(times) * 1000:7.1f} ms   p95 {p95 * 1000:7.1f} ms"
    )
    if len(pages) > 1:
        line += f"   pages p95 {statistics.quantiles(pages, n=20)[-1] * 1000:7.1f} ms"
    print(line, flush=True)
    for error in sorted(set(errors))[:3]:
        print(f"   {errors.count(error)} x {error}")
    return p95


@contextlib.contextmanager
def database(kind: str) -> Iterator[str]:
    """The URL of an empty database."""
    if kind == "sqlite":
        yield f"sqlite:///{HOME}/load.sqlite3"
        return
    from tests.postgres import cluster

    with cluster() as url:
        yield url


def lost(people: list[tuple[Person, Draft, str]]) -> int:
    """How many of the saves that were acknowledged last are not in their papers."""
    from drafting.document import codec
    from drafting.document.model import find
    from drafting.drafts.models import Draft

    papers = dict(Draft.objects.values_list("pk", "document"))
    return sum(
        bool(one.acknowledged)
        and getattr(find(codec.load(papers[draft.pk]), point), "claim", "") != one.acknowledged
        for one, draft, point in people
    )


def measure(asked: argparse.Namespace, env: dict[str, str]) -> int:
    """Members, processes, turns; the settings are in the environment. Returns 1 where a goal is
    missed."""
    import django

    django.setup()
    from django.db import connection

    prepare()
    written = []
    for number in range(max(asked.members)):
        user, draft, point = member_with_paper(f"member{number}", 12, 5_000)
        at = f"/drafts/{draft.pk}"
        one = Person(
            cookies_of(user), f"{at}/nodes/{point}/", f"{at}/steps/{STEP}/",
            f"{at}/steps/{STEP}/list/" if asked.pieces else "",
        )  # fmt: skip
        written.append((one, draft, point))
    connection.close()
    people = [one for one, _, _ in written]
    bare = [Person(one.cookies, "/bare/") for one in people]
    failed = False
    for number in asked.members:
        with processes(HOME, env) as port:
            crowd(port, people[:4], 4)  # each process reads its templates once
            before = spent()
            crowd(port, people[:number], asked.seconds, pieces=asked.pieces)
            after = spent()
        p95 = told("照镜", people[:number])
        told_cpu(before, after, people[:number])
        with processes(HOME, env, "benchmarks.bare_app") as port:
            crowd(port, bare[:4], 4)
            before = spent()
            crowd(port, bare[:number], asked.seconds)
            after = spent()
        told("a bare view", bare[:number])
        told_cpu(before, after, bare[:number])
        missing = lost(written)
        refused = sum(len(one.errors) for one in people[:number])
        print(f"   acknowledged and missing: {missing}", flush=True)
        failed |= bool(missing or refused) or (number == asked.members[0] and p95 > AT_MOST)
        connection.close()
    return int(failed)


def main() -> int:
    asked = arguments()
    with database(asked.database) as url:
        env = settings_of(HOME, url)
        os.environ |= env
        return measure(asked, env)


if __name__ == "__main__":
    leave_nothing(HOME, main)
