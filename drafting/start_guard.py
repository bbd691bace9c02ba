"""What keeps an installation from working on its database: demo accounts in production, since their
passwords are public, and texts under a key that is missing."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.checks import CheckMessage, Error, Warning
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, OperationalError, ProgrammingError, connection

from drafting.embedded import preflight
from drafting.embedded.start_refusals import StartRefused
from drafting.sealing import readiness
from drafting.server import startup

DEMO_ACCOUNTS = (
    "数据库中有演示账号，正式环境不能启动；请使用新的数据库，或先删除演示账号（is_demo）。"
)
NO_DATABASE = "现在连不上数据库，网页服务先启动，连上以后照常使用；一直连不上请检查 DATABASE_URL 和数据库服务。"

WsgiApplication = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

logger = logging.getLogger(__name__)


def demo_accounts_exist() -> bool:
    """Whether the database holds accounts of the demo cast.

    A database that was not migrated yet has none. Raises DatabaseError when it cannot be reached.
    """
    user = get_user_model()
    connection.ensure_connection()
    try:
        return user._default_manager.filter(is_demo=True).exists()
    except (OperationalError, ProgrammingError):
        if user._meta.db_table in connection.introspection.table_names():
            raise
        return False


def refuse_demo_accounts() -> None:
    """Raise ImproperlyConfigured, with one sentence, if this is production and demo accounts exist.

    Raises DatabaseError when production's database cannot be reached.
    """
    if settings.PRODUCTION and demo_accounts_exist():
        raise ImproperlyConfigured(DEMO_ACCOUNTS)


def refuse_what_is_stored() -> None:
    """Raise ImproperlyConfigured, with one sentence, if this must not work on what the database
    holds: demo accounts in production, or texts under a key that is missing.

    Raises DatabaseError when the database cannot be reached.
    """
    refuse_demo_accounts()
    readiness.require_keys()


def guarded(application: WsgiApplication) -> WsgiApplication:
    """The application if nothing that the database holds speaks against it; raises
    ImproperlyConfigured if something does.

    A database that is away for the moment does not keep the web server from starting: then the
    first request that reaches it asks, and where it is refused everybody is.
    """
    try:
        refuse_what_is_stored()
    except DatabaseError:
        logger.warning(NO_DATABASE)
        return _GuardedLater(application)
    finally:
        # Also the pool: the workers that are forked from here make their own connections.
        _close()
    return application


class _GuardedLater:
    """Asks before each request until the database has answered once."""

    def __init__(self, application: WsgiApplication) -> None:
        self._application = application
        self._passed = False
        self._refused = ""

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        if not self._passed and not self._refused:
            self._ask()
        if not self._refused:
            return self._application(environ, start_response)
        start_response("503 Service Unavailable", [("Content-Type", "text/plain; charset=utf-8")])
        return [f"{self._refused}\n".encode()]

    def _ask(self) -> None:
        try:
            refuse_what_is_stored()
        except DatabaseError:
            connection.close()
        except ImproperlyConfigured as error:
            logger.error("%s", error)
            self._refused = str(error)
        else:
            self._passed = True


def _close() -> None:
    connection.close()
    if hasattr(connection, "close_pool"):
        connection.close_pool()


def check_demo_accounts(**_kwargs: Any) -> list[CheckMessage]:
    """System check of the same rule. Ends the process, with one sentence, when production's
    database cannot be used.

    Celery asks too, before its worker says anything, and would print an exception with all that led
    there.
    """
    with startup.one_sentence(), startup.database_faults():
        if settings.PRODUCTION and demo_accounts_exist():
            return [Error(DEMO_ACCOUNTS, id="drafting.E001")]
    return []


def check_text_keys(**_kwargs: Any) -> list[CheckMessage]:
    """System check that production has the keys of the texts that its database holds."""
    if not settings.PRODUCTION:
        return []
    with startup.one_sentence(), startup.database_faults():
        if missing := readiness.missing_keys():
            return [Error(readiness.sentence(missing), id="drafting.E002")]
    return []


def check_broker(*, databases: object = None, **_kwargs: Any) -> list[CheckMessage]:
    """System check that Redis answers. Asked by `migrate` and `check --database default` only;
    people can write without Redis."""
    if not databases or not (settings.PRODUCTION or settings.DEMO):
        return []
    try:
        preflight.check_redis(settings.REDIS_URL)
    except StartRefused as refusal:
        return [Warning(str(refusal), id="drafting.W001")]
    return []
