"""The forms of an offer: the member's, the curator's."""

from __future__ import annotations

import hashlib
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from accounts.field_sentences import FieldSentences
from drafting.contributions.models import Contribution
from drafting.contributions.selectors import LONGEST, SHORTEST, Sentence, categories_for
from drafting.document.text import characters, clean
from drafting.library.forms import PhraseForm
from drafting.library.models import Phrase
from drafting.library.rules import hole_names

#: Of the reason that a curator gives (characters).
REASON = 200


class OfferForm(FieldSentences, forms.Form):
    """The words that shall leave, the category, and whether the member's name goes along."""

    text = forms.CharField(
        label="送出的文字", strip=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="已经把看得出的人名、单位、地名、时间和数字换成了空项，还可以再改。",
        error_messages={"required": "请写出要推荐的文字。"},
    )  # fmt: skip
    category = forms.ChoiceField(
        label="分类", required=False,
        error_messages={"invalid_choice": "没有这个分类，请重新选择。"},
    )  # fmt: skip
    named = forms.BooleanField(
        label="署名推荐", required=False,
        help_text="勾选的，素材库管理员看得到您的姓名，素材的编写人写您；不勾的，谁也看不到是谁推荐的。",
    )  # fmt: skip

    def __init__(self, sentence: Sentence, data: QueryDict | None, initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        choices = categories_for(sentence.part)
        if choices:
            self.fields["category"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["category"]

    def clean_text(self) -> str:
        text = " ".join(clean(self.cleaned_data["text"]).split())
        number = characters(text)
        if not SHORTEST <= number <= LONGEST:
            raise ValidationError(
                f"请写 {SHORTEST} 到 {LONGEST} 个字，一两句话就够，现有 {number} 个字。"
            )
        bare = text
        for name in hole_names(text):
            bare = bare.replace(f"{{{name}}}", "")
        if "{" in bare or "}" in bare:
            raise ValidationError("空项请写成 {名称}，名称为 1 至 8 个汉字，如 {时间}。")
        return text

    @property
    def mark(self) -> str:
        """Says whether what is confirmed is what was shown."""
        said = sorted(self.cleaned_data.items())
        return hashlib.sha256(repr(said).encode()).hexdigest()[:32]


class TakeForm(PhraseForm):
    """The phrase that a curator makes of an offer."""

    field_order = ("part", "category")

    note = forms.CharField(
        label="给推荐人的话", max_length=REASON, required=False,
        help_text="可以不写；改动大的，说一句为什么。",
        error_messages={"max_length": f"最多 {REASON} 个字。"},
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = [str(Phrase.State.APPROVED), str(Phrase.State.DRAFT)]
        state = self.fields["state"]
        state.choices = [  # type: ignore[attr-defined]
            (value, label) for value, label in Phrase.State.choices if value in kept
        ]

    class Meta(PhraseForm.Meta):
        fields = ("part", "claim", "elaboration", "example", "questions", "roles", "unit_types",
                  "state")  # type: ignore[assignment] # fmt: skip
        widgets = {
            "claim": forms.Textarea(attrs={"rows": 2}),
            "elaboration": forms.Textarea(attrs={"rows": 4}),
            "example": forms.Textarea(attrs={"rows": 3}),
            "questions": forms.Textarea(attrs={"rows": 3}),
        }


class DeclineForm(FieldSentences, forms.Form):
    """Why an offer is declined; the member reads it."""

    reason = forms.CharField(
        label="不采用的原因", max_length=REASON,
        help_text="推荐人看得到，请写一句能照着改的话。",
        error_messages={
            "required": "请写一句为什么不采用，推荐人看得到。",
            "max_length": f"原因最多 {REASON} 个字。",
        },
    )  # fmt: skip

    def clean_reason(self) -> str:
        return " ".join(clean(self.cleaned_data["reason"]).split())


def first_values(contribution: Contribution) -> dict[str, Any]:
    """What the curator's form begins with: the text in the field that it was of."""
    text, field = contribution.text, contribution.field
    # a claim is a sentence without its full stop; running parts have none
    return {
        "part": contribution.part,
        "category": contribution.category,
        field: text.rstrip("。") if field == Contribution.Field.CLAIM else text,
        "state": Phrase.State.APPROVED,
    }
