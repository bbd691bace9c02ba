"""Facts are noted once, never overwritten unseen, and gone when they are deleted."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date

import pytest

from accounts.models import User
from drafting.document.model import Point
from drafting.drafts.models import Draft
from drafting.drafts.save_requests import Sending
from drafting.drafts.services import changes, lifecycle
from drafting.facts import services
from drafting.facts.models import Fact, FactUse
from drafting.facts.selectors import Noted, Wanted, Written, answers_of, beside_step, notebook
from drafting.facts.services import FactOvertaken, Note
from drafting.facts.wording import Words
from tests.cast import approved_phrase
from tests.wizard.papers import place, stored

pytestmark = pytest.mark.django_db

DESK = Note(words=Words(what="3月初值班，读者等了二十分钟"))


def noted(owner: User, note: Note = DESK, **fields: str) -> Fact:
    """A fact of a person's notebook."""
    fact = services.save_fact(owner, uuid.uuid4(), note, 0)
    Fact.objects.filter(pk=fact.pk).update(**fields)
    fact.refresh_from_db()
    return fact


def test_what_is_sent_twice_is_noted_once(member: User) -> None:
    made_up = uuid.uuid4()
    first = services.save_fact(member, made_up, DESK, 0)
    assert services.save_fact(member, made_up, DESK, 0) == first
    assert [(one.fact.pk, one.fact.version) for one in notebook(member)] == [(made_up, 1)]


def test_two_windows_lose_nothing(member: User, colleague: User) -> None:
    fact = noted(member)
    mine = replace(DESK, words=Words(what="改过"), day=date(2025, 3, 5))
    assert services.save_fact(member, fact.pk, mine, 1).version == 2
    with pytest.raises(FactOvertaken) as newer:
        services.save_fact(member, fact.pk, replace(DESK, words=Words(what="又改")), 1)
    assert newer.value.fact.what == "改过"
    with pytest.raises(KeyError):
        services.save_fact(colleague, fact.pk, DESK, 2)


def test_the_area_is_proposed_until_it_is_chosen(member: User, taxonomy: None) -> None:
    approved_phrase("LL1-01", claim="学习不主动，通知来了才翻开书")
    said = Note(words=Words(what="学习通知来了才翻开书，学习不主动", did="只翻了两页书"))
    fact = noted(member, said)
    assert (fact.area, fact.area_confirmed) == ("理论学习", False)
    services.set_area(fact, "担当作为")
    chosen = replace(said, area="担当作为")
    assert services.save_fact(member, fact.pk, chosen, 1).area_confirmed
    assert noted(member, Note(words=Words(what="下雨"))).area == ""


def test_a_fact_knows_the_papers_that_say_it(member: User, draft: Draft) -> None:
    fact, other = noted(member), noted(member)
    container = place(stored(draft), "theory").id
    changes.add_point(draft.pk, container, Point(id="p1", claim="等得久"))
    services.note_use(fact, draft, "p0")
    services.note_use(fact, draft, "p1")
    title = draft.document["head"]["title"]
    there = f"/drafts/{draft.pk}/steps/theory/#node-p1"
    said = {one.fact.pk: one.papers for one in notebook(member)}
    assert said == {fact.pk: (Written(title, there),), other.pk: ()}
    assert [one.fact for one in notebook(member, Wanted(written="yes"))] == [fact]
    assert [one.fact for one in notebook(member, Wanted(written="no"))] == [other]
    changes.remove_point(draft.pk, "p1")
    gone = Written(title, why="写进去的那一条已经移除了")
    assert notebook(member, Wanted(written="no"))[1] == Noted(fact, (gone,))
    changes.restore_point(draft.pk, "p1")
    lifecycle.discard(draft)
    assert notebook(member)[1].papers == (Written(title, why="那份材料在回收站里"),)


def test_answers_are_kept_as_typed_until_a_point_is_made_of_them(
    member: User, draft: Draft
) -> None:
    assert services.save_answers(draft, "theory", Words(), 0) == 0
    page, other = Sending("a" * 10, 1), Sending("b" * 10, 1)
    assert services.save_answers(draft, "theory", Words(what="一"), 0, page) == 1
    # an answer of ours that got lost is no conflict, another window's text is one
    again = Sending("a" * 10, 2)
    assert services.save_answers(draft, "theory", Words(what="一二"), 0, again) == 2
    with pytest.raises(FactOvertaken):
        services.save_answers(draft, "theory", Words(what="三"), 1, other)
    assert notebook(member) == []
    beside = beside_step(draft, "theory", ["理论学习"])
    assert (beside.facts, beside.answers and beside.answers.what) == ((), "一二")
    assert beside_step(draft, "politics", ["政治素质"]).answers is None
    assert beside.answers is not None
    assert services.use_answers(beside.answers, "p1", noted=False) is None
    with pytest.raises(FactOvertaken):
        services.use_answers(beside.answers, "p1", noted=False)
    assert not Fact.objects.exists()


def test_answers_that_are_noted_go_into_the_notebook_and_out_again(
    member: User, draft: Draft
) -> None:
    services.save_answers(draft, "theory", Words(what="一"), 0)
    answers = answers_of(draft, "theory")
    assert answers is not None
    fact = services.use_answers(answers, "p1", noted=True)
    assert fact is not None
    assert [one.fact for one in notebook(member)] == [fact]
    assert FactUse.objects.get().node == "p1"
    services.forget_noted(draft, fact.pk, fact.version + 1)
    assert Fact.objects.count() == 1
    services.forget_noted(draft, fact.pk, fact.version)
    assert Fact.objects.count() == 0


def test_facts_of_an_area_stand_beside_its_step(
    member: User, colleague: User, draft: Draft
) -> None:
    own = noted(member)
    services.set_area(own, "理论学习")
    likely = noted(member, area="理论学习")
    loose = noted(member, area="")
    services.set_area(noted(member), "廉洁自律")
    proposed = noted(member, area="工作作风")
    noted(colleague, area="理论学习")
    written = noted(member, area="理论学习")
    services.note_use(written, draft, "p1")
    beside = beside_step(draft, "theory", ["理论学习"])
    assert beside.facts == (own, likely, proposed, loose, written)
    assert (beside.nodes, beside.elsewhere) == ({written.pk: "p1"}, frozenset())


def test_deleting_is_for_good(member: User, colleague: User, draft: Draft) -> None:
    fact, theirs = noted(member), noted(colleague)
    noted(member)
    services.note_use(fact, draft, "p1")
    assert services.delete_facts(member, theirs.pk) == 0
    assert services.delete_facts(member, fact.pk) == 1
    assert services.delete_facts(member) == 1
    assert list(Fact.objects.all()) == [theirs]
    colleague.delete()
    assert not Fact.objects.exists()
    assert not FactUse.objects.exists()


def test_a_notebook_has_an_end(member: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "MOST_FACTS", 1)
    noted(member)
    with pytest.raises(services.TooManyFacts):
        noted(member)
