"""Findings told to people and to programs, and the exit code that they make."""

from __future__ import annotations

import pytest

from drafting.operation.findings import (
    Finding,
    State,
    as_data,
    as_lines,
    exit_code,
    fault,
    gravest,
    ok,
    warning,
)

WELL = Finding("disk", "磁盘空间", State.OK, "剩余 7.0 GB。")
WARNED = Finding("fonts", "字体", State.WARNING, "缺少黑体，请安装。")
BROKEN = Finding("broker", "Redis", State.FAULT, "连不上，请启动。")


@pytest.mark.parametrize(
    ("findings", "usual", "strict"),
    [([], 0, 0), ([WELL], 0, 0), ([WELL, WARNED], 0, 1), ([WARNED, BROKEN, WELL], 2, 2)],
)
def test_exit_code(findings: list[Finding], usual: int, strict: int) -> None:
    assert (exit_code(findings, False), exit_code(findings, True)) == (usual, strict)


def test_lines() -> None:
    assert as_lines([WELL, WARNED, BROKEN]) == [
        "正常  磁盘空间：剩余 7.0 GB。",
        "提醒  字体：缺少黑体，请安装。",
        "故障  Redis：连不上，请启动。",
        "共检查 3 项：正常 1 项，提醒 1 项，故障 1 项。",
    ]


def test_data() -> None:
    assert as_data([WELL, WARNED]) == {
        "status": "warning",
        "findings": [
            {"name": "disk", "label": "磁盘空间", "state": "ok", "sentence": "剩余 7.0 GB。"},
            {
                "name": "fonts",
                "label": "字体",
                "state": "warning",
                "sentence": "缺少黑体，请安装。",
            },
        ],
    }


def test_several_verdicts_about_one_matter() -> None:
    assert gravest([ok("一"), ok("二")], "都好。") == ok("都好。")
    assert gravest([ok("一"), warning("二。"), fault("三。")], "都好。") == fault("三。二。")
