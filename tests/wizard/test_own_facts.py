"""Points made of one's own facts and of the answers to four questions, with scripts and without."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from drafting.document.model import Point
from drafting.drafts.models import Draft
from drafting.facts import services
from drafting.facts.models import Fact, FactUse
from drafting.facts.selectors import answers_of, notebook
from drafting.facts.services import Note
from drafting.facts.wording import Words
from tests.cast import approved_phrase
from tests.wizard.papers import (
    ask,
    lock,
    place,
    points_url,
    put,
    send,
    step_url,
    store,
    stored,
)

pytestmark = pytest.mark.django_db

SAID = {
    "what": "4月党课前没有看材料",
    "did": "念了别人的稿子",
    "thought": "觉得走个过场",
    "led_to": "",
}
TEXTS = ("觉得走个过场。", "4月党课前没有看材料，念了别人的稿子。")


def typed(values: dict[str, str], base: int = 0) -> dict[str, str]:
    """The questions as a browser without scripts posts them with the step."""
    return {f"answers-theory-{name}": text for name, text in values.items()} | {
        "answers-theory-base": str(base)
    }


def written(draft: Draft) -> list[tuple[str, str]]:
    """Elaboration and example of the points of the step."""
    return [(one.elaboration, one.example) for one in place(stored(draft), "theory").points]


def ask_points(client: Client, draft: Draft, op: str, **more: Any) -> dict[str, Any]:
    """What the script of the page is answered."""
    answer = ask(client, points_url(draft, "theory"), {"op": op, "known": {}} | more)
    assert answer.status_code == 200, answer.content
    return dict(answer.json())


@pytest.fixture
def fact(member: User) -> Fact:
    """A fact of 理论学习."""
    words = Words(what="领的书只翻了前两章", time="上半年", thought="总想着还有时间")
    return services.save_fact(member, uuid.uuid4(), Note(words=words, area="理论学习"), 0)


@pytest.fixture
def paper(draft: Draft, taxonomy: None) -> Draft:
    """A step with one point and an empty one."""
    store(draft, put(stored(draft), "theory", Point(id="p1", example="写过的"), Point(id="p2")))
    return draft


def autosave(client: Client, draft: Draft, values: dict[str, str], base: int = 0) -> Any:
    """Answers as the script of the page sends them."""
    url = reverse("wizard:answers", args=[draft.pk, "theory"])
    return ask(client, url, {"base": base, "values": values, "sending": "a" * 10 + ":1"})


def test_answers_are_saved_as_they_are_typed(signed_in: Client, paper: Draft) -> None:
    assert autosave(signed_in, paper, SAID).json() == {"version": 1}
    page = signed_in.get(step_url(paper, "theory")).content.decode()
    assert 'name="answers-theory-base" value="1"' in page
    assert "\n4月党课前没有看材料</textarea>" in page
    other = autosave(signed_in, paper, SAID | {"what": "别的"})
    assert (other.status_code, other.json()["values"]) == (409, SAID)
    long = autosave(signed_in, paper, {"what": "长" * 2001}, 1)
    assert (long.status_code, long.json()["message"][:9]) == (422, "最多 2000 个")
    for wrong in ({"what": 1}, "x"):
        assert autosave(signed_in, paper, wrong).status_code == 400  # type: ignore[arg-type]
    url = reverse("wizard:answers", args=[paper.pk, "causes"])
    assert ask(signed_in, url, {"base": 0, "values": SAID}).status_code == 404
    lock(paper, "submitted")
    assert autosave(signed_in, paper, SAID, 1).status_code == 423


def test_answers_become_a_point_in_ones_own_words_and_answers_again(
    signed_in: Client, member: User, paper: Draft
) -> None:
    approved_phrase("LL1-01", claim="党课前不看材料")
    autosave(signed_in, paper, SAID)
    told = ask_points(signed_in, paper, "questions")
    # behind what is written, before what is empty
    assert written(paper) == [("", "写过的"), TEXTS, ("", "")]
    assert told["order"] == ["p1", told["target"], "p2"]
    card = told["cards"][told["target"]]
    assert "data-naming" in card
    assert f'value="category:{told["target"]}:LL1" data-category="LL1"' in card
    assert "data-naming" not in told["cards"]["p1"]
    assert (answers_of(paper, "theory"), notebook(member), "noted" in told) == (None, [], False)
    ask_points(signed_in, paper, f"unquestions:{told['target']}")
    assert written(paper) == [("", "写过的"), ("", "")]


def test_with_the_tick_they_are_a_fact_too(signed_in: Client, member: User, paper: Draft) -> None:
    autosave(signed_in, paper, SAID)
    told = ask_points(signed_in, paper, "questions", noted=True)
    (noted,) = notebook(member)
    assert (noted.fact.what, noted.written) == (SAID["what"], True)
    ask_points(signed_in, paper, f"unquestions:{told['target']}:{told['noted']}")
    assert notebook(member) == []
    url = points_url(paper, "theory")
    for op in ("unquestions:gone", "unquestions:p1:x:y", "fact:x", f"example:{uuid.uuid4()}:p1"):
        assert ask(signed_in, url, {"op": op, "known": {}}).status_code == 410
    silent = ask(signed_in, url, {"op": "questions", "known": {}})
    assert silent.json()["message"] == "四个问题都还没有答，先答一个也行。"


def test_without_scripts(signed_in: Client, member: User, paper: Draft, fact: Fact) -> None:
    url = step_url(paper, "theory")
    # what is typed stays, whatever button is pressed
    send(signed_in, paper, "theory", "up:p2", typed(SAID))
    page = signed_in.get(url).content.decode()
    assert "\n念了别人的稿子</textarea>" in page
    assert "领的书只翻了前两章" in page
    answer = send(signed_in, paper, "theory", "questions", typed(SAID, 1) | {"noted": "1"})
    made = place(stored(paper), "theory").points[0]
    assert answer["Location"] == f"{url}?name={made.id}#node-{made.id}"
    assert (made.elaboration, made.example) == TEXTS
    assert "data-naming" in signed_in.get(answer["Location"]).content.decode()
    assert {one.fact.what for one in notebook(member)} == {SAID["what"], fact.what}
    send(signed_in, paper, "theory", f"example:{fact.pk}", {"fact-point": "p1"})
    assert written(paper)[-1] == ("", "写过的。上半年，领的书只翻了前两章。")
    assert FactUse.objects.get(fact=fact).node == "p1"
    assert "已写入第 3 条" in signed_in.get(url).content.decode()
    send(signed_in, paper, "theory", f"fact:{fact.pk}")
    assert written(paper)[1] == ("总想着还有时间。", "上半年，领的书只翻了前两章。")
    for op in ("example:x", "fact:x", "unquestions:x:y", "questions"):
        assert send(signed_in, paper, "theory", op).status_code == 302


def test_a_second_window_without_scripts_sees_both(signed_in: Client, paper: Draft) -> None:
    autosave(signed_in, paper, SAID)
    answer = send(signed_in, paper, "theory", "questions", typed(SAID | {"what": "别的"}))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "\n别的</textarea>" in page
    assert "<blockquote>4月党课前没有看材料</blockquote>" in page
    assert 'name="answers-theory-base" value="1"' in page
    long = send(signed_in, paper, "theory", "save", typed({"what": "长" * 2001}, 1))
    assert (long.status_code, "长" * 2001 in long.content.decode()) == (422, True)
    lock(paper, "submitted")
    locked = send(signed_in, paper, "theory", "save", typed({"what": "锁上以后"}, 1))
    assert (locked.status_code, "\n锁上以后</textarea>" in locked.content.decode()) == (403, True)


def test_that_a_fact_was_written_is_noted_and_taken_back(
    signed_in: Client, paper: Draft, fact: Fact
) -> None:
    url = reverse("wizard:fact", args=[paper.pk])
    ask(signed_in, url, {"fact": str(fact.pk), "node": "p1"})
    assert FactUse.objects.get().node == "p1"
    ask(signed_in, url, {"fact": str(fact.pk), "node": ""})
    assert not FactUse.objects.exists()
    assert ask(signed_in, url, {"fact": "x", "node": "p1"}).status_code == 410
    assert ask(signed_in, url, {"fact": str(fact.pk), "node": ["p1"]}).status_code == 400


def test_other_steps_and_other_people_have_none_of_it(
    signed_in: Client, paper: Draft, fact: Fact, colleague: User
) -> None:
    for key in ("causes", "basics", "closing"):
        assert fact.what not in signed_in.get(step_url(paper, key)).content.decode()
    theirs = services.save_fact(colleague, uuid.uuid4(), Note(words=Words(what="同事的事")), 0)
    assert "同事的事" not in signed_in.get(step_url(paper, "theory")).content.decode()
    body = {"op": f"fact:{theirs.pk}", "known": {}}
    assert ask(signed_in, points_url(paper, "theory"), body).status_code == 410
