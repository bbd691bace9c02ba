"""The papers of a meeting beside one another."""

from __future__ import annotations

import math

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Organization, User
from drafting.drafts.models import Draft
from drafting.drafts.services import lifecycle
from drafting.meetings.models import Meeting
from drafting.proofing.alikeness.models import PairShare
from drafting.proofing.alikeness.pairs import MeetingShares, shares_of
from tests.cast import published
from tests.factories import person
from tests.proofing.alikeness.disguise import Disguise
from tests.review.states import material, submitted, written
from tests.wizard.papers import point, put, store, stored

pytestmark = pytest.mark.django_db

OWN = (
    "二月领的四本书，到年底只翻完一本，其余三本没有拆封。",
    "八月下村九次，每次都坐在村委会听汇报，没有进过一户人家。",
    "十月的读书笔记只记了半页，过后再没有打开看。",
)


@pytest.fixture
def copier(member: User, meeting: Meeting) -> Draft:
    """The member's paper, a disguised copy of the colleague's, handed in."""
    text = Disguise().paper(material())
    return submitted(
        lifecycle.begin_draft(member, meeting.framework, meeting=meeting, text=text)[0]
    )


@pytest.fixture
def own(branch: Organization, meeting: Meeting) -> Draft:
    """A third paper that has nothing to do with those, handed in."""
    third = person("third", "马骏", branch)
    draft = lifecycle.begin_draft(third, meeting.framework, meeting=meeting)[0]
    points = [point(f"p{n}", text[:12], elaboration=text) for n, text in enumerate(OWN)]
    store(draft, put(stored(draft), "theory", *points))
    return submitted(draft)


def by_draft(found: MeetingShares) -> dict[object, dict[object, float]]:
    return {paper.round.draft: dict(paper.colleagues) for paper in found.papers}


def test_a_copy_and_a_paper_of_ones_own(
    handed: Draft, copier: Draft, own: Draft, meeting: Meeting
) -> None:
    found = by_draft(shares_of(meeting, math.inf))
    assert found.keys() == {handed.pk, copier.pk, own.pk}
    assert found[copier.pk][handed.pk] >= 0.8
    assert found[handed.pk][copier.pk] >= 0.5
    assert (
        max(
            (
                share
                for key in (handed, copier)
                for other, share in found[key.pk].items()
                if other == own.pk
            ),
            default=0,
        )
        <= 0.05
    )
    assert max(found[own.pk].values(), default=0) <= 0.05


def test_only_the_pairs_of_a_new_paper_are_worked_out(
    handed: Draft, copier: Draft, meeting: Meeting, secretary: User
) -> None:
    shares_of(meeting, math.inf)
    before = dict(PairShare.objects.values_list("pk", "share"))
    assert len(before) == 2
    with CaptureQueriesContext(connection) as known:
        shares_of(meeting, math.inf)
    submitted(written(secretary, meeting))
    assert shares_of(meeting, seconds=0).left == 4
    assert shares_of(meeting, math.inf).left == 0
    assert PairShare.objects.count() == 6
    assert before.items() <= dict(PairShare.objects.values_list("pk", "share")).items()
    with CaptureQueriesContext(connection) as more:
        shares_of(meeting, math.inf)
    assert len(more) == len(known)


def test_the_own_former_paper_and_the_library_per_person(
    copier: Draft, member: User, meeting: Meeting
) -> None:
    lifecycle.begin_draft(member, published("2022-zuzhi"), text=material())
    (paper,) = shares_of(meeting, math.inf).papers
    assert paper.kinds["former"] >= 0.8
    assert 0 <= paper.kinds["library"] < 0.2
