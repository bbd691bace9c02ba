"""Proofread a material or a folder of them: ``manage.py check_material FILE|FOLDER [--framework
KEY] [--json] [--out XLSX]``."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand

from drafting.document.text import characters
from drafting.frameworks.spec import FrameworkSpec
from drafting.importing.files import SUFFIXES
from drafting.management.current_tables import current_tables
from drafting.management.framework_choice import chosen_framework
from drafting.management.material_context import context_of
from drafting.management.structure_file import UnusableFile
from drafting.proofing.core.findings import Listed
from drafting.proofing.core.report import as_dict, lines
from drafting.proofing.core.runner import proofread
from drafting.proofing.core.summary import SummaryRow, write_summary
from drafting.proofing.core.tables import Tables

#: Exit code where errors were found (warnings and advice do not count).
ERRORS: Final = 1
_SUMMARY: Final = "校对汇总.xlsx"

#: Seconds that a paper may take. No page waits for it, and on a busy machine a run that takes one
#: second by itself can take twenty.
PATIENCE: Final = 60.0


class Command(BaseCommand):
    help = (
        "校对一份材料（.txt、.docx 或结构 .json），或一个文件夹里的全部材料（写出 .xlsx 汇总表）；什么也不修改、不保存。"
        "不需要数据库：没有时用自带的框架和提法表。"
        "有错误时退出码为 1，文件不能用时为 2。"
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "path", type=Path, metavar="FILE|FOLDER", help="材料文件，或放着材料的文件夹"
        )
        parser.add_argument(
            "--framework", metavar="KEY", help="按哪个框架核对方面和部分，如 2024-minzhu"
        )
        parser.add_argument("--json", action="store_true", help="输出 JSON")
        parser.add_argument(
            "--out",
            type=Path,
            metavar="XLSX",
            help=f"汇总表写到哪里；不写则为文件夹里的 {_SUMMARY}",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            framework = chosen_framework(options["framework"])
            if options["path"].is_dir():
                found = self._folder(options["path"], framework, options["out"], options["json"])
            elif options["out"]:
                raise UnusableFile(
                    "汇总表（--out）只在校对文件夹时写出；校对一个文件请去掉 --out。"
                )
            else:
                found = self._file(options["path"], framework, options["json"])
        except UnusableFile as error:
            self.stderr.write(str(error))
            sys.exit(2)
        if found:
            sys.exit(ERRORS)

    def _file(self, path: Path, framework: FrameworkSpec | None, as_json: bool) -> bool:
        context = context_of(path, framework, current_tables())
        findings = proofread(context, seconds=PATIENCE)
        if as_json:
            self.stdout.write(json.dumps(as_dict(findings), ensure_ascii=False, indent=1))
        else:
            self.stdout.write("\n".join(lines(context.text, findings)))
        return any(finding.severity == "error" for finding in findings)

    def _folder(
        self, folder: Path, framework: FrameworkSpec | None, out: Path | None, as_json: bool
    ) -> bool:
        tables = current_tables()
        rows = [_row(path, framework, tables) for path in _materials(folder)]
        if not rows:
            raise UnusableFile(f"文件夹 {folder} 里没有材料（{'、'.join((*SUFFIXES, '.json'))}）。")
        target = out or folder / _SUMMARY
        if target.suffix.lower() != ".xlsx":
            raise UnusableFile(f"汇总表 {target} 应以 .xlsx 结尾。")
        try:
            write_summary(rows, target)
        except OSError:
            raise UnusableFile(
                f"写不了汇总表 {target}，请检查目录是否存在、有没有写入权限。"
            ) from None
        if as_json:
            files = [
                {"file": row.name, "fault": row.fault, **as_dict(row.findings)} for row in rows
            ]
            self.stdout.write(
                json.dumps({"summary": str(target), "files": files}, ensure_ascii=False, indent=1)
            )
        else:
            self.stdout.write(f"已校对 {len(rows)} 份材料，汇总表：{target}")
        return any(finding.severity == "error" for row in rows for finding in row.findings)


def _materials(folder: Path) -> list[Path]:
    """The materials in a folder, by name; what an office program leaves beside an open file (~$…)
    is none."""
    suffixes = {*SUFFIXES, ".json"}
    found = (
        path for path in folder.iterdir() if path.suffix.lower() in suffixes and path.is_file()
    )
    return sorted(path for path in found if not path.name.startswith(("~$", ".")))


def _row(path: Path, framework: FrameworkSpec | None, tables: Tables) -> SummaryRow:
    try:
        context = context_of(path, framework, tables)
    except UnusableFile as error:
        return SummaryRow(path.name, 0, Listed(), str(error))
    return SummaryRow(path.name, characters(context.text), proofread(context, seconds=PATIENCE))
