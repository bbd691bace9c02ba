"""What beat calls: the names in the schedule are those of tasks, and the tasks do their work."""

from datetime import timedelta
from typing import Any

import pytest
from celery import current_app
from celery.schedules import crontab
from django.conf import settings
from django.utils import timezone

from accounts.models import User
from drafting.notices.models import Notice
from drafting.notices.services.delivery import tell
from drafting.notices.tasks import mail_digests, tidy_notices

SCHEDULE = settings.CELERY_BEAT_SCHEDULE


@pytest.mark.parametrize("name", sorted(SCHEDULE))
def test_each_entry_names_a_task(name: str) -> None:
    current_app.loader.import_default_modules()
    assert SCHEDULE[name]["task"] in current_app.tasks


def test_the_hours() -> None:
    found = {name: entry["schedule"] for name, entry in SCHEDULE.items()}
    assert found["remind-of-deadlines"] == crontab(hour="0", minute="30")
    assert found["remind-of-limits"] == crontab(hour="0", minute="40")
    assert found["mail-digests"] == crontab(hour="8,14", minute="0")
    assert found["tidy-notices"] == crontab(hour="4", minute="10")
    assert (settings.CELERY_TIMEZONE, current_app.conf.timezone) == (
        "Asia/Shanghai",
        "Asia/Shanghai",
    )


def test_the_digest_goes_on_in_another_task(
    people: list[User], mail_settings: Any, broker: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import redis

    from drafting.notices.services import digest

    tell(people, Notice.Kind.FILE, "文件已生成。")
    real = digest.send_digests
    monkeypatch.setattr(digest, "send_digests", lambda after: real(after, patience=-1))
    mail_digests()
    with redis.from_url(broker) as client:
        assert client.llen("celery") == 1
    monkeypatch.undo()
    mail_digests()
    assert Notice.objects.filter(mailed_at=None).count() == 0


def test_tidying(member: User) -> None:
    tell([member], Notice.Kind.FILE, "文件已生成。")
    Notice.objects.update(read_at=timezone.now() - timedelta(days=181))
    tidy_notices()
    assert Notice.objects.count() == 0
