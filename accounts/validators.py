"""The rules for passwords: Django's, with every sentence in Chinese (its own translation is
incomplete)."""

from typing import Any

from django.conf import settings
from django.contrib.auth import password_validation as base
from django.core.exceptions import ValidationError

from accounts.codes import Role


def shortest_for(user: Any) -> int:
    """How many characters a password has at least: more where it opens what others wrote, or the accounts of others
    (any role but that of a member). An account that is not stored yet is one that is made at the console."""
    if user is None:
        return int(settings.PASSWORD_LENGTH)
    has_office = (
        user.pk is None
        or user.is_superuser
        or user.memberships.active().exclude(role=Role.MEMBER).exists()
    )
    return int(settings.PASSWORD_LENGTH_OFFICES if has_office else settings.PASSWORD_LENGTH)


def too_short_for(user: Any, password: str) -> str:
    """What is said of a password that is too short for whoever has it; "" where it is not."""
    if len(password) >= settings.PASSWORD_LENGTH_OFFICES:
        return ""
    least = shortest_for(user)
    whose = "您的角色" if least > settings.PASSWORD_LENGTH else ""
    return f"密码太短，{whose}至少需要 {least} 个字符。" if len(password) < least else ""


class Length:
    """The number of characters, by what the password opens."""

    def validate(self, password: str, user: Any = None) -> None:
        if said := too_short_for(user, password):
            raise ValidationError(said, code="password_too_short")

    def get_help_text(self) -> str:
        least, offices = settings.PASSWORD_LENGTH, settings.PASSWORD_LENGTH_OFFICES
        more = f"，书记、副书记和管理员至少 {offices} 个" if offices > least else ""
        return f"至少 {least} 个字符{more}。"


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


#: So many different characters have the passwords that somebody thinks of; keys that are only held
#: down give fewer.
_FEWEST = 5
#: Keys and letters in a row, there and back.
_ROWS = ("abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "01234567890")


def _is_a_row(password: str) -> bool:
    """Whether all but two of its characters are keys that lie in a row, in stretches of three and
    more."""
    rows = [*_ROWS, *(row[::-1] for row in _ROWS)]
    rest, others = password.lower(), 0
    while rest and others < 3:
        longest = next(
            (n for n in range(len(rest), 2, -1) if any(rest[:n] in row for row in rows)), 0
        )
        others += not longest
        rest = rest[longest or 1 :]
    return others < 3


class NotCommon(base.CommonPasswordValidator):
    """Refuses Django's list, a common word with only digits and signs beside it, and what is only
    keys held down or in a row."""

    def validate(self, password: str, user: Any = None) -> None:
        super().validate(password, user)
        letters = "".join(one for one in password.lower() if one.isalpha())
        few = len(set(password.lower())) < _FEWEST
        if letters in _COMMON_WORDS or few or _is_a_row(password):
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
