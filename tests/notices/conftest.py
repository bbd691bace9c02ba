"""The shared cast with addresses, a configured mail server, and what is read of notices."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from accounts.models import User
from tests.cast import *  # noqa: F403
from tests.notices.smtp import Mailbox, mail_server


@pytest.fixture
def mail_settings(settings: Any) -> Any:
    """As an installation with a mail server has them; letters land in ``mail.outbox``."""
    settings.MAIL_HOST = "mail.example.cn"
    settings.SITE_URL = "https://zhaojing.example.cn"
    settings.DEFAULT_FROM_EMAIL = "照镜 <zhaojing@example.cn>"
    return settings


@pytest.fixture
def mailbox(mail_settings: Any) -> Iterator[Mailbox]:
    """A real mail server that the settings name."""
    with mail_server() as box:
        mail_settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        mail_settings.EMAIL_HOST, mail_settings.EMAIL_PORT = "127.0.0.1", box.port
        mail_settings.EMAIL_USE_TLS = False
        mail_settings.EMAIL_TIMEOUT = 2
        yield box


@pytest.fixture
def people(member: User, colleague: User, secretary: User) -> list[User]:
    """Three people with addresses, by id."""
    found = [member, colleague, secretary]
    for user in found:
        user.email = f"{user.username}@example.cn"
        user.save(update_fields=["email"])
    return found
