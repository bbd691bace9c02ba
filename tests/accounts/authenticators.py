"""An authenticator on somebody's telephone."""

from __future__ import annotations

import time

import pyotp

from accounts.models import SecondFactor, User
from accounts.second_factor.authenticator import new_secret
from accounts.second_factor.sealing import seal
from accounts.services.second_factor import new_recovery_codes


class Authenticator:
    """Shows the codes of a key: of now, or so many steps later."""

    def __init__(self, secret: str) -> None:
        self.secret = secret

    def code(self, later: int = 0) -> str:
        return pyotp.TOTP(self.secret).at(time.time(), counter_offset=later)

    def wrong(self) -> str:
        """Six digits that are no code of these minutes."""
        near = {self.code(later) for later in range(-3, 4)}
        return next(code for code in map("{:06}".format, range(10)) if code not in near)


def give_second_step(user: User) -> tuple[Authenticator, tuple[str, ...]]:
    """Let somebody sign in with a second step; the authenticator and the recovery codes."""
    secret = new_secret()
    SecondFactor.objects.create(user=user, sealed_secret=seal(secret))
    return Authenticator(secret), new_recovery_codes(user)
