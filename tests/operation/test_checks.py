"""Each check sees what is wrong with the real thing, and says nothing where all is well."""

from __future__ import annotations

import os
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from accounts.models import User
from drafting.drafts.models import Draft
from drafting.exports import requests
from drafting.exports.models import ExportJob
from drafting.operation import heartbeat
from drafting.operation.checks import data, database, files, machine, mail, queue, security, sign_in
from drafting.operation.findings import Verdict, fault, ok, warning
from tests.accounts.authenticators import give_second_step
from tests.notices.smtp import Mailbox
from tests.processes import free_port


@pytest.mark.django_db
@pytest.mark.db_sensitive
class TestDatabase:
    def test_all_is_well(self) -> None:
        assert database.migrations() == ok("是最新的。")
        assert data.clock() == ok("没有发现不准。")
        assert data.jobs() == ok("没有在等的。")
        assert data.demo_accounts() == ok("没有。")

    def test_a_migration_is_pending(self) -> None:
        MigrationRecorder.Migration.objects.filter(app="drafting", name="0001_initial").delete()
        MigrationRecorder.Migration.objects.filter(app="accounts").delete()
        found = database.migrations()
        assert found.sentence.endswith("请运行 python manage.py migrate。")
        assert found.sentence.startswith("有 ")
        assert found.state == "fault"

    def test_a_later_version_was_here(self) -> None:
        MigrationRecorder.Migration.objects.create(app="drafting", name="9999_later")
        assert database.migrations() == warning(
            "数据库由更新的版本用过（drafting.9999_later），请换用那个版本，或恢复升级前的备份。"
        )

    def test_demo_accounts(self, author: User, settings: Any) -> None:
        author.is_demo = True
        author.save()
        assert data.demo_accounts() == ok("有，正式环境不能有。")
        settings.PRODUCTION = True
        assert data.demo_accounts().state == "fault"

    def test_second_steps(self, author: User, settings: Any) -> None:
        assert sign_in.second_factor() == ok(
            "没有规定谁必须启用（SECOND_FACTOR_ROLES），各人自愿。"
        )
        settings.SECOND_FACTOR_ROLES = ("member", "administrator")
        number = author.memberships.filter(role="member").count()
        assert number
        assert sign_in.second_factor() == warning(
            "必须启用的 1 人里，1 人还没有启用，下次登录时会要求他们先设置。"
        )
        give_second_step(author)
        assert sign_in.second_factor() == ok("必须启用的 1 人都启用了。")
        settings.SECRET_KEY += "x"
        assert sign_in.second_factor().sentence.startswith("SECRET_KEY 换过，1 人的动态码")

    def test_a_moment_to_come(self, draft: Draft) -> None:
        Draft.objects.filter(pk=draft.pk).update(updated_at=timezone.now() + timedelta(hours=3))
        found = data.clock()
        assert found.state == "warning"
        assert "比现在的时钟晚 3 小时：" in found.sentence

    @pytest.mark.usefixtures("private", "no_broker")
    def test_jobs(self, draft: Draft, author: User) -> None:
        job = requests.ask_for_export(draft, author, "standard", ExportJob.Copy.CLEAN)
        rows = ExportJob.objects.filter(pk=job.pk)
        assert data.jobs() == ok("1 个在等。")
        rows.update(created_at=timezone.now() - timedelta(minutes=11))
        assert data.jobs() == fault(
            "1 个 Word 文件或材料包等了 10 分钟以上还没有生成，"
            "请看“Redis”“后台任务”“定时任务”三项和后台任务的日志。"
        )
        rows.update(state=ExportJob.State.FAILED, finished_at=timezone.now())
        assert data.jobs().state == "warning"
        rows.update(finished_at=timezone.now() - timedelta(days=2))
        assert data.jobs() == ok("没有在等的。")


@pytest.mark.django_db(transaction=True)
def test_the_database_takes_what_is_written() -> None:
    assert database.database() == ok("能读能写。")


@pytest.mark.django_db
def test_a_database_file_that_is_not_there(tmp_path: Path, monkeypatch: Any) -> None:
    absent = tmp_path / "zhaojing.sqlite3"
    monkeypatch.setitem(connection.settings_dict, "NAME", str(absent))
    assert database.database() == fault(
        f"数据库文件 {absent} 不存在，请检查 DATABASE_URL；新安装的请运行 python manage.py migrate。"
    )
    assert not absent.exists()


class TestQueue:
    def test_nobody_works(self, broker: str) -> None:
        assert queue.broker() == ok("有应答。")
        assert queue.worker().state == "fault"
        assert queue.beat().state == "fault"

    def test_beat(self, broker: str) -> None:
        heartbeat.give_sign(broker)
        assert queue.beat() == ok("0 秒前有动静。")

    def test_redis_is_away(self, settings: Any) -> None:
        settings.REDIS_URL = "unix:///nowhere/redis.sock"
        heartbeat.give_sign(settings.REDIS_URL)
        assert queue.broker().state == "fault"
        assert [queue.worker().state, queue.beat().state] == ["warning", "warning"]


class TestFiles:
    def test_storage(self, tmp_path: Path, monkeypatch: Any) -> None:
        from drafting.jobs.storage import PrivateFileStorage

        place = tmp_path / "private"
        monkeypatch.setattr(files, "private_storage", lambda: PrivateFileStorage(place))
        assert files.storage() == ok("能写能读。")
        assert list(place.iterdir()) == []
        place.rmdir()
        place.write_text("no directory")
        assert files.storage().state == "fault"

    @pytest.mark.django_db
    def test_disk(self, settings: Any, tmp_path: Path, monkeypatch: Any) -> None:
        settings.VAR = settings.PRIVATE_ROOT = tmp_path / "not" / "yet"
        # which disk it is: a small one for temporary files says nothing of that with the data
        place, _, left = files.disk().sentence.partition(" 剩余 ")
        assert Path(place).is_dir()
        assert left
        monkeypatch.setattr(files, "LEAST_FREE", 1 << 60)
        assert files.disk().state == "fault"

    @pytest.mark.django_db
    def test_permissions(self, settings: Any, tmp_path: Path, monkeypatch: Any) -> None:
        monkeypatch.setitem(connection.settings_dict, "NAME", str(tmp_path / "z.sqlite3"))
        settings.VAR, settings.PRIVATE_ROOT = tmp_path, tmp_path / "private"
        settings.PRIVATE_ROOT.mkdir(mode=0o700)
        (tmp_path / "secret_key").touch(0o600)
        tmp_path.chmod(0o755)
        assert files.permissions() == ok("别的用户读不到。")
        (tmp_path / "secret_key").chmod(0o644)
        key = tmp_path / "secret_key"
        assert files.permissions() == warning(
            f"这台机器的别的用户能读 {key}，请运行 chmod go-rwx {key}。"
        )
        tmp_path.chmod(0o700)
        assert files.permissions() == ok("别的用户读不到。")

    def test_static_files(self, settings: Any, tmp_path: Path) -> None:
        settings.PRODUCTION, settings.STATIC_ROOT = True, tmp_path
        assert files.static_files().state == "fault"
        (tmp_path / "staticfiles.json").touch()
        assert files.static_files() == ok("齐全。")


def test_without_libreoffice_and_fontconfig(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert machine.libreoffice().state == "warning"
    assert machine.fonts() == ok("不生成 PDF，用不到字体。")
    broken = tmp_path / "soffice"
    broken.write_text("#!/bin/false\n")
    broken.chmod(0o755)
    assert machine.libreoffice().sentence.startswith(f"{broken} 运行不起来")
    assert machine.fonts().sentence.startswith("没有 fontconfig")


def test_fonts_that_are_substituted(tmp_path: Path, monkeypatch: Any) -> None:
    from drafting.rendering.formats.pdf.fonts import substituted

    for name, says in (
        ("soffice", ""),
        ("fc-match", 'case "$3" in 黑体*) printf 黑体;; *) printf 别的;; esac'),
    ):
        program = tmp_path / name
        program.write_text(f"#!/bin/sh\n{says}\n")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    substituted.cache_clear()
    try:
        found = machine.fonts()
    finally:
        substituted.cache_clear()
    assert found.state == "warning"
    assert found.sentence.startswith("缺少方正小标宋简体（用 别的")
    assert "黑体（" not in found.sentence


class TestMail:
    def test_none_is_wanted(self, settings: Any) -> None:
        settings.MAIL_HOST = ""
        assert mail.mail() == ok("没有设 MAIL_HOST，不发邮件。")

    def test_the_server_answers(self, mailbox: Mailbox) -> None:
        assert mail.mail() == ok("邮件服务器有应答。")
        assert mailbox.taken == []

    def test_nobody_is_there(self, mailbox: Mailbox, settings: Any) -> None:
        settings.EMAIL_PORT = free_port()
        assert mail.mail().sentence.startswith(
            "连不上邮件服务器 mail.example.cn（那个端口上没有服务），"
        )

    def test_it_does_not_encrypt(self, mailbox: Mailbox, settings: Any) -> None:
        settings.EMAIL_USE_TLS = True
        assert mail.mail().state == "fault"

    def test_it_does_not_speak_tls_at_all(self, mailbox: Mailbox, settings: Any) -> None:
        settings.EMAIL_USE_SSL = True
        begun = time.monotonic()
        assert mail.mail().state == "fault"
        assert time.monotonic() - begun < 12


@pytest.fixture
def production(settings: Any) -> Any:
    """The settings of an installation behind a proxy, in production."""
    settings.PRODUCTION, settings.PLAIN_HTTP, settings.BEHIND_PROXY = True, False, True
    settings.SECURE_SSL_REDIRECT = settings.SESSION_COOKIE_SECURE = True
    settings.CSRF_COOKIE_SECURE = settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    settings.SECURE_HSTS_SECONDS, settings.DEBUG = 31_536_000, False
    settings.SECRET_KEY = "Zq7-long-and-random-0123456789-abcdefghijklmnopqrstuvwxyz-XYZ"
    settings.ALLOWED_HOSTS = ["zhaojing.example.cn"]
    settings.SILENCED_SYSTEM_CHECKS = ["security.W021"]
    return settings


class TestSecurity:
    def test_all_is_well(self, production: Any) -> None:
        assert security.secret_key() == ok("够长，够乱。")
        assert security.tls() == ok("用 HTTPS，登录信息只经加密的连接传送。")
        assert security.addresses() == ok("可以用 zhaojing.example.cn 访问。")

    @pytest.mark.parametrize(
        ("key", "state"),
        [("django-insecure-" + "a8Zk" * 12, "fault"), ("abcde" * 10, "warning")],
    )
    def test_keys(self, production: Any, key: str, state: str) -> None:
        production.MODE, production.SECRET_KEY = "production", key
        found = security.secret_key()
        assert found.state == state
        assert key not in found.sentence

    def test_tls(self, production: Any) -> None:
        production.SESSION_COOKIE_SECURE = False
        assert security.tls() == warning(
            "Django 的安全检查有一条没有通过（security.W010），请改回默认的设置。"
        )
        production.BEHIND_PROXY = False
        assert security.tls().state == "fault"
        production.PLAIN_HTTP = True
        assert security.tls().state == "warning"
        production.PRODUCTION = False
        assert security.tls().state == "ok"

    def test_addresses(self, production: Any) -> None:
        production.CSRF_TRUSTED_ORIGINS = ["http://zhaojing.example.cn"]
        assert security.addresses() == warning(
            "CSRF_TRUSTED_ORIGINS 里有不加密的地址（http://zhaojing.example.cn），请改为 https://。"
        )
        production.SITE_URL = "https://other.example.cn:8443"
        found: Verdict = security.addresses()
        assert found.state == "fault"
        assert "https://other.example.cn:8443 不在 ALLOWED_HOSTS 里" in found.sentence
