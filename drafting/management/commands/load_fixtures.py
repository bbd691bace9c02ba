"""Frameworks, taxonomy, starter library and formulations into the database; may be run at every
start."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from drafting.frameworks.loader import Outcome, load_framework
from drafting.library.curated_rows import Loaded
from drafting.library.loader import load_library, load_taxonomy
from drafting.proofing.formulation_services import load_formulations


class Command(BaseCommand):
    help = "载入检查框架、问题分类、初始素材库和提法表；重复运行不会覆盖管理员修改过的内容。"

    def handle(self, *args: Any, **options: Any) -> None:
        """Load everything below the fixture directories; a broken file stops it with its name."""
        root = Path(settings.FIXTURE_DIRS[0])
        frameworks = sorted(root.glob("frameworks/**/*.json"))
        self._frameworks(Counter(load_framework(_read(path)) for path in frameworks))
        self._report("分类", load_taxonomy(_read(root / "taxonomy.json")))
        phrases = [row for path in sorted(root.glob("library/*.json")) for row in _read(path)]
        try:
            self._report("素材", load_library(phrases))
        except ValueError as error:
            raise CommandError(f"素材没有载入。{error}") from error
        self._report("提法", load_formulations(_read(root / "proofing" / "formulations.json")))

    def _frameworks(self, done: Counter[Outcome]) -> None:
        self.stdout.write(
            f"检查框架：新增 {done[Outcome.NEW]} 个，"
            f"已有 {done[Outcome.SAME] + done[Outcome.KEPT] + done[Outcome.CORRECTED]} 个。"
        )
        if done[Outcome.CORRECTED]:
            self.stdout.write(
                f"检查框架：{done[Outcome.CORRECTED]} 个有更正，已另行发布更正后的，原来的停用；"
                "已经开始的会议和材料仍用原来的。"
            )
        if done[Outcome.KEPT]:
            self.stdout.write(
                f"检查框架：{done[Outcome.KEPT]} 个有更正，本单位已核对或停用，保留不动。"
            )

    def _report(self, what: str, loaded: Loaded) -> None:
        self.stdout.write(
            f"{what}：新增 {loaded.new} 条，更新 {loaded.updated} 条，未变 {loaded.same} 条，"
            f"保留管理员修改 {loaded.kept} 条。"
        )


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CommandError(f"无法读取 {path.name}：文件缺失或格式不正确。") from error
