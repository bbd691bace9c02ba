"""The rules for passwords: Django's, with every sentence in Chinese (its own translation is
incomplete)."""

from typing import Any

from django.contrib.auth import password_validation as base
from django.core.exceptions import ValidationError


class Length(base.MinimumLengthValidator):
    def get_error_message(self) -> str:
        return f"密码太短，至少需要 {self.min_length} 个字符。"

    def get_help_text(self) -> str:
        return f"至少 {self.min_length} 个字符。"


class NotNumeric(base.NumericPasswordValidator):
    def get_error_message(self) -> str:
        return "密码不能全是数字。"

    def get_help_text(self) -> str:
        return "不能全是数字。"


#: What people here make a password of that Django's list, gathered elsewhere, does not have; each
#: alone, or with digits and signs about it (Dangyuan@2026), is among the first that are tried.
_COMMON = """
    admin administrator aini beijing changeme dang dangwei dangyuan dangzhibu demo dzb gongchandang
    guest huawei kouling login mima minzhu mishu mm nihao password passwd pass passw pw qaz qazwsx
    qwe qwer qwerty root shuji sunshine sys test user welcome wo woaini wangluo xuexi xuexiqiangguo
    yonghu zaq zhangsan zhaojing zhaojingdemo zhibu zhongguo zhonggong zuzhi zzb zxc zxcvbn abc abcd
    a aa aaa
"""
_COMMON_WORDS = frozenset(_COMMON.split())


class NotCommon(base.CommonPasswordValidator):
    """Refuses Django's list, and a common word with only digits and signs beside it."""

    def validate(self, password: str, user: Any = None) -> None:
        super().validate(password, user)
        letters = "".join(one for one in password.lower() if one.isalpha())
        if letters in _COMMON_WORDS:
            raise ValidationError(self.get_error_message(), code="password_too_common")

    def get_error_message(self) -> str:
        return "这个密码太常见，容易被猜中。"

    def get_help_text(self) -> str:
        return "不能是常见密码。"


class NotPersonal(base.UserAttributeSimilarityValidator):
    """Knows our own fields: the name is one field here."""

    def __init__(self) -> None:
        super().__init__(user_attributes=("username", "name", "email", "phone"))

    def get_error_message(self) -> str:
        return "密码与%(verbose_name)s太相似。"

    def get_help_text(self) -> str:
        return "不能与用户名、电话、邮箱相近。"
