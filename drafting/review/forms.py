"""The reviewer's forms: what was typed, carried to the services as it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from drafting.drafts.models import Draft
from drafting.review.lifecycle import Action
from drafting.review.models import Comment
from drafting.review.reasons import known_reasons


class CommentForm(forms.Form):
    """A comment: where it stands (a node, a field and a range in it) and what it says."""

    node = forms.CharField(required=False, max_length=40)
    field = forms.CharField(required=False, max_length=12)
    start = forms.IntegerField(required=False, min_value=0)
    end = forms.IntegerField(required=False, min_value=0)
    kind = forms.ChoiceField(choices=Comment.Kind, required=False)
    text = forms.CharField(required=False)
    # its blanks belong to the wording, and an empty one is not the same as none
    suggestion = forms.CharField(required=False, strip=False, empty_value="")
    round = forms.IntegerField(required=False, min_value=0)


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
    """What a posted form of a comment says; what cannot be read is left to the service to refuse."""
    form = CommentForm(data)
    form.is_valid()
    values = form.cleaned_data
    return Typed(
        node=values.get("node", ""),
        field=values.get("field", ""),
        start=values.get("start") or 0,
        end=values.get("end") or 0,
        kind=values.get("kind", ""),
        text=data.get("text", ""),
        suggestion=data.get("suggestion"),
        round=values.get("round") or 0,
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
    action, state, number = data.get("action", ""), data.get("state", ""), data.get("round", "")
    return Decision(
        action=Action(action) if action in set(Action) else None,
        round=int(number) if number.isascii() and number.isdecimal() and len(number) < 9 else 0,
        state=state if state in Draft.State.values else "",
        note=data.get("note", ""),
        reasons=tuple(known_reasons(data.getlist("reasons"))),
    )
