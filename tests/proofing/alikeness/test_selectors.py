"""What a paper has in common with those that it may be compared with."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Organization, User
from drafting.document import codec, edits
from drafting.document.model import Document, Point
from drafting.drafts.models import Draft
from drafting.drafts.services import lifecycle
from drafting.meetings.models import Meeting
from drafting.proofing.alikeness.models import ComparableText, ReferenceText
from drafting.proofing.alikeness.selectors import RULES, resemblance_of
from drafting.proofing.selectors import proof_draft
from drafting.review.decisions.lifecycle import Action
from tests.cast import published
from tests.factories import person
from tests.proofing.alikeness.conftest import held
from tests.proofing.alikeness.disguise import Disguise
from tests.review.states import material, moved, submitted, written

pytestmark = pytest.mark.django_db


def disguised() -> Document:
    return Disguise().paper(material())


def begun(owner: User, meeting: Meeting, document: Document) -> Draft:
    """A draft with this text, being written."""
    return read(lifecycle.begin_draft(owner, meeting.framework, meeting=meeting, text=document)[0])


def read(draft: Draft) -> Draft:
    related = ("meeting__organization", "framework", "owner")
    return Draft.objects.select_related(*related).get(pk=draft.pk)


def shares(draft: Draft) -> dict[str, float]:
    """The shares of the draft as it stands."""
    now = read(draft)
    return dict(resemblance_of(now, codec.load(now.document)).shares)


def first_point(document: Document) -> Point:
    return next(one for part in document.parts for area in part.sections for one in area.points)


def rules(draft: Draft, person: User) -> set[str]:
    """The rules that say something of it by comparing."""
    return {item.finding.rule for item in proof_draft(read(draft), person).open} & set(RULES)


def test_a_disguised_copy_of_a_colleagues_paper_is_shown_to_its_author(
    handed: Draft, member: User, meeting: Meeting
) -> None:
    mine = begun(member, meeting, disguised())
    assert shares(mine)["colleague"] >= 0.8
    items = [one for one in proof_draft(mine, member).open if one.finding.rule == RULES[0]]
    assert len(items) > 20
    assert all(one.place is not None and one.step is not None for one in items)
    assert {one.finding.message for one in items} == {"这一处与本支部他人的材料相近。"}


def test_what_a_colleague_is_still_writing_is_compared_with_nothing(
    colleague: User, member: User, meeting: Meeting
) -> None:
    theirs = written(colleague, meeting)
    mine = begun(member, meeting, disguised())
    assert shares(mine) == {}
    submitted(theirs)
    assert shares(mine)["colleague"] >= 0.8
    moved(theirs, Action.WITHDRAW, colleague)
    assert shares(mine) == {}


def test_other_branches_and_later_meetings_are_not_compared(
    handed: Draft, other_branch: Organization, meeting: Meeting, member: User
) -> None:
    elsewhere = person("elsewhere", "周敏", other_branch)
    theirs = held(other_branch, meeting.framework)
    assert shares(begun(elsewhere, theirs, disguised())) == {}
    assert shares(lifecycle.begin_draft(member, meeting.framework, text=disguised())[0]) == {}


def test_an_earlier_meeting_of_the_organisation_counts(
    handed: Draft, branch: Organization, meeting: Meeting, member: User
) -> None:
    later = held(branch, published("2024-zuzhi"), "2024年度组织生活会")
    assert shares(begun(member, later, disguised()))["colleague"] >= 0.6


def test_the_own_former_paper_and_the_mark_goes_with_the_words(
    branch: Organization, member: User, meeting: Meeting
) -> None:
    former = lifecycle.begin_draft(member, published("2022-zuzhi"), text=material())[0]
    mine = begun(member, meeting, Document(**_parts(material(), keep=1)))
    assert rules(mine, member) == {"alike-former"}
    point = first_point(codec.load(mine.document))
    before = [one.finding.node_id for one in proof_draft(mine, member).open].count(point.id)
    assert before
    now = edits.save_values(
        codec.load(mine.document), point.id, {"claim": "", "elaboration": "", "example": ""}, 9
    )
    Draft.objects.filter(pk=mine.pk).update(document=codec.dump(now), version=9)
    left = [one for one in proof_draft(read(mine), member).open if one.finding.rule in RULES]
    assert point.id not in {one.finding.node_id for one in left}
    assert former.pk != mine.pk


def _parts(document: Document, keep: int) -> dict[str, object]:
    parts = tuple(part for part in document.parts if part.role == "problems")[:keep]
    return {**{name: getattr(document, name) for name in document.__slots__}, "parts": parts}


def test_a_reference_text_of_the_unit_above(
    committee: Organization, member: User, meeting: Meeting
) -> None:
    mine = begun(member, meeting, material())
    words = first_point(codec.load(mine.document))
    ReferenceText.objects.create(
        organization=committee, name="网上的范文", text=words.elaboration, content_hash="a" * 64
    )
    assert rules(mine, member) == {"alike-reference"}
    ReferenceText.objects.all().delete()
    assert rules(mine, member) == set()
    assert not ComparableText.objects.filter(reference__isnull=False).exists()


def test_a_stale_row_is_noticed_and_renewed_on_reading(
    member: User, branch: Organization, meeting: Meeting
) -> None:
    former = lifecycle.begin_draft(member, published("2022-zuzhi"), text=material())[0]
    mine = begun(member, meeting, material())
    assert shares(mine)["former"] > 0.9
    empty = codec.load(former.document)
    empty = replace(empty, parts=tuple(replace(one, points=(), sections=()) for one in empty.parts))
    Draft.objects.filter(pk=former.pk).update(document=codec.dump(empty), version=7)
    assert shares(mine).get("former", 0) < 0.2


def test_what_is_known_is_not_worked_out_again(
    handed: Draft, member: User, meeting: Meeting
) -> None:
    mine = begun(member, meeting, disguised())
    first = shares(mine)
    now = read(mine)
    document = codec.load(now.document)
    with CaptureQueriesContext(connection) as queries:
        resemblance_of(now, document)
    assert shares(mine) == first
    assert len(queries) <= 9
    # what is kept may be compared with nothing, never fetched
    assert not any(re.search(r'"content"(,| FROM)', one["sql"]) for one in queries)


def test_a_deleted_draft_takes_its_rows_along(member: User, meeting: Meeting) -> None:
    former = lifecycle.begin_draft(member, published("2022-zuzhi"), text=material())[0]
    mine = begun(member, meeting, material())
    shares(mine)
    assert ComparableText.objects.filter(draft=former).exists()
    former.delete()
    assert not ComparableText.objects.filter(draft__isnull=False).exists()
