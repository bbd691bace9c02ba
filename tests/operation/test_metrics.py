"""/metrics: who may read it, what the numbers are, that the processes of the web server add theirs up,
and that nothing personal is among them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from prometheus_client.parser import text_string_to_metric_families

from accounts.models import User
from drafting.drafts.models import Draft
from drafting.exports import requests
from drafting.exports.models import ExportJob
from drafting.operation import heartbeat
from drafting.operation.metrics.counters import counters
from tests.processes import App, descendants, environment, wait_for

TOKEN = "only-for-tests-of-metrics"
Sample = tuple[str, tuple[tuple[str, str], ...]]


def samples(text: str) -> dict[Sample, float]:
    """Each value by its name and labels."""
    return {
        (one.name, tuple(sorted(one.labels.items()))): one.value
        for family in text_string_to_metric_families(text)
        for one in family.samples
    }


def value(found: dict[Sample, float], name: str, **labels: str) -> float | None:
    return found.get((name, tuple(sorted(labels.items()))))


def read(client: Client, token: str = TOKEN) -> dict[Sample, float]:
    answer = client.get("/metrics", headers={"authorization": f"Bearer {token}"})
    assert answer.status_code == 200, answer.content
    assert answer["Content-Type"].startswith("text/plain; version=0.0.4")
    return samples(answer.content.decode())


@pytest.fixture
def on(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.METRICS, settings.METRICS_TOKEN = True, TOKEN
    settings.METRICS_DIRECTORY = tmp_path / "counters"
    counters.cache_clear()
    yield
    counters.cache_clear()


def test_off_unless_a_setting_lets_somebody_read(client: Client) -> None:
    assert client.get("/metrics").status_code == 404


@pytest.mark.django_db
@pytest.mark.usefixtures("on")
class TestReading:
    @pytest.fixture(autouse=True)
    def quick(self, settings: Any) -> None:
        settings.REDIS_URL = "unix:///nowhere/redis.sock"

    def status(self, client: Client, **headers: Any) -> int:
        return client.get("/metrics", **headers).status_code

    def test_by_token(self, client: Client) -> None:
        right, wrong = {"authorization": f"Bearer {TOKEN}"}, {"authorization": "Bearer 令牌"}
        assert self.status(client) == self.status(client, headers=wrong) == 403
        assert self.status(client, headers=right) == 200
        assert client.post("/metrics", headers=right).status_code == 405

    def test_by_address(self, client: Client, settings: Any) -> None:
        settings.METRICS_TOKEN = ""
        settings.METRICS_NETWORKS = [ip_network("10.1.0.0/16")]
        assert self.status(client, REMOTE_ADDR="10.1.2.3") == 200
        assert self.status(client, REMOTE_ADDR="10.2.2.3") == 403
        assert self.status(client, REMOTE_ADDR="") == 403
        # somebody behind the proxy of the house, and somebody who only says so
        settings.BEHIND_PROXY = True
        outside = {"x-forwarded-for": "10.1.9.9, 203.0.113.7"}
        assert self.status(client, REMOTE_ADDR="10.1.2.3", headers=outside) == 403
        settings.METRICS_TOKEN = TOKEN
        assert self.status(client, REMOTE_ADDR="10.1.2.3") == 403

    def test_saves_and_conflicts(self, client: Client, draft: Draft, author: User) -> None:
        client.force_login(author)
        node = draft.document["opening"]["id"]
        save = reverse("wizard:save", args=[draft.pk, node])
        text = "只有自己能看到的一句话"
        for base, status in ((draft.version, 200), (0, 409), ("x", 400)):
            body = {"base": base, "values": {"text": f"{text}{status}"}}
            answer = client.post(save, body, content_type="application/json")
            assert answer.status_code == status, answer.content
        client.get(f"/nowhere/{text}/")
        answer = client.get("/metrics", headers={"authorization": f"Bearer {TOKEN}"})
        for word in (text, author.name, author.username, str(draft.pk), node, "nowhere"):
            assert word not in answer.content.decode()
        found = samples(answer.content.decode())
        results = {
            labels[0][1]: count
            for (name, labels), count in found.items()
            if name == "zhaojing_saves_total"
        }
        assert results == {"saved": 1, "conflict": 1, "refused": 1}
        asked = {"view": "wizard:save", "method": "POST", "status": "409"}
        assert value(found, "zhaojing_requests_total", **asked) == 1
        unknown = {"view": "-", "method": "GET", "status": "404"}
        assert value(found, "zhaojing_requests_total", **unknown) == 1
        assert value(found, "zhaojing_request_seconds_count", view="wizard:save") == 3
        assert value(found, "zhaojing_up", part="database") == 1
        assert value(found, "zhaojing_up", part="redis") == 0

    @pytest.mark.usefixtures("private", "no_broker")
    def test_jobs(self, client: Client, draft: Draft, author: User) -> None:
        requests.ask_for_export(draft, author, "standard", ExportJob.Copy.CLEAN)
        found = read(client)
        assert value(found, "zhaojing_jobs", kind="export", state="queued") == 1
        assert value(found, "zhaojing_jobs", kind="bundle", state="queued") == 0
        assert 0 <= (value(found, "zhaojing_oldest_pending_job_seconds", kind="export") or -1) < 60
        assert value(found, "zhaojing_oldest_pending_job_seconds", kind="pdf") == 0
        assert (value(found, "zhaojing_disk_free_bytes") or 0) > 0


@pytest.mark.django_db
@pytest.mark.usefixtures("on")
def test_the_queue_and_the_heartbeats(client: Client, broker: str) -> None:
    before = read(client)
    assert value(before, "zhaojing_queue_length") == 0
    assert value(before, "zhaojing_up", part="beat") == 0
    assert value(before, "zhaojing_heartbeat_age_seconds", process="beat") is None
    heartbeat.give_sign(broker)
    heartbeat.give_sign(broker, heartbeat.WORKER)
    after = read(client)
    assert [value(after, "zhaojing_up", part=part) for part in ("redis", "beat", "worker")] == [
        1
    ] * 3
    assert value(after, "zhaojing_heartbeat_age_seconds", process="worker") == 0


COUNT_ONE = """
import sys
from pathlib import Path
from drafting.operation.metrics.counters import Counters
found = Counters(Path(sys.argv[1]))
found.saves.labels("saved").inc()
print("counted", flush=True)
sys.stdin.read()
"""


def test_a_process_that_ended_leaves_its_place(tmp_path: Path) -> None:
    """As many files as processes at once, however many there have been."""
    command = [sys.executable, "-c", COUNT_ONE, str(tmp_path / "counters")]
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    env = environment(ZHAOJING_MODE="test")
    with subprocess.Popen(command, env=env, **pipes) as first:
        assert first.stdout.readline() == "counted\n"
        for _ in range(2):
            with subprocess.Popen(command, env=env, **pipes) as other:
                assert other.stdout.readline() == "counted\n"
                other.stdin.close()
    names = sorted(path.name for path in (tmp_path / "counters").glob("*.db"))
    assert names == ["counter_0.db", "counter_1.db"]


@pytest.mark.slow
def test_the_processes_of_the_web_server_add_up(start_app: Callable[..., App]) -> None:
    app = start_app(METRICS_TOKEN=TOKEN, WEB_WORKERS="2", WEB_THREADS="1")
    asked = urllib.request.Request(
        f"{app.base_url}/metrics", headers={"Authorization": f"Bearer {TOKEN}"}
    )

    def counted() -> int:
        with urllib.request.urlopen(asked, timeout=10) as answer:
            found = samples(answer.read().decode())
        assert value(found, "zhaojing_up", part="redis") == 1
        labels = {"view": "healthz_live", "method": "GET", "status": "200"}
        return int(value(found, "zhaojing_requests_total", **labels) or 0)

    def ask() -> None:
        with urllib.request.urlopen(f"{app.base_url}/healthz/live", timeout=10):
            pass

    for _ in range(20):
        ask()
    assert counted() == 20
    one = min(descendants(app.web.pid))
    os.kill(one, signal.SIGKILL)
    wait_for(lambda: one not in descendants(app.web.pid), what="its end")
    for _ in range(5):
        ask()
    assert counted() == 25

    def worker_is_up() -> bool:
        with urllib.request.urlopen(asked, timeout=10) as answer:
            return value(samples(answer.read().decode()), "zhaojing_up", part="worker") == 1

    wait_for(worker_is_up, 30, "the worker's first sign")
