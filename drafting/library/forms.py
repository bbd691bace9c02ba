"""The curator's form of a phrase, and the form that takes an .xlsx."""

from __future__ import annotations

from typing import Any

from django import forms
from import_export.forms import ImportForm

from accounts.field_sentences import FieldSentences
from accounts.unit_kinds import offered_kinds
from drafting.common.workbooks.archive import (
    MOST_BYTES,
    UnreadableWorkbook,
    checked_archive,
    too_large,
)
from drafting.document.text import clean
from drafting.library import list_json
from drafting.library.models import Phrase
from drafting.library.rules import LONGEST_QUESTION, MOST_QUESTIONS, lines_of
from drafting.library.selectors import category_choices
from drafting.library.services import phrase_faults, set_category


class PhraseForm(FieldSentences, forms.ModelForm):
    """A phrase with one choice of category in place of three columns."""

    unchosen = {"meeting_kind": "通用"}
    category = forms.ChoiceField(label="分类", required=False)

    class Meta:
        model = Phrase
        fields = (
            "part",
            "claim",
            "elaboration",
            "example",
            "questions",
            "help",
            "required_holes",
            "meeting_kind",
            "frameworks",
            "roles",
            "unit_types",
            "line_of_work",
            "depth",
            "state",
            "expires_on",
        )
        widgets = {
            "claim": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
            "elaboration": forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"}),
            "example": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
            "questions": forms.Textarea(attrs={"rows": 6, "class": "vLargeTextField"}),
        }
        help_texts = {
            "claim": "一句话点明问题，不写句号。导语、结束语等成段文字不填。",
            "elaboration": "需要撰写人补充的事实写成空项，如 {时间}、{事项}。",
            "example": "只有问题才写，至少留两个空项，由撰写人补充事实。",
            "questions": "问撰写人自己的事：哪一次、怎么做的、当时怎么想、结果怎样。"
            f"每行一个，最多{MOST_QUESTIONS}个，每个不超过{LONGEST_QUESTION}字。",
            "meeting_kind": "不分哪一种会议的选“通用”。",
            "expires_on": "从这一天起不再提供。",
        }
        error_messages = {
            "part": {
                "required": "请选择用在材料的哪一部分。",
                "invalid_choice": "材料没有这一部分，请重新选择。",
            },
            "help": {
                "required": "请选择先给看哪一样。",
                "invalid_choice": "先给看的只能是提示问题或句架，请重新选择。",
            },
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = category_choices()  # type: ignore[attr-defined]
        units: Any = self.fields.get("unit_types")
        if units is not None:
            units.choices = offered_kinds(self.instance.unit_types)
            units.error_messages["invalid_choice"] = "选的单位类型没有了或者刚刚停用，请重新选择。"
        if self.instance.category:
            self.initial["category"] = self.instance.category.code

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for name in Phrase.TAKEN:
            data[name] = clean(data.get(name) or "").strip()
        data["questions"] = "\n".join(lines_of(clean(data.get("questions") or "")))
        return data

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if "category" in self.cleaned_data:
            set_category(self.instance, self.cleaned_data["category"])
        if "part" not in self.cleaned_data:
            return
        for field, reason in phrase_faults(self.instance).items():
            if field not in self.errors:
                self.add_error(field, reason)


class WorkbookImportForm(FieldSentences, ImportForm):
    """Takes an .xlsx that is what it says and of a size that can be opened safely, or a .json.

    ``unit`` is what a row is called in messages, ``before`` how many lines stand before the first.
    """

    unit, before = "行", 1

    def clean_import_file(self) -> Any:
        upload = self.cleaned_data["import_file"]
        if upload.name.lower().endswith(".json"):
            self.unit, self.before = "条", 0
            if upload.size > list_json.MOST_BYTES:
                raise forms.ValidationError(list_json.too_large())
            return upload
        # before it is read: until now it lies in a temporary file
        if upload.size > MOST_BYTES:
            raise forms.ValidationError(too_large("表格"))
        try:
            checked_archive(upload.read(), upload.name, "表格", ".xlsx 或 .json")
        except UnreadableWorkbook as error:
            raise forms.ValidationError(str(error)) from None
        upload.seek(0)
        return upload

    def clean(self) -> dict[str, Any]:
        """The format goes by the file, not by what was chosen."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        data["format"] = "1" if self.unit == "条" else "0"
        return data
