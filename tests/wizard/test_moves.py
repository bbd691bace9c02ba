"""Points move to other steps, by script and without, and what was guessed is looked at."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from drafting.document import placing
from drafting.document.model import Point, containers, find
from drafting.drafts.models import Draft
from drafting.library.models import ProblemCategory
from drafting.progress.tasklist import PLACE
from drafting.wizard.selectors import read_page
from drafting.wizard.step_page.cards import cards_of
from drafting.wizard.step_page.guesses import Proposal
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
    texts,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(draft: Draft) -> Draft:
    """Two problems, one linked to a cause; another area with one."""
    document = put(stored(draft), "theory", point("a", links=("c",)), point("b"))
    document = put(document, "duty", point("d"))
    store(draft, put(document, "causes", point("c", example="")))
    return draft


def told(client: Client, draft: Draft, key: str, **body: Any) -> Any:
    answer = ask(client, points_url(draft, key), {"known": {"a": 1, "b": 1}} | body)
    return answer.status_code, answer.json()


@pytest.mark.db_sensitive
def test_a_point_moves_with_its_links_and_is_put_back(signed_in: Client, paper: Draft) -> None:
    duty = place(stored(paper), "duty").id
    status, answer = told(signed_in, paper, "theory", op=f"place:a:{duty}")
    assert (status, answer["order"], answer["said"]) == (
        200,
        ["b"],
        "已把“观点a”移到“担当作为”。",
    )
    assert answer["elsewhere"] == {"a": "担当作为"}
    assert texts(paper, "duty") == ["观点d", "观点a"]
    moved = find(stored(paper), "a")
    assert isinstance(moved, Point)
    assert moved.links == ("c",)
    status, answer = told(signed_in, paper, "theory", op=answer["back"])
    assert (status, answer["order"], answer["target"]) == (200, ["a", "b"], "a")
    assert (texts(paper, "theory"), texts(paper, "duty")) == (["观点a", "观点b"], ["观点d"])


@pytest.mark.db_sensitive
def test_what_is_typed_in_the_old_place_meanwhile_is_saved_in_the_new(
    signed_in: Client, paper: Draft
) -> None:
    """Two windows, one of them without scripts."""
    duty = place(stored(paper), "duty").id
    told(signed_in, paper, "theory", op=f"place:a:{duty}")
    typed = {"a-base": "2", "a-claim": "那边接着写的", "a-elaboration": "", "a-example": ""}
    answer = send(signed_in, paper, "theory", "save", typed)
    assert answer.status_code == 302
    assert texts(paper, "duty") == ["观点d", "那边接着写的"]
    # and where it cannot be saved, it is shown again
    long = "长" * 201
    answer = send(signed_in, paper, "theory", "save", {"a-base": "9", "a-claim": long})
    assert (answer.status_code, long in answer.text) == (422, True)


def test_a_full_area_and_an_unknown_one_say_so(signed_in: Client, paper: Draft) -> None:
    document = put(stored(paper), "duty", *(point(f"n{n}") for n in range(40)))
    store(paper, document)
    duty = place(document, "duty").id
    status, answer = told(signed_in, paper, "theory", op=f"place:a:{duty}")
    assert (status, answer["message"][:15]) == (422, "“担当作为”最多写 40 条，")
    for op in (f"place:gone:{duty}", "place:a:gone", "putback:gone", "place:a", "placed:gone"):
        status, answer = told(signed_in, paper, "theory", op=op)
        assert (status, answer["error"]) == (410, "gone")
    assert texts(paper, "theory") == ["观点a", "观点b"]
    lock(paper, "submitted")
    assert told(signed_in, paper, "theory", op=f"place:a:{duty}")[0] == 423


def test_more_than_the_notice_asks_for_is_said(signed_in: Client, paper: Draft) -> None:
    step = next(t.step for t in read_page(paper, "duty").tasks if t.step.key == "duty")
    assert step.spec is not None
    most = step.spec.limits.max_points
    assert most
    store(paper, put(stored(paper), "duty", *(point(f"n{n}") for n in range(most))))
    duty = place(stored(paper), "duty").id
    _, answer = told(signed_in, paper, "theory", op=f"place:a:{duty}")
    assert answer["said"].endswith(f"那里建议不超过 {most} 条，现在有 {most + 1} 条。")


@pytest.mark.db_sensitive
def test_without_scripts_the_places_are_a_list_and_the_move_is_taken_back(
    signed_in: Client, paper: Draft
) -> None:
    duty = place(stored(paper), "duty").id
    answer = send(signed_in, paper, "theory", "place:a")
    assert answer.url == f"{step_url(paper, 'theory')}?place=a#node-a"
    page = signed_in.get(answer.url)
    assert f'value="place:a:{duty}"' in page.text
    answer = send(signed_in, paper, "theory", f"place:a:{duty}")
    page = signed_in.get(answer.url)
    assert "已把“观点a”移到“担当作为”。" in page.text
    token = page.text.split('value="putback:')[1].split('"')[0]
    send(signed_in, paper, "theory", f"putback:{token}")
    assert texts(paper, "theory") == ["观点a", "观点b"]
    send(signed_in, paper, "theory", "place:gone:gone")
    assert texts(paper, "theory") == ["观点a", "观点b"]


def test_the_last_loose_point_of_a_part_takes_its_step_along(
    signed_in: Client, paper: Draft
) -> None:
    """An imported part may hold points beside its areas; its step goes with the last of them."""
    document = put(stored(paper), "problems", point("loose"))
    store(paper, document)
    duty = place(document, "duty").id
    status, answer = told(signed_in, paper, "problems", op=f"place:loose:{duty}", known={})
    assert status == 200
    assert answer["leave"].startswith(f"{step_url(paper, 'duty')}?moved=")
    page = signed_in.get(answer["leave"])
    token = page.text.split('value="putback:')[1].split('"')[0]
    send(signed_in, paper, "duty", f"putback:{token}")
    assert texts(paper, "problems") == ["观点loose"]


@pytest.fixture
def guessed(paper: Draft, taxonomy: None) -> Draft:
    """Both problems are where they are by a guess."""
    document = placing.with_guesses(stored(paper), {"a": "原来在“一”。", "b": "原来在“二”。"})
    store(paper, document)
    return paper


def marked(draft: Draft) -> list[str]:
    return [p.id for c in containers(stored(draft)) for p in c.points if p.guess]


@pytest.mark.db_sensitive
def test_guesses_are_counted_and_confirmed(signed_in: Client, guessed: Draft) -> None:
    tasks = {task.step.key: task for task in read_page(guessed, "theory").tasks}
    assert {key: task.guesses for key, task in tasks.items() if task.guesses} == {"theory": 2}
    remarks = [one.text for one in tasks["theory"].remarks if one.about == PLACE]
    assert remarks == ["请核对位置：原来在“一”。", "请核对位置：原来在“二”。"]
    page = signed_in.get(step_url(guessed, "check"))
    assert "要核对位置的" in page.text
    page = signed_in.get(step_url(guessed, "done"))
    assert f'href="{step_url(guessed, "theory")}">理论学习 2 条</a>。' in page.text
    page = signed_in.get(step_url(guessed, "theory"))
    assert page.text.count("data-guess>") == 2
    assert "核对位置 2" in page.text

    status, answer = told(signed_in, guessed, "theory", op="placed:a")
    assert (status, answer["guesses"], answer["said"]) == (200, ["b"], "已核对位置。")
    told(signed_in, guessed, "theory", op=answer["back"])
    assert marked(guessed) == ["a", "b"]
    answer = send(signed_in, guessed, "theory", "placed:")
    assert marked(guessed) == []
    assert "这一步的 2 条位置都已核对。" in signed_in.get(answer.url).text
    store(guessed, placing.with_guesses(stored(guessed), {"a": "原来在“一”。"}))
    told(signed_in, guessed, "theory", op=f"place:a:{place(stored(guessed), 'duty').id}")
    assert marked(guessed) == []


def test_the_words_propose_a_category_and_the_area_that_it_belongs_to(
    signed_in: Client, guessed: Draft
) -> None:
    here = ProblemCategory.objects.get(code="LL4")
    other = ProblemCategory.objects.get(code="DD4")
    document = put(
        stored(guessed),
        "theory",
        point("a", here.name, guess="原来在“一”。"),
        point("b", other.name, guess="原来在“二”。"),
        point("e", "几句说不清的话", guess="原来在“三”。"),
    )
    store(guessed, document)
    duty = place(document, "duty").id
    cards = {card.node.id: card for card in cards_of(read_page(guessed, "theory"))}
    assert {key: cards[key].proposal for key in ("a", "b", "e")} == {
        "a": Proposal("LL4", here.name),
        "b": Proposal("DD4", other.name, duty, "担当作为"),
        "e": None,
    }
    send(signed_in, guessed, "theory", "category:a:LL4")
    found = find(stored(guessed), "a")
    assert isinstance(found, Point)
    assert (found.category, found.guess) == ("LL4", "")
