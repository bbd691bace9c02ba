"""Whether there is a backup that is young enough, and a key to open it."""

from __future__ import annotations

import os
from typing import Final

from django.conf import settings

from drafting.operation.backup import shelf
from drafting.operation.backup.encryption import read_key
from drafting.operation.backup.refusal import BackupRefused
from drafting.operation.findings import Verdict, fault, ok, warning

#: Hours: a daily backup that was missed, and one that is made by hand and was forgotten.
MISSED, FORGOTTEN = 26, 8 * 24
_HOUR: Final = 3600


def backups() -> Verdict:
    if settings.BACKUP_KEY_FILE is None:
        if not settings.PRODUCTION:
            return ok("没有设 BACKUP_KEY_FILE；正式使用前请设定时备份。")
        return warning(
            "没有设 BACKUP_KEY_FILE，照镜自己不备份；请设定时备份，"
            "已经用别的办法备份的，请确认能恢复。"
        )
    try:
        read_key(settings.BACKUP_KEY_FILE)
    except BackupRefused as refusal:
        return fault(f"{refusal}没有它不能备份，也打不开已有的备份。")
    return _by_age()


def _by_age() -> Verdict:
    place = settings.BACKUP_DIR
    if place.is_dir() and not os.access(place, os.R_OK | os.W_OK | os.X_OK):
        return fault(f"备份目录 {place} 无法读写，请检查权限和环境变量 BACKUP_DIR。")
    age = shelf.age(place)
    if age is None:
        return warning(f"{place} 里还没有备份，请运行一次 manage.py backup。")
    hours = int(age // _HOUR)
    told = (
        f"最新的备份是 {hours} 小时以前的" if hours < 72 else f"最新的备份是 {hours // 24} 天以前的"
    )
    if settings.BACKUP_HOURS and hours >= MISSED:
        return fault(f"{told}，定时备份没有做成，原因在后台任务的日志里（搜索 backup）。")
    if hours >= FORGOTTEN:
        return warning(f"{told}，请运行 manage.py backup，或用 BACKUP_HOURS 设定时备份。")
    return ok(f"{told}，共 {len(shelf.backups(place))} 份。")
