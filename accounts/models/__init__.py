"""Rows of people, organisations and what the one does in the other."""

from accounts.models.memberships import Membership, MembershipQuerySet
from accounts.models.organizations import OWN_WORDS_LENGTH, Organization
from accounts.models.people import People, User
from accounts.models.sign_ins import RecoveryCode, SecondFactor, SignIn

__all__ = [
    "OWN_WORDS_LENGTH",
    "Membership",
    "MembershipQuerySet",
    "Organization",
    "People",
    "RecoveryCode",
    "SecondFactor",
    "SignIn",
    "User",
]
