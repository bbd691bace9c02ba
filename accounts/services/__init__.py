"""The only writers of people, organisations and memberships."""

from accounts.services.access import refresh_access, set_role_permissions
from accounts.services.demo import load_demo_accounts
from accounts.services.kept_rosters import KeptRoster, drop_roster, keep_roster, kept_roster
from accounts.services.organizations import save_organization
from accounts.services.people import (
    change_password,
    give_first_passwords,
    give_one_time_password,
    update_contact,
)
from accounts.services.roster import Changed, Faulty, Gone, Imported, import_roster, plan_roster

__all__ = [
    "Changed",
    "Faulty",
    "Gone",
    "Imported",
    "KeptRoster",
    "change_password",
    "drop_roster",
    "give_first_passwords",
    "give_one_time_password",
    "import_roster",
    "keep_roster",
    "kept_roster",
    "load_demo_accounts",
    "plan_roster",
    "refresh_access",
    "save_organization",
    "set_role_permissions",
    "update_contact",
]
