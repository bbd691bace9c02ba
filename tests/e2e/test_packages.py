"""A curator exports the library, and takes another unit's over: looks, chooses, imports, takes back."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from drafting.packages import package_file
from tests.browser import sign_in
from tests.e2e import pages  # noqa: F401  # how long a story waits
from tests.e2e.axe import serious_faults
from tests.e2e.screen import fits_the_screen
from tests.packages.conftest import category_row, formulation_row, package, phrase_row
from tests.processes import App

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize(("width", "scripts"), [(1366, True), (360, False)])
def test_a_package_of_another_unit(
    shared_app: App, new_page: Callable[..., Any], tmp_path: Path, width: int, scripts: bool
) -> None:
    name = f"书架第{width}层"
    page = new_page(shared_app, width=width, java_script_enabled=scripts)
    sign_in(page, "xuwenbo")
    faults: list[str] = []

    def look(what: str) -> None:
        if shots := os.environ.get("SHOTS"):
            page.screenshot(path=f"{shots}/{what}-{width}.png", full_page=True)
        assert fits_the_screen(page)
        if scripts:
            faults.extend(serious_faults(page))

    def bring(*rows: Any, edition: int) -> None:
        path = tmp_path / "包.json"
        path.write_bytes(package_file.written(package(*rows, edition=edition)))
        page.goto("/phrases/packages/")
        page.get_by_label("素材包（.json）").set_input_files(path)
        page.get_by_role("button", name="上传，先看看").click()

    page.get_by_role("link", name="素材库", exact=True).click()
    page.get_by_role("link", name="素材包").click()
    look("packages")
    page.get_by_role("radio", name="已审定的全部").check()
    with page.expect_download() as saved:
        page.get_by_role("button", name="导出素材包").click()
    assert package_file.read(Path(saved.value.path()).read_bytes()).head.edition >= 1

    rows = [
        category_row(f"LL{width % 90 + 100}", name),
        phrase_row(f"LL1-B{width}", 观点句=f"{name}没有整理过"),
        phrase_row(
            f"LL2-B{width}", 分类="LL2", 观点句=f"{name}没有人看", 提示问题="哪一层？\n多久没看？"
        ),
        phrase_row(f"LL3-B{width}", 分类="XX1", 观点句=f"{name}没有分类"),
        formulation_row(f"GD-B{width}", 提法=f"{name}常整理"),
    ]
    bring(*rows, edition=1)
    expect(page.get_by_role("button", name="新增 4")).to_be_visible()
    look("package-new")
    page.get_by_role("checkbox", name=f"{name}没有人看").uncheck()
    page.get_by_role("button", name="用不上 1").click()
    expect(page.get_by_text("没有代码为“XX1”的分类")).to_be_visible()
    look("package-faulty")
    page.get_by_role("radio", name="直接作为已审定的提供").check()
    expect(page.get_by_text("照现在的选择：加入 3 条。")).to_be_visible()
    page.get_by_role("button", name="照上面的选择导入").click()
    expect(page.get_by_text("已导入乙单位“样本素材库”第1版。")).to_be_visible()
    look("package-taken")

    page.goto(f"/phrases/?q={name}没有整理过")
    page.get_by_role("link", name="修改", exact=False).first.click()
    page.get_by_label("观点句").fill(f"{name}本单位整理过了")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("已保存")).to_be_visible()
    rows[1] = phrase_row(f"LL1-B{width}", 观点句=f"{name}来源又改了")
    rows[4] = formulation_row(f"GD-B{width}", 提法=f"{name}常整理", 说明="来源加的说明")
    bring(*rows[:3], rows[4], edition=2)
    page.get_by_role("button", name="来源改过 1").click()
    look("package-changed")
    page.get_by_role("button", name="两边都改过 1").click()
    expect(page.get_by_role("radio", name="保留本单位的")).to_be_checked()
    look("package-conflict")
    page.get_by_role("radio", name="换成来源的").check()
    page.get_by_role("button", name="先记下选择").click()
    expect(page.get_by_text("加入 1 条，更新 1 条，换成来源的 1 条")).to_be_visible()
    page.get_by_role("button", name="照上面的选择导入").click()
    expect(page.get_by_text("已导入乙单位“样本素材库”第2版。")).to_be_visible()
    page.get_by_text("撤销这次导入").click()
    page.get_by_role("button", name="撤销", exact=True).click()
    expect(page.get_by_text("已撤销，3 条恢复原样")).to_be_visible()
    look("package-undone")
    page.goto(f"/phrases/?q={name}本单位整理过了")
    expect(page.get_by_text("共 1 条")).to_be_visible()
    assert faults == []
