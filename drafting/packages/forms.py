"""The forms of a package: what goes into one, and one that is uploaded."""

from __future__ import annotations

from typing import Any, Final

from django import forms

from accounts.field_sentences import FieldSentences
from drafting.document.text import clean
from drafting.library.models import Phrase
from drafting.packages import package_file
from drafting.packages.contents import ALL, NONE, OWN, Wanted

_RADIO: Final = forms.RadioSelect(attrs={"class": "form-check-input"})
_TICKS: Final = forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"})


class MakeForm(FieldSentences, forms.Form):
    """What a package is called and holds."""

    name = forms.CharField(
        label="名称", max_length=package_file.NAME_LENGTH,
        help_text="同一个名称再次导出就是下一版，对方导入时看得出改了什么。",
        error_messages={"required": "请给素材包起个名称。"},
    )  # fmt: skip
    organisation = forms.CharField(
        label="来源单位", max_length=package_file.ORGANISATION_LENGTH,
        help_text="写在包里，对方看得到。",
        error_messages={"required": "请写明是哪个单位的素材。"},
    )  # fmt: skip
    phrases = forms.ChoiceField(
        label="素材", widget=_RADIO, initial=OWN,
        choices=[(OWN, "本单位编写和修改过的"), (ALL, "已审定的全部"), (NONE, "不放素材")],
        help_text="只放已审定、没有到停用日期的。",
        error_messages={"required": "请选一项。"},
    )  # fmt: skip
    parts = forms.MultipleChoiceField(
        label="用于", widget=_TICKS, choices=Phrase.Part.choices,
        initial=list(Phrase.Part.values), required=False,
        error_messages={"invalid_choice": "材料没有这一部分，请重新选择。"},
    )  # fmt: skip
    formulations = forms.ChoiceField(
        label="提法", widget=_RADIO, initial=OWN,
        choices=[(OWN, "本单位编写和修改过的"), (ALL, "使用中的全部"), (NONE, "不放提法")],
        help_text="谁核对过不放进包里，对方要自己核对。",
        error_messages={"required": "请选一项。"},
    )  # fmt: skip

    def clean_name(self) -> str:
        return " ".join(clean(self.cleaned_data["name"]).split())

    def clean_organisation(self) -> str:
        return " ".join(clean(self.cleaned_data["organisation"]).split())

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for name in ("name", "organisation"):
            if name in data and not data[name]:
                self.add_error(name, "请写出看得见的文字。")
        if data.get("phrases") not in (None, NONE) and not data.get("parts"):
            self.add_error("parts", "请至少勾选一种用途，或者选“不放素材”。")
        return data

    def wanted(self) -> Wanted:
        """What was asked for, of a valid form."""
        return Wanted(**self.cleaned_data)


class ReceiveForm(FieldSentences, forms.Form):
    """A package of another unit."""

    file = forms.FileField(
        label="素材包（.json）",
        error_messages={
            "required": "请先选文件。", "empty": package_file.EMPTY, "invalid": "请先选文件。",
        },
    )  # fmt: skip

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        if upload.size > package_file.MOST_BYTES:
            raise forms.ValidationError(package_file.TOO_LARGE)
        return upload
