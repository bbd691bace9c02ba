"""Approval opens the ledger; approving again changes it item by item."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from accounts.models import User
from drafting.document import edits
from drafting.document.model import Document, Point
from drafting.drafts.models import Draft
from drafting.drafts.services import lifecycle
from drafting.meetings.models import Meeting
from drafting.rectification.ledger import keeping
from drafting.rectification.ledger.keeping import Said
from drafting.rectification.ledger.models import Ledger, LedgerEvent, LedgerItem
from drafting.review.decisions.lifecycle import Action
from drafting.review.models import ReviewEvent
from tests.rectification.lists.material import paper
from tests.review import states

pytestmark = pytest.mark.django_db
Pass = Callable[[Document], Draft]


def items(ledger: Ledger) -> list[tuple[str, str, date | None, str]]:
    """What stands in it: measure, standing, limit, state."""
    fields = ("measure", "standing", "due", "state")
    return list(LedgerItem.objects.filter(ledger=ledger).order_by("order").values_list(*fields))


def happened(ledger: Ledger) -> list[tuple[str, str, str, str]]:
    """What became of its items: measure, what, before, after."""
    rows = LedgerEvent.objects.filter(item__ledger=ledger).order_by("pk")
    return list(rows.values_list("item__measure", "what", "before", "after"))


def changed(document: Document, **texts: str | None) -> Document:
    """The paper with other claims of these measures, or (None) without them."""
    part = document.parts[2]
    points = tuple(
        replace(point, claim=texts.get(point.id) or point.claim)
        for point in part.points
        if texts.get(point.id, "") is not None
    )
    return replace(document, parts=(*document.parts[:2], replace(part, points=points)))


def test_approval_opens_a_ledger_of_six_measures(ledger: Ledger, member: User) -> None:
    assert (ledger.owner, ledger.items.count()) == (member, 6)
    assert items(ledger) == [
        ("m1", "", None, "not_begun"),
        ("m2", "", date(2026, 6, 30), "not_begun"),
        ("m3", "", None, "not_begun"),
        ("m4", "", date(2026, 3, 31), "not_begun"),
        ("m5", "", date(2026, 4, 20), "not_begun"),
        ("m6", "", date(2026, 12, 31), "not_begun"),
    ]
    second = ledger.items.get(measure="m2")
    assert (second.text, second.problem) == (
        "6月底前读完两本原著。",
        "1. 原著读得少\n2. 学用结合不紧",
    )
    assert happened(ledger) == []


def test_only_the_last_approval_opens_it(
    member: User, meeting: Meeting, secretary: User, superior: User
) -> None:
    states.ask(meeting, 2)
    draft = states.endorsed(states.written(member, meeting), secretary)
    assert not Ledger.objects.exists()
    states.moved(draft, Action.CONFIRM, superior)
    assert Ledger.objects.get().draft == draft


def test_an_approval_that_fails_opens_nothing(
    member: User, meeting: Meeting, secretary: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = states.submitted(states.written(member, meeting))

    def broken(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("drafting.review.decisions.moves.notices.tell", broken)
    with pytest.raises(RuntimeError):
        states.moved(draft, Action.APPROVE, secretary)
    assert (Ledger.objects.count(), states.fresh(draft).state) == (0, "submitted")


def test_approving_again_changes_it_item_by_item(ledger: Ledger, passed: Pass) -> None:
    said = Said("under_way", date(2026, 3, 31), notes="列好了书单", evidence="采编部的回执")
    keeping.save_item(ledger.items.get(measure="m4"), said, 1)
    text = changed(paper(), m1="每周自学不少于三个小时", m2="9月底前读完两本原著", m4=None, m5=None)
    part = text.parts[2]
    new = Point(id="m7", claim="五月前办好老年读者专架")
    text = replace(text, parts=(*text.parts[:2], replace(part, points=(new, *part.points))))
    passed(text)
    assert sorted(items(ledger)) == [
        ("m1", "changed", None, "not_begun"),
        ("m2", "changed", date(2026, 9, 30), "not_begun"),
        ("m3", "", None, "not_begun"),
        ("m4", "gone", date(2026, 3, 31), "under_way"),
        ("m5", "gone", date(2026, 4, 20), "not_begun"),
        ("m6", "", date(2026, 12, 31), "not_begun"),
        ("m7", "added", date(2026, 5, 31), "not_begun"),
    ]
    assert keeping.said_of(ledger.items.get(measure="m4")) == said
    assert happened(ledger)[1:] == [
        ("m1", "changed", "每周自学不少于两个小时。每月底前交一页笔记。", "每周自学不少于三个小时。每月底前交一页笔记。"),
        ("m2", "changed", "6月底前读完两本原著。", "9月底前读完两本原著。"),
        ("m7", "added", "", "五月前办好老年读者专架。"),
        ("m4", "gone", "2026年3月31日前补齐大字书。", ""),
        ("m5", "gone", "三个月内把书架修好。", ""),
    ]  # fmt: skip
    passed(paper())
    assert {measure: standing for measure, standing, *_ in items(ledger)} == {
        "m1": "changed", "m2": "changed", "m3": "", "m4": "", "m5": "", "m6": "", "m7": "gone",
    }  # fmt: skip
    assert ledger.items.get(measure="m4").notes == "列好了书单"


def test_a_limit_that_the_member_has_chosen_stays(ledger: Ledger, passed: Pass) -> None:
    own = date(2026, 8, 1)
    for measure in ("m2", "m3"):
        keeping.save_item(ledger.items.get(measure=measure), Said("not_begun", own), 1)
    passed(changed(paper(), m2="9月底前读完两本原著", m3="5月底前走访两户读者"))
    assert [due for measure, _, due, _ in items(ledger) if measure in ("m2", "m3")] == [own, own]


def test_a_paper_begun_anew_goes_on_with_the_same_ledger(
    ledger: Ledger, member: User, meeting: Meeting, secretary: User
) -> None:
    keeping.save_item(ledger.items.get(measure="m3"), Said("lasting", notes="走访了两户"), 1)
    old = ledger.draft
    assert old is not None
    lifecycle.discard(states.moved(old, Action.REOPEN, secretary, "重写。"))
    again = lifecycle.begin_draft(member, meeting.framework, meeting=meeting, text=paper())[0]
    text = edits.remove_point(paper(), "m6")
    part = text.parts[2]
    renamed = tuple(replace(point, id=f"x{point.id}") for point in part.points)
    text = replace(text, removed=(), parts=(*text.parts[:2], replace(part, points=renamed)))
    Draft.objects.filter(pk=again.pk).update(document=states.codec.dump(text))
    states.approved(states.fresh(again), secretary)
    ledger.refresh_from_db()
    assert (ledger.draft, Ledger.objects.count()) == (again, 1)
    kept = ledger.items.get(measure="xm3")
    assert (kept.state, kept.notes, kept.problem, kept.standing) == (
        "lasting", "走访了两户", "", "changed",
    )  # fmt: skip
    assert ledger.items.get(measure="m6").gone


def test_the_ledger_outlives_the_paper(ledger: Ledger) -> None:
    draft = ledger.draft
    assert draft is not None
    # what a deployment's own clearing away may do; the pages delete no paper that was handed in
    ReviewEvent.objects.filter(draft=draft).exists()
    Draft.objects.filter(pk=draft.pk).update(discarded_at="2026-02-01T00:00:00Z")
    ledger.refresh_from_db()
    assert ledger.items.count() == 6
    assert Ledger._meta.get_field("draft").remote_field.on_delete.__name__ == "SET_NULL"
