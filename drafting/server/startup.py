"""Before a process works: what is wrong with the settings or with what they name is said in one
sentence, with exit code 2."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from drafting.embedded import preflight
from drafting.embedded.redis import check_admission
from drafting.embedded.start_refusals import StartRefused
from drafting.sealing import keyring

#: As for a command that was called wrongly.
EXIT_CODE = 2
SERVED_MODES = ("demo", "production")


@contextlib.contextmanager
def one_sentence() -> Iterator[None]:
    """Where the block refuses a setting, print why on standard error and end the process with
    `EXIT_CODE`."""
    try:
        yield
    except (ImproperlyConfigured, StartRefused) as error:
        # Not sys.stderr: Celery makes log lines of what is written there.
        print(f"配置错误：{error}", file=sys.__stderr__, flush=True)
        sys.exit(EXIT_CODE)


def load_settings() -> None:
    """Read every setting now. Raises ImproperlyConfigured."""
    _ = settings.INSTALLED_APPS


def check_mode() -> None:
    """Whether these settings are for people's use: `local` shows debug pages, and the key of `test`
    is public.

    Raises ImproperlyConfigured.
    """
    if settings.MODE not in SERVED_MODES:
        raise ImproperlyConfigured(
            "网页服务不能在开发用的 local 或 test 模式下运行，"
            "请设置环境变量 ZHAOJING_MODE=production（正式使用）或 ZHAOJING_MODE=demo（演示）。"
        )


def check_web() -> None:
    """What a web server needs besides good settings. Raises ImproperlyConfigured or
    StartRefused."""
    load_settings()
    check_mode()
    keyring.keys()
    preflight.check_directory(settings.PRIVATE_ROOT)
    check_admission(settings.REDIS_URL)
    if not (settings.STATIC_ROOT / "staticfiles.json").is_file():
        raise ImproperlyConfigured(
            f"目录 {settings.STATIC_ROOT} 里没有页面文件，请先运行 manage.py collectstatic，"
            "或检查环境变量 STATIC_ROOT。"
        )


def check_worker() -> None:
    """What a worker needs besides good settings. Raises ImproperlyConfigured or StartRefused."""
    check_admission(settings.REDIS_URL)
    preflight.check_directory(settings.PRIVATE_ROOT)
    preflight.check_database(settings.DATABASES["default"])


@contextlib.contextmanager
def database_faults() -> Iterator[None]:
    """Where the block fails because the database cannot be used at all, raise StartRefused with the
    reason; other faults pass."""
    from django.db import DatabaseError

    try:
        yield
    except DatabaseError:
        preflight.check_database(settings.DATABASES["default"])
        raise
