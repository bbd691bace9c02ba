"""Rows of people."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractUser, UserManager
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone

from accounts.codes import TextSize
from accounts.one_time import last_day, taken_until
from accounts.prepared import Given, PreparedRead


class People(UserManager["User"]):
    """Django's manager of people, quicker where somebody is read by their key alone, as each request
    does for whom its session names."""

    def get(self, *args: Any, **kwargs: Any) -> User:
        # not the manager of a relation, which is made of this one: that knows only some people
        key = kwargs.get("pk")
        if type(self) is not People or args or len(kwargs) > 1 or not isinstance(key, int):
            return super().get(*args, **kwargs)
        found = _BY_KEY.first(self.db, pk=key)
        if found is None:
            raise User.DoesNotExist
        return found

    # for migrations it is Django's own: nothing of it concerns the table
    def __eq__(self, other: object) -> bool:
        return isinstance(other, UserManager)

    def __hash__(self) -> int:
        return hash(UserManager)


class User(AbstractUser):
    """A person who signs in.

    One field for the name (姓名): a Chinese name is not split into first and last name.
    """

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField("姓名", max_length=50)
    phone = models.CharField(
        "联系电话",
        max_length=20,
        blank=True,
        validators=[
            RegexValidator(r"^\+?[0-9][0-9 \-]{4,18}$", "联系电话只能由数字、空格和连字符组成。")
        ],
    )
    email = models.EmailField("电子邮箱", blank=True)
    is_demo = models.BooleanField("演示账号", default=False, editable=False)
    must_change_password = models.BooleanField(
        "下次登录须修改密码", default=False, help_text="勾选后，本人下次登录时须先修改密码。"
    )
    #: Django's: what a page or a command has set since the last save, not what is only hashed anew.
    _password: str | None
    #: Since when they have the one-time password that is to be changed; None where they have none.
    one_time_since = models.DateTimeField(
        "一次性密码发出时间", null=True, blank=True, editable=False
    )
    #: Since when everything personal of them is gone (注销): nobody signs in with it ever again.
    erased_at = models.DateTimeField("注销时间", null=True, blank=True, editable=False)
    text_size = models.CharField(
        "字号",
        max_length=10,
        choices=TextSize,
        default=TextSize.STANDARD,
        db_default=TextSize.STANDARD,
    )

    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects: ClassVar[People] = People()

    class Meta:
        verbose_name = "人员"
        verbose_name_plural = "人员"
        ordering = ["username"]

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._password is not None:
            self.one_time_since = timezone.now() if self.must_change_password else None
            if (fields := kwargs.get("update_fields")) is not None:
                kwargs["update_fields"] = {*fields, "one_time_since"}
        super().save(*args, **kwargs)

    @property
    def one_time_until(self) -> datetime.date | None:
        """The last day on which their one-time password is taken; None where they have none, where
        nobody signs in with it, and for a superuser, whom perhaps nobody could give another."""
        if not self.must_change_password or self.one_time_since is None or self.is_superuser:
            return None
        return last_day(self.one_time_since) if settings.LOCAL_SIGN_IN == "everybody" else None

    @property
    def one_time_said(self) -> str:
        """That day as lists say it; empty where there is none."""
        day = self.one_time_until
        return taken_until(day) if day else ""

    @property
    def one_time_over(self) -> bool:
        """Whether their one-time password is taken no more."""
        until = self.one_time_until
        return until is not None and until < timezone.localdate()


_BY_KEY = PreparedRead(lambda: User._base_manager.filter(pk=Given("pk", User._meta.pk)).order_by())
