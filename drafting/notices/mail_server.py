"""The mail server as the digest sees it: a letter is taken, not taken, or nobody is there to take
it."""

from __future__ import annotations

from contextlib import suppress
from smtplib import (
    SMTPException,
    SMTPNotSupportedError,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPSenderRefused,
)
from types import TracebackType
from typing import Any, Final, Self

from django.core.mail import EmailMessage, get_connection

#: So many broken conversations in one round, and the server is not well.
MOST_TROUBLES: Final = 3


class NotTaken(Exception):
    """This letter was not taken; another one may be. The message never holds an address or a word
    of the letter."""


class Away(Exception):
    """The mail server cannot be reached or is not well; the message as that of NotTaken."""


class Post:
    """A conversation with the mail server of the settings, opened with the first letter and again
    after a fault."""

    def __init__(self) -> None:
        self._connection: Any = get_connection()
        self._open = False
        self._troubles = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._close()

    def send(self, message: EmailMessage) -> None:
        """Hand a letter over. Returns once the server has said that it takes it; raises NotTaken or
        Away."""
        try:
            if not self._open:
                self._connection.open()
                self._open = True
        except (SMTPException, OSError) as error:
            raise Away(_said(error)) from None
        try:
            self._connection.send_messages([message])
        except SMTPSenderRefused as error:
            # all letters have the same sender: the next one would not be taken either
            self._close()
            raise Away(_said(error)) from None
        except (
            SMTPResponseException,
            SMTPRecipientsRefused,
            SMTPNotSupportedError,
            ValueError,
        ) as error:
            # an answer about this letter, or a letter that cannot be written (ValueError: an
            # address in odd characters)
            self._close()
            raise NotTaken(_said(error)) from None
        except (SMTPException, OSError) as error:
            self._close()
            self._troubles += 1
            raise (Away if self._troubles >= MOST_TROUBLES else NotTaken)(_said(error)) from None

    def _close(self) -> None:
        if self._open:
            self._open = False
            with suppress(SMTPException, OSError):
                self._connection.close()


def _said(error: Exception) -> str:
    """The kind of a fault and the code of the server's answer. Its words may repeat addresses."""
    codes: list[int] = []
    if isinstance(error, SMTPResponseException):
        codes = [error.smtp_code]
    elif isinstance(error, SMTPRecipientsRefused):
        codes = sorted({code for code, _ in error.recipients.values()})
    return " ".join([type(error).__name__, *map(str, codes)])
