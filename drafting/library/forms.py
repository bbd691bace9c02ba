"""The curator's form of a phrase, and the form that takes an .xlsx."""

from __future__ import annotations

import zipfile
from typing import Any

from django import forms
from import_export.forms import ImportForm

from drafting.document.text import clean
from drafting.library.models import Phrase
from drafting.library.selectors import category_choices
from drafting.library.services import phrase_faults, set_category

#: An import of the whole starter library has 100 KB and unpacks to 1 MB.
MAX_UPLOAD = 5 * 1024 * 1024
MAX_UNPACKED = 50 * 1024 * 1024


class PhraseForm(forms.ModelForm):
    """A phrase with one choice of category in place of three columns."""

    category = forms.ChoiceField(label="分类", required=False)

    class Meta:
        model = Phrase
        fields = (
            "part",
            "claim",
            "elaboration",
            "example",
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
        }
        help_texts = {
            "claim": "一句话点明问题，不写句号。导语、结束语等成段文字不填。",
            "elaboration": "需要撰写人补充的事实写成空项，如 {时间}、{事项}。",
            "example": "只有问题才写，至少留两个空项，由撰写人补充事实。",
            "expires_on": "从这一天起不再提供。",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = category_choices()  # type: ignore[attr-defined]
        if self.instance.category:
            self.initial["category"] = self.instance.category.code

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for name in ("claim", "elaboration", "example"):
            data[name] = clean(data.get(name) or "").strip()
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


class WorkbookImportForm(ImportForm):
    """Takes an .xlsx that is what it says and of a size that can be opened safely."""

    def clean_import_file(self) -> Any:
        upload = self.cleaned_data["import_file"]
        if upload.size > MAX_UPLOAD:
            raise forms.ValidationError("文件超过 5 MB，请分成几个文件导入。")
        try:
            with zipfile.ZipFile(upload) as archive:
                unpacked = sum(entry.file_size for entry in archive.infolist())
                if "xl/workbook.xml" not in archive.namelist():
                    raise zipfile.BadZipFile
        except zipfile.BadZipFile:
            raise forms.ValidationError("这不是 .xlsx 文件，请用“下载模板”得到的表格填写后导入。") from None
        if unpacked > MAX_UNPACKED:
            raise forms.ValidationError("文件展开后过大，请分成几个文件导入。")
        upload.seek(0)
        return upload
