"""The demo's meetings."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from accounts.models import User
from drafting.meetings.models import Meeting
from drafting.meetings.selectors import open_meetings_for

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _demo(db: None) -> None:
    load()


def load() -> None:
    call_command("load_demo", stdout=StringIO())


def test_members_meet_where_they_belong() -> None:
    def titles(username: str) -> list[str]:
        return [meeting.title for meeting in open_meetings_for(User.objects.get(username=username))]

    assert titles("liuyang") == ["县图书馆党支部2023年主题教育专题组织生活会"]
    assert titles("tanglu") == ["文旅公司党支部2023年主题教育专题组织生活会"]
    assert titles("linjing") == [
        "县图书馆党支部2023年主题教育专题组织生活会",
        "局党委班子2023年主题教育专题民主生活会",
    ]
    assert titles("luomin") == []


def test_a_deadline_that_has_passed_is_moved_ahead() -> None:
    Meeting.objects.update(deadline=timezone.localdate() - timedelta(days=400))
    load()
    ahead = [
        (day - timezone.localdate()).days
        for day in Meeting.objects.values_list("deadline", flat=True)
    ]
    assert sorted(ahead) == [9, 12, 20]
