"""The form of a comment: what was typed, carried to the services as it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from drafting.common.numbers import number_or
from drafting.document.ranges import Ranged
from drafting.review.models import Comment


@dataclass(frozen=True, slots=True)
class Typed(Ranged):
    """A comment as it was typed, with its place; also the beginning of a new one."""

    node: str = ""
    field: str = ""
    start: int = 0
    end: int = 0
    kind: str = Comment.Kind.ADVICE
    text: str = ""
    suggestion: str | None = None
    round: int = 0

    @property
    def said(self) -> dict[str, Any]:
        """What it says, as the services take it."""
        return {"kind": self.kind, "text": self.text, "suggestion": self.suggestion}

    @property
    def place(self) -> dict[str, Any]:
        """Where it stands, as ``add_comment`` takes it."""
        return {"node": self.node, "field": self.field, "start": self.start, "end": self.end}


def typed(data: QueryDict) -> Typed:
    """What a posted form of a comment says; a place that there is not is left to the service to
    refuse."""
    return Typed(
        node=data.get("node", ""),
        field=data.get("field", ""),
        start=number_or(data.get("start", ""), 0),
        end=number_or(data.get("end", ""), 0),
        kind=data.get("kind", ""),
        text=data.get("text", ""),
        suggestion=data.get("suggestion"),
        round=number_or(data.get("round", ""), 0),
    )
