"""The form of a fact: carries what was typed to the services."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.field_sentences import FieldSentences
from drafting.document.text import clean
from drafting.facts.models import Fact
from drafting.facts.services import Note
from drafting.facts.wording import Words
from drafting.fields import PastDayField
from drafting.frameworks.spec import TAXONOMY_AREAS

#: Characters of a text, and of those that stand on one line.
LONGEST = 2000
SHORT = {"time": 60, "place": 100, "people": 100}
TEXTS = ("what", *SHORT, "did", "led_to", "thought")


class OwnText(forms.CharField):
    """A text as it is typed; one that is too long is kept and refused with a sentence."""

    def __init__(self, most: int, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=most, strip=False, **kwargs)
        self.error_messages["max_length"] = f"最多 {most} 个字，请删减后再保存。"

    def to_python(self, value: Any) -> str:
        """The cleaned text."""
        return clean(str(value)) if value is not None else ""


def _lines(rows: int, placeholder: str = "") -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "class": "form-control", "placeholder": placeholder})


def _line(placeholder: str) -> forms.TextInput:
    return forms.TextInput(
        attrs={"class": "form-control", "placeholder": placeholder, "autocomplete": "off"}
    )


class FactForm(FieldSentences, forms.Form):
    """A fact as its owner writes it; only 什么事 is needed."""

    what = OwnText(LONGEST, label="什么事", widget=_lines(3, "用自己的话记一件事，一句也行"))
    time = OwnText(SHORT["time"], label="什么时候", widget=_line("如：3月初、上半年、开学第一周"))
    day = PastDayField(
        label="具体日期",
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "form-control"}),
        error_messages={"invalid": "日期不对，请写成 2025-03-05 这样，也可以不填。"},
    )
    place = OwnText(SHORT["place"], label="在哪里", widget=_line("如：二楼借阅台"))
    people = OwnText(SHORT["people"], label="和谁", widget=_line("如：值班的同事、来还书的读者"))
    did = OwnText(LONGEST, label="我做了什么、没做什么", widget=_lines(2))
    led_to = OwnText(LONGEST, label="带来什么结果", widget=_lines(2))
    thought = OwnText(LONGEST, label="当时怎么想", widget=_lines(2))
    source = forms.ChoiceField(
        label="来源",
        choices=Fact.Source.choices,
        initial=Fact.Source.OWN,
        required=False,
        widget=forms.Select(attrs={"class": "form-select"}),
        error_messages={"invalid_choice": "请从列表里选一个来源。"},
    )
    area = forms.ChoiceField(
        label="方面",
        choices=[("", "保存后由系统看文字提议"), *((area, area) for area in TAXONOMY_AREAS)],
        required=False,
        widget=forms.Select(attrs={"class": "form-select"}),
        error_messages={"invalid_choice": "请从列表里选一个方面。"},
    )

    def clean_what(self) -> str:
        """The one text that is needed."""
        what = str(self.cleaned_data["what"])
        if not what.strip():
            raise forms.ValidationError("请先写一句：是什么事。")
        return what

    def note(self) -> Note:
        """What the valid form says."""
        said = self.cleaned_data
        return Note(
            words=Words(**{name: said[name] for name in TEXTS}),
            day=said["day"],
            source=said["source"] or Fact.Source.OWN,
            area=said["area"],
        )


def form_of(fact: Fact) -> FactForm:
    """The form with a stored fact; an area that is only proposed is not chosen."""
    initial = {name: getattr(fact, name) for name in (*TEXTS, "day", "source")}
    return FactForm(initial=initial | {"area": fact.area if fact.area_confirmed else ""})
