"""Taking from an account everything that says whose it was (注销). The row stays: what the person decided
and handed in hangs on it."""

from __future__ import annotations

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from accounts.models import RecoveryCode, SecondFactor, User
from accounts.services.record import record
from accounts.services.sessions import end_all


def name_afterwards(person: User) -> str:
    """What stands in the place of the name."""
    return f"已注销人员{person.pk}"


@transaction.atomic
def erase_account(actor: User, person: User) -> bool:
    """Close an account for good and take the name, how they are reached, their positions (职务) and
    sign-ins from it; what they were in which organisation from when to when stays. False where that
    was done already."""
    name, former = name_afterwards(person), person.username
    # an unusable password
    person.set_unusable_password()
    rows = User.objects.filter(pk=person.pk, erased_at=None)
    done = rows.update(
        name=name,
        username=f"erased-{person.pk}",
        password=person.password,
        phone="",
        email="",
        is_active=False,
        is_staff=False,
        is_superuser=False,
        must_change_password=False,
        one_time_since=None,
        last_login=None,
        erased_at=timezone.now(),
    )
    if not done:
        return False
    person.refresh_from_db()
    end_all(person)
    SecondFactor.objects.filter(user=person).delete()
    RecoveryCode.objects.filter(user=person).delete()
    person.groups.clear()
    person.user_permissions.clear()
    person.memberships.exclude(position="").update(position="")
    for model in (AccessAttempt, AccessFailureLog, AccessLog):
        model.objects.filter(username=former).delete()
    people = ContentType.objects.get_for_model(User)
    LogEntry.objects.filter(content_type=people, object_id=str(person.pk)).update(object_repr=name)
    record(actor, person, "注销：删除本人的材料和数据。")
    return True
