"""The table of formulations in the database: loading, what the checks read of it, dates, the
organisation's own names."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import connection

from accounts.models import Organization, User
from drafting.drafts.models import Draft
from drafting.library.curated_rows import Loaded
from drafting.management.current_tables import current_tables
from drafting.proofing import formulation_services
from drafting.proofing.core.context import Context
from drafting.proofing.core.formulation_rules import RowText, faults
from drafting.proofing.core.formulations import Formulation as Row
from drafting.proofing.core.formulations import Formulations
from drafting.proofing.core.registry import BY_ID
from drafting.proofing.core.runner import proofread
from drafting.proofing.core.tables import SHIPPED, Tables
from drafting.proofing.curated_tables import said, stored_tables
from drafting.proofing.models import Formulation
from drafting.proofing.texts import author_of
from tests.cast import *  # noqa: F403
from tests.cast import shipped
from tests.proofing.papers import misquoted, spoil
from tests.proofing.planting import names, planted

pytestmark = pytest.mark.django_db
ROWS = shipped("proofing/formulations.json")


@pytest.fixture
def loaded() -> None:
    formulation_services.load_formulations(ROWS)


def row(**fields: Any) -> Formulation:
    """A fixed wording that a person added."""
    values = {
        "key": "GD-B01",
        "kind": "fixed",
        "text": "接诉即办",
        "source": "市委文件",
        "curated": True,
    }
    return Formulation.objects.create(**values | fields)


# loading


def test_loading_twice_changes_nothing_and_leaves_what_people_did(curator: User) -> None:
    assert formulation_services.load_formulations(ROWS) == Loaded(new=len(ROWS))
    assert formulation_services.load_formulations(ROWS) == Loaded(same=len(ROWS))
    assert not Formulation.objects.exclude(confirmed_on=None).exists()
    edited = Formulation.objects.get(key="GS-001")
    edited.use = "改过的"
    formulation_services.save_formulation(edited, curator)
    formulation_services.retire(Formulation.objects.filter(key="GD-001"), curator)
    formulation_services.confirm(Formulation.objects.filter(key="GD-002"), "党章", curator)
    newer = [{**ROWS[2], "source": "新的出处"} if r is ROWS[2] else r for r in ROWS[:-1]]
    assert formulation_services.load_formulations(newer) == Loaded(
        updated=2, same=len(ROWS) - 5, kept=3
    )
    got = {r.key: r for r in Formulation.objects.all()}
    assert got["GS-001"].use == "改过的"
    assert got["GD-001"].state == "retired"
    assert (got["GD-002"].confirmed_by, got["GD-002"].confirmed_from) == (str(curator), "党章")
    assert got["GD-003"].source == "新的出处"
    # what the table has no longer is not checked any more, and comes back with it
    assert got[ROWS[-1]["key"]].state == "retired"
    assert formulation_services.load_formulations(ROWS).updated == 2
    assert Formulation.objects.get(key=ROWS[-1]["key"]).state == "approved"


def test_every_shipped_row_is_one_that_the_form_would_take() -> None:
    wrong = {
        r["key"]: found
        for r in ROWS
        if (
            found := faults(
                RowText(
                    r["kind"], r["text"], r.get("use", ""), r.get("items", ()),
                    r.get("pattern", ""),
                    str(r.get("since", "")),
                )
            )
        )
    }  # fmt: skip
    assert wrong == {}


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"kind": "fixed", "text": "好"}, "text"),
        ({"kind": "count", "text": "“四个意识”"}, "text"),
        ({"kind": "fixed", "text": "为民服务", "use": "服务"}, "use"),
        ({"kind": "misused", "text": "为民服务"}, "use"),
        ({"kind": "order", "text": "一心一意、二话", "items": ("一心", "二话")}, "items"),
        ({"kind": "order", "text": "一心一意、二话", "items": ("一心", "二话", "三人")}, "items"),
        ({"kind": "fixed", "text": "为民服务", "items": ("为民",)}, "items"),
        ({"kind": "fixed", "text": "为民服务", "pattern": "为民"}, "pattern"),
        ({"kind": "outdated", "text": "旧提法", "use": "新提法"}, "since"),
        ({"kind": "fixed", "text": "为民服务", "since": "2017-10", "until": "2017-09-01"}, "until"),
        *(
            ({"kind": "misused", "text": "旧提法", "use": "新", "pattern": pattern}, "pattern")
            for pattern in ("旧.*新", "旧.+新", "旧{2,}", "(?:旧?){30}", "(旧)\\1", "(旧", "旧?")
        ),
    ],
)
def test_what_does_not_fit_together_is_said_of_its_field(given: dict[str, Any], field: str) -> None:
    assert list(faults(RowText(**given))) == [field]


def test_right_rows_have_no_faults() -> None:
    assert faults(RowText("fixed", "为民服务", since="2017", until="2017-05")) == {}
    assert faults(RowText("misused", "旧提法", "新", pattern="旧.{0,3}新\\+")) == {}


# what the checks read


@pytest.mark.parametrize("name", names())
def test_the_stored_rows_find_what_the_shipped_ones_find(loaded: None, name: str) -> None:
    text, _ = planted(name)
    tables = stored_tables()
    assert tables is not SHIPPED
    assert tables.formulations.rows == SHIPPED.formulations.rows
    found = [proofread(Context(text, tables=one), seconds=60) for one in (tables, SHIPPED)]
    assert found[0] == found[1]


def test_without_rows_the_shipped_ones_are_read() -> None:
    assert stored_tables() is SHIPPED
    assert current_tables() is SHIPPED


@pytest.mark.django_db(transaction=True)
def test_without_a_database_a_command_reads_the_shipped_ones(
    tmp_path: Any, monkeypatch: Any
) -> None:
    missing = tmp_path / "none.sqlite3"
    if connection.vendor == "sqlite":
        monkeypatch.setitem(connection.settings_dict, "NAME", str(missing))
        assert current_tables() is SHIPPED
        assert not missing.exists()


def test_two_queries_and_a_change_holds_at_once(
    loaded: None, curator: User, django_assert_num_queries: Any
) -> None:
    stored_tables()
    with django_assert_num_queries(2):
        before = stored_tables()
    assert stored_tables() is before
    text = "缺少踏石有印的劲头。"
    checks = (BY_ID["formulation-misquoted"],)
    (finding,) = proofread(Context(text, complete=False, tables=before), checks)
    formulation_services.retire(Formulation.objects.filter(text="踏石留印"), curator)
    formulation_services.retire(Formulation.objects.filter(text__contains="踏石留印"), curator)
    assert finding.text == "踏石有印"
    assert proofread(Context(text, complete=False, tables=stored_tables()), checks) == ()
    # a change that was begun earlier and committed later has an earlier time: its revision tells
    stored_tables()
    Formulation.objects.filter(key="GD-002").update(text="全心全意", revision=2)
    assert "全心全意" in stored_tables().formulations.fixed


def test_one_broken_row_takes_nothing_from_the_others() -> None:
    row()
    row(key="WY-B01", kind="misused", text="接诉就办", use="接诉即办", pattern="(接诉")
    assert [r.text for r in stored_tables().formulations.rows] == ["接诉即办"]


def test_the_card_says_that_nobody_has_confirmed_it(
    loaded: None, draft: Draft, member: User, curator: User, taxonomy: None
) -> None:
    spoil(draft)
    item = misquoted(draft, member)
    assert item.source.endswith("（待核对）")
    assert (item.message, item.finding.message) == (
        "规范表述是“踏石留印、抓铁有痕”。",
        f"规范表述是“踏石留印、抓铁有痕”。（{item.source.removesuffix('（待核对）')}）",
    )
    formulation_services.confirm(
        Formulation.objects.filter(text="踏石留印、抓铁有痕"), "讲话原文", curator
    )
    again = misquoted(draft, member)
    assert again.source == item.source.removesuffix("（待核对）")
    # what the author ignores stays ignored
    assert again.fingerprint == item.fingerprint


# dates


def outdated(year: int | None, **fields: str) -> list[str]:
    """What is said of 接诉就办 in a material of a year."""
    row(key="GS-B01", kind="outdated", text="接诉就办", use="接诉即办", **fields)
    found = proofread(
        Context("做到接诉就办。", complete=False, year=year, tables=stored_tables()),
        (BY_ID["formulation-outdated"],),
    )
    return [finding.message for finding in found]


@pytest.mark.parametrize(
    ("year", "fields", "said_from"),
    [
        (2016, {"since": "2017-10-18"}, ""),
        (2017, {"since": "2017-10-18"}, "2017年10月18日"),
        (2024, {"since": "2017-10"}, "2017年10月"),
        (None, {"since": "2017"}, "2017年"),
        (2020, {"since": "2017", "until": "2020-06"}, "2017年"),
        (2021, {"since": "2017", "until": "2020-06"}, ""),
        (None, {"since": "2017", "until": "2020-06"}, ""),
    ],
)
def test_a_row_holds_from_its_date_on_and_until_its_last_year(
    year: int | None, fields: dict[str, str], said_from: str
) -> None:
    wanted = [f"“接诉就办”自{said_from}起不再这样提。（市委文件）"] if said_from else []
    assert outdated(year, **fields) == wanted


def test_years_with_the_same_rows_share_one_table() -> None:
    table = Formulations(
        tuple(Row.from_row({"kind": "fixed", "text": t, "source": "甲", "since": s}) for t,
        s in (("甲", 0), ("乙", 2020)))
    )  # fmt: skip
    assert table.in_force(2024) is table.in_force(None) is table
    assert table.in_force(2016) is table.in_force(2019)
    assert list(table.in_force(2016).fixed) == ["甲"]


def test_dates_as_people_read_them() -> None:
    assert [said(d) for d in ("", "2017", "2017-10", "2017-01-05")] == [
        "", "2017年", "2017年10月", "2017年1月5日",
    ]  # fmt: skip


# own names


def test_other_names_of_the_organisation_and_its_superiors_are_its_own(
    draft: Draft, member: User, branch: Organization, committee: Organization
) -> None:
    Organization.objects.filter(pk=branch.pk).update(
        own_names="槐荫区图书馆\n 区图 \n\n槐荫区图书馆"
    )
    Organization.objects.filter(pk=committee.pk).update(own_names="云溪文旅集团")
    member = User.objects.get(pk=member.pk)
    author = author_of(Draft.objects.get(pk=draft.pk), member)
    assert author.own_names == (
        "县图书馆党支部", "槐荫区图书馆", "区图", "云溪县文化和旅游局党委", "云溪文旅集团",
    )  # fmt: skip
    text = "我在我区工作多年。\n到槐荫区图书馆办公室帮忙不多，槐荫街道的书也送得少。"
    check = (BY_ID["leaked-place"],)
    foreign = proofread(Context(text, complete=False, own_names=("县图书馆党支部",)), check)
    assert [finding.text for finding in foreign] != []
    assert proofread(Context(text, complete=False, own_names=author.own_names), check) == ()


def test_confirmations_say_who_and_when(curator: User) -> None:
    row()
    assert (
        formulation_services.confirm(Formulation.objects.all(), "市委文件〔2026〕1号", curator) == 1
    )
    got = Formulation.objects.get()
    assert (got.confirmed_by, got.confirmed_from, got.pending) == (
        str(curator),
        "市委文件〔2026〕1号",
        False,
    )
    assert isinstance(got.confirmed_on, datetime.date)
    got.note = "只改了说明"
    assert not formulation_services.save_formulation(got, curator)
    got.text = "接诉速办"
    assert formulation_services.save_formulation(got, curator)
    got = Formulation.objects.get()
    assert (got.confirmed_by, got.confirmed_on, got.confirmed_from, got.revision) == (
        "",
        None,
        "",
        4,
    )
    assert [h.history_user for h in got.history.all()[:3]] == [curator] * 3


def test_tables_of_one_folder_share_what_does_not_change() -> None:
    own = Tables(kept=Formulations(()))
    assert own == SHIPPED
    assert own.places is SHIPPED.places
    assert own.confusions is SHIPPED.confusions
