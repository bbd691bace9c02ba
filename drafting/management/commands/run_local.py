"""`make run`: everything on this machine as one group that ends together."""

import json
import os
import sys
import urllib.error
import urllib.request
from argparse import ArgumentParser
from functools import partial
from io import StringIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connections

from accounts.codes import Role
from accounts.services.demo import FIXTURE
from drafting.common.numbers import whole_number
from drafting.embedded import paths, preflight
from drafting.embedded.reasons import reason
from drafting.embedded.redis import answers, server_command
from drafting.embedded.start_refusals import StartRefused
from drafting.embedded.supervisor import Child, Supervisor
from drafting.server import startup


class Command(BaseCommand):
    help = "启动照镜：数据库、Redis、网页服务和后台任务（按 Ctrl-C 全部停止）。"
    # The checks look into the database, which is examined and migrated here first.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--host", default=os.environ.get("HOST") or "127.0.0.1", help="监听地址"
        )
        parser.add_argument("--port", default=os.environ.get("PORT") or "8000", help="端口")

    def handle(self, *args: Any, host: str, port: str, **options: Any) -> None:
        number = whole_number(port, least=1, most=65535)
        if number is None:
            self.stderr.write(f"端口必须是 1 到 65535 之间的整数，不能是“{port}”。")
            sys.exit(startup.EXIT_CODE)
        try:
            self.run_group(host, number)
        except StartRefused as refusal:
            self.stderr.write(str(refusal))
            sys.exit(startup.EXIT_CODE)

    def run_group(self, host: str, port: int) -> None:
        """Prepare, start and look after the group. Raises StartRefused with what stands in the
        way."""
        startup.check_mode()
        # Drafts, exports and logs are personal: nothing made below is for other users of the
        # machine.
        os.umask(0o077)
        embedded = not (os.environ.get("REDIS_URL") or os.environ.get("REDIS_URL_FILE"))
        runtime = paths.runtime_directory(settings.VAR)
        preflight.check_port(host, port)
        preflight.check_directory(settings.VAR)
        with preflight.hold_lock(runtime):
            preflight.check_database(settings.DATABASES["default"])
            if not embedded:
                preflight.check_redis(settings.REDIS_URL)
            self.prepare()
            address = f"http://{'127.0.0.1' if host == '0.0.0.0' else host}:{port}"  # noqa: S104 - only compared with
            environment = {**os.environ, "HOST": host, "PORT": str(port), "PYTHONUNBUFFERED": "1"}
            supervisor = Supervisor(settings.BASE_DIR, settings.VAR / "log", environment, self.say)
            supervisor.run(group(embedded, address), partial(self.announce, address))
        self.say("照镜已停止。")

    def prepare(self) -> None:
        """Bring database and static files up to date."""
        self.say("正在准备数据库和页面文件……")
        try:
            call_command("migrate", verbosity=0, interactive=False)
            call_command("load_fixtures", verbosity=0, stdout=StringIO())
            if settings.DEMO:
                call_command("load_demo", verbosity=0, stdout=StringIO())
            call_command("collectstatic", verbosity=0, interactive=False)
        except DatabaseError as error:
            raise StartRefused(f"数据库无法更新（{error}），请检查数据库或用备份恢复。") from None
        except OSError as error:
            raise StartRefused(
                f"文件 {error.filename} 无法写入（{reason(error)}），请检查权限和剩余空间。"
            ) from None
        except (CommandError, ValueError) as error:
            raise StartRefused(str(error)) from None
        finally:
            connections.close_all()

    def announce(self, address: str) -> None:
        self.say(f"照镜已启动：{address}")
        if settings.DEMO:
            self.say(demo_accounts(FIXTURE))
        self.say(f"数据和日志在 {settings.VAR}；按 Ctrl-C 停止。")

    def say(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()


def group(embedded: bool, address: str) -> list[Child]:
    """The processes, in the order in which they are started. `embedded`: with a Redis of our
    own."""
    celery = [sys.executable, "-m", "celery", "-A", "drafting"]
    web = Child(
        "web",
        "网页服务",
        [sys.executable, "-m", "gunicorn", "-c", "python:drafting.gunicorn_conf", "drafting.wsgi"],
        patience=15,
        ready=partial(healthy, f"{address}/healthz"),
        ready_within=60,
    )
    worker = Child(
        "worker",
        "后台任务进程",
        [
            *celery,
            "worker",
            "--concurrency",
            "2",
            "--loglevel",
            "INFO",
            "--without-gossip",
            "--without-mingle",
        ],
        # The longest a task may take is more than anybody waits after Ctrl-C; what is cut off is
        # done again.
        patience=8,
    )
    beat = Child("beat", "定时任务进程", [*celery, "beat", "--loglevel", "INFO", "--pidfile", ""])
    if not embedded:
        return [web, worker, beat]
    command = server_command(paths.redis_socket(settings.VAR))
    return [
        Child("redis", "内置 Redis", command, ready=partial(answers, settings.REDIS_URL)),
        web,
        worker,
        beat,
    ]


def healthy(url: str) -> bool:
    """Whether a health page answers 200 within two seconds."""
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:  # noqa: S310 - our own address
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def demo_accounts(fixture: Path) -> str:
    """The demo cast as lines: account, name, what they are."""
    data = json.loads(fixture.read_text(encoding="utf-8"))
    units = {unit["key"]: unit["short_name"] for unit in data["organizations"]}
    lines = [f"演示账号（密码都是 {data['password']}）："]
    for person in data["people"]:
        offices = "，".join(
            f"{units[m['organization']]}{Role(m['role']).label}" for m in person["memberships"]
        )
        lines.append(f"  {person['username']:<14}{person['name']:\u3000<4}{offices}")
    return "\n".join(lines)
