"""A person's account as an administrator keeps it. Every change leaves a line in the record of the
Django admin, without a word of what was typed."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from accounts.models import User
from accounts.services.account_news import tell_of_account, tell_of_reset
from accounts.services.people import give_one_time_password
from accounts.services.record import record
from accounts.services.sessions import end_all
from drafting.common.overtaken import Overtaken


def save_account(actor: User, person: User, before: User) -> None:
    """Store name, username, telephone and mail of a person where those of ``before`` still stand.
    Raises Overtaken where somebody has changed them since, or taken the username."""
    fields = ("name", "username", "phone", "email")
    same = {name: getattr(before, name) for name in fields}
    try:
        with transaction.atomic():
            rows = User.objects.filter(pk=person.pk, **same)
            if not rows.update(**{name: getattr(person, name) for name in fields}):
                raise Overtaken
            record(actor, person, "修改姓名、用户名或联系方式。")
            tell_of_account(person, before, actor)
    except IntegrityError:
        raise Overtaken from None


@transaction.atomic
def set_active(actor: User, person: User, *, active: bool) -> bool:
    """Close an account or open it again; False where it was so already. Who is signed in with a
    closed one is out with the next click."""
    rows = User.objects.filter(pk=person.pk, erased_at=None).exclude(is_active=active)
    if not rows.update(is_active=active):
        return False
    if not active:
        # else the account, opened again, would let in who sits at a page left open
        end_all(person)
    record(actor, person, "重新启用账号。" if active else "停用账号。")
    return True


@transaction.atomic
def reset_password(actor: User, person: User) -> str:
    """Give a person a one-time password and return it; the caller has asked
    `permissions.may_reset_password`."""
    password = give_one_time_password(person)
    record(actor, person, "重置密码")
    tell_of_reset(person, actor)
    return password
