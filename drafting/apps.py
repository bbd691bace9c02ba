"""The app of everything about drafts; hands out the curators' permissions and checks for demo
accounts."""

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate


class DraftingConfig(AppConfig):
    name = "drafting"
    verbose_name = "对照检查材料"

    def ready(self) -> None:
        # Tasks bind to the app that exists when they are called, so it has to exist in the web
        # process too. It is made here and not in drafting/__init__.py, so that the pure rooms are
        # importable without Celery.
        from accounts.consequences import say_also
        from accounts.services.account_news import account_changed
        from accounts.tried_names import many_names
        from drafting import celery  # noqa: F401
        from drafting.library.admin_roles import prepare_roles
        from drafting.library.search.index import keep_up_to_date, renew_all
        from drafting.notices.services.sign_in import tell_of_account, tell_of_names
        from drafting.review.office_changes import said_of_papers
        from drafting.start_guard import check_broker, check_demo_accounts, check_text_keys

        register(check_demo_accounts, Tags.security)
        register(check_text_keys, Tags.security)
        register(check_broker, Tags.database)
        say_also(said_of_papers)
        many_names.connect(tell_of_names)
        account_changed.connect(tell_of_account)
        post_migrate.connect(prepare_roles, sender=self)
        post_migrate.connect(renew_all, sender=self)
        keep_up_to_date()
