"""Forms of the frameworks' admin pages; they carry data to the services."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from accounts.field_sentences import FieldSentences
from drafting.frameworks.models import Framework, Section
from drafting.frameworks.services.copies import refuse_second
from drafting.frameworks.services.corrections import other_audience
from drafting.frameworks.services.errors import FrameworkError
from drafting.frameworks.spec import TAXONOMY_AREAS, unknown_taxonomy

_YEARS = {"min_value": 2012, "max_value": 2099}
# said once for the four limits of a row, at the last of them
_LIMITS_HELP = {
    "min_points": "",
    "max_points": "",
    "min_characters": "",
    "max_characters": "0 表示不限。",
}
AREAS_HELP = "照通知抄录，每行一个，须与通知一字不差；行首的序号会自动去掉。"
#: The number of a line that was pasted from a notice: 一、 （一） 1. (1) 一是; the paper prints its own.
_NUMBER = re.compile(
    r"^\s*(?:[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)]、?|[一二三四五六七八九十]{1,3}[、.．是]|\d{1,2}[、.．)）])\s*"
)


def area_names(text: str) -> list[str]:
    """The lines of a text as names of areas, without number, blanks at the ends and final full stop
    or semicolon."""
    return [
        name
        for line in text.splitlines()
        if (name := _NUMBER.sub("", line, count=1).strip().rstrip("；;。"))
    ]


class AreasField(forms.CharField):
    """Names of areas, one a line; gives a list and refuses one that is too long or there twice."""

    widget = forms.Textarea(attrs={"rows": 6, "class": "vLargeTextField"})

    def clean(self, value: Any) -> list[str]:
        names = area_names(super().clean(value))
        longest = 200
        for name in names:
            if len(name) > longest:
                raise forms.ValidationError(f"方面“{name[:20]}…”超过{longest}个字符。")
            if names.count(name) > 1:
                raise forms.ValidationError(f"方面“{name}”写了不止一次。")
        return names


class FrameworkForm(FieldSentences, forms.ModelForm):
    """What the notice says about the meeting as a whole; a new framework takes the names of the
    areas too."""

    area_names = AreasField(label="方面名称", required=False, help_text=AREAS_HELP)
    year = forms.IntegerField(label="年度", **_YEARS)  # type: ignore[arg-type]

    class Meta:
        model = Framework
        fields = (
            "year",
            "meeting_kind",
            "variant",
            "audience",
            "name",
            "title",
            "theme",
            "theme_confidence",
            "sources",
            "note",
        )
        widgets = {
            "name": forms.TextInput(attrs={"class": "vLargeTextField"}),
            "title": forms.TextInput(attrs={"class": "vLargeTextField"}),
            "theme": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
            "sources": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
            "note": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        }
        error_messages = {"audience": {"invalid_choice": "没有这一种写法，请重新选择给谁用。"}}
        help_texts = {
            "title": "新材料的默认标题，撰写人可以修改；留空为“名称＋个人（班子）对照检查材料”。"
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "title" in self.fields:
            self.fields["title"].required = False
        if "audience" in self.fields:
            self.fields["audience"].required = False
        if self.instance.pk:
            self.fields.pop("area_names", None)

    def clean_audience(self) -> str:
        """Of a page from before an update, that has no such field: as it was."""
        audience = str(self.cleaned_data["audience"] or self.instance.audience)
        if self.instance.pk and (said := other_audience(self.instance, audience)):
            raise forms.ValidationError(said)
        return audience

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.instance.pk and not {"name", "meeting_kind", "year"} - set(data):
            try:
                names = ("name", "meeting_kind", "year")
                refuse_second(Framework(**{name: data[name] for name in names}))
            except FrameworkError as error:
                raise forms.ValidationError(str(error)) from None
        return data


class PartForm(FieldSentences, forms.ModelForm):
    """A part of the material."""

    class Meta:
        model = Section
        fields = (
            "order",
            "role",
            "name",
            "heading",
            "required",
            "confidence",
            "source",
            "guidance",
            "min_points",
            "max_points",
            "min_characters",
            "max_characters",
        )
        widgets = {
            "name": forms.TextInput(attrs={"class": "vLargeTextField"}),
            "heading": forms.TextInput(attrs={"class": "vLargeTextField"}),
            "guidance": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        }
        help_texts = {
            "name": "",
            "heading": "印在材料里，不带序号；留空用名称。",
            **_LIMITS_HELP,
        }


class AreaForm(PartForm):
    """An area to examine; what it covers is ticked by taxonomy area, or given by the codes of
    single categories."""

    taxonomy_areas = forms.MultipleChoiceField(
        label="对应的问题领域",
        choices=[(area, area) for area in TAXONOMY_AREAS],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="素材库按它筛选；都不选为全部领域。",
    )
    taxonomy_codes = forms.CharField(
        label="另加问题分类",
        required=False,
        help_text="只对应领域中的个别分类时，写分类代码，如“ZZ7、LJ6”。",
    )

    class Meta(PartForm.Meta):
        fields = tuple(name for name in PartForm.Meta.fields if name != "role")  # type: ignore[assignment]
        widgets = PartForm.Meta.widgets | {
            "name": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"})
        }
        help_texts = {
            "name": "与通知一字不差。",
            "heading": "印在材料里，不带序号；留空为“在……方面”。",
            **_LIMITS_HELP,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stored = self.instance.taxonomy
        self.initial["taxonomy_areas"] = [entry for entry in stored if entry in TAXONOMY_AREAS]
        self.initial["taxonomy_codes"] = "、".join(
            entry for entry in stored if entry not in TAXONOMY_AREAS
        )

    def clean_taxonomy_codes(self) -> tuple[str, ...]:
        codes = Section._meta.get_field("taxonomy").to_python(
            self.cleaned_data["taxonomy_codes"].upper()
        )
        if unknown := unknown_taxonomy(codes):
            raise forms.ValidationError(f"“{unknown[0]}”不是分类代码，应像“ZZ7”这样写。")
        return codes

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        areas = tuple(self.cleaned_data.get("taxonomy_areas", ()))
        self.instance.taxonomy = areas + tuple(self.cleaned_data.get("taxonomy_codes", ()))


class CopyForm(FieldSentences, forms.Form):
    """What next year's notice changes; all but the year may be left for later."""

    year = forms.IntegerField(label="年度", **_YEARS)  # type: ignore[arg-type]
    name = forms.CharField(
        label="名称",
        max_length=120,
        required=False,
        help_text="留空则沿用原名称，只换年度。",
        widget=forms.TextInput(attrs={"class": "vLargeTextField"}),
    )
    theme = forms.CharField(
        label="会议主题",
        required=False,
        help_text="照通知抄录；留空则沿用原主题，待核对。",
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
    )
    areas = AreasField(
        label="方面名称",
        required=False,
        help_text=AREAS_HELP + "留空则沿用原来的方面；名称相同的方面保留撰写提示。",
    )


class ConfirmForm(FieldSentences, forms.Form):
    """Which notice the names were compared with."""

    notice = forms.CharField(
        label="所依据的通知",
        max_length=200,
        help_text="写明通知的名称和文号。",
        widget=forms.TextInput(attrs={"class": "vLargeTextField"}),
    )
