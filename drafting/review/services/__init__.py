"""The writers of the review room."""

from drafting.review.services.handing_in import NotReady, submit
from drafting.review.services.moves import Raced, Refused, move
from drafting.review.services.readings import note_reading

__all__ = ["NotReady", "Raced", "Refused", "move", "note_reading", "submit"]
