"""On the step of the causes or measures it is said of each which problems it answers."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from drafting.document.model import Point, find
from drafting.drafts.models import Draft
from tests.wizard.papers import (
    ask,
    lock,
    place,
    point,
    points_url,
    put,
    send,
    step_url,
    store,
    stored,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(draft: Draft) -> Draft:
    """Two problems, the first linked to the one cause."""
    document = put(stored(draft), "theory", point("a", links=("c",)), point("b"))
    store(draft, put(document, "causes", point("c", example=""), Point(id="blank")))
    return draft


def links(draft: Draft, problem: str) -> tuple[str, ...]:
    found = find(stored(draft), problem)
    assert isinstance(found, Point)
    return found.links


def told(client: Client, draft: Draft, op: str, **body: Any) -> Any:
    answer = ask(
        client, points_url(draft, "causes"), {"op": op, "known": {"c": 9, "blank": 9}} | body
    )
    return answer.status_code, answer.json()


def buttons(page: str) -> list[str]:
    return re.findall(r'value="((?:un)?meet:[^"]+)"', page)


@pytest.mark.db_sensitive
def test_a_problem_is_linked_and_unlinked_beside_its_cause(signed_in: Client, paper: Draft) -> None:
    page = signed_in.get(step_url(paper, "causes")).content.decode()
    assert buttons(page) == ["unmeet:a:c", "meet:b:c", "meet:a:blank", "meet:b:blank"]
    status, answer = told(signed_in, paper, "meet:b:c")
    assert (status, answer["said"], answer["back"]) == (200, "已对应到这个问题。", "unmeet:b:c")
    assert links(paper, "b") == ("c",)
    seen, html = answer["links"]["c"]
    assert buttons(html) == ["unmeet:a:c", "unmeet:b:c"]
    assert "观点a；观点b" in html
    assert "没有对应的原因" not in answer["open"]
    # what the page shows already need not come
    status, answer = told(signed_in, paper, "show", links={"c": seen})
    assert "c" not in answer["links"]
    status, answer = told(signed_in, paper, "unmeet:b:c")
    assert (answer["said"], answer["back"]) == ("已取消对应。", "meet:b:c")
    assert (links(paper, "a"), links(paper, "b")) == (("c",), ())


def test_without_scripts_the_page_comes_again_at_the_cause(signed_in: Client, paper: Draft) -> None:
    answer = send(signed_in, paper, "causes", "meet:b:c")
    assert answer.headers["Location"] == f"{step_url(paper, 'causes')}#node-c"
    assert links(paper, "b") == ("c",)
    send(signed_in, paper, "causes", "unmeet:b:c")
    assert links(paper, "b") == ()


@pytest.mark.parametrize(
    "op", ["meet:b", "meet:c:b", "meet:gone:c", "meet:b:gone", "unmeet::", "meet:b:a"]
)
def test_what_fits_nothing_changes_nothing(signed_in: Client, paper: Draft, op: str) -> None:
    before = stored(paper)
    status, answer = told(signed_in, paper, op)
    assert status == 410
    said = [str(one) for one in get_messages(send(signed_in, paper, "causes", op).wsgi_request)]
    assert said == [answer["message"]] == ["这一条已经不在了，页面已按最新内容显示。"]
    assert stored(paper) == before


def test_a_proposal_tells_the_page_the_category_that_its_empty_card_has_now(
    signed_in: Client, paper: Draft, taxonomy: None
) -> None:
    """Else the page would save its own empty one over it."""
    _, answer = told(signed_in, paper, "answer:b:causes:C02")
    assert answer["categories"] == {"c": "", "blank": "C02"}
    assert answer["bases"]["blank"] == place(stored(paper), "causes").points[1].changed
    _, answer = told(signed_in, paper, answer["back"])
    assert answer["categories"] == {"c": "", "blank": ""}


def test_a_locked_step_says_it_and_offers_nothing(
    signed_in: Client, paper: Draft, taxonomy: None
) -> None:
    store(
        paper,
        put(
            stored(paper),
            "theory",
            point("a", category="LL1", links=("c",)),
            point("b", category="LL1"),
        ),
    )
    offered = signed_in.get(step_url(paper, "theory")).content.decode()
    assert "点一下加一条空白的" in offered
    assert "点一下" in signed_in.get(step_url(paper, "causes")).content.decode()
    lock(paper, "submitted")
    for key in ("theory", "causes"):
        page = signed_in.get(step_url(paper, key)).content.decode()
        assert "点一下" not in page
        assert "answer:" not in page
        assert buttons(page) == []
    assert "回应的问题：</span>观点a" in page


MANY_FOLDED = "还没有选，点开从 9 个问题里选"


def test_many_problems_are_folded_up_under_their_areas(signed_in: Client, draft: Draft) -> None:
    """Thirty of them on each card made the page of a phone fourteen screens long."""
    document = put(stored(draft), "theory", *(point(f"t{n}") for n in range(4)))
    document = put(document, "politics", *(point(f"p{n}") for n in range(4)))
    store(draft, put(document, "causes", point("c")))
    page = signed_in.get(step_url(draft, "causes")).content.decode()
    assert re.findall(r'class="chips-area[^"]*">([^<]+)<', page) == []
    assert "<details open>\n  <summary>回应的问题" in page
    assert "<summary>还有" not in page
    document = put(stored(draft), "politics", *(point(f"p{n}") for n in range(5)))
    store(draft, document)
    page = signed_in.get(step_url(draft, "causes")).content.decode()
    assert re.findall(r'class="chips-area[^"]*">([^<]+)<', page) == ["理论学习", "政治素质"]
    assert f'<details>\n  <summary>回应的问题 <span class="soft small">{MANY_FOLDED}' in page
    assert "<summary>还有 9 个问题没有对应的原因</summary>" in page
    _, answer = told(signed_in, draft, "meet:p4:c", links={"c": ""}, known={"c": 9})
    _, html = answer["links"]["c"]
    assert MANY_FOLDED not in html
    assert "观点p4" in html
    assert "还有 8 个问题没有对应的原因：" in answer["open"]
