"""Forms of opinions: carry what was typed to the services."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.field_sentences import FieldSentences
from drafting.document.text import clean
from drafting.fields import PastDayField
from drafting.opinions.models import Opinion
from drafting.opinions.services import MOST, Entered

#: Characters of one opinion, of who said it, and of the sentence that answers it.
LONGEST, SPEAKER, ANSWER = 500, 60, 300


class SaidForm(FieldSentences, forms.Form):
    """What others said to a member, one a line; who inherits says at most how many (``most``), and
    what is said where there is none (``none``)."""

    most: int
    none: str

    speaker = forms.CharField(
        label="谁提的",
        required=False,
        max_length=SPEAKER,
        widget=forms.TextInput(
            attrs={"class": "form-control", "placeholder": "可以不填", "autocomplete": "off"}
        ),
        error_messages={"max_length": f"“谁提的”最多 {SPEAKER} 个字，请写短一些。"},
    )
    lines = forms.CharField(
        label="说了什么",
        required=False,
        strip=False,
        widget=forms.Textarea(
            attrs={"rows": 4, "class": "form-control", "placeholder": "一行一条，可以整段粘贴"}
        ),
    )

    def clean_speaker(self) -> str:
        """Who said it, in one line."""
        return " ".join(clean(str(self.cleaned_data["speaker"])).split())

    def clean_lines(self) -> list[str]:
        """Each line that says something."""
        lines = self._lines(clean(str(self.cleaned_data["lines"] or "")))
        if not lines:
            raise forms.ValidationError(self.none)
        if len(lines) > self.most:
            raise forms.ValidationError(
                f"一次最多 {self.most} 条，现有 {len(lines)} 条，请分几次记。"
            )
        for number, line in enumerate(lines, 1):
            if len(line) > LONGEST:
                where = f"第 {number} 条" if len(lines) > 1 else "这一条"
                raise forms.ValidationError(
                    f"{where}有 {len(line)} 个字，每条最多 {LONGEST} 个字，请删减后再保存。"
                )
        return lines

    def _lines(self, text: str) -> list[str]:
        return [line.strip() for line in text.splitlines() if line.strip()]


class OneSaid(SaidForm):
    """Of one that is entered already; line breaks are its own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lines"].widget.attrs["placeholder"] = ""

    def _lines(self, text: str) -> list[str]:
        return [text.strip()] if text.strip() else []


class OpinionForm(SaidForm):
    """What came in from 征求意见 and 谈心谈话."""

    most = MOST
    none = "请写下说了什么，一行一条。"

    kind = forms.ChoiceField(
        label="来自",
        choices=Opinion.Kind.choices,
        initial=Opinion.Kind.OPINION,
        widget=forms.Select(attrs={"class": "form-select"}),
        error_messages={
            "invalid_choice": "请从列表里选：征求意见，还是谈心谈话。",
            "required": "请选一下：征求意见，还是谈心谈话。",
        },
    )
    day = PastDayField(
        label="哪一天",
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "form-control"}),
        error_messages={"invalid": "日期不对，请写成 2025-03-05 这样，也可以不填。"},
    )
    field_order = ("kind", "speaker", "day", "lines")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["speaker"].widget.attrs["placeholder"] = "如：群众，可以不填"

    def entered(self) -> Entered:
        """What the valid form says."""
        said: dict[str, Any] = self.cleaned_data
        return Entered(said["kind"], said["speaker"], said["day"], said["lines"])


class OneOpinionForm(OneSaid, OpinionForm):
    """One that is entered already."""


def form_of(opinion: Opinion) -> OneOpinionForm:
    """The form with what is stored."""
    return OneOpinionForm(
        initial={
            "kind": opinion.kind,
            "speaker": opinion.speaker,
            "day": opinion.day,
            "lines": opinion.text,
        }
    )
