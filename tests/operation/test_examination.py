"""No check keeps the others from being heard, whatever it does."""

from __future__ import annotations

import threading
import time

import pytest
from django.db import DatabaseError

from drafting.operation.examination import Check, examine
from drafting.operation.findings import Finding, State, Verdict, ok


def _hang() -> Verdict:
    threading.Event().wait(20)
    return ok("late")


def _raise() -> Verdict:
    raise ValueError("postgres://zhaojing:hidden@db")


def _away() -> Verdict:
    raise DatabaseError("password hidden")


def _leave() -> Verdict:
    raise SystemExit(3)


@pytest.mark.django_db
def test_each_gets_its_line_in_time(capfd: pytest.CaptureFixture[str]) -> None:
    checks = [
        Check("hangs", "卡住", _hang),
        Check("raises", "出错", _raise),
        Check("away", "读库", _away),
        Check("leaves", "退出", _leave),
        Check("sound", "正常", lambda: ok("好。")),
    ]
    begun = time.monotonic()
    found = examine(checks, seconds=1)
    assert time.monotonic() - begun < 5
    late = "检查 1 秒没有结果，可能卡住了，请看它依赖的服务是否正常。"
    assert found == [
        Finding("hangs", "卡住", State.FAULT, late),
        Finding(
            "raises", "出错", State.FAULT,
            "检查没有做完（ValueError），请把这一行告诉维护照镜的人。",
        ),
        Finding(
            "away", "读库", State.WARNING,
            "没有检查：数据库现在读不出来，请先处理“数据库”和“数据库结构”两项。",
        ),
        Finding(
            "leaves", "退出", State.FAULT,
            "检查没有做完（SystemExit），请把这一行告诉维护照镜的人。",
        ),
        Finding("sound", "正常", State.OK, "好。"),
    ]  # fmt: skip
    assert capfd.readouterr() == ("", "")
