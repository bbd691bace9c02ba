"""The rules for passwords: Django's, with every sentence in Chinese (its own translation is incomplete)."""

from django.contrib.auth import password_validation as base


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


class NotCommon(base.CommonPasswordValidator):
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
