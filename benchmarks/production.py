"""照镜 as the guide has it in production, for the benchmarks of many people at once: settings,
people with papers who are signed in, and the processes."""

from __future__ import annotations

import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from time import time
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from accounts.models import User
    from drafting.document.model import Document
    from drafting.drafts.models import Draft

ROOT = Path(__file__).resolve().parent.parent
MATERIALS = ROOT / "tests" / "proofing" / "materials"
TOKEN = "c" * 32
#: What a script sends with a save.
SAVING = {
    "X-CSRFToken": TOKEN,
    "X-Requested-With": "fetch",
    "Content-Type": "application/json",
}


def settings_of(home: Path, database: str = "") -> dict[str, str]:
    """The environment of production in a directory; by default with SQLite."""
    return {
        "ZHAOJING_MODE": "production",
        "ZHAOJING_VAR": str(home),
        "SECRET_KEY": "only-for-this-benchmark-" + "x" * 40,
        "ALLOWED_HOSTS": "127.0.0.1",
        "DATABASE_URL": database or f"sqlite:///{home}/benchmark.sqlite3",
        "REDIS_URL": f"unix://{home}/redis.sock",
        "PLAIN_HTTP": "1",
        "LOG_LEVEL": "ERROR",
        "DJANGO_SETTINGS_MODULE": "drafting.settings",
    }


def leave_nothing(home: Path, main: Callable[[], int]) -> NoReturn:
    """Run a benchmark and exit with its code; its processes and its directory go with it, also where
    somebody ends it."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    try:
        code = main()
    finally:
        shutil.rmtree(home, ignore_errors=True)
    sys.exit(code)


def prepare() -> None:
    """Tables, fixtures and static files, in the database of the settings."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("load_fixtures", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def cookies_of(user: User) -> str:
    """The Cookie header of somebody who has just signed in, their session seen."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session["seen"] = int(time())
    session.save()
    return f"zhaojing_session={session.session_key}; zhaojing_csrf={TOKEN}"


def member_with_paper(name: str, number: int, characters: int) -> tuple[User, Draft, str]:
    """A new member, a paper of so many points and characters, and the id of a point of it."""
    from accounts.models import User
    from drafting.document import codec
    from drafting.document.model import containers
    from drafting.drafts.models import Draft
    from drafting.drafts.services import lifecycle
    from drafting.frameworks.models import Framework

    user = User.objects.create_user(name, name=name)
    draft, _ = lifecycle.begin_draft(user, Framework.objects.get(key="2023-minzhu"))
    document = with_points(number, characters)(codec.load(draft.document))
    Draft.objects.filter(pk=draft.pk).update(document=codec.dump(document))
    point = next(point for place in containers(document) for point in place.points)
    return user, draft, point.id


def with_points(number: int, characters: int) -> Callable[[Document], Document]:
    """A document with so many points, spread over all places, of so many characters together."""
    from drafting.document.bounds import text_size
    from drafting.document.model import Point, containers, new_id

    words = "".join(path.read_text("utf-8") for path in sorted(MATERIALS.glob("*.txt"))).replace(
        "\n", ""
    )

    def fill(document: Document) -> Document:
        places = [place for place in containers(document) if place.points]
        size = (characters - text_size(document)) // number - 12
        points: dict[str, list[Point]] = {place.id: [] for place in places}
        for n in range(number):
            text = (words * 2)[n * 37 % len(words) :][:size]
            points[places[n % len(places)].id].append(
                Point(id=new_id(), claim=f"学用结合不够紧密{n}", elaboration=text)
            )
        return replace(
            document,
            parts=tuple(
                replace(
                    part,
                    points=tuple(points.get(part.id, part.points)),
                    sections=tuple(
                        replace(one, points=tuple(points[one.id])) for one in part.sections
                    ),
                )
                for part in document.parts
            ),
        )

    return fill


@contextmanager
def processes(home: Path, env: dict[str, str], application: str = "") -> Iterator[int]:
    """Web, worker and Redis with these settings; gives the port of the web. ``application``: another
    WSGI application than ours, by its dotted module."""
    from tests.processes import (
        GUNICORN,
        Process,
        answer_of,
        environment,
        free_port,
        redis_process,
        worker_process,
    )

    port = free_port()
    given = environment(**env, PORT=str(port))
    redis, _ = redis_process(home)
    command = [*GUNICORN[:-1], application] if application else GUNICORN
    web = Process(command, given, home / "web.log")
    web.ready = lambda: answer_of(f"http://127.0.0.1:{port}/healthz") == 200
    worker = worker_process(given | {"LOG_LEVEL": "INFO"}, home / "worker.log")
    try:
        redis.start()
        for process in (worker, web):
            process.start()
        yield port
    finally:
        for process in (web, worker, redis):
            process.kill()
