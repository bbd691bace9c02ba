"""Print a structure JSON as a file, whose ending says which format: ``manage.py render_material
STRUCTURE.json OUT.docx [--style KEY]``."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from drafting.document.codec import content_hash
from drafting.management.structure_file import UnusableFile, read_structure
from drafting.rendering.formats import DOWNLOADS
from drafting.rendering.options import RenderOptions
from drafting.rendering.output_format import NotMade, OutputFormat
from drafting.rendering.styles import GIVEN_STYLE, STYLES, RenderStyle
from drafting.rendering.walk import blocks


class Command(BaseCommand):
    help = "把材料结构（JSON）生成文件，格式看文件名的结尾。不需要数据库和 Redis；输入不能用时退出码为 2。"
    # no database is touched, so nothing about it needs to be checked
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("structure", type=Path, metavar="STRUCTURE.json", help="材料结构文件")
        parser.add_argument(
            "out", type=Path, metavar="OUT.docx", help=f"要写的文件（{_endings('、')}）"
        )
        keys = "、".join(f"{style.key}（{style.label}）" for style in STYLES.values())
        parser.add_argument(
            "--style",
            default=GIVEN_STYLE.key,
            metavar="KEY",
            help=f"版式：{keys}；不写则保留原序号",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            _render(options["structure"], options["out"], options["style"])
        except UnusableFile as error:
            self.stderr.write(str(error))
            sys.exit(2)


def _render(source: Path, out: Path, style_key: str) -> None:
    """Write the file. Its dates are those of the structure file, so that the same input gives the
    same bytes."""
    style = _style(style_key)
    output = _format(out)
    document = read_structure(source)
    modified = datetime.fromtimestamp(int(source.stat().st_mtime), UTC)
    options = RenderOptions(
        style=style, created=modified, modified=modified, reference=content_hash(document)
    )
    if not any(blocks(document, style)):
        raise UnusableFile(f"文件 {source} 里没有材料的文字，请检查结构。")
    try:
        content = output.file(document, options)
    except NotMade as error:
        raise UnusableFile(str(error)) from None
    try:
        out.write_bytes(content)
    except OSError:
        raise UnusableFile(f"写不了文件 {out}，请检查目录是否存在、有没有写入权限。") from None


def _format(out: Path) -> OutputFormat:
    for output in DOWNLOADS.values():
        if out.suffix.lower() == f".{output.suffix}":
            return output
    raise UnusableFile(f"输出文件 {out} 应以 {_endings(' 或 ')} 结尾。")


def _endings(between: str) -> str:
    return between.join(f".{output.suffix}" for output in DOWNLOADS.values())


def _style(key: str) -> RenderStyle:
    if key not in STYLES:
        raise UnusableFile(f"没有名为 {key} 的版式，可用的有 {'、'.join(STYLES)}。")
    return STYLES[key]
