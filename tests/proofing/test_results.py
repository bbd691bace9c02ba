"""Findings that are kept, and such as are still to come: who works them out, when, and what is told
meanwhile."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import redis
from django.db import connection
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from drafting.drafts.models import Draft
from drafting.drafts.services import lifecycle
from drafting.proofing import engine, results
from drafting.proofing.models import Dismissal, Formulation, Proofreading
from drafting.proofing.results import KEPT, LEASE, MOST_AT_ONCE, PATIENCE, RESEND, RETRY, work_out
from drafting.proofing.typing import resources
from tests.cast import *  # noqa: F403
from tests.proofing.papers import DOUBLED, HOLE, found, proof, spoil
from tests.wizard.full import filled
from tests.wizard.papers import step_url, store, stored

pytestmark = pytest.mark.django_db
State = Proofreading.State
SOON, LATE = (
    "正在校对，几秒后列出结果…",
    "校对还在排队，后台任务可能没有运行。写字和保存不受影响，可以过一会儿再看。",
)


@pytest.fixture(autouse=True)
def _without_the_model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No check is awaited here; test_typing_results.py is about those."""
    monkeypatch.setattr(resources, "MODEL", tmp_path / "typing.model")


@pytest.fixture
def spoilt(draft: Draft, taxonomy: None) -> Draft:
    spoil(draft)
    return draft


@pytest.fixture
def long(spoilt: Draft) -> Draft:
    """The same paper, longer than what is proofread at once."""
    store(spoilt, filled(stored(spoilt), MOST_AT_ONCE + 1))
    return spoilt


def rows(draft: Draft) -> list[str]:
    return list(draft.proofreadings.order_by("pk").values_list("state", flat=True))


def age(draft: Draft, by: timedelta) -> None:
    """As if everything had been asked for so much earlier."""
    draft.proofreadings.update(asked_at=F("asked_at") - by, sent_at=F("sent_at") - by)


def url(draft: Draft, name: str = "summary", *args: str) -> str:
    return reverse(f"proofing:{name}", args=[draft.pk, *args])


def pages(client: Client, draft: Draft) -> dict[str, str]:
    """Every page of the author that tells of findings."""
    piece = {"headers": {"HX-Request": "true"}}
    return {
        "check": client.get(step_url(draft, "check")).content.decode(),
        "piece": client.get(reverse("wizard:findings", args=[draft.pk]), **piece).content.decode(),
        "summary": client.get(url(draft)).content.decode(),
        "panel": client.get(url(draft, "panel", "theory"), **piece).content.decode(),
    }


def polled(client: Client, draft: Draft, asked: str) -> set[int]:
    """The statuses of what the author's pages ask for by themselves, as that address has it."""
    urls = [reverse("wizard:findings", args=[draft.pk]), url(draft), url(draft, "panel", "theory")]
    return {
        client.get(f"{one}?{asked}=1", headers={"HX-Request": "true"}).status_code for one in urls
    }


# pages that ask again


def test_a_page_that_asks_again_gets_nothing_until_there_is_something(
    long: Draft, member: User, signed_in: Client
) -> None:
    pending = 'hx-trigger="every 1500ms"'
    assert [pending in text for text in pages(signed_in, long).values()] == [True] * 4
    assert polled(signed_in, long, "pending") == {204}
    with CaptureQueriesContext(connection) as queries:
        polled(signed_in, long, "pending")
    assert len(queries) <= 3 * 5, "session, person, draft, row, what it has"
    long.proofreadings.update(sent_at=F("sent_at") - RESEND - timedelta(seconds=1))
    assert polled(signed_in, long, "pending") == {200, 204}, "the first one sends it again"
    age(long, PATIENCE + timedelta(seconds=1))
    assert polled(signed_in, long, "pending") == {200}, "no worker: found here"
    assert rows(long) == [State.DONE]


def test_a_page_that_shows_nothing_gets_what_a_quick_run_found(
    long: Draft, member: User, signed_in: Client
) -> None:
    proof(long, member)
    found_some = {"items": [], "more": [], "unfinished": [], "awaited": ["typing-error"]}
    long.proofreadings.update(findings=found_some)
    assert (polled(signed_in, long, "coming"), polled(signed_in, long, "pending")) == ({204}, {200})
    long.proofreadings.update(state=State.DONE)
    assert polled(signed_in, long, "coming") == {200}


# a paper of the usual length


@pytest.mark.db_sensitive
def test_the_same_text_is_proofread_once(spoilt: Draft, member: User) -> None:
    first = proof(spoilt, member)
    assert (len(first.items) > 3, rows(spoilt)) == (True, [State.DONE])
    (row,) = spoilt.proofreadings.all()
    kept = [one for one in row.findings["items"] if one["rule"] != HOLE]
    spoilt.proofreadings.update(findings=row.findings | {"items": kept})
    assert [item.finding.rule for item in proof(spoilt, member).items] == [
        one["rule"] for one in kept
    ]


@pytest.mark.db_sensitive
def test_what_is_kept_is_what_was_found(spoilt: Draft, member: User) -> None:
    assert proof(spoilt, member).items == proof(spoilt, member).items
    spoilt.proofreadings.all().delete()
    again = proof(spoilt, member).items
    assert again == proof(spoilt, member).items


@pytest.mark.parametrize("what", ["text", "style", "formulations", "who"])
@pytest.mark.db_sensitive
def test_another_text_style_table_or_author_is_proofread_anew(
    what: str, spoilt: Draft, member: User, taxonomy: None
) -> None:
    before = len(proof(spoilt, member).items)
    if what == "text":
        document = stored(spoilt)
        store(spoilt, replace(document, closing=replace(document.closing, text="还有，，一处。")))
        assert len(proof(spoilt, member).items) > before
    elif what == "style":
        lifecycle.choose_style(spoilt, "given")
    elif what == "formulations":
        Formulation.objects.create(
            key="X1", kind="outdated", text="翻得少", use="读得少", source="某通知"
        )
    else:
        member.memberships.update(member_kind="leader")
    proof(spoilt, member)
    assert rows(spoilt) == [State.DONE] * 2


@pytest.mark.db_sensitive
def test_of_a_draft_the_newest_results_are_kept(spoilt: Draft, member: User) -> None:
    for number in range(KEPT + 2):
        document = stored(spoilt)
        store(
            spoilt, replace(document, closing=replace(document.closing, text=f"结束语{number}。"))
        )
        proof(spoilt, member)
    assert rows(spoilt) == [State.DONE] * KEPT


@pytest.mark.db_sensitive
def test_one_thread_at_a_time(spoilt: Draft, member: User, signed_in: Client) -> None:
    with results._SLOT:
        assert proof(spoilt, member).pending
        assert all(SOON in text for text in pages(signed_in, spoilt).values())
    assert (proof(spoilt, member).pending, rows(spoilt)) == (False, [State.DONE])


def test_the_page_asks_again_for_what_it_was_asked_for(spoilt: Draft, signed_in: Client) -> None:
    address = f"{url(spoilt)}?severity=error&rule={DOUBLED}"
    with results._SLOT:
        text = signed_in.get(address).content.decode()
    assert text.count(f"{url(spoilt)}?severity=error&amp;rule={DOUBLED}") == 2, (
        "by script, and as a link"
    )


# a long one


def test_a_long_paper_goes_to_the_worker_and_the_page_says_so(
    long: Draft, member: User, signed_in: Client, broker: str
) -> None:
    shown = pages(signed_in, long)
    assert all(SOON in text for text in shown.values())
    assert "没有发现问题" not in "".join(shown.values())
    assert rows(long) == [State.WAITING]
    with redis.from_url(broker) as queue:
        messages = [json.loads(one) for one in queue.lrange("celery", 0, -1)]
    (message,) = messages
    assert message["headers"]["task"] == "drafting.proofing.tasks.proofread_text"
    (row,) = long.proofreadings.all()
    assert message["headers"]["argsrepr"] == f"['{row.pk}']", "a number, nothing of the paper"
    work_out(row.pk)
    assert not any(SOON in text for text in pages(signed_in, long).values())
    assert len(found(long, member, DOUBLED)) == 3


@pytest.mark.db_sensitive
def test_a_lost_message_is_sent_again_and_a_repeated_one_does_no_harm(
    long: Draft, member: User, broker: str
) -> None:
    def sent() -> int:
        proof(long, member)
        with redis.from_url(broker) as queue:
            return int(queue.llen("celery"))

    assert (sent(), sent()) == (1, 1)
    long.proofreadings.update(sent_at=timezone.now() - RESEND - timedelta(seconds=1))
    assert (sent(), sent()) == (2, 2)
    (row,) = long.proofreadings.all()
    work_out(row.pk)
    before = Proofreading.objects.values().get()
    work_out(row.pk)
    assert Proofreading.objects.values().get() == before


def test_a_text_that_changed_meanwhile_is_not_proofread(long: Draft, member: User) -> None:
    proof(long, member)
    (row,) = long.proofreadings.all()
    store(long, filled(stored(long), MOST_AT_ONCE + 2))
    work_out(row.pk)
    assert rows(long) == []
    assert proof(long, member).pending
    work_out(long.proofreadings.get().pk)
    assert not proof(long, member).pending


@pytest.mark.db_sensitive
def test_a_row_that_is_gone_is_left_alone(draft: Draft) -> None:
    work_out(12345)
    assert rows(draft) == []


def test_without_a_worker_it_is_said_and_then_done_here(
    long: Draft, member: User, signed_in: Client
) -> None:
    proof(long, member)
    age(long, PATIENCE + timedelta(seconds=1))
    with results._SLOT:
        assert all(LATE in text for text in pages(signed_in, long).values())
        saved = signed_in.post(
            reverse("wizard:save", args=[long.pk, "q0"]),
            {"base": 100, "values": {"claim": "读原著少"}},
            content_type="application/json",
        )
        assert saved.status_code == 200
    assert (proof(long, member).pending, rows(long)) == (False, [State.DONE])


def test_a_worker_that_is_busy_with_another_paper_is_waited_for(
    long: Draft, member: User, colleague: User, signed_in: Client
) -> None:
    proof(long, member)
    age(long, PATIENCE + timedelta(seconds=1))
    other, _ = lifecycle.begin_draft(colleague, long.framework)
    now = timezone.now()
    values = {"state": State.RUNNING, "asked_at": now, "sent_at": now}
    busy = Proofreading.objects.create(draft=other, key="k", **values)
    assert (proof(long, member).pending, proof(long, member).late) == (True, False)
    assert all(SOON in text for text in pages(signed_in, long).values())
    # it died while it was at it
    Proofreading.objects.filter(pk=busy.pk).update(sent_at=now - LEASE - timedelta(seconds=1))
    assert (proof(long, member).pending, rows(long)) == (False, [State.DONE])


@pytest.mark.db_sensitive
def test_the_task_of_a_worker_that_died_is_done_by_another(long: Draft, member: User) -> None:
    proof(long, member)
    long.proofreadings.update(state=State.RUNNING)
    work_out(long.proofreadings.get().pk)
    assert rows(long) == [State.DONE]


def test_what_the_checks_fail_on_is_unavailable_and_tried_again_later(
    long: Draft, member: User, signed_in: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: Any) -> None:
        raise RuntimeError("手边的书")

    proof(long, member)
    with monkeypatch.context() as broken:
        broken.setattr(engine, "_proofread", fail)
        work_out(long.proofreadings.get().pk)
    assert rows(long) == [State.FAILED]
    assert all("校对暂时不可用，请稍后再试。" in text for text in pages(signed_in, long).values())
    age(long, RETRY + timedelta(seconds=1))
    work_out_again = proof(long, member)
    assert (work_out_again.pending, rows(long)) == (False, [State.DONE])


# buttons while the findings are still to come


def test_no_button_does_anything_before_the_findings_are_there(
    spoilt: Draft, member: User, signed_in: Client
) -> None:
    item = found(spoilt, member, DOUBLED)[0]
    spoilt.proofreadings.all().delete()
    data = {
        "fingerprint": item.fingerprint,
        "quote": item.finding.text,
        "chosen": [item.fingerprint],
    }
    before = stored(spoilt)
    said = "文字刚刚改动过，校对还没有做完，这一次没有改，请过几秒再试。"
    with results._SLOT:
        for name, args in (
            ("accept", ()),
            ("dismiss", ()),
            ("rule", (DOUBLED,)),
        ):
            answer = signed_in.post(url(spoilt, name, *args), data, follow=True)
            assert said in answer.content.decode(), name
        assert said in signed_in.get(url(spoilt, "rule", DOUBLED), follow=True).content.decode()
    assert (stored(spoilt), Dismissal.objects.count()) == (before, 0)


def test_a_piece_of_the_check_step_is_of_no_use_by_itself(signed_in: Client, spoilt: Draft) -> None:
    answer = signed_in.get(reverse("wizard:findings", args=[spoilt.pk]))
    assert (answer.status_code, answer.headers["Location"]) == (302, step_url(spoilt, "check"))


# very many findings


def test_a_page_lists_the_first_and_says_how_many_are_left(
    spoilt: Draft, signed_in: Client
) -> None:
    document = stored(spoilt)
    text = "\n".join(f"第{n}天看得少，，想得少（这时【那时)还有**没写" for n in range(400))
    store(spoilt, replace(document, closing=replace(document.closing, text=text)))
    shown = pages(signed_in, spoilt)
    assert shown["summary"].count("data-proof-card") == 200
    assert "处没有列在这里。改完或忽略上面的，会接着列出" in shown["summary"]
    assert len(shown["summary"]) < 1_000_000
    many = signed_in.get(url(spoilt, "rule", DOUBLED)).content.decode()
    assert (many.count('name="chosen"'), "还有 303 处，采纳这些以后再列出。" in many) == (100, True)
