import logging
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from drafting.notices.models import Notice
from drafting.notices.services.delivery import tell
from drafting.notices.services.digest import Sent, send_digests
from drafting.notices.services.inbox import choose_mail
from drafting.notices.tasks import mail_digests
from tests.factories import UserFactory
from tests.threads import at_once

Kind = Notice.Kind

BODY = """刘洋，您好：

您在照镜有 2 条新提醒：

1. 孙蕾撤回了“组织生活会”的材料，改好后会再提交。

2. 林静退回了您为“组织生活会”写的材料，请按意见修改后再提交。
   https://zhaojing.example.cn/drafts/bin/

全部提醒：
https://zhaojing.example.cn/notices/

本邮件由系统自动发送，请不要回复。不想再收到，请登录后在“提醒设置”中关闭：
https://zhaojing.example.cn/notices/settings/
"""


def news(*users: User) -> None:
    tell(users, Kind.RETURNED, "林静退回了您的材料。", "/drafts/bin/")


def recipients() -> list[str]:
    return [message.to[0] for message in mail.outbox]


def unmailed() -> int:
    return Notice.objects.filter(mailed_at=None).count()


def test_one_letter_with_all_that_is_new(people: list[User], mail_settings: Any) -> None:
    member = people[0]
    text = "林静退回了您为“组织生活会”写的材料，请按意见修改后再提交。"
    tell([member], Kind.RETURNED, text, "/drafts/bin/")
    tell([member], Kind.CHANGED, "孙蕾撤回了“组织生活会”的材料，改好后会再提交。")
    assert send_digests() == Sent(letters=1)
    letter = mail.outbox[0]
    said = letter.message()
    assert (letter.subject, letter.body, letter.to) == (
        "照镜：2 条新提醒",
        BODY,
        ["member@example.cn"],
    )
    assert (letter.from_email, letter.cc, letter.bcc, letter.attachments) == (
        "照镜 <zhaojing@example.cn>",
        [],
        [],
        [],
    )
    assert (
        said["Auto-Submitted"],
        said["List-Unsubscribe"],
        said["Content-Transfer-Encoding"],
    ) == (
        "auto-generated",
        "<https://zhaojing.example.cn/notices/settings/>",
        "base64",
    )
    assert unmailed() == 0
    assert send_digests() == Sent()
    assert len(mail.outbox) == 1


@pytest.mark.db_sensitive
def test_who_gets_a_letter_and_who_does_not(people: list[User], mail_settings: Any) -> None:
    member, colleague, secretary = people
    without = UserFactory(email="")
    gone = UserFactory(email="gone@example.cn", is_active=False)
    choose_mail(member, True)
    choose_mail(colleague, False)
    news(member, colleague, secretary, without, gone)
    Notice.objects.filter(user=secretary).update(read_at=timezone.now())
    assert send_digests() == Sent(letters=1)
    assert recipients() == ["member@example.cn"]
    # who switches it on again hears of what is still unread
    choose_mail(colleague, True)
    assert send_digests() == Sent(letters=1)
    assert recipients() == ["member@example.cn", "colleague@example.cn"]


def test_old_news_is_not_mailed(people: list[User], mail_settings: Any) -> None:
    news(people[0], people[1])
    eight_days_ago = timezone.now() - timedelta(days=8)
    Notice.objects.filter(user=people[0]).update(created_at=eight_days_ago)
    assert send_digests() == Sent(letters=1)
    assert recipients() == ["colleague@example.cn"]


def test_without_a_mail_server_nothing_is_sent_nor_asked(
    people: list[User], django_assert_num_queries: Any
) -> None:
    news(*people)
    with django_assert_num_queries(0):
        assert send_digests() == Sent()
    assert (mail.outbox, unmailed()) == ([], 3)


@pytest.mark.db_sensitive
def test_what_is_read_while_the_letter_is_written_waits(
    people: list[User], mail_settings: Any
) -> None:
    """A letter holds all it was to hold, or is not sent: the person is just reading."""
    from drafting.notices.services import digest

    news(people[0])
    news(people[0])
    for person, notices in digest._waiting(0):
        Notice.objects.filter(pk=notices[0].pk).update(read_at=timezone.now())
        assert digest._claim(notices) is None, person
    assert unmailed() == 2
    assert send_digests() == Sent(letters=1)
    assert mail.outbox[0].subject == "照镜：1 条新提醒"


@pytest.mark.db_sensitive
def test_queries_for_two_hundred_people(mail_settings: Any, db: None) -> None:
    def queries(count: int, start: int) -> int:
        users = User.objects.bulk_create(
            User(username=f"u{n}", name=f"党员{n}", email=f"u{n}@example.cn")
            for n in range(start, start + count)
        )
        news(*users)
        with CaptureQueriesContext(connection) as made:
            assert send_digests() == Sent(letters=count)
        reading = [query for query in made if query["sql"].startswith("SELECT")]
        claims = [query for query in made if query["sql"].startswith("UPDATE")]
        assert len(claims) == count
        return len(reading)

    assert queries(5, 0) == 3  # people, their notices, and that there is nobody else
    assert queries(200, 5) == 5


def test_when_the_time_is_over_another_task_goes_on(
    people: list[User], mail_settings: Any, broker: str
) -> None:
    import redis

    news(*people)
    assert send_digests(patience=-1) == Sent(after=0)
    assert send_digests(after=people[0].pk) == Sent(letters=2)
    assert recipients() == ["colleague@example.cn", "secretary@example.cn"]
    mail_digests()  # nobody is left but one, and the time suffices
    with redis.from_url(broker) as client:
        assert client.llen("celery") == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.db_sensitive
def test_two_workers_at_once_send_each_notice_once(people: list[User], mail_settings: Any) -> None:
    users = people + [UserFactory(email=f"p{n}@example.cn") for n in range(12)]
    news(*users)
    news(*users[:6])
    answers = at_once([send_digests] * 4)
    assert sum(answer.letters for answer in answers) == 15  # type: ignore[attr-defined]
    assert sorted(recipients()) == sorted(user.email for user in users)
    assert unmailed() == 0


def test_the_log_names_no_address_and_no_words(
    people: list[User], mail_settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    news(*people)
    with caplog.at_level(logging.DEBUG):
        send_digests()
    assert [record.getMessage() for record in caplog.records] == ["digest: 3 letters sent"]
