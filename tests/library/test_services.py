"""Curating and loading: revisions grow, history names the person, a load never undoes a curator's
work."""

import copy

import pytest

from accounts.models import User
from drafting.library import services
from drafting.library.curated_rows import Loaded
from drafting.library.loader import ORIGIN, load_library, load_taxonomy
from drafting.library.models import Phrase, ProblemCategory
from drafting.library.selectors import fitting_phrases
from tests.library.conftest import STARTER, TAXONOMY, phrase

ROWS = [row for row in STARTER if row["key"] in {"LL1-01", "C01-01", "M01-01", "OP-01"}]


def test_loading_twice_changes_nothing(taxonomy: None) -> None:
    assert load_library(ROWS) == Loaded(new=4)
    assert load_library(ROWS) == Loaded(same=4)
    assert load_taxonomy(TAXONOMY) == Loaded(same=70)
    row = Phrase.objects.get(key="C01-01")
    assert (row.state, row.author, row.cause.code, row.revision) == ("approved", ORIGIN, "C01", 1)
    assert row.history.count() == 1


def test_a_new_starter_library_updates_what_nobody_touched(taxonomy: None, curator: User) -> None:
    load_library(ROWS)
    mine = Phrase.objects.get(key="LL1-01")
    mine.claim = "本单位的说法不够"
    services.save_phrase(mine, curator)
    services.retire(Phrase.objects.filter(key="M01-01"), curator)
    curator.delete()
    newer = copy.deepcopy(ROWS)
    for row in newer:
        row["claim"] = row["claim"] and row["claim"] + "（新）"
        row["roles"] = ["student", "leader"]
    assert load_library(newer) == Loaded(updated=2, kept=2)
    claims = dict(Phrase.objects.values_list("key", "claim"))
    assert claims["LL1-01"] == "本单位的说法不够"
    assert claims["C01-01"].endswith("（新）")
    assert Phrase.objects.get(key="M01-01").state == "retired"
    assert Phrase.objects.get(key="C01-01").revision == 2
    assert load_library(newer) == Loaded(same=2, kept=2)


def test_a_renamed_category_stays_renamed(taxonomy: None) -> None:
    ProblemCategory.objects.filter(code="LL1").update(name="学习不自觉")
    load_taxonomy(TAXONOMY)
    assert ProblemCategory.objects.get(code="LL1").name == "学习不自觉"


def test_a_new_phrase_gets_a_key_of_its_own(taxonomy: None, curator: User) -> None:
    category = ProblemCategory.objects.get(code="LL1")
    made = []
    for claim in ("甲不够", "乙不够"):
        row = Phrase(part="problems", problem=category, claim=claim, elaboration="没有做到。")
        services.save_phrase(row, curator)
        made.append((row.key, row.author, row.reviewer, row.curated, row.revision))
    assert made == [("LL1-B01", "许文博", "", True, 1), ("LL1-B02", "许文博", "", True, 1)]
    row = Phrase(part="closing", elaboration="请批评。", state=Phrase.State.APPROVED)
    services.save_phrase(row, curator)
    assert (row.key, row.reviewer) == ("CL-B01", "许文博")


def test_each_change_is_a_revision_with_its_author(taxonomy: None, curator: User) -> None:
    row = phrase("LL1-01")
    row.claim = "改过的不够"
    services.save_phrase(row, curator)
    row.refresh_from_db()
    assert (row.revision, row.updated_by) == (2, curator)
    latest, first = row.history.all()
    assert (latest.claim, latest.history_user) == ("改过的不够", curator)
    assert first.claim == "LL1-01做得不够"


def test_approve_retire_restore(taxonomy: None, curator: User) -> None:
    for key in ("LL1-01", "LL1-02"):
        phrase(key, state=Phrase.State.DRAFT)
    phrase("LL1-03")
    rows = Phrase.objects.order_by("key")

    def offered() -> list[str]:
        return [row.key for row in fitting_phrases("problems")]

    assert offered() == ["LL1-03"]
    assert services.approve(rows, curator) == 2
    assert offered() == ["LL1-01", "LL1-02", "LL1-03"]
    assert services.retire(rows.filter(key="LL1-02"), curator) == 1
    assert offered() == ["LL1-01", "LL1-03"]
    assert services.restore(rows, curator) == 1
    row = rows.get(key="LL1-02")
    assert (row.state, row.reviewer, row.revision) == ("approved", "许文博", 4)
    assert [entry.history_change_reason for entry in row.history.all()] == [
        "恢复",
        "停用",
        "审定",
        None,
    ]


@pytest.mark.parametrize("code", ["LL1", "C02", "M03", ""])
def test_a_category_of_any_kind_by_its_code(code: str, taxonomy: None) -> None:
    row = Phrase(part="problems")
    services.set_category(row, code)
    assert (row.category.code if row.category else "") == code


def test_an_unknown_category(taxonomy: None) -> None:
    with pytest.raises(LookupError):
        services.set_category(Phrase(), "LL9")
