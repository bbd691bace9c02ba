"""Makers of people and organisations for every test; what a test does not say is filled in
plausibly."""

from __future__ import annotations

from typing import Any

import factory
from factory.django import DjangoModelFactory

from accounts.codes import MemberKind, OrganizationKind, Role
from accounts.models import Membership, Organization, User
from accounts.services import access, organizations

PASSWORD = "jing-zi-2024"


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda number: f"dangyuan{number}")
    name = factory.Sequence(lambda number: f"党员{number}")
    password = factory.django.Password(PASSWORD)


class OrganizationFactory(DjangoModelFactory):
    """A branch at the top of the tree; `parent=` puts it under another."""

    class Meta:
        model = Organization

    name = factory.Sequence(lambda number: f"第{number}支部委员会")
    kind = OrganizationKind.BRANCH

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Organization:
        parent = kwargs.pop("parent", None)
        return organizations.save_organization(Organization(**kwargs), parent)


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    organization = factory.SubFactory(OrganizationFactory)
    role = Role.MEMBER
    member_kind = MemberKind.MEMBER


def person(
    username: str, name: str, organization: Organization, role: str = Role.MEMBER, **membership: Any
) -> User:
    """A person with one membership, able to work at once (staff roles have their access)."""
    user = UserFactory(username=username, name=name)
    if role in (Role.CURATOR, Role.ADMINISTRATOR):
        membership.setdefault("member_kind", "")
    MembershipFactory(user=user, organization=organization, role=role, **membership)
    access.refresh_access(user)
    return user
