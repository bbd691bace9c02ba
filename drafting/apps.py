"""The app of everything about drafts; hands out the curators' permissions and checks for demo accounts."""

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate


class DraftingConfig(AppConfig):
    name = "drafting"
    verbose_name = "对照检查材料"

    def ready(self) -> None:
        # Tasks bind to the app that exists when they are called, so it has to exist in the web process too. It is
        # made here and not in drafting/__init__.py, so that the pure rooms are importable without Celery.
        from drafting import celery  # noqa: F401
        from drafting.guard import check_demo_accounts
        from drafting.library.permissions import prepare_roles

        register(check_demo_accounts, Tags.security)
        post_migrate.connect(prepare_roles, sender=self)
