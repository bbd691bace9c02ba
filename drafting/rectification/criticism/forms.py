"""Forms of 批评意见: carry what was typed to the services."""

from __future__ import annotations

from typing import Any

from drafting.opinions.forms import OneSaid, SaidForm
from drafting.rectification.criticism.hearing import MOST, Heard
from drafting.rectification.ledger.models import LedgerItem


class HeardForm(SaidForm):
    """What was said to a member at the meeting."""

    most = MOST
    none = "请写下批评意见，一行一条。"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lines"].label = "批评意见"

    def heard(self) -> Heard:
        """What the valid form says."""
        said: dict[str, Any] = self.cleaned_data
        return Heard(said["speaker"], said["lines"])


class OneHeardForm(OneSaid, HeardForm):
    """One that is entered already."""


def form_of(item: LedgerItem) -> OneHeardForm:
    """The form with what is stored."""
    return OneHeardForm(initial={"speaker": item.speaker, "lines": item.problem})
