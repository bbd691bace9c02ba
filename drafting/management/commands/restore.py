"""Bringing a backup back: ``manage.py restore FILE``."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from drafting.management.commands.backup import NO_KEY
from drafting.operation.backup.refusal import BackupRefused
from drafting.operation.backup.restoration import Restored, restore
from drafting.operation.backup.words import contents
from drafting.server import startup


class Command(BaseCommand):
    help = "用备份恢复数据库和文件；原来的会留一份。请先停止照镜。"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", help="备份文件")
        parser.add_argument("--key", metavar="FILE", help="密钥文件（BACKUP_KEY_FILE）")
        parser.add_argument(
            "--replace", action="store_true", help="现在的数据库里有内容，也换成备份里的"
        )

    def handle(self, *args: Any, file: str, key: str | None, replace: bool, **options: Any) -> None:
        try:
            key_file = Path(key) if key else settings.BACKUP_KEY_FILE
            if key_file is None:
                raise BackupRefused(NO_KEY)
            self.tell(restore(Path(file), key_file, replace=replace))
        except BackupRefused as refusal:
            self.stderr.write(str(refusal))
            sys.exit(startup.EXIT_CODE)

    def tell(self, done: Restored) -> None:
        made = done.manifest
        moment = made.made_at.replace("T", " ")[:16]
        self.stdout.write(f"已恢复 {moment} 的备份（版本 {made.version}；{contents(made)}）。")
        if done.updated:
            self.stdout.write("备份来自较旧的版本，数据库结构已经更新。")
        if done.before:
            self.stdout.write(f"原来的数据库留在 {done.before}。")
        if done.files_before:
            self.stdout.write(f"原来的文件留在 {done.files_before}。")
        self.stdout.write(
            "请启动（或重新启动）照镜，运行 manage.py doctor 看看；没有问题再删去留下的。"
        )
