"""Forms of the second step. They check what was typed; services and views judge it."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.contrib.auth import authenticate, user_login_failed
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from accounts.field_sentences import FieldSentences
from accounts.models import User
from accounts.outside.identity import NotIdentified
from accounts.second_factor.authenticator import DIGITS, as_code
from accounts.services import second_factor
from accounts.services.second_factor import Use

_SHAPE: Final = "动态码是 6 位数字，恢复码是 12 个字母和数字，请检查后重新输入。"
_SIX: Final = "动态码是 6 位数字，请看着手机上的身份验证器重新输入。"
SAID: Final = {
    Use.BEFORE: "这个码已经用过了。动态码请等手机上换了下一个再输入，恢复码请换一个。",
    Use.WRONG: "动态码不正确。",
    Use.UNREADABLE: "系统的密钥换过，动态码暂时不能用。请用恢复码，或者请系统管理员重置两步验证。",
}


def refused(request: HttpRequest, user: User, use: Use) -> str:
    """What is said of a code that was not taken; a wrong one counts as a failed sign-in (django-axes)."""
    if use is not Use.WRONG:
        return SAID[use]
    user_login_failed.send(__name__, credentials={"username": user.username}, request=request)
    return SAID[use]


class CodeForm(FieldSentences, forms.Form):
    """A code of the authenticator or a recovery code; ``recovery`` asks for the latter."""

    code = forms.CharField(
        label="动态码", max_length=100, error_messages={"required": "请输入动态码。"}
    )

    def __init__(self, *args: Any, recovery: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.widget.attrs |= {"autofocus": True, "autocapitalize": "none", "spellcheck": "false"}
        if recovery:
            field.label = "恢复码"
            field.error_messages["required"] = "请输入恢复码。"
            field.widget.attrs["autocomplete"] = "off"
        else:
            field.widget.attrs |= {"autocomplete": "one-time-code", "inputmode": "numeric"}

    def clean_code(self) -> str:
        code = as_code(self.cleaned_data["code"])
        if not code:
            raise ValidationError(_SHAPE)
        return code


class KnownForm(FieldSentences, forms.Form):
    """Shows once more who somebody is: by the password, or by a code where they have none here. What is wrong counts
    as a failed sign-in."""

    password = forms.CharField(
        label="登录密码",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "请输入登录密码。"},
    )

    def __init__(self, request: HttpRequest, *args: Any, asked: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.user: User = request.user  # type: ignore[assignment]
        if not self.user.has_usable_password():
            self.fields["password"] = forms.CharField(
                label="动态码或恢复码",
                max_length=100,
                error_messages={"required": "请输入动态码或恢复码。"},
                widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}),
            )
        if not asked:
            del self.fields["password"]

    def clean_password(self) -> str:
        typed: str = self.cleaned_data["password"]
        if not self.user.has_usable_password():
            code = as_code(typed)
            use = second_factor.use_code(self.user, code) if code else None
            if use is None:
                raise ValidationError(_SHAPE)
            if not use:
                raise ValidationError(refused(self.request, self.user, use))
        elif not self._is_password(typed):
            said = getattr(self.request, "directory_said", "密码不正确。")
            raise ValidationError(said)
        return typed

    def _is_password(self, typed: str) -> bool:
        try:
            found = authenticate(self.request, username=self.user.username, password=typed)
        except NotIdentified as error:
            raise ValidationError(str(error)) from error
        return found == self.user


class SetUpForm(KnownForm):
    """The first code of a new authenticator."""

    code = forms.CharField(
        label="动态码",
        max_length=100,
        error_messages={"required": "请输入手机上显示的动态码。"},
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )
    field_order = ["code", "password"]

    def clean_code(self) -> str:
        code = as_code(self.cleaned_data["code"])
        if len(code) != DIGITS:
            raise ValidationError(_SIX)
        return code
