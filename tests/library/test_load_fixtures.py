"""manage.py load_fixtures: everything at once, as often as wanted."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from drafting.library.models import Phrase
from tests.cast import shipped
from tests.library.conftest import STARTER
from tests.processes import ROOT


def run() -> list[str]:
    out = io.StringIO()
    call_command("load_fixtures", stdout=out)
    return out.getvalue().splitlines()


def test_all_of_it_and_then_nothing_more(db: None) -> None:
    count, formulations = len(STARTER), len(shipped("proofing/formulations.json"))
    frameworks = len(list((ROOT / "fixtures/frameworks").rglob("*.json")))
    assert run() == [
        f"检查框架：新增 {frameworks} 个，已有 0 个。",
        "分类：新增 70 条，更新 0 条，未变 0 条，保留管理员修改 0 条。",
        f"素材：新增 {count} 条，更新 0 条，未变 0 条，保留管理员修改 0 条。",
        f"提法：新增 {formulations} 条，更新 0 条，未变 0 条，保留管理员修改 0 条。",
    ]
    assert run() == [
        f"检查框架：新增 0 个，已有 {frameworks} 个。",
        "分类：新增 0 条，更新 0 条，未变 70 条，保留管理员修改 0 条。",
        f"素材：新增 0 条，更新 0 条，未变 {count} 条，保留管理员修改 0 条。",
        f"提法：新增 0 条，更新 0 条，未变 {formulations} 条，保留管理员修改 0 条。",
    ]
    assert Phrase.objects.filter(state="approved").count() == count


def test_a_broken_file_is_named(db: None, tmp_path: Path, settings: Any) -> None:
    (tmp_path / "taxonomy.json").write_text("{", encoding="utf-8")
    settings.FIXTURE_DIRS = [tmp_path]
    with pytest.raises(CommandError, match=r"无法读取 taxonomy\.json"):
        run()
