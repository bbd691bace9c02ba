"""A limit that is near is told of once, under the bell and in the digest; never what the measure is."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from drafting.notices.models import Notice
from drafting.rectification.ledger import keeping
from drafting.rectification.ledger.keeping import Said
from drafting.rectification.ledger.models import Ledger
from drafting.rectification.ledger.reminders import remind, reminder
from drafting.rectification.tasks import remind_of_limits

pytestmark = pytest.mark.django_db
DUE = date(2026, 3, 31)


def told(user: User) -> list[str]:
    found = Notice.objects.filter(user=user, kind=Notice.Kind.DEADLINE).order_by("pk")
    return list(found.values_list("text", flat=True))


def test_a_limit_is_told_of_once(ledger: Ledger, member: User, own: Client) -> None:
    title = ledger.meeting.title
    assert remind(date(2026, 3, 23)) == 0
    assert [remind(date(2026, 3, day)) for day in (24, 24, 28, 31)] == [1, 0, 0, 0]
    assert told(member) == [
        f"“{title}”的整改台账里有 1 条措施还有7天到期（3月31日），请更新完成情况。"
    ]
    notice = Notice.objects.get(user=member, kind="deadline")
    assert notice.url == reverse("ledger:page", args=[ledger.pk])
    own.get(notice.url)
    notice.refresh_from_db()
    assert notice.read_at is not None


def test_a_moved_limit_is_told_of_again_and_those_of_a_day_together(
    ledger: Ledger, member: User
) -> None:
    remind(date(2026, 3, 30))
    for measure in ("m1", "m4"):
        one = ledger.items.get(measure=measure)
        keeping.save_item(one, Said("under_way", date(2026, 4, 20)), one.version)
    assert [remind(date(2026, 4, 18)), remind(date(2026, 4, 19))] == [1, 0]
    assert told(member)[1:] == [
        f"“{ledger.meeting.title}”的整改台账里有 3 条措施还有2天到期（4月20日），请更新完成情况。"
    ]


def test_what_is_finished_or_gone_is_not_told_of(ledger: Ledger) -> None:
    keeping.save_item(ledger.items.get(measure="m4"), Said("done", DUE), 1)
    ledger.items.filter(measure="m2").update(due=DUE, standing="gone")
    keeping.save_item(ledger.items.get(measure="m3"), Said("lasting", DUE), 1)
    assert remind(DUE) == 0


def test_nobody_who_left_is_told(ledger: Ledger, member: User) -> None:
    User.objects.filter(pk=member.pk).update(is_active=False)
    assert remind(DUE) == 0


def test_the_words_say_how_long_there_is() -> None:
    found = [reminder("会议", 2, DUE, date(2026, 3, day)) for day in (30, 31)]
    assert found == [
        "“会议”的整改台账里有 2 条措施还有1天到期（3月31日），请更新完成情况。",
        "“会议”的整改台账里有 2 条措施今天（3月31日）到期，请更新完成情况。",
    ]
    assert "已经过了" in reminder("会议", 1, DUE, date(2026, 4, 2))


def test_the_task_calls_it(ledger: Ledger, member: User) -> None:
    ledger.items.filter(measure="m1").update(due=timezone.localdate())
    remind_of_limits()
    assert len(told(member)) == 1
