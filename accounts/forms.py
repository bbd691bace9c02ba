"""Forms of signing in, the password and one's own contact data. They check and carry; services
write."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator

from accounts.codes import TextSize
from accounts.field_sentences import FieldSentences
from accounts.ldap.backend import may_use_local_password
from accounts.models import User
from accounts.outside.identity import NotIdentified
from accounts.outside.services import services_on


class SignInForm(FieldSentences, AuthenticationForm):
    """User name and password; `expected_username` is sent by a page that asks to sign in again in
    place."""

    expected_username = forms.CharField(required=False, widget=forms.HiddenInput)

    error_messages = {
        "invalid_login": "用户名或密码不正确。",
        "inactive": "该账号已停用，请联系系统管理员。",
        "over": "一次性密码已过期，请联系系统管理员重置；还没有登录过的党员，也可以请书记补发。",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "用户名"
        self.fields["username"].error_messages["required"] = "请输入用户名。"
        self.fields["password"].error_messages["required"] = "请输入密码。"
        # Django only tells the browser how long a name may be, and the counter of failures has a
        # column for each name
        limit = self.username_field.max_length or 254
        self.fields["username"].validators.append(MaxLengthValidator(limit))
        self.fields["username"].error_messages["max_length"] = (
            f"用户名最多 {limit} 个字符，请检查后重新输入。"
        )
        if self.data.get("username") or self.initial.get("username"):
            self.fields["username"].widget.attrs.pop("autofocus", None)
            self.fields["password"].widget.attrs["autofocus"] = True

    def clean_expected_username(self) -> str:
        expected: str = self.cleaned_data["expected_username"]
        # Checked before the password, so that the other person is not signed in to a page that is
        # not theirs.
        if expected and self.cleaned_data.get("username") not in (None, expected):
            raise ValidationError(
                f"本页内容属于用户“{expected}”，请用该账号登录；要换账号，请先离开本页。"
            )
        return expected

    def clean(self) -> dict[str, Any]:
        if self.errors:
            return self.cleaned_data
        try:
            return super().clean()
        except NotIdentified as error:
            raise ValidationError(str(error), code="directory") from error

    def confirm_login_allowed(self, user: Any) -> None:
        super().confirm_login_allowed(user)
        if user.is_demo and not settings.DEMO:
            raise ValidationError("演示账号只能在演示环境中使用。", code="demo")
        if not (getattr(user, "by_directory", False) or may_use_local_password(user)):
            labels = "或".join(f"“{service.label}”" for service in services_on())
            raise ValidationError(f"请点{labels}登录，密码只供超级管理员使用。", code="elsewhere")
        # said to nobody but who knows the password
        if user.one_time_over and not getattr(user, "by_directory", False):
            raise ValidationError(self.error_messages["over"], code="over")

    def get_invalid_login_error(self) -> ValidationError:
        if said := getattr(self.request, "directory_said", ""):
            return ValidationError(said, code="directory")
        failures = getattr(self.request, "axes_failures_since_start", None)
        if failures is None:
            return super().get_invalid_login_error()
        left = max(0, settings.AXES_FAILURE_LIMIT - failures)
        return ValidationError(f"用户名或密码不正确，还可以再试 {left} 次。", code="invalid_login")


class ChangePasswordForm(FieldSentences, PasswordChangeForm):
    """Old password and the new one twice; the validators of the settings judge the new one."""

    error_messages = {
        "password_incorrect": "原密码不正确。",
        "password_mismatch": "两次输入的新密码不一致。",
    }

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(user, *args, **kwargs)
        labels = {
            "old_password": "一次性密码" if user.must_change_password else "原密码",
            "new_password1": "新密码",
            "new_password2": "再次输入新密码",
        }
        for name, label in labels.items():
            self.fields[name].label = label
            self.fields[name].error_messages["required"] = (
                f"请输入{label.removeprefix('再次输入')}。"
            )
        self.fields["new_password2"].help_text = ""

    def clean_new_password1(self) -> str:
        password: str = self.cleaned_data["new_password1"]
        if self.user.check_password(password):
            raise ValidationError("新密码不能与原密码相同。")
        validate_password(password, self.user)
        return password

    def validate_password_for_user(self, user: Any, password_field_name: str = "") -> None:
        """Done above, so that what is wrong stands at the first field and not at its repetition."""


class TextSizeForm(FieldSentences, forms.Form):
    """How large the pages are to be."""

    size = forms.ChoiceField(
        choices=TextSize.choices,
        error_messages={
            "required": "请选择字号。",
            "invalid_choice": "没有这种字号，请从标准、大、特大中选一种。",
        },
    )


class ContactForm(FieldSentences, forms.ModelForm):
    """What people keep themselves; name and memberships are the administrator's."""

    class Meta:
        model = User
        fields = ["phone", "email"]
