"""Before a process works: whether it has the keys of what lies in the database, and whether the one
that it will write with is known there."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, ProgrammingError, connection

from drafting.sealing import keyring
from drafting.sealing.models import TextKey


def known_keys() -> list[str]:
    """The ids of the keys that texts may lie under; none in a database that was not migrated yet.
    Raises DatabaseError when it cannot be reached."""
    connection.ensure_connection()
    try:
        return list(TextKey.objects.values_list("id", flat=True))
    except (OperationalError, ProgrammingError):
        if TextKey._meta.db_table in connection.introspection.table_names():
            raise
        return []


def missing_keys() -> list[str]:
    """Those of them that this installation does not have. Raises ImproperlyConfigured where its file
    cannot be used, and DatabaseError."""
    return [one for one in known_keys() if one not in keyring.keys().by_id]


def require_keys() -> None:
    """Raise ImproperlyConfigured, with one sentence, where texts lie under a key that is not there;
    otherwise note the key for what will be written. Raises DatabaseError."""
    if missing := missing_keys():
        raise ImproperlyConfigured(sentence(missing))
    note_writing_key()


def note_writing_key() -> None:
    """Let the database know the key for what will be written, before anything is."""
    key = keyring.writing_key()
    if key is None:
        return
    connection.ensure_connection()
    if TextKey._meta.db_table in connection.introspection.table_names():
        TextKey.objects.get_or_create(id=key.id)


def sentence(missing: list[str]) -> str:
    """What is missing and what to do."""
    names = "、".join(missing)
    if settings.TEXT_KEYS_FILE is None:
        return (
            f"数据库里的文字是加密的（密钥 {names}），没有设 TEXT_KEYS_FILE，读不出来；"
            "请用它指定密钥文件。"
        )
    return (
        f"数据库里有文字是用密钥 {names} 加密的，{settings.TEXT_KEYS_FILE} 里没有这把密钥，读不出来；"
        "请把它加回文件里。"
    )
