"""Whether a meeting asks its committee for a paper of its own (班子材料), and by which framework."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal

from django import forms

from accounts.field_sentences import FieldSentences
from accounts.models import Organization
from drafting.frameworks.models import Framework
from drafting.frameworks.selectors import collective_frameworks
from drafting.meetings.models import Meeting

#: That the choice was on the page: without it nothing was said of the committee's paper.
SENT: Final = "with_collective"


class CollectiveForm(FieldSentences, forms.Form):
    """By which framework the committee writes its paper, empty where it is not asked to; ``rows``
    are those of the meeting's year and kind to choose from. Once the paper is ``begun`` the choice
    stands."""

    collective = forms.ChoiceField(
        label="班子材料", required=False, widget=forms.RadioSelect,
        error_messages={"invalid_choice": "这套方面现在不能选用，请重新选择。"},
    )  # fmt: skip

    def __init__(
        self,
        framework: Framework,
        organization: Organization,
        data: Mapping[str, Any] | None = None,
        *,
        meeting: Meeting | None = None,
    ) -> None:
        self.meeting = meeting
        used = meeting.collective_framework if meeting else None
        super().__init__(data, initial={"collective": used.key if used else ""})
        same = (framework.year, framework.meeting_kind)
        found = collective_frameworks(framework.year, framework.meeting_kind, organization)
        rows = {row.pk: row for row in found.prefetch_related("sections")}
        if used is not None and (used.year, used.meeting_kind) == same:
            rows.setdefault(used.pk, used)
        self.rows = list(rows.values())
        self.begun = meeting is not None and meeting.drafts.filter(collective=True).exists()
        self.fields["collective"].choices = [("", ""), *((row.key, "") for row in self.rows)]  # type: ignore[attr-defined]

    def chosen(self) -> Framework | Literal["", "kept"]:
        """The framework that was chosen, "" for no paper; ``kept`` where the page had no such
        choice or it stands."""
        if SENT not in self.data or self.begun:
            return "kept"
        key = self.cleaned_data["collective"]
        return next((row for row in self.rows if row.key == key), "")

    def framework(self) -> Framework | None:
        """The framework that was chosen for a meeting that is being opened; None for no paper."""
        found = self.chosen()
        return found if isinstance(found, Framework) else None

    def value(self) -> str:
        """The key that the page shows as chosen."""
        return str(self["collective"].value() or "")
