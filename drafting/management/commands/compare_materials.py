"""雷同 between materials: ``manage.py compare_materials FILE FILE… [--json]``."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand

from drafting.management.current_tables import current_tables
from drafting.management.material_context import context_of
from drafting.management.structure_file import UnusableFile
from drafting.proofing.core.context import Context
from drafting.similarity.comparison import Pair, compare

#: Characters of a passage that a line shows.
_SHOWN: Final = 40


class Command(BaseCommand):
    help = (
        "比较两份以上的材料（.txt、.docx 或结构 .json），找出雷同的段落：原文照抄的、改动不到三成的、调换了分句次序的。"
        "标题和规范提法、开头结尾的套话不算。什么也不修改、不保存，不需要数据库。文件不能用时退出码为 2。"
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", type=Path, nargs="+", metavar="FILE", help="材料文件")
        parser.add_argument("--json", action="store_true", help="输出 JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        paths: list[Path] = options["paths"]
        try:
            if len(paths) < 2:
                raise UnusableFile("请给出两份以上的材料。")
            tables = current_tables()
            contexts = [context_of(path, None, tables) for path in paths]
        except UnusableFile as error:
            self.stderr.write(str(error))
            sys.exit(2)
        pairs = compare([context.said for context in contexts])
        if options["json"]:
            rows = [_as_dict(pair) for pair in pairs]
            self.stdout.write(json.dumps({"pairs": rows}, ensure_ascii=False, indent=1))
        else:
            self.stdout.write("\n".join(_lines(paths, contexts, pairs)))


def _as_dict(pair: Pair) -> dict[str, Any]:
    passages = [
        {
            "a": [passage.one.start, passage.one.end],
            "b": [passage.other.start, passage.other.end],
            "score": passage.score,
        }
        for passage in pair.likeness.passages
    ]
    share = round(pair.likeness.share, 4)
    return {"a": pair.one, "b": pair.other, "share": share, "passages": passages}


def _lines(
    paths: Sequence[Path], contexts: Sequence[Context], pairs: Sequence[Pair]
) -> Iterator[str]:
    if not pairs:
        yield "没有发现雷同的段落。"
    for pair in pairs:
        share = f"{pair.likeness.share:.0%}"
        yield f"{paths[pair.one].name} 有 {share} 与 {paths[pair.other].name} 雷同："
        for passage in pair.likeness.passages:
            words = passage.one.of(contexts[pair.one].text).replace("\n", " ")
            shown = words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…"
            yield f"  {passage.one.start}—{passage.one.end}  {passage.score:.0%}  {shown}"
