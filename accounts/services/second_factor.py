"""Setting up, using and taking away the second step of signing in (两步验证)."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Final

from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.db import transaction
from django.utils import timezone

from accounts.models import RecoveryCode, SecondFactor, User
from accounts.second_factor.authenticator import DIGITS, new_secret, step_of
from accounts.second_factor.sealing import Unreadable, seal, unseal
from accounts.services.account_news import tell
from accounts.services.people import new_code
from accounts.services.record import record
from accounts.services.sessions import end_all

#: How many recovery codes a person has at once.
CODES: Final = 10
#: Of a recovery code's hash: 59 random bits need no more (`people.hash_one_time_password`).
_ROUNDS: Final = 10_000


class Use(Enum):
    """What became of a code: taken (from the authenticator, or a recovery code), taken before, wrong, or not to be
    judged, since the key was sealed under another SECRET_KEY."""

    TAKEN = "taken"
    RECOVERY = "recovery"
    BEFORE = "before"
    WRONG = "wrong"
    UNREADABLE = "unreadable"

    def __bool__(self) -> bool:
        return self in (Use.TAKEN, Use.RECOVERY)


def has_one(user: User) -> bool:
    """Whether a person signs in with a second step."""
    return SecondFactor.objects.filter(user=user).exists()


def codes_left(user: User) -> int:
    """How many recovery codes a person has not used yet."""
    return RecoveryCode.objects.filter(user=user, used_at=None).count()


def new_sealed_secret() -> str:
    """A key for an authenticator that is about to be set up, sealed: to be kept until its first code came."""
    return seal(new_secret())


@transaction.atomic
def set_up(user: User, sealed: str, code: str) -> bool:
    """Let a person sign in with the authenticator that has this key from now on, if the code is one of its; False
    where it is not, or another one was set up meanwhile."""
    step = step_of(unseal(sealed), code)
    if step is None:
        return False
    values = {"sealed_secret": sealed, "last_step": step}
    return SecondFactor.objects.get_or_create(user=user, defaults=values)[1]


@transaction.atomic
def new_recovery_codes(user: User) -> tuple[str, ...]:
    """Draw a person's recovery codes and return them, in groups of four characters; those of before are void. They
    are stored nowhere: shown once."""
    codes = tuple(new_code() for _ in range(CODES))
    RecoveryCode.objects.filter(user=user).delete()
    salt = PBKDF2PasswordHasher().salt()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(user=user, encoded=_encoded(code.replace("-", ""), salt)) for code in codes
    )
    return codes


@transaction.atomic
def turn_off(user: User) -> bool:
    """Let a person sign in with the password alone again; False where they did so already."""
    RecoveryCode.objects.filter(user=user).delete()
    return bool(SecondFactor.objects.filter(user=user).delete()[0])


@transaction.atomic
def reset(actor: User, person: User, by: str) -> bool:
    """Take away the second step of a person who has lost it, end their sessions and tell them; False where there was
    none. ``by`` says who did it, as the person is told; the caller has asked `permissions.may_reset_second_factor`."""
    if not turn_off(person):
        return False
    end_all(person)
    record(actor, person, "重置两步验证。")
    said = (
        f"{by}重置了您的两步验证，现在只用密码就能登录，请到“我的资料”里重新启用。"
        "不是您要求的，请马上修改密码，并告诉系统管理员。"
    )
    tell(person, said)
    return True


def use_code(user: User, code: str) -> Use:
    """Take a code (as `authenticator.as_code` gives it) of a person's authenticator, or a recovery code of theirs, so
    that it is not taken again."""
    return _use_of_authenticator(user, code) if len(code) == DIGITS else _use_recovery(user, code)


def unreadable(factors: Iterable[SecondFactor] | None = None) -> list[SecondFactor]:
    """The second steps whose key was sealed under another SECRET_KEY: only recovery codes are taken there."""
    rows = SecondFactor.objects.select_related("user").order_by("user__username")
    return [row for row in (rows if factors is None else factors) if not _readable(row)]


def _readable(row: SecondFactor) -> bool:
    try:
        unseal(row.sealed_secret)
    except Unreadable:
        return False
    return True


def _use_of_authenticator(user: User, code: str) -> Use:
    row = SecondFactor.objects.filter(user=user).first()
    if row is None:
        return Use.WRONG
    try:
        step = step_of(unseal(row.sealed_secret), code)
    except Unreadable:
        return Use.UNREADABLE
    if step is None:
        return Use.WRONG
    same = SecondFactor.objects.filter(
        user=user, sealed_secret=row.sealed_secret, last_step__lt=step
    )
    return Use.TAKEN if same.update(last_step=step) else Use.BEFORE


def _use_recovery(user: User, code: str) -> Use:
    rows = RecoveryCode.objects.filter(user=user)
    first = rows.values_list("encoded", flat=True).first()
    if first is None:
        return Use.WRONG
    # all codes of a set have one salt, so that one hash finds the code
    found = rows.filter(encoded=_encoded(code, first.split("$")[2]))
    if found.filter(used_at=None).update(used_at=timezone.now()):
        return Use.RECOVERY
    return Use.BEFORE if found.exists() else Use.WRONG


def _encoded(code: str, salt: str) -> str:
    return PBKDF2PasswordHasher().encode(code, salt, iterations=_ROUNDS)
