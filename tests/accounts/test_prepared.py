"""What is read and changed by SQL that was made once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, connection, models, transaction
from django.db.models import Count
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Membership, User
from accounts.prepared import Given, PreparedRead, PreparedUpdate, PreparedValues

pytestmark = pytest.mark.django_db

FIELD = User._meta.get_field
SINCE = PreparedRead(
    lambda: User.objects.filter(
        username=Given("username", FIELD("username")),
        last_login__gt=Given("since", FIELD("last_login")),
        is_active=True,
    )
)
RENAME = PreparedUpdate(
    lambda: User.objects.filter(pk=Given("pk", FIELD("id")), name=Given("before", FIELD("name"))),
    name=Given("name", FIELD("name")),
    username=Given("username", FIELD("username")),
    phone="13900000000",
)


def columns(row: models.Model | None) -> dict[str, Any]:
    assert row is not None
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_a_row_is_the_one_that_the_queryset_finds(member: User) -> None:
    User.objects.filter(pk=member.pk).update(last_login=timezone.now())
    long_ago = timezone.now() - timedelta(days=1)
    found = SINCE.first(username=member.username, since=long_ago)
    assert columns(found) == columns(User.objects.filter(username=member.username).first())
    assert found == member
    assert vars(found._state if found else None) == {"db": "default", "adding": False}


def test_nothing_is_kept_of_what_was_read(member: User) -> None:
    User.objects.filter(pk=member.pk).update(last_login=timezone.now())
    given = {"username": member.username, "since": timezone.now() - timedelta(days=1)}
    assert SINCE.first(**given) == member
    assert SINCE.first(**given | {"since": timezone.now() + timedelta(days=1)}) is None
    assert SINCE.first(**given | {"username": "nobody"}) is None
    User.objects.filter(pk=member.pk).update(is_active=False)
    assert SINCE.first(**given) is None


HELD = PreparedRead(
    lambda: (
        Membership.objects.filter(role=Given("role", Membership._meta.get_field("role")))
        .select_related("user", "organization")
        .order_by("-pk")
    )
)
NAMED = PreparedValues(
    lambda: (
        Membership.objects.filter(role=Given("role", Membership._meta.get_field("role")))
        .order_by("-pk")
        .values_list("user__name", "active_from", "organization__kind")
    )
)
COUNTED = PreparedValues(
    lambda: (
        Membership.objects.order_by("role")
        .values("role")
        .annotate(number=Count("pk"))
        .values_list("role", "number")
    )
)


def test_rows_come_in_their_order_with_what_they_belong_to(
    member: User, colleague: User, secretary: User
) -> None:
    usual = Membership.objects.filter(role="member").order_by("-pk")
    with CaptureQueriesContext(connection) as asked:
        found = HELD.all(role="member")
        read = [(columns(row), columns(row.user), columns(row.organization)) for row in found]
    assert len(asked) == 1
    assert read == [(columns(row), columns(row.user), columns(row.organization)) for row in usual]
    assert {row.user for row in found} >= {member, colleague}
    assert secretary not in {row.user for row in found}
    assert HELD.all(role="nobody") == []
    assert HELD.first(role="member") == usual.first()


def test_values_are_those_of_the_queryset(member: User, colleague: User, secretary: User) -> None:
    usual = Membership.objects.filter(role="member").order_by("-pk")
    rows = usual.values_list("user__name", "active_from", "organization__kind")
    assert NAMED.all(role="member") == list(rows)
    assert len(NAMED.all(role="member")) >= 2
    counted = Membership.objects.order_by("role").values_list("role").annotate(Count("pk"))
    assert COUNTED.all() == list(counted)


def test_only_what_the_query_finds_is_changed(member: User, colleague: User) -> None:
    before = columns(User.objects.filter(pk=colleague.pk).first())
    values = {"pk": member.pk, "before": member.name, "name": "改了", "username": "changed"}
    assert RENAME.run(**values) == 1
    assert RENAME.run(**values) == 0
    found = User.objects.filter(pk=member.pk).values_list("name", "username", "phone")
    assert list(found) == [("改了", "changed", "13900000000")]
    assert columns(User.objects.filter(pk=colleague.pk).first()) == before


def test_a_change_that_fails_breaks_its_transaction(member: User, colleague: User) -> None:
    values = {"pk": member.pk, "before": member.name, "name": "改了"}
    with transaction.atomic():
        with pytest.raises(IntegrityError):
            RENAME.run(**values, username=colleague.username)
        broken = connection.needs_rollback
        connection.set_rollback(True)
    assert broken
    assert User.objects.get(pk=member.pk).name == member.name


def test_somebody_is_read_by_their_key(member: User) -> None:
    usual = User.objects.filter(pk=member.pk).get()
    with CaptureQueriesContext(connection) as asked:
        assert columns(User.objects.get(pk=member.pk)) == columns(usual)
        assert User.objects.get(pk=str(member.pk)) == usual
        assert User.objects.get(pk=member.pk, name=member.name) == usual
    assert len(asked) == 3
    with pytest.raises(User.DoesNotExist):
        User.objects.get(pk=0)
    with pytest.raises(User.DoesNotExist):
        User.objects.get(pk=member.pk, name="别人")


def test_a_relation_knows_only_its_own_people(member: User, colleague: User) -> None:
    group = Group.objects.create(name="some")
    group.user_set.add(member)
    assert group.user_set.get(pk=member.pk) == member
    with pytest.raises(User.DoesNotExist):
        group.user_set.get(pk=colleague.pk)
