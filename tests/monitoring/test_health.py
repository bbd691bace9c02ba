"""/healthz and what is below it against a real Redis, without one, and without a database."""

import json

import pytest
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from drafting.monitoring import health
from tests.processes import environment, free_port, run_manage


@pytest.mark.django_db
def test_all_is_well(client: Client, broker: str) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (
        200,
        {"status": "ok", "database": "ok", "broker": "ok"},
    )
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
for address in ("/healthz", "/healthz/live", "/healthz/ready"):
    answer = Client().get(address)
    print(json.dumps([answer.status_code, answer.json()]))
"""


def test_without_a_database() -> None:
    away = f"postgres://zhaojing:hidden@127.0.0.1:{free_port()}/zhaojing"
    env = environment(
        ZHAOJING_MODE="test", DATABASE_URL=away, REDIS_URL="unix:///nowhere/redis.sock"
    )
    done = run_manage(env, "shell", "--no-imports", "-c", ASK)
    assert [json.loads(line) for line in done.stdout.splitlines()] == [
        [503, {"status": "failed", "database": "away", "broker": "away"}],
        [200, {"status": "ok"}],
        [503, {"status": "failed", "database": "away"}],
    ]


@pytest.mark.django_db
def test_live_and_ready(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_formed", False)
    row = MigrationRecorder.Migration.objects.filter(app="drafting").latest("name")
    row.delete()
    answers = [client.get(f"/healthz/{name}") for name in ("live", "ready")]
    assert [(one.status_code, one.json()) for one in answers] == [
        (200, {"status": "ok"}),
        (503, {"status": "failed", "database": "outdated"}),
    ]
    MigrationRecorder.Migration.objects.create(app="drafting", name=row.name)
    answer = client.get("/healthz/ready")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok", "database": "ok"})
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_only_reading(client: Client) -> None:
    for address in ("/healthz", "/healthz/live", "/healthz/ready"):
        assert client.post(address).status_code == 405
