"""The writers of the review room."""

from drafting.review.services.answers import accept_suggestion, reply
from drafting.review.services.comments import (
    add_comment,
    change_comment,
    open_comment_again,
    resolve_comment,
    withdraw_comment,
)
from drafting.review.services.handing_in import NotReady, submit
from drafting.review.services.moves import Raced, Refused, move
from drafting.review.services.readings import note_reading, note_readings

__all__ = [
    "NotReady",
    "Raced",
    "Refused",
    "accept_suggestion",
    "add_comment",
    "change_comment",
    "move",
    "note_reading",
    "note_readings",
    "open_comment_again",
    "reply",
    "resolve_comment",
    "submit",
    "withdraw_comment",
]
