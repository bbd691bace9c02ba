"""--framework without a database: the shipped frameworks are read, whatever it is that is
missing."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from drafting.frameworks.loader import load_framework
from drafting.frameworks.models import Framework
from drafting.frameworks.selectors import spec_of
from drafting.frameworks.shipped_frameworks import shipped_framework, shipped_keys
from drafting.management.framework_choice import chosen_framework
from drafting.management.structure_file import UnusableFile
from manage import PASSING
from tests import forks
from tests.cast import published, shipped
from tests.frameworks.conftest import FIXTURES

PAPER = """2025年度组织生活会个人对照检查材料
一、存在的问题
（一）在学习贯彻党的创新理论方面。一是读得少。上半年只读了一本书。
（二）在改作风树新风方面。一是拖沓。三月的一件来信拖了十天才答复。
二、原因剖析
一是放松了要求。
三、整改措施
一是每周学习一次。
"""
#: Nothing can be made here, by nobody: the administrator of the machine included.
NOWHERE = "/proc/nowhere"


def none(_: Path) -> dict[str, str]:
    return {}


def missing(directory: Path) -> dict[str, str]:
    return {"DATABASE_URL": f"sqlite:///{directory}/missing/zhaojing.sqlite3"}


def not_migrated(directory: Path) -> dict[str, str]:
    (directory / "empty.sqlite3").touch()
    return {"DATABASE_URL": f"sqlite:///{directory}/empty.sqlite3"}


def no_database(directory: Path) -> dict[str, str]:
    (directory / "notes.sqlite3").write_text("会议记录\n" * 100, "utf-8")
    return {"DATABASE_URL": f"sqlite:///{directory}/notes.sqlite3"}


def unreachable(_: Path) -> dict[str, str]:
    return {"DATABASE_URL": "postgres://zhaojing:secret@127.0.0.1:1/zhaojing"}


def unreachable_pool(_: Path) -> dict[str, str]:
    return {"DATABASE_URL": "postgres://zhaojing@127.0.0.1:1/zhaojing", "DATABASE_POOL_SIZE": "2"}


SITUATIONS = [none, missing, not_migrated, no_database, unreachable]


def run_apart(
    command: str, *arguments: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own, as on a machine where nothing was ever set up and nothing
    can be written.
    """
    kept = {
        name: value
        for name, value in os.environ.items()
        if name
        not in (
            "DATABASE_URL",
            "REDIS_URL",
            "DJANGO_SETTINGS_MODULE",
            "ZHAOJING_MODE",
            "SECRET_KEY",
        )
    }
    return forks.run(
        [sys.executable, "manage.py", command, *arguments],
        kept | {"ZHAOJING_VAR": NOWHERE} | environment,
    )


@pytest.fixture
def paper(tmp_path: Path) -> str:
    path = tmp_path / "材料.txt"
    path.write_text(PAPER, "utf-8")
    return str(path)


@pytest.mark.parametrize("situation", SITUATIONS)
def test_a_paper_is_checked_by_the_shipped_framework(
    situation: Callable[[Path], dict[str, str]], tmp_path: Path, paper: str
) -> None:
    done = run_apart(
        "check_material", paper, "--framework", "2025-zuzhi", "--json", **situation(tmp_path)
    )
    assert done.stderr == ""
    assert done.returncode == 1
    findings = json.loads(done.stdout)["findings"]
    assert [row["message"] for row in findings if row["rule"] == "area-missing"] == [
        "缺少“加强党性锤炼”方面。",
        "缺少“联系服务群众”方面。",
        "缺少“发挥先锋模范作用”方面。",
    ]


@pytest.mark.parametrize("situation", [none, no_database, unreachable_pool])
def test_a_paper_is_imported_by_the_shipped_framework(
    situation: Callable[[Path], dict[str, str]], tmp_path: Path, paper: str
) -> None:
    done = run_apart(
        "import_material", paper, "--framework", "2025-zuzhi", "--json", **situation(tmp_path)
    )
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)
    sections = json.loads(done.stdout)["parts"][0]["sections"]
    assert [section["area"] for section in sections] == ["学习贯彻党的创新理论", "改作风树新风"]


@pytest.mark.parametrize("command", ["check_material", "import_material"])
@pytest.mark.parametrize("key", ["1999-zuzhi", "", "../2025-zuzhi", "\udcff"])
def test_an_unknown_framework_gets_the_known_ones_in_one_sentence(
    command: str, key: str, paper: str, db: None
) -> None:
    err = StringIO()
    with pytest.raises(SystemExit, match="2"):
        call_command(command, paper, framework=key, stderr=err)
    assert (
        err.getvalue().strip() == f"没有名为 {key} 的框架，现有的是 {'、'.join(shipped_keys())}。"
    )


def test_what_cannot_be_encoded_is_still_one_sentence(paper: str) -> None:
    done = run_apart("check_material", paper, "--framework", "\udcff")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("没有名为 \\udcff 的框架，现有的是 2021-minzhu、")


@pytest.mark.parametrize(
    ("command", "name"), [("render_material", "o.docx"), ("rectification_ledger", "o.xlsx")]
)
def test_a_file_is_made_where_nothing_can_be_kept(
    command: str, name: str, tmp_path: Path, paper: str
) -> None:
    structure, out = tmp_path / "s.json", tmp_path / name
    structure.write_text(run_apart("import_material", paper, "--json").stdout, "utf-8")
    done = run_apart(command, str(structure), str(out))
    assert (done.returncode, done.stderr) == (0, "")
    assert out.read_bytes()[:2] == b"PK"


def test_papers_are_compared_where_nothing_can_be_kept(tmp_path: Path, paper: str) -> None:
    other = tmp_path / "另一份.txt"
    other.write_text(PAPER, "utf-8")
    done = run_apart("compare_materials", paper, str(other), "--json")
    assert "配置错误" not in done.stderr
    assert json.loads(done.stdout)


def test_the_readme_names_the_commands_that_need_nothing_kept() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    block = readme.partition("Five commands work without")[2].split("```")[1]
    assert sorted(re.findall(r"manage\.py (\w+)", block)) == sorted(PASSING)


def test_the_files_say_what_is_stored_when_they_are_loaded(db: None) -> None:
    assert shipped_keys() == tuple(sorted(path.stem for path in FIXTURES))
    for key in shipped_keys():
        assert shipped_framework(key) == spec_of(published(key))


def test_the_database_s_own_frameworks_come_first(db: None) -> None:
    load_framework(
        shipped("frameworks/2024-zuzhi.json") | {"key": "2024-own", "name": "本单位的框架"}
    )
    assert chosen_framework("2024-own") == spec_of(Framework.objects.get())
    with pytest.raises(UnusableFile, match=r"没有名为 2025-zuzhi 的框架，现有的是 2024-own。"):
        chosen_framework("2025-zuzhi")


def test_a_database_without_frameworks_leaves_the_shipped_ones(db: None) -> None:
    assert chosen_framework("2025-zuzhi") == shipped_framework("2025-zuzhi")
