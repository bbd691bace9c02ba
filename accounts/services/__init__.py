"""The only writers of people, organisations and memberships."""

from accounts.services.access import refresh_access, set_role_permissions
from accounts.services.demo import load_demo_accounts
from accounts.services.organizations import save_organization
from accounts.services.people import change_password, give_one_time_password, update_contact

__all__ = [
    "change_password",
    "give_one_time_password",
    "load_demo_accounts",
    "refresh_access",
    "save_organization",
    "set_role_permissions",
    "update_contact",
]
