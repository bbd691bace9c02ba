"""The backup that the clock makes, and what the doctor says of backups."""

from __future__ import annotations

import logging
import os
import time
from pathlib import Path
from typing import Any

import pytest

from drafting.operation.backup.encryption import new_key
from drafting.operation.backup.shelf import backups as kept
from drafting.operation.backup.workplace import workplace
from drafting.operation.checks.backups import backups
from drafting.operation.findings import ok, warning
from drafting.operation.tasks import make_backup
from tests.processes import environment, run_manage


@pytest.fixture
def place(settings: Any, tmp_path: Path) -> Any:
    """The settings of an installation that makes backups by itself."""
    settings.VAR, settings.PRIVATE_ROOT = tmp_path, tmp_path / "private"
    settings.BACKUP_DIR, settings.BACKUP_KEY_FILE = tmp_path / "backup", tmp_path / "key"
    settings.BACKUP_HOURS, settings.BACKUP_KEEP = (2,), 2
    new_key(settings.BACKUP_KEY_FILE)
    return settings


def older(path: Path, hours: float) -> None:
    moment = time.time() - hours * 3600
    os.utime(path, (moment, moment))


@pytest.mark.django_db(transaction=True)
def test_the_clock_makes_one_and_keeps_some(place: Any, caplog: Any) -> None:
    caplog.set_level(logging.INFO, "drafting")
    for number in (1, 2, 2):
        make_backup()
        # a message that comes twice makes one
        make_backup()
        assert len(kept(place.BACKUP_DIR)) == number
        for path in kept(place.BACKUP_DIR):
            older(path, 24)
    with workplace():
        make_backup()
        assert caplog.messages[-1] == "backup: another one is at work"
    place.BACKUP_KEY_FILE.unlink()
    make_backup()
    assert [one.getMessage() for one in caplog.records if one.levelno == logging.ERROR] == [
        f"backup: not made: 备份的密钥文件 {place.BACKUP_KEY_FILE} 不存在或无法读取。",
    ]
    assert len(kept(place.BACKUP_DIR)) == 2


def test_what_a_killed_backup_left_is_cleared_away(place: Any) -> None:
    left = place.VAR / "backup-work" / "left"
    left.mkdir(parents=True)
    (left / "database").write_bytes(b"x")
    with workplace() as directory:
        assert not left.exists()
        assert directory.stat().st_mode & 0o777 == 0o700
    assert [path.name for path in (place.VAR / "backup-work").iterdir()] == ["lock"]


def test_the_doctor_tells_their_age(place: Any) -> None:
    assert backups() == warning(f"{place.BACKUP_DIR} 里还没有备份，请运行一次 manage.py backup。")
    place.BACKUP_DIR.mkdir()
    path = place.BACKUP_DIR / "zhaojing-20261129-080000.backup"
    path.touch()
    assert backups() == ok("最新的备份是 0 小时以前的，共 1 份。")
    older(path, 27)
    found = backups()
    assert (
        found.state,
        found.sentence.startswith("最新的备份是 27 小时以前的，定时备份没有做成"),
    ) == (
        "fault",
        True,
    )
    place.BACKUP_HOURS = ()
    assert backups() == ok("最新的备份是 27 小时以前的，共 1 份。")
    older(path, 9 * 24)
    assert backups() == warning(
        "最新的备份是 9 天以前的，请运行 manage.py backup，或用 BACKUP_HOURS 设定时备份。"
    )
    place.BACKUP_KEY_FILE.write_text("no key")
    assert backups().state == "fault"
    place.BACKUP_KEY_FILE = None
    assert backups() == ok("没有设 BACKUP_KEY_FILE；正式使用前请设定时备份。")
    place.PRODUCTION = True
    assert backups().state == "warning"


def test_settings(tmp_path: Path) -> None:
    """A schedule needs a key, and stands among what beat does."""
    env = environment(ZHAOJING_MODE="test", BACKUP_HOURS="2,14")
    ask = (
        "from django.conf import settings as s\n"
        "print(s.BACKUP_DIR, s.CELERY_BEAT_SCHEDULE['make-backup']['schedule'])"
    )
    refused = run_manage(env, "shell", "--no-imports", "-c", ask)
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
    assert "就必须用 BACKUP_KEY_FILE 指定密钥文件" in refused.stderr
    more = {"BACKUP_KEY_FILE": "key", "BACKUP_DIR": str(tmp_path)}
    done = run_manage({**env, **more}, "shell", "--no-imports", "-c", ask)
    assert done.stdout == f"{tmp_path} <crontab: 50 2,14 * * * (m/h/dM/MY/d)>\n"


def test_words_that_are_wrong(tmp_path: Path) -> None:
    env = environment(ZHAOJING_MODE="test", ZHAOJING_VAR=str(tmp_path), BACKUP_KEY_FILE="")
    for words, said in (
        (("backup",), "没有指定密钥文件：请先用 manage.py backup --new-key 文件 生成一个，"),
        (("restore", "file"), "没有指定密钥文件："),
        (("backup", "--keep", "0"), "--keep 必须是 1 到 1000 之间的整数，不能是“0”。"),
    ):
        done = run_manage(env, *words)
        assert (done.returncode, done.stdout, done.stderr.startswith(said)) == (2, "", True)
