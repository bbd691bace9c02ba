"""Which further variants of its year a meeting uses beside its own framework."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from accounts.field_sentences import FieldSentences
from drafting.frameworks.models import Framework
from drafting.frameworks.selectors import variants_beside
from drafting.meetings.models import Meeting

#: That the form was on the page: a list of ticks that is empty says nothing of itself.
SENT = "with_variants"


class VariantsForm(FieldSentences, forms.Form):
    """The other variants of the framework's year and meeting, ticked where members may write by
    them too; ``rows`` are those to choose from, ``begun`` the keys of those that somebody writes by
    already, which stay."""

    variants = forms.MultipleChoiceField(
        label="同时使用的其他框架", required=False, widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "有一套方面现在不能选用，请重新勾选。"},
    )  # fmt: skip

    def __init__(
        self,
        framework: Framework,
        data: Mapping[str, Any] | None = None,
        *,
        meeting: Meeting | None = None,
    ) -> None:
        used = list(meeting.other_frameworks.prefetch_related("sections")) if meeting else []
        super().__init__(data, initial={"variants": [row.key for row in used]})
        same = (framework.year, framework.meeting_kind)
        rows = {row.pk: row for row in variants_beside(framework).prefetch_related("sections")}
        rows |= {
            row.pk: row for row in used if (row.year, row.meeting_kind) == same and row != framework
        }
        self.rows = sorted(rows.values(), key=lambda row: row.key)
        written = set(meeting.drafts.values_list("framework_id", flat=True)) if meeting else set()
        self.begun = {row.key for row in self.rows if row.pk in written}
        self.fields["variants"].choices = [(row.key, row.key) for row in self.rows]  # type: ignore[attr-defined]

    def chosen(self) -> list[Framework] | None:
        """Those ticked and those that stay; None where the page that was sent had no such list."""
        if SENT not in self.data:
            return None
        ticked = self.begun | set(self.cleaned_data["variants"])
        return [row for row in self.rows if row.key in ticked]

    def ticked(self) -> set[str]:
        """The keys that the page shows as ticked."""
        return self.begun | set(self["variants"].value() or ())
