"""The form of a decision: what was typed and ticked, carried to the services as it is."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict

from drafting.common.numbers import number_or
from drafting.drafts.models import Draft
from drafting.review.decisions.lifecycle import Action
from drafting.review.decisions.reasons import known_reasons


@dataclass(frozen=True, slots=True)
class Decision:
    """What a reviewer decided: the action, the round and state that the page showed, the note and
    the reasons ticked."""

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
        round=number_or(data.get("round", ""), 0),
        state=state if state in Draft.State.values else "",
        note=data.get("note", ""),
        reasons=tuple(known_reasons(data.getlist("reasons"))),
    )
