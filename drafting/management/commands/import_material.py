"""Read a material from a file: ``manage.py import_material FILE [--framework KEY] --json``."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from drafting.document.structure import to_structure
from drafting.importing import Imported, UnreadableFile, read_file, segment
from drafting.importing.segment.fitting import fitting_framework
from drafting.management.framework_choice import chosen_framework, frameworks_beside
from drafting.management.structure_file import UnusableFile

#: Exit code where some of the text has no place in the structure.
UNPLACED = 1


class Command(BaseCommand):
    help = (
        "读入一份材料（.docx、.txt，装有 LibreOffice 时也可 .doc、.wps），输出它的结构；什么也不保存，"
        "不需要数据库：没有时 --framework 用自带的框架。"
        "有未归类的文字时退出码为 1，文件不能用时为 2。"
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="材料文件")
        parser.add_argument(
            "--framework",
            metavar="KEY",
            help="按哪个框架认方面，如 2024-minzhu；不写则按通用的六个方面",
        )
        parser.add_argument(
            "--json", action="store_true", help="输出 JSON（结构、疑点、未归类的文字）"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            framework = chosen_framework(options["framework"])
            imported = segment(read_file(options["file"]), framework, ids=_ids())
        except (UnreadableFile, UnusableFile) as error:
            self.stderr.write(str(error))
            sys.exit(2)
        if options["json"]:
            self.stdout.write(json.dumps(as_json(imported), ensure_ascii=False, indent=1))
        else:
            self.stdout.write(summary(imported))
        for notice in imported.source.notices:
            self.stderr.write(notice)
        fitting = fitting_framework(
            imported.document, framework, frameworks_beside(options["framework"])
        )
        if fitting is not None:
            self.stderr.write(
                f"各个方面的名称同所用的框架对不上，看起来是按“{fitting.name}”写的，"
                f"可以加上 --framework {fitting.key} 再读一次。"
            )
        if imported.unplaced:
            sys.exit(UNPLACED)


def _ids() -> Callable[[], str]:
    # by position, not by chance: the same file gives the same output
    return map("import-{}".format, count()).__next__


def as_json(imported: Imported) -> dict[str, Any]:
    """The structure (contract.md) with the source, what is uncertain, what has no place, and where
    each text came from.

    Offsets count characters in the text read: its paragraphs joined by a line feed.
    """
    source = imported.source
    structure = to_structure(imported.document)
    for item, part in zip(structure["parts"], imported.document.parts, strict=True):
        # a heading without text under it is not printed, so it has no number there; here it has the
        # author's
        item["number"] = part.number or ""
        for below, section in zip(item["sections"], part.sections, strict=True):
            below["number"] = section.number or ""
    return structure | {
        "source": {
            "file": source.file_name,
            "sha256": source.sha256,
            "notices": list(source.notices),
        },
        "uncertain": [{"id": doubt.node_id, "reason": doubt.reason} for doubt in imported.doubts],
        "unplaced": [
            {"start": one.start, "end": one.end, "text": one.text, "reason": one.reason}
            for one in imported.unplaced
        ],
        "spans": {node_id: [list(cut) for cut in cuts] for node_id, cuts in imported.spans.items()},
    }


def summary(imported: Imported) -> str:
    """The outline for a person: parts and areas with the number of their points, doubts, and what
    has no place."""
    document = imported.document
    lines = [document.head.title or "（没有标题）"]
    for part in document.parts:
        lines.append(
            f"{part.number or ''} {part.heading or '（没有标题）'}：{len(part.points)} 条".strip()
        )
        lines += [
            f"  {one.number or ''} {one.heading}：{len(one.points)} 条" for one in part.sections
        ]
    lines += [f"请核对：{doubt.reason}" for doubt in imported.doubts]
    lines += [f"未归类（第 {one.start} 字起）：{one.text[:30]}" for one in imported.unplaced]
    return "\n".join(lines)
