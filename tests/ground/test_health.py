"""/healthz against a real Redis, without one, and without a database."""

import json

import pytest
from django.test import Client

from tests.processes import environment, free_port, run_manage


@pytest.mark.django_db
def test_all_is_well(client: Client, broker: str) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok", "database": "ok", "broker": "ok"})
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_without_redis(client: Client, settings: object) -> None:
    settings.REDIS_URL = "unix:///nowhere/redis.sock"  # type: ignore[attr-defined]
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (
        200,
        {"status": "degraded", "database": "ok", "broker": "away"},
    )


ASK = """
import json
from django.test import Client
answer = Client().get("/healthz")
print(json.dumps([answer.status_code, answer.json()]))
"""


def test_without_a_database() -> None:
    away = f"postgres://zhaojing:hidden@127.0.0.1:{free_port()}/zhaojing"
    env = environment(ZHAOJING_MODE="test", DATABASE_URL=away, REDIS_URL="unix:///nowhere/redis.sock")
    done = run_manage(env, "shell", "--no-imports", "-c", ASK)
    assert json.loads(done.stdout) == [503, {"status": "failed", "database": "away", "broker": "away"}]


@pytest.mark.django_db
def test_only_reading(client: Client) -> None:
    assert client.post("/healthz").status_code == 405
