"""Write the 整改台账 of a structure JSON: ``manage.py rectification_ledger STRUCTURE.json OUT.xlsx``."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from drafting.management.structure_file import UnusableFile, read_structure
from drafting.rectification.lists import tables
from drafting.rectification.lists.workbook import workbook


class Command(BaseCommand):
    help = "把材料结构（JSON）里的整改措施列成整改台账（.xlsx）。不需要数据库和 Redis；输入不能用时退出码为 2。"
    # no database is touched, so nothing about it needs to be checked
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("structure", type=Path, metavar="STRUCTURE.json", help="材料结构文件")
        parser.add_argument("out", type=Path, metavar="OUT.xlsx", help="要写的文件（.xlsx）")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            _write(options["structure"], options["out"])
        except UnusableFile as error:
            self.stderr.write(str(error))
            sys.exit(2)


def _write(source: Path, out: Path) -> None:
    if out.suffix.lower() != ".xlsx":
        raise UnusableFile(f"输出文件 {out} 应以 .xlsx 结尾。")
    ledger = tables.ledger(read_structure(source), "")
    if not ledger.rows:
        raise UnusableFile(f"文件 {source} 里没有整改措施，列不出台账。")
    try:
        out.write_bytes(workbook(ledger))
    except OSError:
        raise UnusableFile(f"写不了文件 {out}，请检查目录是否存在、有没有写入权限。") from None
