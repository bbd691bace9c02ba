"""The app of people and organisations."""

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "人员与组织"

    def ready(self) -> None:
        from accounts.services.access import prepare_administrators
        from accounts.services.people import start_one_time_passwords
        from accounts.services.sessions import note_sign_in
        from accounts.unit_kinds import prepare_unit_kinds

        # Model permissions exist only after post_migrate, so a data migration cannot hand them out.
        post_migrate.connect(prepare_administrators, sender=self)
        post_migrate.connect(prepare_unit_kinds, sender=self)
        post_migrate.connect(start_one_time_passwords, sender=self)
        user_logged_in.connect(note_sign_in)
