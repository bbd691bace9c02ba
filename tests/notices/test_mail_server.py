"""The digest and a real mail server, well and unwell."""

import logging
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from drafting.notices import mail_server
from drafting.notices.models import Notice
from drafting.notices.services import digest
from drafting.notices.services.delivery import tell
from drafting.notices.services.digest import Sent, send_digests
from tests.factories import UserFactory
from tests.notices.smtp import Mailbox
from tests.processes import free_port

TEXT = "林静退回了您为“2023年度组织生活会”写的材料，请按意见修改后再提交。"


@pytest.fixture
def news(people: list[User]) -> list[User]:
    """A notice for each of the people."""
    tell(people, Notice.Kind.RETURNED, TEXT, "/drafts/bin/")
    return people


def waiting() -> list[str]:
    """Whose notices were not mailed."""
    return list(
        Notice.objects.filter(mailed_at=None)
        .order_by("pk")
        .values_list("user__username", flat=True)
    )


def test_letters_arrive_in_one_conversation(news: list[User], mailbox: Mailbox) -> None:
    assert send_digests() == Sent(letters=3)
    assert (mailbox.recipients, mailbox.conversations) == ([user.email for user in news], 1)
    letter = mailbox.taken[0][1]
    assert (letter["Subject"], letter["To"], letter["From"]) == (
        "照镜：1 条新提醒",
        "member@example.cn",
        "照镜 <zhaojing@example.cn>",
    )
    body = letter.get_content()
    assert f"1. {TEXT}\n   https://zhaojing.example.cn/drafts/bin/\n" in body
    assert (waiting(), mailbox.signed_in) == ([], [])


def test_name_and_password_are_given(
    news: list[User], mailbox: Mailbox, mail_settings: Any
) -> None:
    mail_settings.EMAIL_HOST_USER, mail_settings.EMAIL_HOST_PASSWORD = "zhaojing", "mi-ma-1"
    assert send_digests() == Sent(letters=3)
    assert mailbox.signed_in == [("zhaojing", "mi-ma-1")]


def test_where_nobody_has_news_no_conversation_begins(people: list[User], mailbox: Mailbox) -> None:
    assert (send_digests(), mailbox.conversations) == (Sent(), 0)


def test_an_address_that_is_refused_keeps_nobody_else_from_the_letter(
    news: list[User], mailbox: Mailbox, caplog: pytest.LogCaptureFixture
) -> None:
    mailbox.refused = {"member@example.cn"}
    with caplog.at_level(logging.INFO):
        assert send_digests() == Sent(letters=2, failed=1)
    assert mailbox.recipients == ["colleague@example.cn", "secretary@example.cn"]
    assert waiting() == ["member"]
    # neither the address, which the server's answer repeats, nor a word of the letter
    assert [record.getMessage() for record in caplog.records] == [
        f"digest: the letter to person {news[0].pk} was not taken: SMTPRecipientsRefused 550",
        "digest: 2 letters sent",
    ]
    mailbox.refused = set()
    assert send_digests() == Sent(letters=1)
    assert mailbox.recipients[2:] == ["member@example.cn"]


def test_a_server_that_is_down_gets_everything_next_time(
    news: list[User], mailbox: Mailbox, mail_settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    mail_settings.EMAIL_PORT = free_port()
    assert send_digests() == Sent(failed=1)
    assert waiting() == ["member", "colleague", "secretary"]
    assert [
        record.getMessage() for record in caplog.records if record.name.startswith("drafting")
    ] == [
        "digest: the mail server is away, the rest waits for the next digest: ConnectionRefusedError"
    ]
    mail_settings.EMAIL_PORT = mailbox.port
    assert send_digests() == Sent(letters=3)
    assert mailbox.recipients == [user.email for user in news]


def test_a_broken_conversation_is_begun_anew(news: list[User], mailbox: Mailbox) -> None:
    mailbox.hang_up = 1
    assert send_digests() == Sent(letters=2, failed=1)
    assert (waiting(), mailbox.conversations) == (["member"], 2)


def test_a_server_that_keeps_breaking_off_is_left_alone(news: list[User], mailbox: Mailbox) -> None:
    later = [UserFactory(email=f"later{n}@example.cn") for n in range(3)]
    tell(later, Notice.Kind.RETURNED, TEXT)
    mailbox.hang_up = 99
    assert send_digests() == Sent(failed=mail_server.MOST_TROUBLES)
    assert (len(waiting()), mailbox.conversations, mailbox.taken) == (
        6,
        mail_server.MOST_TROUBLES,
        [],
    )


def test_a_server_that_refuses_our_sender_is_not_asked_for_everybody(
    news: list[User], mailbox: Mailbox, caplog: pytest.LogCaptureFixture
) -> None:
    mailbox.stranger = True
    assert send_digests() == Sent(failed=1)
    assert (len(waiting()), mailbox.conversations) == (3, 1)
    assert caplog.messages == [
        "digest: the mail server is away, the rest waits for the next digest: SMTPSenderRefused 553"
    ]


def test_a_letter_that_cannot_be_written_stops_nobody(news: list[User], mailbox: Mailbox) -> None:
    User.objects.filter(pk=news[0].pk).update(email="党员@@例子")
    assert send_digests() == Sent(letters=2, failed=1)
    assert waiting() == ["member"]


def test_the_time_limit_of_a_task_gives_the_letter_back(
    news: list[User], mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Celery raises its soft limit wherever the task is; here while the letter is with the
    server."""

    class SoftTimeLimitExceeded(Exception):
        pass

    def too_long(*_args: object) -> None:
        raise SoftTimeLimitExceeded

    monkeypatch.setattr(digest.Post, "send", too_long)
    with pytest.raises(SoftTimeLimitExceeded):
        send_digests()
    assert len(waiting()) == 3


def test_a_process_that_dies_with_a_letter_loses_that_one_and_doubles_none(
    news: list[User], mailbox: Mailbox
) -> None:
    person, notices = next(digest._waiting(0))
    assert digest._claim(notices) is not None  # and then the process is killed
    assert send_digests() == Sent(letters=2)
    assert mailbox.recipients == ["colleague@example.cn", "secretary@example.cn"]
    assert Notice.objects.filter(user=person, read_at=None).count() == 1  # under the bell
    assert Notice.objects.filter(mailed_at__lte=timezone.now()).count() == 3
