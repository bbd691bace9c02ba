"""Keeps the demo accounts, whose passwords are public, out of production."""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, OperationalError, ProgrammingError, connection

DEMO_ACCOUNTS = "数据库中有演示账号，正式环境不能启动；请使用新的数据库，或先删除演示账号（is_demo）。"
NO_DATABASE = "无法连接数据库，请检查 DATABASE_URL 和数据库服务。"


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
    """Raise ImproperlyConfigured, with one sentence, if this is production and demo accounts exist."""
    if not settings.PRODUCTION:
        return
    try:
        found = demo_accounts_exist()
    except DatabaseError as error:
        raise ImproperlyConfigured(NO_DATABASE) from error
    finally:
        connection.close()
    if found:
        raise ImproperlyConfigured(DEMO_ACCOUNTS)


def check_demo_accounts(**_kwargs: Any) -> list[CheckMessage]:
    """System check of the same rule. An unreachable database is no fault of the settings: migrate will say so."""
    if not settings.PRODUCTION:
        return []
    try:
        found = demo_accounts_exist()
    except DatabaseError:
        return []
    return [Error(DEMO_ACCOUNTS, id="drafting.E001")] if found else []
