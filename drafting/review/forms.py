"""The reviewer's forms: what was typed, carried to the services as it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from drafting.drafts.models import Draft
from drafting.review.lifecycle import Action
from drafting.review.models import Comment
from drafting.review.reasons import known_reasons


@dataclass(frozen=True, slots=True)
class Typed:
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
    """What a posted form of a comment says; a place that there is not is left to the service to refuse."""
    return Typed(
        node=data.get("node", ""),
        field=data.get("field", ""),
        start=whole(data.get("start", "")),
        end=whole(data.get("end", "")),
        kind=data.get("kind", ""),
        text=data.get("text", ""),
        suggestion=data.get("suggestion"),
        round=whole(data.get("round", "")),
    )


@dataclass(frozen=True, slots=True)
class Decision:
    """What a reviewer decided: the action, the round and state that the page showed, the note and the reasons ticked."""

    action: Action | None = None
    round: int = 0
    state: str = ""
    note: str = ""
    reasons: tuple[str, ...] = ()


def decided(data: QueryDict) -> Decision:
    """What a posted decision says; an unknown action or state is none."""
    action, state = data.get("action", ""), data.get("state", "")
    return Decision(
        action=Action(action) if action in set(Action) else None,
        round=whole(data.get("round", "")),
        state=state if state in Draft.State.values else "",
        note=data.get("note", ""),
        reasons=tuple(known_reasons(data.getlist("reasons"))),
    )


def whole(text: str) -> int:
    """A whole number in a request; 0 for anything that no page of ours sends."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0
