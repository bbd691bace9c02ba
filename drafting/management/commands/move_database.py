"""From SQLite to PostgreSQL: ``manage.py move_database [FILE]``."""

from __future__ import annotations

import signal
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from drafting.operation.database_move.move import Moved, move
from drafting.operation.database_move.refusal import MoveRefused
from drafting.server import startup


class Command(BaseCommand):
    help = (
        "把 SQLite 数据库的全部内容搬到 DATABASE_URL 指定的 PostgreSQL 空数据库，搬完逐表核对。"
        "请先停止照镜。"
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file",
            nargs="?",
            metavar="FILE",
            help="SQLite 数据库文件（数据目录里的 zhaojing.sqlite3）",
        )

    def handle(self, *args: Any, file: str | None, verbosity: int, **options: Any) -> None:
        path = Path(file).absolute() if file else settings.VAR / "zhaojing.sqlite3"
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            moved = move(path)
        except MoveRefused as refusal:
            self.stderr.write(str(refusal))
            sys.exit(startup.EXIT_CODE)
        except KeyboardInterrupt:
            self.stderr.write("已中断，目标数据库没有改动，可以再运行一次。")
            sys.exit(startup.EXIT_CODE)
        self.tell(moved, path, verbosity > 1)

    def tell(self, moved: Moved, path: Path, each: bool) -> None:
        for name, found in moved.sums.items() if each else ():
            self.stdout.write(f"{name}  {found.rows} 行  {found.checksum[:16]}")
        self.stdout.write(
            f"已把 {len(moved.sums)} 张表、{moved.rows} 行搬到 PostgreSQL，"
            "逐表核对过行数和校验值，全部一致。"
        )
        self.stdout.write(
            f"{path} 没有改动；确认新的一套正常以后请自己存档或删去，里面有材料正文。"
        )
        if moved.missing:
            self.stdout.write(
                f"文件没有搬：有 {moved.missing} 个文件在 {settings.PRIVATE_ROOT} 里没有找到，"
                "请把原来数据目录里的 private 目录整个复制过来，再启动照镜。"
            )
