"""Accepting, taking back, accepting many, ignoring: what becomes of the stored paper."""

from __future__ import annotations

import pytest

from accounts.models import User
from drafting.document.model import Document
from drafting.document.ranges import FieldRange
from drafting.drafts.models import Draft, Revision
from drafting.drafts.services import bulk, changes
from drafting.proofing import services
from drafting.proofing.engine import Author
from drafting.proofing.located_findings import Placed
from drafting.proofing.models import Dismissal
from drafting.proofing.pages import REFUSALS
from drafting.proofing.pages import refused as refused_sentence
from drafting.proofing.results import Unfinished, work_out
from drafting.proofing.selectors import Proof
from drafting.proofing.texts import author_of
from tests.cast import *  # noqa: F403
from tests.proofing.papers import (
    DOUBLED,
    HOLE,
    RIGHT,
    TEXTS,
    WRONG,
    elaborations,
    found,
    misquoted,
    proof,
    spoil,
)
from tests.wizard.full import FULL_PAPER, fill_paper
from tests.wizard.papers import place, stored

pytestmark = pytest.mark.django_db


@pytest.fixture
def spoilt(draft: Draft, taxonomy: None) -> Draft:
    """The member's draft with the mistakes of papers.TEXTS."""
    spoil(draft)
    return draft


def test_findings_have_their_step_their_place_and_their_surroundings(
    spoilt: Draft, member: User
) -> None:
    (hole,) = found(spoilt, member, HOLE)
    assert (hole.finding.text, hole.place, hole.acceptable) == (
        "{时间}",
        FieldRange("q0", "example", 3, 7),
        False,
    )
    assert (hole.step and hole.step.key, hole.label, hole.near) == ("theory", "读原著少", "比如，")
    assert (hole.before, hole.after) == (
        "一是读原著少。手边的书翻得少，，想得也浅。比如，",
        "领的书到年底只读到一半。",
    )
    doubled = found(spoilt, member, DOUBLED)
    assert [item.place.node_id for item in doubled if item.place] == ["q0", "q1", "q2"]
    assert [(item.finding.text, item.finding.replacement, item.acceptable) for item in doubled] == [
        ("，，", "，", True)
    ] * 3
    assert misquoted(spoilt, member).finding.replacement == "踏石留印、抓铁有痕"


def test_who_writes_and_for_what(spoilt: Draft, member: User) -> None:
    assert author_of(spoilt, member) == Author(
        "member", "government", ("县图书馆党支部", "云溪县文化和旅游局党委"), (), ("刘洋",)
    )


# accept


@pytest.mark.db_sensitive
def test_accepting_one_and_taking_it_back(spoilt: Draft, member: User) -> None:
    first = found(spoilt, member, DOUBLED)[0]
    before = stored(spoilt)
    done = services.accept(spoilt, member, first.fingerprint, "，，")
    assert elaborations(spoilt) == [RIGHT[0], *WRONG[1:]]
    assert (spoilt.version, done.document) == (done.version, stored(spoilt))
    assert len(found(spoilt, member, DOUBLED)) == 2
    services.take_back(spoilt, done.undo)
    assert elaborations(spoilt) == WRONG
    assert [(n.id, n.claim) for n in place(stored(spoilt), "theory").points] == [
        (n.id, n.claim) for n in place(before, "theory").points
    ]


def test_what_was_written_there_afterwards_is_not_taken_back(spoilt: Draft, member: User) -> None:
    done = services.accept(spoilt, member, found(spoilt, member, DOUBLED)[0].fingerprint, "，，")
    changes.save_node(spoilt.pk, "q0", {"elaboration": "改写了。"}, done.version)
    with pytest.raises(services.TextOvertaken):
        services.take_back(spoilt, done.undo)
    assert elaborations(spoilt)[0] == "改写了。"
    # another field of the same point does not matter
    done = services.accept(spoilt, member, found(spoilt, member, DOUBLED)[0].fingerprint, "，，")
    changes.save_node(spoilt.pk, "q1", {"claim": "学与用两张皮"}, done.version)
    services.take_back(spoilt, done.undo)
    assert elaborations(spoilt)[1] == WRONG[1]


@pytest.mark.parametrize("field", ["changed", "id", "links", "category", "nothing"])
def test_only_texts_are_taken_back(spoilt: Draft, field: str) -> None:
    undo = services.Undo("q0", field, 0, 0, "甲", services._seal(""))
    with pytest.raises(services.TextOvertaken):
        services.take_back(spoilt, undo)
    with pytest.raises(services.TextOvertaken):
        services.take_back(spoilt, services.Undo("nobody", "claim", 0, 0, "甲", ""))


def test_other_words_than_those_shown_are_not_replaced(spoilt: Draft, member: User) -> None:
    first = found(spoilt, member, DOUBLED)[0]
    for fingerprint, quote in ((first.fingerprint, "。。"), ("0" * 64, "，，"), ("", "")):
        with pytest.raises(services.TextOvertaken):
            services.accept(spoilt, member, fingerprint, quote)
    hole = found(spoilt, member, HOLE)[0]
    with pytest.raises(services.TextOvertaken):
        services.accept(spoilt, member, hole.fingerprint, "{时间}")
    assert elaborations(spoilt) == WRONG


@pytest.mark.db_sensitive
def test_a_text_that_another_window_saved_meanwhile_stays(spoilt: Draft, member: User) -> None:
    first = found(spoilt, member, DOUBLED)[0]
    read = Draft.objects.get(pk=spoilt.pk)
    changes.save_node(spoilt.pk, "q0", {"elaboration": "翻得少，，也没有笔记。"}, read.version)
    with pytest.raises(services.TextOvertaken):
        services.accept(read, member, first.fingerprint, "，，")
    assert elaborations(spoilt)[0] == "翻得少，，也没有笔记。"
    # of another point it is no matter
    second = found(spoilt, member, DOUBLED)[1]
    read = Draft.objects.get(pk=spoilt.pk)
    changes.save_node(spoilt.pk, "q0", {"elaboration": "翻得少。"}, read.version)
    services.accept(read, member, second.fingerprint, "，，")
    assert elaborations(spoilt)[:2] == ["翻得少。", RIGHT[1]]


def test_what_is_with_the_reviewer_is_not_changed(spoilt: Draft, member: User) -> None:
    first = found(spoilt, member, DOUBLED)[0]
    Draft.objects.filter(pk=spoilt.pk).update(state=Draft.State.SUBMITTED)
    with pytest.raises(changes.NotEditable):
        services.accept(spoilt, member, first.fingerprint, "，，")
    with pytest.raises(changes.NotEditable):
        services.accept_many(spoilt, member, DOUBLED, [first.fingerprint])
    assert (elaborations(spoilt), spoilt.revisions.count()) == (WRONG, 0)


# many


def fingerprints(items: list[Placed]) -> list[str]:
    return [item.fingerprint for item in items]


@pytest.mark.db_sensitive
def test_many_are_one_change_after_a_frozen_revision(spoilt: Draft, member: User) -> None:
    before, version = stored(spoilt), spoilt.version
    done = services.accept_many(
        spoilt, member, DOUBLED, fingerprints(found(spoilt, member, DOUBLED))
    )
    assert done == bulk.Bulk(3, 1, version + 1, 3)
    assert elaborations(spoilt) == RIGHT
    revision = spoilt.revisions.get()
    assert (revision.reason, revision.version, revision.created_by) == (
        Revision.Reason.PROOF,
        version,
        member,
    )
    assert bulk.take_back_many(spoilt, done.revision, done.version) == 3
    assert _said(stored(spoilt)) == _said(before)


def _said(document: Document) -> list[tuple[str, str, str]]:
    return [
        (point.claim, point.elaboration, point.example)
        for point in place(document, "theory").points
    ]


def test_only_those_ticked_and_only_of_this_rule(spoilt: Draft, member: User) -> None:
    items = found(spoilt, member, DOUBLED)
    near = [misquoted(spoilt, member)]
    done = services.accept_many(spoilt, member, DOUBLED, fingerprints([items[1], *near]))
    assert (done.number, elaborations(spoilt)) == (1, [WRONG[0], RIGHT[1], WRONG[2]])


def test_where_nothing_fits_any_more_nothing_is_frozen(spoilt: Draft, member: User) -> None:
    items = fingerprints(found(spoilt, member, DOUBLED)[:1])
    changes.save_node(spoilt.pk, "q0", {"elaboration": "翻得少。"}, spoilt.version)
    assert services.accept_many(spoilt, member, DOUBLED, items) == bulk.Bulk(0)
    assert services.accept_many(spoilt, member, DOUBLED, []) == bulk.Bulk(0)
    assert spoilt.revisions.count() == 0


@pytest.mark.db_sensitive
def test_what_was_written_after_many_stays_when_they_are_taken_back(
    spoilt: Draft, member: User
) -> None:
    done = services.accept_many(
        spoilt, member, DOUBLED, fingerprints(found(spoilt, member, DOUBLED))
    )
    changes.save_node(spoilt.pk, "q1", {"claim": "学与用两张皮"}, done.version)
    changes.save_node(spoilt.pk, stored(spoilt).opening.id, {"text": "后来写的。"}, 10**6)
    assert bulk.take_back_many(spoilt, done.revision, done.version) == 2
    assert elaborations(spoilt) == [WRONG[0], RIGHT[1], WRONG[2]]
    assert (place(stored(spoilt), "theory").points[1].claim, stored(spoilt).opening.text) == (
        "学与用两张皮",
        "后来写的。",
    )
    # a second time finds nothing to do
    assert bulk.take_back_many(spoilt, done.revision, done.version) == 0


def test_a_revision_that_is_none(spoilt: Draft) -> None:
    for revision, version in ((1, 1), (-1, -1), (999_999_999, 999_999_999)):
        with pytest.raises(bulk.NothingKept):
            bulk.take_back_many(spoilt, revision, version)


# ignore


@pytest.mark.db_sensitive
def test_ignoring_is_remembered_for_that_text(spoilt: Draft, member: User) -> None:
    first = found(spoilt, member, DOUBLED)[0]
    services.dismiss(spoilt, member, first)
    services.dismiss(spoilt, member, first)
    row = Dismissal.objects.get()
    assert (row.draft, row.rule, row.fingerprint, row.created_by) == (
        spoilt,
        DOUBLED,
        first.fingerprint,
        member,
    )
    assert "，" not in str(row.__dict__)
    assert [item.place and item.place.node_id for item in found(spoilt, member, DOUBLED)] == [
        "q1",
        "q2",
    ]
    assert proof(spoilt, member).ignored == (first,)
    # far away from the words nothing matters, close by it does
    changes.save_node(
        spoilt.pk, "q0", {"example": "比如，七月领的书到年底只读到一半。"}, spoilt.version
    )
    assert len(found(spoilt, member, DOUBLED)) == 2
    changes.save_node(spoilt.pk, "q0", {"elaboration": "手边的书读得少，，想得也浅。"}, 10**6)
    assert len(found(spoilt, member, DOUBLED)) == 3
    assert proof(spoilt, member).ignored == ()


def test_an_ignored_finding_shows_again_when_asked(spoilt: Draft, member: User) -> None:
    first = found(spoilt, member, DOUBLED)[0]
    services.dismiss(spoilt, member, first)
    services.recall(spoilt, first.fingerprint)
    assert proof(spoilt, member).ignored == ()


def test_the_same_words_twice_are_two_findings(spoilt: Draft, member: User) -> None:
    same = "开会时听到的记下来，，以后从来也不再翻开。" * 4
    changes.save_node(spoilt.pk, "q2", {"elaboration": same}, 10**6)
    items = [
        item for item in found(spoilt, member, DOUBLED) if item.place and item.place.node_id == "q2"
    ]
    assert len({item.fingerprint for item in items}) == len(items) == 4


def test_a_paper_without_findings_counts_nothing() -> None:
    empty = Proof()
    assert (empty.open, empty.pressing, empty.counts) == (
        (),
        (),
        {"error": 0, "warning": 0, "advice": 0},
    )


def test_the_most_pressing_come_first(spoilt: Draft, member: User) -> None:
    kinds = proof(spoilt, member).kinds
    severities = [kind.first.finding.severity for kind in kinds]
    assert severities == sorted(severities, key=["error", "warning", "advice"].index)
    assert {kind.first.finding.rule for kind in kinds} >= {HOLE, DOUBLED}
    assert proof(spoilt, member).pressing == kinds[:3]


def test_a_finding_that_makes_a_full_paper_longer_is_refused(spoilt: Draft, member: User) -> None:
    item = misquoted(spoilt, member)
    fill_paper(spoilt)
    longer = services.Undo("q0", "claim", 0, 0, "多出来的字", services._seal(TEXTS[0][0]))
    with pytest.raises(changes.TooMuch) as refused:
        services.take_back(spoilt, longer)
    assert changes.TooMuch in REFUSALS
    assert refused_sentence(refused.value).startswith(FULL_PAPER)
    with pytest.raises(Unfinished):
        services.accept(spoilt, member, item.fingerprint, item.finding.text)
    work_out(spoilt.proofreadings.filter(state="waiting").latest("pk").pk)
    again = misquoted(spoilt, member)
    assert (
        services.accept(spoilt, member, again.fingerprint, again.finding.text).version
        > spoilt.version
    )
