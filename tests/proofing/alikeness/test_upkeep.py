"""Rows that are kept fresh without anybody looking."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError
from django.utils import timezone

from accounts.models import Organization, User
from drafting.document import codec
from drafting.drafts.models import Draft, Revision
from drafting.drafts.services import lifecycle
from drafting.meetings.models import Meeting
from drafting.proofing.alikeness import sources
from drafting.proofing.alikeness.models import ComparableText, ReferenceText
from drafting.proofing.alikeness.pairs import MeetingShares, shares_of
from drafting.proofing.tasks import renew_comparable_texts
from tests.review.states import material

pytestmark = pytest.mark.django_db


def test_a_turn_reads_what_was_saved_handed_in_and_loaded_once(
    handed: Draft, member: User, branch: Organization, meeting: Meeting
) -> None:
    mine = lifecycle.begin_draft(member, meeting.framework, meeting=meeting)[0]
    ReferenceText.objects.create(
        organization=branch, name="范文", text="学习靠通知推着走。", content_hash="b" * 64
    )
    renew_comparable_texts()
    rows = {row.pk: row.kept_at for row in ComparableText.objects.all()}
    kinds = ComparableText.objects.values_list("draft", "revision__draft", "reference__name")
    assert {next(filter(None, one)) for one in kinds} == {mine.pk, handed.pk, "范文"}
    renew_comparable_texts()
    assert {row.pk: row.kept_at for row in ComparableText.objects.all()} == rows
    Draft.objects.filter(pk=mine.pk).update(
        version=5, updated_at=timezone.now() + timedelta(minutes=1)
    )
    renew_comparable_texts()
    changed = {row.pk for row in ComparableText.objects.all() if rows.get(row.pk) != row.kept_at}
    assert changed == {ComparableText.objects.get(draft=mine).pk}


def test_what_cannot_be_read_is_tried_once(
    handed: Draft, meeting: Meeting, caplog: pytest.LogCaptureFixture
) -> None:
    draft, rounds = Draft.objects.filter(pk=handed.pk), Revision.objects.filter(draft=handed)
    for text in (draft, rounds):
        text.update(document={"schema": "?"})
    for _ in range(3):
        renew_comparable_texts()
    assert sorted(one.getMessage().rpartition(": ")[2] for one in caplog.records) == [
        "BadDocument"
    ] * (1 + rounds.count())
    assert shares_of(meeting) == MeetingShares((), 0, frozenset({handed.pk}))
    # saved again it is read again
    soon = timezone.now() + timedelta(minutes=1)
    draft.update(document=codec.dump(material()), version=8, updated_at=soon)
    renew_comparable_texts()
    assert ComparableText.objects.get(draft=handed).content


def test_the_command_reads_everything_anew(handed: Draft) -> None:
    out = StringIO()
    call_command("rebuild_alikeness", stdout=out)
    assert out.getvalue() == "已重建，共 2 份。\n"
    assert ComparableText.objects.count() == 2


def test_a_fault_that_passes_is_not_kept(handed: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(error: Exception) -> None:
        def read(_said: object) -> None:
            raise error

        monkeypatch.setattr(sources, "kept_paper", read)

    fail(MemoryError())
    renew_comparable_texts()
    fail(DatabaseError())
    with pytest.raises(DatabaseError):
        renew_comparable_texts()
    assert not ComparableText.objects.exists()
    monkeypatch.undo()
    renew_comparable_texts()
    assert all(row.content for row in ComparableText.objects.all())
    assert ComparableText.objects.filter(draft=handed).exists()
