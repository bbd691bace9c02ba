"""The writers of notices."""

from drafting.notices.services.digest import Sent, send_digests
from drafting.notices.services.keeping import (
    choose_mail,
    mark_all_read,
    mark_read,
    mark_unread_again,
    settle,
    tidy,
)
from drafting.notices.services.telling import Telling, tell, tell_all

__all__ = [
    "Sent",
    "Telling",
    "choose_mail",
    "mark_all_read",
    "mark_read",
    "mark_unread_again",
    "send_digests",
    "settle",
    "tell",
    "tell_all",
    "tidy",
]
