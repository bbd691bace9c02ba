"""What examinations look at: the cast of the exports, and a mail server."""

from tests.exports.conftest import *  # noqa: F403
from tests.notices.conftest import mail_settings, mailbox

__all__ = ["mail_settings", "mailbox"]
