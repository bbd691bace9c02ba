"""Production settings: nothing is assumed, nothing is warned about, and demo accounts are
refused."""

import json
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from drafting.start_guard import DEMO_ACCOUNTS, NO_DATABASE
from tests.processes import (
    CELERY,
    GUNICORN,
    ROOT,
    Process,
    environment,
    free_port,
    run_manage,
    wait_for,
)

NEEDED = {
    "SECRET_KEY": "Zq7-long-and-random-0123456789-abcdefghijklmnopqrstuvwxyz-XYZ",
    "ALLOWED_HOSTS": "zhaojing.example,127.0.0.1",
    "DATABASE_URL": "sqlite:////nowhere.sqlite3",
    "REDIS_URL": "redis://127.0.0.1:1/0",
}

Production = Callable[..., dict[str, str]]


@pytest.fixture
def production(scratch: Path) -> Production:
    """The environment of a production installation on an empty database in the scratch
    directory."""

    def make(**changes: str) -> dict[str, str]:
        here = {"ZHAOJING_VAR": str(scratch), "DATABASE_URL": f"sqlite:///{scratch}/db.sqlite3"}
        return environment(**{"ZHAOJING_MODE": "production", **NEEDED, **here, **changes})

    return make


@pytest.fixture
def with_demo_accounts(template: Path, production: Production) -> dict[str, str]:
    return production(
        DATABASE_URL=f"sqlite:///{template}/zhaojing.sqlite3", STATIC_ROOT=str(template / "static")
    )


@pytest.mark.parametrize("name", sorted(NEEDED))
def test_each_needed_setting_is_asked_for(production: Production, name: str) -> None:
    env = production()
    del env[name]
    done = run_manage(env, "check")
    assert (done.returncode, done.stderr) == (2, f"配置错误：必须设置环境变量 {name}。\n")


@pytest.mark.parametrize("changes", [{}, {"PLAIN_HTTP": "1"}, {"BEHIND_PROXY": "1"}], ids=str)
def test_deploy_check_is_clean(production: Production, changes: dict[str, str]) -> None:
    done = run_manage(production(**changes), "check", "--deploy", "--fail-level", "INFO")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.slow
def test_demo_accounts_are_refused_everywhere(
    with_demo_accounts: dict[str, str], scratch: Path
) -> None:
    env = {**with_demo_accounts, "PORT": str(free_port())}
    for command in (
        [sys.executable, "manage.py", "check"],
        [*CELERY, "worker", "--concurrency", "1"],
        [*CELERY, "beat", "--schedule", str(scratch / "beat")],
        GUNICORN,
    ):
        done = subprocess.run(
            command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=60
        )
        assert done.returncode == (1 if "check" in command else 2), command
        assert DEMO_ACCOUNTS in done.stderr, command
        assert "Traceback" not in done.stderr, command


@pytest.mark.slow
def test_without_demo_accounts_it_starts_and_speaks_https(
    production: Production, scratch: Path
) -> None:
    port = free_port()
    env = production(
        PORT=str(port), STATIC_ROOT=str(scratch / "static"), BEHIND_PROXY="1", WEB_WORKERS="1"
    )
    for command in (
        ["migrate", "--verbosity", "0"],
        ["collectstatic", "--noinput", "--verbosity", "0"],
    ):
        assert run_manage(env, *command).returncode == 0
    web = Process(GUNICORN, env, scratch / "web.log")
    web.start()
    try:
        wait_for(lambda: get(port, "/healthz"), 30, "an answer")
        status, headers, body = get(port, "/healthz")
        # Redis is away in this test: people can still write.
        assert (status, json.loads(body)) == (
            200,
            {"status": "degraded", "database": "ok", "broker": "away"},
        )
        status, headers, _ = get(port, "/accounts/login/")
        assert (status, headers["Location"]) == (301, "https://127.0.0.1/accounts/login/")
        status, headers, _ = get(port, "/accounts/login/", **{"X-Forwarded-Proto": "https"})
        assert status == 200
        assert headers["Strict-Transport-Security"].startswith("max-age=31536000")
        assert set(headers["Content-Security-Policy"].split("; ")) == {
            "default-src 'self'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "img-src 'self' data:",
            "object-src 'none'",
        }
        assert headers["X-Content-Type-Options"] == "nosniff"
        cookies = headers.get_all("Set-Cookie")
        assert cookies
        assert all("Secure" in cookie and "SameSite=Lax" in cookie for cookie in cookies)
        status, _, body = get(
            port, "/accounts/login/", **{"X-Forwarded-Proto": "https", "Host": "elsewhere.example"}
        )
        assert (status, b"Traceback" in body) == (400, False)
    finally:
        web.stop()


@pytest.mark.slow
def test_a_database_that_comes_later_with_demo_accounts(
    production: Production, template: Path, scratch: Path
) -> None:
    """The web server waits for its database; nobody is served from one with public passwords."""
    port, directory = free_port(), scratch / "later"
    env = production(
        DATABASE_URL=f"sqlite:///{directory}/db.sqlite3",
        STATIC_ROOT=str(template / "static"),
        PORT=str(port),
        WEB_WORKERS="1",
    )
    web = Process(GUNICORN, env, scratch / "web.log")
    web.ready = lambda: get(port, "/healthz")
    web.start()
    try:
        assert get(port, "/healthz")[0] == 503
        assert NO_DATABASE in web.output()
        directory.mkdir()
        shutil.copy(template / "zhaojing.sqlite3", directory / "db.sqlite3")
        for path in ("/accounts/login/", "/healthz"):
            status, _, body = get(port, path)
            assert (status, body.decode()) == (503, f"{DEMO_ACCOUNTS}\n")
    finally:
        web.stop()


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: object) -> None:
        return None


def get(port: int, path: str, **headers: str):
    """Status, headers and body, redirects not followed; None when nobody listens."""
    opener = urllib.request.build_opener(_NoRedirect)
    opener.addheaders = []
    try:
        answer = opener.open(
            urllib.request.Request(
                f"http://127.0.0.1:{port}{path}", headers={"Host": "127.0.0.1", **headers}
            ),
            timeout=10,
        )
    except urllib.error.HTTPError as error:
        answer = error
    except OSError:
        return None
    with answer:
        return answer.status, answer.headers, answer.read()
