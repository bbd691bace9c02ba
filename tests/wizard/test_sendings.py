"""Requests of pages whose answers were lost, as scripts and as browsers without scripts send them
again."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from drafting.document.model import Point, find
from drafting.drafts.models import Draft
from drafting.drafts.services import changes
from tests.wizard.papers import (
    ask,
    claim,
    node_url,
    place,
    point,
    points_url,
    posted,
    put,
    step_url,
    store,
    stored,
    texts,
)

pytestmark = pytest.mark.django_db

PAGE, OTHER = "a" * 20, "b" * 20


@pytest.fixture
def paper(draft: Draft) -> Draft:
    store(draft, put(stored(draft), "theory", point("a", category="LL1"), point("b")))
    return draft


def save(
    client: Client, draft: Draft, text: str, number: int, page: str = PAGE, base: int = 0
) -> Any:
    body = {"base": base, "values": {"claim": text}, "sending": f"{page}:{number}"}
    return ask(client, node_url(draft, "a"), body)


def test_the_newest_words_of_a_script_are_stored(signed_in: Client, paper: Draft) -> None:
    assert save(signed_in, paper, "学习", 1).json() == {"version": 3}
    answer = save(signed_in, paper, "学习不够", 2)
    assert (answer.status_code, answer.json()) == (200, {"version": 4})
    assert claim(paper, "a") == "学习不够"
    assert save(signed_in, paper, "学习", 1).status_code == 409
    assert save(signed_in, paper, "别处", 1, OTHER).status_code == 409
    assert claim(paper, "a") == "学习不够"


@pytest.mark.parametrize("sending", [None, 5, [], "", "x", "../../:1", "a" * 10_000])
def test_a_sending_of_another_shape_is_none(signed_in: Client, paper: Draft, sending: Any) -> None:
    body = {"base": 0, "values": {"claim": "学习"}, "sending": sending}
    assert ask(signed_in, node_url(paper, "a"), body).json() == {"version": 3}
    assert paper.sendings == {}


def test_the_page_hears_of_its_own_change_with_the_next_operation(
    signed_in: Client, paper: Draft, taxonomy: None
) -> None:
    store(paper, put(stored(paper), "causes", Point(id="c", category="C02")))
    known = {"a": 0, "b": 0}
    body = {"op": "answer:a:causes:C02", "known": known, "sending": f"{PAGE}:1"}
    # its answer was lost
    assert ask(signed_in, points_url(paper, "theory"), body).status_code == 200
    shown = ask(
        signed_in,
        points_url(paper, "theory"),
        {"op": "show", "known": known, "sending": f"{PAGE}:2"},
    )
    assert shown.json()["bases"] == {"a": find(stored(paper), "a").changed, "b": 0}
    other = ask(
        signed_in,
        points_url(paper, "theory"),
        {"op": "show", "known": known, "sending": f"{OTHER}:3"},
    )
    assert other.json()["bases"] == {"b": 0}


# without scripts


def opened(client: Client, draft: Draft) -> dict[str, Any]:
    """What the page that is loaded now would post, nothing typed."""
    html = client.get(step_url(draft, "theory")).content.decode()
    found = re.search(r'<input type="hidden" name="sending" value="([0-9a-f]{20})">', html)
    assert found, html
    return {**posted(draft, "theory"), "sending": found[1], "op": "next"}


def test_a_form_sent_again_is_stored_once(signed_in: Client, paper: Draft) -> None:
    page = opened(signed_in, paper)
    for _ in range(2):
        answer = signed_in.post(step_url(paper, "theory"), {**page, "a-claim": "学习"})
        assert (answer.status_code, answer.headers["Location"]) == (
            302,
            step_url(paper, "politics"),
        )
    paper.refresh_from_db()
    assert paper.version == 3


def test_a_form_sent_again_with_more_text(signed_in: Client, paper: Draft) -> None:
    """The answer to the first was lost; the person goes back, writes on, and sends."""
    page = opened(signed_in, paper)
    signed_in.post(step_url(paper, "theory"), {**page, "a-claim": "学习", "b-claim": "另一条"})
    answer = signed_in.post(
        step_url(paper, "theory"), {**page, "a-claim": "学习不够", "b-claim": "另一条"}
    )
    assert answer.status_code == 302
    assert texts(paper, "theory") == ["学习不够", "另一条"]


def test_a_page_opened_anew_in_between_still_conflicts(signed_in: Client, paper: Draft) -> None:
    page = opened(signed_in, paper)
    signed_in.post(step_url(paper, "theory"), {**page, "a-claim": "学习"})
    other = opened(signed_in, paper)
    signed_in.post(step_url(paper, "theory"), {**other, "a-claim": "那边的"})
    answer = signed_in.post(step_url(paper, "theory"), {**page, "a-claim": "学习不够"})
    assert answer.status_code == 409
    assert claim(paper, "a") == "那边的"
    assert "学习不够" in answer.content.decode()


def test_an_older_form_that_comes_late_never_wins(
    signed_in: Client, paper: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both waited in a frozen database; the one that came first goes on last."""
    page = opened(signed_in, paper)
    signed_in.post(step_url(paper, "theory"), {**page, "a-claim": "学习不够"})
    monkeypatch.setattr("drafting.requests.middleware.time", lambda: 1_000_000.0)
    assert signed_in.post(step_url(paper, "theory"), {**page, "a-claim": "学习"}).status_code == 409
    assert claim(paper, "a") == "学习不够"


def test_a_point_brought_back_by_a_form_whose_answer_was_lost(
    signed_in: Client, paper: Draft
) -> None:
    page = opened(signed_in, paper)
    changes.remove_point(paper.pk, "a")
    signed_in.post(step_url(paper, "theory"), {**page, "a-claim": "学习"})
    answer = signed_in.post(step_url(paper, "theory"), {**page, "a-claim": "学习不够"})
    assert answer.status_code == 302
    assert sorted(node.id for node in place(stored(paper), "theory").points) == ["a", "b"]
    assert claim(paper, "a") == "学习不够"
