"""Write docs/checks.md from the proofreading checks: ``manage.py document_checks``."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from drafting.proofing.core.handbook import handbook


class Command(BaseCommand):
    help = "由校对规则生成 docs/checks.md。"
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        path = settings.BASE_DIR / "docs" / "checks.md"
        path.write_text(handbook(), "utf-8")
        self.stdout.write(f"已写入 {path}")
