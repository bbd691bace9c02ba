"""Forms of the importing room: they check and carry, services write."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.models import User
from drafting.drafts.forms import BeginForm, FrameworkField
from drafting.importing.reading import SUFFIXES
from drafting.importing.selectors import known_frameworks


class KnownFrameworkField(FrameworkField):
    """The framework that an old paper was written for, or none."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label="原来是按哪个框架写的",
            queryset=known_frameworks(),
            to_field_name="key",
            required=False,
            empty_label="不确定，按通用的六个方面识别",
            error_messages={"invalid_choice": "这个框架不能选用，请重新选择。"},
            **kwargs,
        )


class UploadForm(forms.Form):
    """The file, and the framework that its areas are matched to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"] = forms.FileField(
            label="选择文件",
            allow_empty_file=True,
            error_messages={
                "required": "请选择要导入的文件。",
                "missing": "请选择要导入的文件。",
                "invalid": "文件没有传上来，请再选一次。",
            },
            widget=forms.FileInput(attrs={"accept": ",".join(SUFFIXES)}),
        )
        self.fields["framework"] = KnownFrameworkField()


class FrameworkForm(forms.Form):
    """Another framework to match the areas to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["framework"] = KnownFrameworkField()


class ConfirmForm(BeginForm):
    """For which meeting or framework a draft is begun from an import, and whether its numbers stay."""

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(user, *args, **kwargs)
        del self.fields["source"]
        self.fields["as_numbered"] = forms.BooleanField(label="保留原稿的序号", required=False)
