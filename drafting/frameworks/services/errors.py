"""Why a framework cannot be changed."""

from __future__ import annotations

from collections.abc import Sequence


class FrameworkError(Exception):
    """The operation is not possible; the message is one Chinese sentence for the person who asked
    for it."""


class NotPublishable(FrameworkError):
    """What is missing before the framework can be published, one sentence each, in ``reasons``."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__("".join(reasons))
        self.reasons = tuple(reasons)
