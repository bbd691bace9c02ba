"""The pages of packages."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import User
from accounts.unit_kinds import UnitKind
from drafting.library.models import Phrase, ProblemCategory
from drafting.packages import kept_plan, package_file
from drafting.packages.models import PackageExport, PackageImport
from tests.cast import approved_phrase
from tests.packages.conftest import (
    category_row,
    formulation_row,
    package,
    phrase_row,
    received,
    taken,
)

pytestmark = pytest.mark.django_db
HOME = "/phrases/packages/"


def upload(keeper: Client, content: bytes, name: str = "包.json") -> str:
    sent = {"file": SimpleUploadedFile(name, content)}
    answer = keeper.post(f"{HOME}receive/", sent, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def posted(keeper: Client, one: PackageImport, **data: Any) -> str:
    """The page after a button of a package was pressed, with the stamp that the page had."""
    page = keeper.get(f"{HOME}{one.pk}/").content.decode()
    (stamp,) = re.findall(r'name="stamp" value="(\w+)"', page)
    return keeper.post(f"{HOME}{one.pk}/", {"stamp": stamp, **data}, follow=True).content.decode()


def test_a_package_is_saved_as_a_file(keeper: Client, taxonomy: None) -> None:
    page = keeper.get(HOME).content.decode()
    assert "上传以后先看" in page
    approved_phrase("LL1-B01", claim="自己的", elaboration="正文", curated=True)
    asked = {"name": "甲/乙 素材", "organisation": "甲单位", "phrases": "own",
             "parts": ["problems"], "formulations": "none"}  # fmt: skip
    answer = keeper.post(f"{HOME}make/", asked)
    assert quote("甲／乙 素材-第1版-") in answer.headers["Content-Disposition"]
    assert package_file.read(answer.content).head.name == "甲/乙 素材"
    assert "甲/乙 素材 第1版" in keeper.get(HOME).content.decode()


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"name": ""}, "请给素材包起个名称"),
        ({"organisation": " \t"}, "请写明是哪个单位的素材"),
        ({"parts": []}, "请至少勾选一种用途"),
        ({"phrases": "x"}, "选择"),
        ({}, "没有可以放进去的"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(
    other: dict[str, Any], said: str, keeper: Client, taxonomy: None
) -> None:
    asked = {"name": "留着的名称", "organisation": "留着的单位", "phrases": "own",
             "parts": ["problems"], "formulations": "own"}  # fmt: skip
    page = keeper.post(f"{HOME}make/", {**asked, **other}).content.decode()
    assert said in page
    assert "留着的" in page
    assert not PackageExport.objects.exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "文件是空的"), (b"{}", "这不是素材包"), (b"PK\x03\x04", "这是表格、文档或者压缩包")],
)
def test_a_file_that_is_no_package_is_refused(content: bytes, said: str, keeper: Client) -> None:
    assert said in upload(keeper, content)
    assert not PackageImport.objects.exists()


def test_looked_at_chosen_taken_and_taken_back(
    keeper: Client, taxonomy: None, curator: User
) -> None:
    taken(received(phrase_row("LL1-B01"), phrase_row("LL1-B02", 观点句="第二条")), curator)
    Phrase.objects.filter(key="LL1-B01").update(claim="本单位改的", revision=2)
    second = package(
        category_row("LL90", "读书会"), phrase_row("LL1-B01", 观点句="来源改的"),
        phrase_row("LL1-B03", 观点句="第三条"), phrase_row("LL1-B04", 观点句="第四条"),
        phrase_row("LL1-B05", 观点句="不对。"), formulation_row("GD-B01"), edition=2,
    )  # fmt: skip
    page = upload(keeper, package_file.written(second))
    one = PackageImport.objects.get(state="waiting")
    for tab in ("新增 4", "两边都改过 1", "来源已停用 1", "用不上 1"):
        assert f">{tab}</button>" in page
    assert "照现在的选择：加入 4 条。" in page
    assert upload(keeper, package_file.written(second))
    assert PackageImport.objects.count() == 2
    shown = ["phrase:LL1-B03", "phrase:LL1-B04", "formulation:GD-B01", "category:LL90"]
    page = posted(keeper, one, do="keep", show="conflict", row=shown,
                  **{"choice-phrase:LL1-B03": "theirs", "choice-formulation:GD-B01": "theirs"})  # fmt: skip
    assert "照现在的选择：加入 3 条。" in page
    assert "本单位改的" in page
    assert "来源改的" in page
    page = posted(keeper, one, do="all:conflict", show="gone")
    assert "加入 3 条，换成来源的 1 条。" in page
    before = list(Phrase.objects.order_by("key").values_list("key", "claim", "state"))
    page = posted(keeper, one, do="take", row=["phrase:LL1-B02"], approved="no")
    assert "已导入乙单位“样本素材库”第2版。" in page
    assert "加入 3 条，换成来源的 1 条" in page
    assert list(Phrase.objects.order_by("key").values_list("key", "claim", "state")) == [
        ("LL1-B01", "来源改的", "approved"), ("LL1-B02", "第二条", "approved"),
        ("LL1-B03", "第三条", "draft"),
    ]  # fmt: skip
    assert "已经处理过了" in keeper.post(f"{HOME}{one.pk}/", {"do": "take"}).content.decode()
    page = keeper.post(f"{HOME}{one.pk}/undo/", follow=True).content.decode()
    assert "已撤销，4 条恢复原样" in page
    after = list(Phrase.objects.order_by("key").values_list("key", "claim", "state"))
    assert after == [*before, ("LL1-B03", "第三条", "retired")]
    assert "没有撤销" in keeper.post(f"{HOME}{one.pk}/undo/", follow=True).content.decode()


def test_a_change_in_between_is_told_and_the_choices_stay(
    keeper: Client, taxonomy: None, curator: User
) -> None:
    one = received(phrase_row("LL1-B01"), phrase_row("LL1-B02", 观点句="第二条"))
    page = posted(keeper, one, do="take", stamp="alt", row=["phrase:LL1-B02"])
    assert "看过以后素材库又有变动" in page
    assert "加入 1 条" in page
    assert not Phrase.objects.exists()
    assert "已放弃" in posted(keeper, one, do="drop")
    assert not PackageImport.objects.exists()
    assert keeper.get(f"{HOME}{one.pk}/").status_code == 404


def test_many_rows_stand_on_pages(keeper: Client, taxonomy: None) -> None:
    one = received(*(phrase_row(f"LL1-B{n:02}", 观点句=f"第{n}条不够") for n in range(45)))
    page = keeper.get(f"{HOME}{one.pk}/?page=99").content.decode()
    assert "共 45 条，第 3 页" in page
    assert page.count('name="row"') == 5
    assert "照现在的选择，素材库的内容不变" in posted(keeper, one, do="none:new")
    asked = {"do": "x:y", "show": "<", "page": "x", "row": ["a:b"], "choice-a:b": "theirs"}
    assert "共 45 条，第 1 页" in posted(keeper, one, **asked)


def test_a_plan_is_kept_until_what_it_goes_by_changes(
    taxonomy: None, curator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = received(phrase_row("LL1-B01"), phrase_row("LL1-B02", 适用单位类型="星际"))
    made: list[int] = []
    real = kept_plan.plan_of
    monkeypatch.setattr(kept_plan, "plan_of", lambda package: made.append(1) or real(package))
    first = kept_plan.plan_for(one)
    assert kept_plan.plan_for(one) is first
    approved_phrase("OP-01", part="opening", elaboration="开头。")
    UnitKind.objects.create(code="space", name="星际")
    assert kept_plan.plan_for(one).counts != first.counts
    ProblemCategory.objects.filter(code="LL1").update(name="别的名称")
    kept_plan.plan_for(one)
    taken(received(phrase_row("LL1-B09", 观点句="别的")), curator)
    kept_plan.plan_for(one)
    assert len(made) == 4
