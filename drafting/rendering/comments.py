"""Comments as a printed form carries them beside the text. [pure]"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class WordReply:
    """An answer in the thread of a comment. ``created`` is shown by its own clock: give local
    time."""

    author: str
    created: datetime
    text: str


@dataclass(frozen=True, slots=True)
class WordComment:
    """A comment (批注) on the words that the marks with its ``key`` lie on; without such words it
    sits on the title.

    A line break in ``text`` begins a paragraph. ``created`` is shown by its own clock: give local
    time.
    """

    key: str
    author: str
    created: datetime
    text: str
    replies: tuple[WordReply, ...] = ()
    resolved: bool = False

    @property
    def thread(self) -> tuple[WordReply, ...]:
        """The comment itself, then its answers."""
        return WordReply(self.author, self.created, self.text), *self.replies
