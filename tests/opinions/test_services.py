"""Entering, claiming, answering and letting go of what others said."""

from __future__ import annotations

import uuid
from dataclasses import replace

import pytest

from accounts.models import User
from drafting.document import codec
from drafting.drafts.models import Draft
from drafting.drafts.selectors import spec_of_draft
from drafting.drafts.services import changes, lifecycle
from drafting.frameworks.models import Framework
from drafting.meetings.models import Meeting
from drafting.opinions import services
from drafting.opinions.models import Claim, Opinion
from drafting.opinions.selectors import HeardList, given_in, heard_of
from drafting.opinions.services import Entered
from tests.wizard.papers import place, store, stored

pytestmark = pytest.mark.django_db


def entered(*lines: str, kind: str = "opinion") -> Entered:
    return Entered(kind, "群众", None, lines)


def heard(draft: Draft) -> HeardList:
    return heard_of(draft, stored(draft), spec_of_draft(draft))


def enter(draft: Draft, by: User, *lines: str, kind: str = "opinion") -> list[Opinion]:
    about = draft.meeting or draft
    said = entered(*lines, kind=kind)
    services.enter(draft.owner, by, said, uuid.uuid4(), about=about)
    return [one.opinion for one in heard(draft).items if one.opinion.text in lines]


def test_what_is_sent_twice_is_entered_once(draft: Draft, member: User, meeting: Meeting) -> None:
    batch = uuid.uuid4()
    for _ in range(2):
        assert services.enter(member, member, entered("甲", "乙"), batch, about=meeting) == 2
    assert [one.opinion.text for one in heard(draft).items] == ["甲", "乙"]


def test_what_the_member_answers_while_it_is_taken_back_stays(
    draft: Draft, member: User, secretary: User
) -> None:
    first, second = enter(draft, secretary, "甲", "乙")  # as the secretary's page read them
    services.answer(first, "已经改了")
    for one in (first, second):
        services.delete(one)
    (left,) = [one.opinion for one in heard(draft).items]
    assert (left.pk, left.answer, left.entered_by) == (first.pk, "已经改了", member)
    services.delete(second)
    with pytest.raises(services.OpinionOvertaken) as newer:
        services.change(second, entered("丙"), 1)
    assert newer.value.opinion is None


def test_there_is_an_end(member: User, meeting: Meeting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "MOST", 3)
    services.enter(member, member, entered("甲", "乙"), uuid.uuid4(), about=meeting)
    with pytest.raises(services.TooManyOpinions):
        services.enter(member, member, entered("丙", "丁"), uuid.uuid4(), about=meeting)
    assert Opinion.objects.count() == 2


def test_each_paper_has_its_own(member: User, draft: Draft, framework: Framework) -> None:
    alone, _ = lifecycle.begin_draft(member, framework)
    enter(alone, member, "只对这一份")
    enter(draft, member, "对这次会议")
    assert [one.opinion.text for one in heard(alone).items] == ["只对这一份"]
    assert [one.opinion.text for one in heard(draft).items] == ["对这次会议"]


@pytest.mark.parametrize(("copy", "claim"), [(False, ""), (True, "学习 抓得不紧")])
def test_claiming_makes_one_point_of_ones_own(
    draft: Draft, member: User, copy: bool, claim: str
) -> None:
    (opinion,) = enter(draft, member, "学习\n抓得不紧")
    area = place(stored(draft), "theory")
    draft = Draft.objects.get(pk=draft.pk)
    node = services.claim_new(draft, opinion, area.id, "LL1", copy=copy)
    again = Draft.objects.get(pk=draft.pk)
    assert services.claim_new(again, opinion, area.id, "LL1", copy=copy) == node
    (point,) = [one for one in place(stored(draft), "theory").points if one.id == node]
    assert (point.claim, point.category) == (claim, "LL1")
    (one,) = heard(draft).items
    assert (one.point, one.step and one.step.key, one.settled) == (point, "theory", True)


def test_a_point_that_was_removed_claims_nothing_until_it_is_back(
    draft: Draft, member: User
) -> None:
    (opinion,) = enter(draft, member, "解释不够")
    node = services.claim_new(draft, opinion, place(stored(draft), "theory").id, "", copy=True)
    changes.remove_point(draft.pk, node)
    assert heard(draft).open
    changes.restore_point(draft.pk, node)
    assert heard(draft).open == []
    services.release(draft, opinion)
    assert len(heard(draft).open) == 1
    assert node in [one.id for one in place(stored(draft), "theory").points]


def test_a_claim_that_fails_leaves_nothing(draft: Draft, member: User) -> None:
    (opinion,) = enter(draft, member, "解释不够")
    with pytest.raises(KeyError):
        services.claim_new(draft, opinion, "nowhere", "", copy=False)
    assert not Claim.objects.exists()


def test_an_answer_settles_and_an_empty_one_opens_again(draft: Draft, member: User) -> None:
    (opinion,) = enter(draft, member, "解释不够")
    for text, number in (("不是我经手的事", 0), ("", 1)):
        services.answer(opinion, text)
        assert len(heard(draft).open) == number


def test_the_second_window_overwrites_nothing(draft: Draft, member: User) -> None:
    (opinion,) = enter(draft, member, "解释不够")
    services.change(opinion, entered("解释太少"), 1)
    services.change(opinion, entered("解释太少"), 1)
    with pytest.raises(services.OpinionOvertaken) as newer:
        services.change(opinion, entered("没有解释"), 1)
    assert newer.value.opinion.text == "解释太少"


def test_a_secretary_lets_go_without_taking_what_the_member_made_of_it(
    draft: Draft, meeting: Meeting, member: User, secretary: User
) -> None:
    first, second = enter(draft, secretary, "解释不够", "值班迟到")
    services.answer(first, "已经当面说清")
    for opinion in given_in(meeting, secretary):
        services.delete(opinion)
    assert list(given_in(meeting, secretary)) == []
    (left,) = heard(draft).items
    assert (left.opinion.text, left.opinion.answer, left.opinion.given) == (
        "解释不够",
        "已经当面说清",
        False,
    )
    assert second.text == "值班迟到"


def test_numbers_are_compared_only_with_what_is_entered(draft: Draft, member: User) -> None:
    document = stored(draft)
    text = "会前征求意见五条，谈心谈话3人次。"
    store(draft, replace(document, opening=replace(document.opening, text=text)))
    assert heard(draft).differing == ()
    enter(draft, member, *"甲乙丙")
    assert heard(draft).differing == ("材料里写“意见五条”，这里记下的征求意见是 3 条。",)
    enter(draft, member, *"丁戊")
    assert heard(draft).differing == ()
    enter(draft, member, "己", kind="talk")
    assert heard(draft).differing == ("材料里写“谈心谈话3人次”，这里记下的谈心谈话是 1 条。",)
    assert codec.load(draft.document).opening.text == text
