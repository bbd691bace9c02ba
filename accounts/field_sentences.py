"""What a form says of a field where Django would speak: one sentence that names the field."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from django import forms
from django.forms.models import ModelForm
from django.utils.choices import CallableChoiceIterator

#: What Django shows for a choice that is not made yet.
_DASHES: Final = "---------"
_CHOOSE_AGAIN: Final = "没有这个{label}，请重新选择。"
#: By the code of what is wrong; a field that has a sentence of its own keeps it.
_SENTENCES: Final = {
    "null_characters_not_allowed": "{label}里有不能保存的字符，请删去后重新填写。",
    "unique": "已经有这个{label}，请换一个。",
}
_CHOICE: Final = {
    "invalid_choice": _CHOOSE_AGAIN,
    "invalid_list": _CHOOSE_AGAIN,
    "invalid_pk_value": _CHOOSE_AGAIN,
}
_NUMBER: Final = {
    "invalid": "{label}请填整数。",
    "min_value": "{label}不能小于 %(limit_value)s。",
    "max_value": "{label}不能大于 %(limit_value)s。",
}
_DAY: Final = {"invalid": "{label}不对，请写成 2026-12-31 这样。"}
_FILE: Final = {
    "invalid": "没有收到文件，请重新选择。",
    "missing": "没有收到文件，请重新选择。",
    "empty": "文件是空的，请检查是不是选错了文件。",
    "max_length": "文件名太长，请改短后重新选择。",
}
_TEXT: Final = {"max_length": "{label}最多 %(limit_value)d 个字。"}


class FieldSentences:
    """Beside a form class: each field that has no sentence of its own for what can be wrong with it
    gets one with its label, and a choice that is not made yet reads as words instead of dashes.

    ``unchosen`` says by name what it means to leave a choice open; otherwise 请选择 where one has to
    be made, 不选 where not.
    """

    base_fields: dict[str, forms.Field]
    unchosen: dict[str, str] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # once for a class: each form copies its fields, and a page may have a hundred forms
        if "fields_speak" not in type(self).__dict__:
            self._give_sentences_to_class()
        super().__init__(*args, **kwargs)

    @classmethod
    def _give_sentences_to_class(cls) -> None:
        for name, field in cls.base_fields.items():
            _give_sentences(field, _model_messages(cls, name))
            if isinstance(field, forms.ChoiceField):
                _name_unchosen(field, cls.unchosen.get(name))
        cls.fields_speak = True  # type: ignore[attr-defined]


def _model_messages(form: type, name: str) -> dict[str, Any]:
    """What the column behind a field says of its own accord."""
    if not issubclass(form, ModelForm) or form._meta.model is None:
        return {}
    columns = {column.name: column for column in form._meta.model._meta.fields}
    return (columns[name]._error_messages or {}) if name in columns else {}


def _give_sentences(field: forms.Field, own: dict[str, Any]) -> None:
    said = {"required": _required(field), **_SENTENCES, **_of_kind(field)}
    defaults = _defaults(type(field))  # type: ignore[arg-type]
    told = {getattr(one, "code", "") for one in field.validators if "message" in vars(one)}
    for code, sentence in said.items():
        now = field.error_messages.get(code)
        kept = code in told or code in own
        if (now is None and not kept) or (now is not None and now == defaults.get(code)):
            field.error_messages[code] = sentence.format(label=field.label or "内容")


def _required(field: forms.Field) -> str:
    if isinstance(field, forms.FileField):
        return "请选择文件。"
    return "请选择{label}。" if isinstance(field, forms.ChoiceField) else "请填写{label}。"


def _of_kind(field: forms.Field) -> dict[str, str]:
    kinds = (
        (forms.ChoiceField, _CHOICE),
        (forms.IntegerField, _NUMBER),
        (forms.DateField, _DAY),
        (forms.FileField, _FILE),
        (forms.CharField, _TEXT),
    )
    return next((said for kind, said in kinds if isinstance(field, kind)), {})


@cache
def _defaults(kind: type[forms.Field]) -> dict[str, Any]:
    """What Django says of a field of this class."""
    found: dict[str, Any] = {}
    for cls in reversed(kind.__mro__):
        found.update(getattr(cls, "default_error_messages", {}))
    return found


def _name_unchosen(field: forms.ChoiceField, said: str | None) -> None:
    words = said or ("请选择" if field.required else "不选")
    if isinstance(field, forms.ModelChoiceField):
        if field.empty_label == _DASHES:
            field.empty_label = words
        return
    if isinstance(field.choices, CallableChoiceIterator):
        return  # what a function gives may be another thing tomorrow, and never has the dashes
    choices: Any = field.choices
    named = [(value, words if label == _DASHES else label) for value, label in choices]
    if named != list(choices):
        field.choices = named
