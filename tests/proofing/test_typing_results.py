"""A check with big tables is a worker's: pages show what the others found, and then the rest."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import redis
from django.test import Client
from django.urls import reverse

from accounts.models import Organization, User
from drafting.drafts.models import Draft
from drafting.proofing import engine
from drafting.proofing.located_findings import Placed
from drafting.proofing.models import Dismissal, Proofreading
from drafting.proofing.results import PATIENCE, RESEND, RETRY, work_out
from drafting.proofing.typing import resources
from tests.cast import *  # noqa: F403
from tests.proofing.papers import DOUBLED, found, proof, spoil
from tests.proofing.test_results import age, pages, rows
from tests.wizard.papers import place, point, put, store, stored

pytestmark = pytest.mark.django_db
State = Proofreading.State
RULE, TITLE = "typing-error", "疑似错字"
SOON = f"以下检查还在进行，几秒后自动列出：{TITLE}。"
LATE = f"以下检查还在排队，后台任务可能没有运行：{TITLE}。"
GIVEN_UP = f"校对用时过长，以下检查没有做完：{TITLE}。"
MISSING = (
    f"这套系统没有安装以下检查所用的数据，没有查：{TITLE}。其他检查不受影响，请告诉系统管理员。"
)
WRONG, RIGHT = "落时", "落实"
TEXT = "把上级的部署要求落时到每一项具体工作中，做得还不够。"


@pytest.fixture
def spoilt(draft: Draft, taxonomy: None) -> Draft:
    """Doubled commas, which any process finds, and a word mistyped, which a worker finds."""
    spoil(draft)
    document = stored(draft)
    store(draft, put(document, "theory", *place(document, "theory").points, point("t", TEXT)))
    return draft


def work(draft: Draft) -> None:
    """What the worker does with what the page asked for."""
    work_out(draft.proofreadings.latest("pk").pk)


def test_the_page_shows_what_it_has_and_asks_a_worker_for_the_rest(
    spoilt: Draft, member: User, signed_in: Client, broker: str
) -> None:
    shown = pages(signed_in, spoilt)
    assert all(SOON in text for text in shown.values())
    assert all('hx-trigger="every 2s"' in text for text in shown.values())
    assert (len(found(spoilt, member, DOUBLED)), found(spoilt, member, RULE)) == (3, [])
    assert rows(spoilt) == [State.WAITING]
    with redis.from_url(broker) as queue:
        assert queue.llen("celery") == 1, "once, however many pages ask"
    work(spoilt)
    assert rows(spoilt) == [State.DONE]
    (item,) = found(spoilt, member, RULE)
    assert (item.finding.text, item.finding.replacement) == (WRONG, RIGHT)
    assert len(found(spoilt, member, DOUBLED)) == 3
    assert not any(SOON in text for text in pages(signed_in, spoilt).values())


def test_without_a_worker_the_page_says_so_and_keeps_the_others(
    spoilt: Draft, member: User, signed_in: Client
) -> None:
    proof(spoilt, member)
    age(spoilt, PATIENCE + timedelta(seconds=1))
    assert all(LATE in text for text in pages(signed_in, spoilt).values())
    assert len(found(spoilt, member, DOUBLED)) == 3


@pytest.mark.db_sensitive
def test_a_lost_message_is_sent_again(spoilt: Draft, member: User, broker: str) -> None:
    proof(spoilt, member)
    age(spoilt, RESEND + timedelta(seconds=1))
    proof(spoilt, member)
    with redis.from_url(broker) as queue:
        sent = [json.loads(one)["headers"]["argsrepr"] for one in queue.lrange("celery", 0, -1)]
    assert sent == [f"['{spoilt.proofreadings.get().pk}']"] * 2


def test_what_a_worker_fails_on_is_given_up_and_tried_again_later(
    spoilt: Draft, member: User, signed_in: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    proof(spoilt, member)

    def fail(*_args: Any) -> None:
        raise RuntimeError

    with monkeypatch.context() as broken:
        broken.setattr(engine, "_proofread", fail)
        work(spoilt)
    assert rows(spoilt) == [State.FAILED]
    assert all(GIVEN_UP in text for text in pages(signed_in, spoilt).values())
    assert len(found(spoilt, member, DOUBLED)) == 3
    age(spoilt, RETRY + timedelta(seconds=1))
    assert proof(spoilt, member).coming
    work(spoilt)
    assert len(found(spoilt, member, RULE)) == 1


def test_without_the_model_the_page_says_so_and_everything_else_works(
    spoilt: Draft,
    member: User,
    signed_in: Client,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(resources, "MODEL", tmp_path / "typing.model")
    shown = pages(signed_in, spoilt)
    assert all(MISSING in text for text in shown.values())
    assert (len(found(spoilt, member, DOUBLED)), rows(spoilt)) == (3, [State.DONE])
    assert "做完的检查在这一步没有发现问题" not in shown["panel"]


@pytest.mark.db_sensitive
def test_what_was_ignored_once_is_not_named_again(
    spoilt: Draft, member: User, signed_in: Client
) -> None:
    again = f"平时学得多，{TEXT}"
    document = stored(spoilt)
    points = place(document, "theory").points
    store(spoilt, put(document, "theory", *points, point("u", again)))

    def worked_out() -> list[Placed]:
        proof(spoilt, member)  # whoever ignores something for the first time has room for more
        work(spoilt)
        return found(spoilt, member, RULE)

    first, second = worked_out()
    signed_in.post(
        reverse("proofing:dismiss", args=[spoilt.pk]), {"fingerprint": first.fingerprint}
    )
    assert worked_out() == []
    assert [item.fingerprint for item in proof(spoilt, member).ignored] == [
        first.fingerprint,
        second.fingerprint,
    ]
    assert Dismissal.objects.count() == 1
    # and taken back where it stands a second time
    signed_in.post(
        reverse("proofing:recall", args=[spoilt.pk]), {"fingerprint": second.fingerprint}
    )
    assert worked_out() == [first, second]
    assert Dismissal.objects.count() == 0


def test_words_of_the_organisation_and_its_superiors_are_no_typing_errors(
    spoilt: Draft, member: User, committee: Organization
) -> None:
    """The dictionary (本单位用语) holds for all that write below an organisation, from the next look
    on."""
    proof(spoilt, member)
    work(spoilt)
    assert [item.finding.text for item in found(spoilt, member, RULE)] == [WRONG]
    Organization.objects.filter(pk=committee.pk).update(own_words=f"云溪通\n{WRONG}")
    proof(spoilt, member)
    work(spoilt)
    assert found(spoilt, member, RULE) == []


def test_what_asks_for_a_second_look_is_not_accepted_with_all_of_its_kind(
    draft: Draft, taxonomy: None, member: User, signed_in: Client
) -> None:
    document = stored(draft)
    same = [point(f"t{n}", TEXT) for n in range(3)]
    store(draft, put(document, "theory", *same, point("u", "服务大局的意使不强。")))
    proof(draft, member)
    work(draft)
    items = found(draft, member, RULE)
    assert [(one.finding.text, one.folded) for one in items] == [("落时", True), ("意使", False)]
    assert proof(draft, member).acceptable[RULE] == 1
    page = signed_in.get(reverse("proofing:rule", args=[draft.pk, RULE])).content.decode()
    assert [one.fingerprint in page for one in items] == [False, True]
