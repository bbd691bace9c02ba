"""A backup of database and files in one encrypted file: ``manage.py backup [DIR]``."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, BooleanOptionalAction
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from drafting.common.numbers import whole_number
from drafting.operation.backup.creation import Made, make
from drafting.operation.backup.encryption import new_key
from drafting.operation.backup.refusal import BackupRefused
from drafting.operation.backup.words import contents, size
from drafting.server import startup

NO_KEY = (
    "没有指定密钥文件：请先用 manage.py backup --new-key 文件 生成一个，"
    "再用 --key 文件 或环境变量 BACKUP_KEY_FILE 指定。"
)


class Command(BaseCommand):
    help = "把数据库和文件备份成一个加密的文件；照镜可以照常运行。"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "directory", nargs="?", metavar="DIR", help="放备份的目录（BACKUP_DIR）"
        )
        parser.add_argument("--key", metavar="FILE", help="密钥文件（BACKUP_KEY_FILE）")
        parser.add_argument("--new-key", metavar="FILE", help="生成一个密钥文件，不备份")
        parser.add_argument("--keep", metavar="N", help="只留最新的几份，更旧的删除；不写就都留着")
        parser.add_argument(
            "--verify", action=BooleanOptionalAction, default=None,
            help="备份后试着恢复到一个临时数据库（不写时 SQLite 试，PostgreSQL 不试）",
        )  # fmt: skip

    def handle(self, *args: Any, directory: str | None, **options: Any) -> None:
        try:
            self.run(directory, **options)
        except BackupRefused as refusal:
            self.stderr.write(str(refusal))
            sys.exit(startup.EXIT_CODE)

    def run(
        self,
        directory: str | None,
        *,
        key: str | None,
        new_key: str | None,
        keep: str | None,
        verify: bool | None,
        **_options: Any,
    ) -> None:
        """What the options ask for. Raises BackupRefused."""
        if new_key:
            self.make_key(Path(new_key))
            return
        kept = None if keep is None else whole_number(keep, least=1, most=1000)
        if keep is not None and kept is None:
            raise BackupRefused(f"--keep 必须是 1 到 1000 之间的整数，不能是“{keep}”。")
        key_file = Path(key) if key else settings.BACKUP_KEY_FILE
        if key_file is None:
            raise BackupRefused(NO_KEY)
        place = Path(directory).absolute() if directory else settings.BACKUP_DIR
        self.tell(make(place, key_file, keep=kept, tried=verify))

    def make_key(self, path: Path) -> None:
        new_key(path)
        self.stdout.write(
            f"密钥已写入 {path}。请另外保存一份，不要和备份放在一起：没有它，谁也打不开备份。"
        )

    def tell(self, made: Made) -> None:
        how = "试着恢复过，完好" if made.tried else "读过一遍，完好"
        self.stdout.write(
            f"已备份到 {made.path}（{size(made.path)}；{contents(made.manifest)}；{how}）。"
        )
        if made.deleted:
            self.stdout.write(f"删去较旧的备份 {len(made.deleted)} 份。")
