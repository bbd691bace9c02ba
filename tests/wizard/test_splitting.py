"""A pasted text becomes several points: what stays, what follows, what is refused."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from drafting.document.model import Point
from drafting.drafts.models import Draft
from drafting.drafts.services import changes
from tests.wizard.papers import ask, place, point, points_url, put, store, stored, texts

pytestmark = pytest.mark.django_db

EMPTY = {"claim": "", "elaboration": "", "example": ""}


@pytest.fixture
def paper(draft: Draft) -> Draft:
    """A point that says nothing yet, and one behind it."""
    store(draft, put(stored(draft), "theory", Point(id="a"), point("b")))
    return draft


def split(client: Client, draft: Draft, pieces: list[str], **more: Any) -> Any:
    body: dict[str, Any] = {
        "op": "split",
        "point": "a",
        "field": "claim",
        "base": 0,
        "values": EMPTY,
        "pieces": pieces,
        "known": {"a": 0, "b": 0},
    }
    answer = ask(client, points_url(draft, "theory"), body | more)
    return answer.status_code, answer.json()


def said(draft: Draft, key: str = "theory") -> list[tuple[str, str, str]]:
    points = place(stored(draft), key).points
    return [(p.claim, p.elaboration, p.example) for p in points]


@pytest.mark.db_sensitive
def test_each_piece_becomes_a_point_of_claim_text_and_example(
    signed_in: Client, paper: Draft
) -> None:
    pieces = ["学习不系统。读原著少。比如，去年只读了一本。", "联系实际不够", "带头少。说得多。"]
    status, answer = split(signed_in, paper, pieces)
    assert (status, answer["order"][0], answer["order"][-1]) == (200, "a", "b")
    assert answer["added"] == answer["order"][1:3]
    assert answer["values"] == {
        "claim": "学习不系统",
        "elaboration": "读原著少。",
        "example": "比如，去年只读了一本。",
    }
    assert said(paper) == [
        ("学习不系统", "读原著少。", "比如，去年只读了一本。"),
        ("联系实际不够", "", ""),
        ("带头少", "说得多。", ""),
        ("观点b", "表现b。", "比如，b。"),
    ]
    assert answer["bases"]["a"] == place(stored(paper), "theory").points[0].changed

    known = dict.fromkeys(answer["order"], answer["bases"]["a"])
    op = f"unsplit:{','.join(answer['added'])}"
    ask(signed_in, points_url(paper, "theory"), {"op": op, "known": known})
    assert texts(paper, "theory") == ["学习不系统", "观点b"]
    assert stored(paper).removed == ()


def test_what_stood_in_the_field_stays_before_the_first_piece(
    signed_in: Client, paper: Draft
) -> None:
    values = EMPTY | {"claim": "原有的观点", "elaboration": "原有。"}
    pieces = ["学习少。", "联系少。"]
    split(signed_in, paper, pieces, field="elaboration", values=values)
    assert said(paper)[:2] == [("原有的观点", "原有。学习少。", ""), ("联系少", "", "")]


def test_a_measure_keeps_its_example_in_its_text(signed_in: Client, paper: Draft) -> None:
    store(paper, put(stored(paper), "measures", Point(id="m")))
    body = {
        "op": "split", "point": "m", "field": "claim", "base": 0, "known": {},
        "values": {"claim": "", "elaboration": ""},
        "pieces": ["多读书。比如，每周一篇。", "一段没有句号的话" * 20],
    }  # fmt: skip
    assert ask(signed_in, points_url(paper, "measures"), body).status_code == 200
    assert said(paper, "measures") == [
        ("多读书", "比如，每周一篇。", ""),
        ("", "一段没有句号的话" * 20, ""),
    ]


def test_what_does_not_fit_is_refused_with_a_sentence_and_nothing_is_changed(
    signed_in: Client, paper: Draft
) -> None:
    before = said(paper)
    status, answer = split(signed_in, paper, ["甲。" + "长" * 5001, "乙。"])
    assert (status, answer["message"][:13]) == (422, "没有拆分，文字还在原处。具")
    status, answer = split(signed_in, paper, ["甲"] * 40)
    assert (status, answer["message"][:15]) == (422, "“理论学习”最多写 40 条，")
    for bad in (["甲"], ["甲"] * 41, ["甲", ""], "甲乙", ["甲", 5]):
        assert split(signed_in, paper, bad)[0] == 410  # type: ignore[arg-type]
    assert split(signed_in, paper, ["甲", "乙"], field="links")[0] == 410
    assert split(signed_in, paper, ["甲", "乙"], point="gone")[0] == 410
    assert split(signed_in, paper, ["甲", "乙"], base=None)[0] == 410
    changes.save_node(paper.pk, "a", {"claim": "那边写的"}, 2)
    status, answer = split(signed_in, paper, ["甲", "乙"])
    assert (status, answer["error"]) == (409, "conflict")
    assert [one[1:] for one in said(paper)] == [one[1:] for one in before]


@pytest.mark.db_sensitive
def test_a_part_that_was_written_in_since_is_kept(signed_in: Client, paper: Draft) -> None:
    _, answer = split(signed_in, paper, ["甲。", "乙。"])
    (added,) = answer["added"]
    base = answer["bases"]["a"]
    changes.save_node(paper.pk, added, {"elaboration": "那边接着写"}, base)
    ask(signed_in, points_url(paper, "theory"), {"op": f"unsplit:{added}", "known": {added: base}})
    assert texts(paper, "theory") == ["甲", "观点b"]
    assert [entry.point.elaboration for entry in stored(paper).removed] == ["那边接着写"]
