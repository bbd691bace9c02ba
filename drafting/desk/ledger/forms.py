"""The form above the branch's ledger: what of it is shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict

from accounts.field_sentences import FieldSentences
from drafting.desk.ledger.lines import LedgerLine
from drafting.rectification.states import LABELS_OF_STATES


class LedgerFilter(FieldSentences, forms.Form):
    """Filters, read from the address. What it does not understand it leaves out."""

    person = forms.ChoiceField(label="人员", required=False)
    state = forms.ChoiceField(
        label="状态",
        choices=[
            ("", "全部状态"),
            *((one.value, label) for one, label in LABELS_OF_STATES.items()),
        ],
        required=False,
    )
    overdue = forms.BooleanField(label="已过时限", required=False)

    def __init__(self, data: QueryDict, lines: Iterable[LedgerLine]) -> None:
        super().__init__(data)
        names = dict.fromkeys((line.owner, line.name) for line in lines)
        self.people = [("", "全部人员"), *((str(owner), name) for owner, name in names)]
        self.fields["person"].choices = self.people  # type: ignore[attr-defined]
        self.is_valid()

    @property
    def asked(self) -> dict[str, Any]:
        """What is asked for; nothing empty."""
        return {name: value for name, value in self.cleaned_data.items() if value}

    def chosen(self, lines: Iterable[LedgerLine]) -> list[LedgerLine]:
        """The lines that fit."""
        asked = self.asked
        return [
            line
            for line in lines
            if asked.get("person", str(line.owner)) == str(line.owner)
            and asked.get("state", line.state) == line.state
            and (not asked.get("overdue") or line.overdue > 0)
        ]
