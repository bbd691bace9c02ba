"""Backups: where they lie, under which key, how many, and when the clock makes one."""

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from drafting import environment as env
from drafting.configuration.installation import VAR

BACKUP_DIR = env.directory("BACKUP_DIR", VAR / "backup")
_key_file = env.text("BACKUP_KEY_FILE", "")
BACKUP_KEY_FILE = Path(_key_file).absolute() if _key_file else None
BACKUP_KEEP = env.integer("BACKUP_KEEP", 14, minimum=1, maximum=1000)
# Hours of the day; none means that nobody but the operator makes one.
BACKUP_HOURS = env.hours("BACKUP_HOURS", ()) if env.text("BACKUP_HOURS", "") else ()
if BACKUP_HOURS and BACKUP_KEY_FILE is None:
    raise ImproperlyConfigured(
        "设了 BACKUP_HOURS（定时备份），就必须用 BACKUP_KEY_FILE 指定密钥文件，"
        "密钥可用 manage.py backup --new-key 文件 生成。"
    )
