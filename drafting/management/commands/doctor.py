"""Whether the installation is well, item by item: ``manage.py doctor``."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from drafting.operation.checks import CHECKS
from drafting.operation.examination import examine
from drafting.operation.findings import as_data, as_lines, exit_code


class Command(BaseCommand):
    help = "逐项检查这套照镜是否正常；有故障以代码 2 结束。"
    # What they ask is asked here, each in its turn.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="输出 JSON，供监控程序读取")
        parser.add_argument("--strict", action="store_true", help="只有提醒时也以代码 1 结束")

    def handle(self, *args: Any, json: bool, strict: bool, **options: Any) -> None:
        findings = examine(CHECKS)
        if json:
            self.stdout.write(_json(as_data(findings)))
        else:
            self.stdout.write("\n".join(as_lines(findings)))
        self.stdout.flush()
        if code := exit_code(findings, strict):
            sys.exit(code)


def _json(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1)
