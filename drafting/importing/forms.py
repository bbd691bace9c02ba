"""Forms of the importing room: they check and carry, services write."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.field_sentences import FieldSentences
from accounts.models import User
from drafting.drafts.forms import BeginForm, FrameworkField
from drafting.importing.files import SUFFIXES
from drafting.importing.selectors import known_frameworks

NOTHING = "请选择要导入的文件，或者把文字粘贴在下面。"
BOTH = "文件和粘贴的文字一次只能导入一样，请去掉其中一样。"


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


class UploadForm(FieldSentences, forms.Form):
    """The file or the pasted text, and the framework that its areas are matched to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"] = forms.FileField(
            label="选择文件",
            required=False,
            allow_empty_file=True,
            error_messages={
                "missing": NOTHING,
                "invalid": "文件没有传上来，请再选一次。",
            },
            widget=forms.FileInput(attrs={"accept": ",".join(SUFFIXES)}),
        )
        self.fields["text"] = forms.CharField(label="粘贴文字", required=False, strip=False)
        self.fields["framework"] = KnownFrameworkField()

    def clean(self) -> dict[str, Any]:
        """One of the two: a file or a text."""
        cleaned = super().clean() or {}
        text = str(cleaned.get("text") or "")
        if "file" not in self.errors and bool(cleaned.get("file")) == bool(text.strip()):
            self.add_error("file", BOTH if text.strip() else NOTHING)
        return cleaned


class FrameworkForm(FieldSentences, forms.Form):
    """Another framework to match the areas to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["framework"] = KnownFrameworkField()


class ConfirmForm(BeginForm):
    """For which meeting or framework a draft is begun from an import, and whether its numbers
    stay."""

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(user, *args, **kwargs)
        del self.fields["source"]
        self.fields["as_numbered"] = forms.BooleanField(label="保留原稿的序号", required=False)
