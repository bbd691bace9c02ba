"""Rows of how people sign in: the sessions they are in, and the second step."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from accounts.models.people import User


class SignIn(models.Model):
    """That somebody signed in (登录), in which session and on what device; gone with the session."""

    user = models.ForeignKey(User, models.CASCADE, related_name="sign_ins", verbose_name="人员")
    session_key = models.CharField(max_length=40, unique=True, editable=False)
    device = models.CharField("设备", max_length=60, editable=False)
    began_at = models.DateTimeField("登录时间", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "登录"
        verbose_name_plural = "登录"

    def __str__(self) -> str:
        return f"{self.user} {self.device}"


class SecondFactor(models.Model):
    """That somebody signs in with a second step (两步验证), and the key of their authenticator, sealed
    (second_factor/sealing.py)."""

    user = models.OneToOneField(
        User, models.CASCADE, primary_key=True, related_name="second_factor", verbose_name="人员"
    )
    sealed_secret = models.TextField(editable=False)
    # of the last code taken, in steps of 30 seconds since 1970: no code is taken twice
    last_step = models.PositiveBigIntegerField(default=0, editable=False)
    since = models.DateTimeField("启用时间", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "两步验证"
        verbose_name_plural = "两步验证"

    def __str__(self) -> str:
        return f"{self.user} 的两步验证"


class RecoveryCode(models.Model):
    """A code (恢复码) that stands in for the authenticator once; only its hash is kept."""

    user = models.ForeignKey(
        User, models.CASCADE, related_name="recovery_codes", verbose_name="人员"
    )
    encoded = models.CharField(max_length=128, editable=False)
    used_at = models.DateTimeField("用掉的时间", null=True, editable=False)

    class Meta:
        verbose_name = "恢复码"
        verbose_name_plural = "恢复码"

    def __str__(self) -> str:
        return f"{self.user} 的恢复码"
