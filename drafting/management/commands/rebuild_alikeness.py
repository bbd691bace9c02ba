"""What is kept for finding 雷同, read anew: ``manage.py rebuild_alikeness``."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from drafting.proofing.alikeness.upkeep import rebuild


class Command(BaseCommand):
    help = "重新读取全部材料、提交的版本和参考文本，重建雷同比对用的数据。材料本身不会改动，随时可以再做一次。"

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"已重建，共 {rebuild()} 份。")
