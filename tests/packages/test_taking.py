"""Packages beside what is there, taken over and taken back."""

from __future__ import annotations

from typing import Any

import pytest

from accounts.models import User
from drafting.frameworks.models import Framework
from drafting.library import services
from drafting.library.loader import load_library
from drafting.library.models import CauseCategory, Phrase, ProblemCategory
from drafting.library.search.hits import ranked_hits
from drafting.packages.comparison import Standing
from drafting.packages.models import Brought
from drafting.packages.preview import plan_of
from drafting.packages.taking import PackageOvertaken, package_of, take
from drafting.packages.taking_back import TakenBack, take_back
from drafting.phrases.history import versions_of
from drafting.proofing.formulation_services import confirm
from drafting.proofing.models import Formulation
from tests.cast import approved_phrase
from tests.library.conftest import STARTER
from tests.packages.conftest import (
    SOURCE,
    category_row,
    formulation_row,
    phrase_row,
    received,
    standings,
    taken,
)

pytestmark = pytest.mark.django_db
P = "phrase:LL1-B01"


@pytest.fixture
def starter(taxonomy: None) -> dict[str, Any]:
    """One phrase that came with the program, as the file says it."""
    row = next(row for row in STARTER if row["category"] == "LL1")
    load_library([row])
    return dict(row)


def texts(**filters: Any) -> list[tuple[str, str, str]]:
    rows = Phrase.objects.filter(**filters).order_by("key")
    return list(rows.values_list("key", "claim", "state"))


def change(key: str, by: User, **values: Any) -> None:
    phrase = Phrase.objects.get(key=key)
    for name, value in values.items():
        setattr(phrase, name, value)
    services.save_phrase(phrase, by)


@pytest.mark.db_sensitive
def test_new_rows_get_keys_of_their_own_and_nothing_is_written_before(
    taxonomy: None, curator: User
) -> None:
    approved_phrase("LL1-B01", claim="本单位自己的", elaboration="另一回事。")
    one = received(phrase_row("LL1-B01"), formulation_row("GD-B01"))
    assert standings(one) == {P: Standing.NEW, "formulation:GD-B01": Standing.NEW}
    assert (Phrase.objects.count(), Formulation.objects.count()) == (1, 0)
    done = taken(one, curator, approved=False)
    assert (done.state, done.counts, done.taken_by) == ("taken", {"new": 2}, curator)
    assert texts() == [
        ("LL1-B01", "本单位自己的", "approved"), ("LL1-B02", "读书不够", "draft"),
    ]  # fmt: skip
    made = Phrase.objects.get(key="LL1-B02")
    assert (made.author, made.reviewer, made.curated, made.revision) == ("乙单位", "", True, 1)
    assert versions_of(made)[0].why == "导入乙单位“样本素材库”第1版"
    assert ranked_hits(Phrase.objects.all(), "读书不够", 0, 5).numbers == [made.pk]
    row = Formulation.objects.get()
    assert (row.key, row.text, row.state, row.pending) == ("GD-B01", "为民务实", "approved", True)
    assert {link.key: link.row for link in Brought.objects.filter(source=SOURCE)} == {
        "LL1-B01": made.pk, "GD-B01": row.pk,
    }  # fmt: skip


@pytest.mark.db_sensitive
def test_a_further_edition_is_compared_with_what_was_brought_last(
    taxonomy: None, curator: User
) -> None:
    keys = [f"LL1-B0{number}" for number in range(1, 6)]
    taken(received(*(phrase_row(key, 观点句=f"{key}读书不够") for key in keys)), curator)
    change(keys[1], curator, claim="本单位改了第二条")
    change(keys[2], curator, claim="本单位改了第三条")
    change(keys[3], curator, state="retired")
    second = received(
        phrase_row(keys[0], 观点句="来源改了第一条"),
        phrase_row(keys[1], 观点句=f"{keys[1]}读书不够"),
        phrase_row(keys[2], 观点句="来源改了第三条"),
        phrase_row(keys[3], 观点句="来源改了第四条"),
        edition=2, in_use=keys[:4],
    )  # fmt: skip
    assert list(standings(second).values()) == [
        Standing.CHANGED, Standing.HOME, Standing.CONFLICT, Standing.CONFLICT, Standing.GONE,
    ]  # fmt: skip
    done = taken(second, curator, {f"phrase:{keys[3]}": True})
    assert done.counts == {"changed": 1, "conflict": 1}
    assert texts() == [
        (keys[0], "来源改了第一条", "approved"), (keys[1], "本单位改了第二条", "approved"),
        (keys[2], "本单位改了第三条", "approved"), (keys[3], "来源改了第四条", "approved"),
        (keys[4], f"{keys[4]}读书不够", "approved"),
    ]  # fmt: skip
    # what was decided is not asked again
    again = received(
        *(phrase_row(key, 观点句=text) for key, text in zip(keys, (
            "来源改了第一条", f"{keys[1]}读书不够", "来源改了第三条", "来源改了第四条"
        ), strict=False)), edition=3,
    )  # fmt: skip
    assert list(standings(again).values()) == [
        Standing.SAME, Standing.HOME, Standing.HOME, Standing.SAME,
    ]  # fmt: skip


@pytest.mark.db_sensitive
def test_taking_back_restores_what_nobody_has_changed_since(taxonomy: None, curator: User) -> None:
    framework = Framework.objects.create(key="2026-z", year=2026, meeting_kind="zuzhi", name="甲")
    keys = ["LL1-B01", "LL1-B02", "LL1-B03"]
    first = received(*(phrase_row(key, 观点句=f"{key}读书不够") for key in keys))
    taken(first, curator)
    Phrase.objects.get(key=keys[0]).frameworks.add(framework)
    row = formulation_row("GD-B01")
    taken(received(row, edition=2, in_use=[*keys, "GD-B01"]), curator)
    confirm(Formulation.objects.all(), "某文件", curator)
    before = list(Phrase.objects.order_by("key").values(*Phrase.TEXTS, "state", "expires_on"))
    third = received(
        phrase_row(keys[0], 观点句="改了", 适用框架="", 停用日期="2027-01-01"),
        phrase_row(keys[1], 观点句="也改了"),
        phrase_row("LL1-B09", 观点句="新的"),
        formulation_row("GD-B01", 说明="换个说明", 依据="另一个文件"),
        edition=3, in_use=["LL1-B01", "LL1-B02", "LL1-B09", "GD-B01"],
    )  # fmt: skip
    done = taken(third, curator, {P: True, "phrase:LL1-B03": True, "formulation:GD-B01": True})
    assert done.counts == {"changed": 2, "conflict": 1, "gone": 1, "new": 1}
    assert Formulation.objects.get().pending
    change(keys[1], curator, claim="后来又改")
    assert take_back(done, curator) == TakenBack(back=4, left=1)
    after = list(Phrase.objects.order_by("key").values(*Phrase.TEXTS, "state", "expires_on"))
    assert after[0] == before[0]
    assert after[1]["claim"] == "后来又改"
    assert after[2] == before[2]
    assert (after[3]["claim"], after[3]["state"]) == ("新的", "retired")
    assert list(Phrase.objects.get(key=keys[0]).frameworks.all()) == [framework]
    formulation = Formulation.objects.get()
    assert (formulation.source, formulation.confirmed_by) == ("某市委文件", str(curator))
    with pytest.raises(PackageOvertaken):
        take_back(done, curator)
    # the same file once more: what was taken back is offered as it was then
    again = received(*[
        phrase_row(keys[0], 观点句="改了", 停用日期="2027-01-01"), phrase_row("LL1-B09", 观点句="新的"),
    ], edition=3)  # fmt: skip
    assert standings(again)["phrase:LL1-B09"] == Standing.NEW
    number = Phrase.objects.count()
    taken(again, curator, {P: True})
    assert Phrase.objects.count() == number
    assert texts(claim="新的") == [("LL1-B04", "新的", "approved")]


def test_shipped_rows_are_the_same_row_everywhere(starter: dict[str, Any], curator: User) -> None:
    key = starter["key"]
    said = phrase_row(key, shipped=True, 观点句="来源单位改了自带的这一条")
    assert list(standings(received(said)).values()) == [Standing.CHANGED]
    change(key, curator, claim="本单位也改了")
    one = received(said)
    assert list(standings(one).values()) == [Standing.CONFLICT]
    # a shipped one that this program does not have yet keeps its key
    other = received(phrase_row("LL1-99", shipped=True, 观点句="更新的版本自带的"), edition=2)
    taken(other, curator)
    assert texts(claim="更新的版本自带的") == [("LL1-99", "更新的版本自带的", "approved")]
    # the key alone proves nothing
    own = received(phrase_row(key, 观点句="来源自己编的号"), edition=3, in_use=[key, "LL1-99"])
    assert list(standings(own).values()) == [Standing.NEW]


def test_what_says_the_same_is_known_without_a_key(taxonomy: None, curator: User) -> None:
    approved_phrase("LL1-07", claim="读书不够", elaboration="遇到{事项}时放下了书。")
    Formulation.objects.create(key="GD-7", kind="fixed", text="为民务实", source="某市委文件")
    one = received(phrase_row("LL1-B01"), formulation_row("GD-B09"))
    assert set(standings(one).values()) == {Standing.SAME}
    taken(one, curator)
    assert (Phrase.objects.count(), Formulation.objects.count()) == (1, 1)
    later = received(
        phrase_row("LL1-B01", 观点句="来源改了"), edition=2, in_use=["GD-B09", "LL1-B01"]
    )
    assert standings(later) == {P: Standing.CHANGED}


@pytest.mark.db_sensitive
def test_categories_come_with_the_phrases_that_hang_on_them(taxonomy: None, curator: User) -> None:
    ProblemCategory.objects.create(code="LL9", name="本单位的第九类", area="理论学习")
    rows = [
        category_row("C90", "乙单位的原因", "原因", 慎用提示="少用"),
        category_row("LL9", "读书会", 常见原因="C90、C01", 常用措施="M01"),
        phrase_row("LL9-B01", 分类="LL9"),
    ]
    one = received(*rows)
    assert set(standings(one).values()) == {Standing.NEW}
    done = taken(one, curator)
    made = ProblemCategory.objects.get(name="读书会")
    numbers = sorted(
        ProblemCategory.objects.filter(code__startswith="LL").values_list("code", flat=True)
    )
    assert made.code in numbers
    assert made.code != "LL9"
    links = ProblemCategory.causes.through.objects.filter(problemcategory=made).order_by("id")
    assert list(links.values_list("causecategory__code", flat=True)) == ["C90", "C01"]
    phrase = Phrase.objects.get()
    assert (phrase.problem, phrase.key) == (made, f"{made.code}-B01")
    later = received(category_row("LL9", "读书会", 常见原因="C01", 常用措施="M01"), *rows[::2],
                     edition=2)  # fmt: skip
    assert standings(later) == {
        "category:C90": Standing.SAME, "category:LL9": Standing.CHANGED,
        "phrase:LL9-B01": Standing.SAME,
    }  # fmt: skip
    second = taken(later, curator)
    assert [one.code for one in made.causes.all()] == ["C01"]
    assert take_back(second, curator) == TakenBack(1, 0)
    assert list(links.values_list("causecategory__code", flat=True)) == ["C90", "C01"]
    assert take_back(done, curator) == TakenBack(3, 0)
    made.refresh_from_db()
    assert (made.active, CauseCategory.objects.get(code="C90").active) == (False, False)
    assert texts() == [(f"{made.code}-B01", "读书不够", "retired")]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"分类": "XX1"}, "分类：没有代码为“XX1”的分类。"),
        ({"适用单位类型": "星际"}, "适用单位类型：没有“星际”"),
        ({"适用框架": "2019-x"}, "适用框架：没有标识为“2019-x”的框架。"),
        ({"观点句": "不够。"}, "观点句：观点句不写句号"),
        ({"观点句": "长" * 300}, "观点句：不能超过200个字符。"),
        ({"用于": ""}, "用于：不能为空"),
    ],
)
def test_what_does_not_fit_here_is_said_and_left_out(
    cells: dict[str, str], said: str, taxonomy: None, curator: User
) -> None:
    one = received(phrase_row("LL1-B01", **cells), phrase_row("LL1-B02", 观点句="好的"))
    rows = plan_of(package_of(one)).rows
    assert [row.standing for row in rows] == [Standing.FAULTY, Standing.NEW]
    assert said in rows[0].faults[0]
    taken(one, curator)
    assert texts() == [("LL1-B01", "好的", "approved")]


def test_two_rows_that_are_one_here_do_not_write_it_twice(taxonomy: None, curator: User) -> None:
    one = received(formulation_row("GD-B01"), formulation_row("GD-B02"))
    assert list(standings(one).values()) == [Standing.NEW, Standing.FAULTY]
    taken(one, curator)
    assert Formulation.objects.count() == 1
    both = received(formulation_row("GD-B01", 说明="甲"), formulation_row("GD-B02", 说明="乙"),
                    edition=2)  # fmt: skip
    assert list(standings(both).values()) == [Standing.CHANGED, Standing.FAULTY]
    taken(both, curator)
    assert list(Formulation.objects.values_list("note", flat=True)) == ["甲"]


def test_what_was_not_looked_at_is_not_written(taxonomy: None, curator: User) -> None:
    taken(received(phrase_row("LL1-B01")), curator)
    later = received(phrase_row("LL1-B01", 观点句="来源改了"), edition=2)
    stamp = plan_of(package_of(later)).stamp
    change("LL1-B01", curator, claim="本单位刚刚改了")
    with pytest.raises(PackageOvertaken):
        take(later, stamp, True, curator)
    assert texts() == [("LL1-B01", "本单位刚刚改了", "approved")]
    done = taken(later, curator)
    with pytest.raises(PackageOvertaken):
        take(done, stamp, True, curator)
