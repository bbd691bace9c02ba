"""The form that takes a reference text in."""

from __future__ import annotations

from typing import Any, Final

from django import forms

from accounts.field_sentences import FieldSentences
from accounts.models import Organization, User
from drafting.desk.references.services import organizations_kept_by
from drafting.importing.files import read_bytes
from drafting.importing.source import UnreadableFile

#: What may be chosen here.
SUFFIXES: Final = (".docx", ".txt")
NOTHING: Final = "请选择文件，或者把文字粘贴在下面。"
BOTH: Final = "文件和粘贴的文字一次只能载入一样，请去掉其中一样。"
NAME_LENGTH: Final = 80


class ReferenceForm(FieldSentences, forms.Form):
    """A name, for which organisation, and the text: a file or what was pasted."""

    organization = forms.ModelChoiceField(
        label="用于哪个党组织", queryset=Organization.objects.none(), empty_label=None,
        error_messages={"required": "请选择党组织。", "invalid_choice": "不能为这个党组织载入，请重新选择。"},
    )  # fmt: skip
    name = forms.CharField(
        label="名称", max_length=NAME_LENGTH,
        error_messages={"required": "请填写名称，以后好认。", "max_length": f"名称最多 {NAME_LENGTH} 个字。"},
    )  # fmt: skip
    file = forms.FileField(
        label="选择文件", required=False, allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ",".join(SUFFIXES)}),
        error_messages={"invalid": "文件没有传上来，请再选一次。"},
    )  # fmt: skip
    text = forms.CharField(label="粘贴文字", required=False, strip=False)

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = organizations_kept_by(user)
        self.fields["organization"].queryset = kept  # type: ignore[attr-defined]
        self.fields["organization"].initial = kept.first()

    def clean(self) -> dict[str, Any]:
        """One of the two, read."""
        data = super().clean() or {}
        pasted, file = str(data.get("text") or ""), data.get("file")
        if "file" not in self.errors and bool(file) == bool(pasted.strip()):
            self.add_error("file", BOTH if file else NOTHING)
        elif file:
            data["text"] = self._read(file)
        return data

    def _read(self, file: Any) -> str:
        if not file.name.lower().endswith(SUFFIXES):
            self.add_error("file", f"只能载入 {'、'.join(SUFFIXES)} 文件，请另存为其中一种。")
            return ""
        try:
            return read_bytes(file.read(), file.name).text
        except UnreadableFile as error:
            self.add_error("file", str(error))
            return ""
