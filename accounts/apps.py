"""The app of people and organisations."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "人员与组织"

    def ready(self) -> None:
        from accounts.services.access import prepare_administrators

        # Model permissions exist only after post_migrate, so a data migration cannot hand them out.
        post_migrate.connect(prepare_administrators, sender=self)
