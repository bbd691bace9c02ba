"""What goes into a package, and the way to another unit and back."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from accounts.models import User
from drafting.library import services
from drafting.library.loader import load_library
from drafting.library.models import Phrase, ProblemCategory
from drafting.packages import package_file
from drafting.packages.comparison import Standing
from drafting.packages.contents import Nothing, TooMuch, Wanted, made
from drafting.packages.models import LibrarySource
from drafting.packages.receiving import receive
from drafting.proofing.formulation_services import load_formulations
from drafting.proofing.models import Formulation
from tests.cast import approved_phrase, shipped
from tests.library.conftest import STARTER
from tests.packages.conftest import phrase_row, received, standings, taken

pytestmark = pytest.mark.django_db


def wanted(**other: Any) -> Wanted:
    asked = {"name": "样本素材库", "organisation": "甲单位", "phrases": "own",
             "parts": Phrase.Part.values, "formulations": "own"}  # fmt: skip
    return Wanted(**{**asked, **other})


def keys(by: User, **other: Any) -> dict[str, list[str]]:
    """The keys of a package by kind, without the categories of the program."""
    package = package_file.read(made(wanted(**other), by)[1])
    return {
        kind: [row.key for row in package.rows if row.kind == kind
               and not (kind == "category" and row.shipped)]
        for kind in package_file.KINDS
    }  # fmt: skip


@pytest.fixture
def library(taxonomy: None, curator: User) -> None:
    """Two phrases of the program, one of them changed; own ones of several states; two
    formulations, one of them own."""
    load_library(STARTER[:2])
    load_formulations(shipped("proofing/formulations.json")[:1])
    phrase = Phrase.objects.get(key=STARTER[0]["key"])
    phrase.line_of_work = "本单位加的"
    services.save_phrase(phrase, curator)
    category = ProblemCategory.objects.create(
        code="LL90", name="自设", area="理论学习", active=False
    )
    for number, (state, part) in enumerate(
        [("approved", "problems"), ("draft", "problems"), ("retired", "problems")], 1
    ):
        approved_phrase(f"LL90-B0{number}", state=state, part=part, claim=f"第{number}条",
                        elaboration="正文", problem=category, curated=True)  # fmt: skip
    approved_phrase("OP-B01", part="opening", elaboration="开头。", curated=True)
    Formulation.objects.create(key="GD-B01", kind="fixed", text="自己的", source="甲", curated=True)


def test_own_ones_in_use_with_the_categories_that_they_need(library: None, curator: User) -> None:
    first = STARTER[0]["key"]
    assert keys(curator) == {
        "category": ["LL90"],
        "phrase": sorted([first, "LL90-B01", "OP-B01"]),
        "formulation": ["GD-B01"],
    }
    assert keys(curator, parts=["opening"], formulations="none") == {
        "category": [], "phrase": ["OP-B01"], "formulation": [],
    }  # fmt: skip
    everything = keys(curator, phrases="all", formulations="all")
    assert (len(everything["phrase"]), len(everything["formulation"])) == (4, 2)


def test_editions_count_by_name_and_the_source_stays(library: None, curator: User) -> None:
    heads = [
        package_file.read(made(wanted(name=name), curator)[1]).head for name in ("甲", "甲", "乙")
    ]
    assert [head.edition for head in heads] == [1, 2, 1]
    assert {head.source for head in heads} == {LibrarySource.objects.get().source}


def test_nothing_and_too_much_are_told(
    taxonomy: None, curator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Nothing):
        made(wanted(), curator)
    approved_phrase("OP-B01", part="opening", elaboration="开头。", curated=True)
    approved_phrase("OP-B02", part="opening", elaboration="另一个。", curated=True)
    monkeypatch.setattr(package_file, "MOST_ROWS", 1)
    with pytest.raises(TooMuch):
        made(wanted(), curator)


def test_no_name_of_a_person_goes_along(library: None, curator: User) -> None:
    assert str(curator) not in made(wanted(phrases="all", formulations="all"), curator)[1].decode()


def test_what_another_unit_wrote_is_theirs_to_give_until_it_is_changed(
    taxonomy: None, curator: User
) -> None:
    taken(received(phrase_row("LL1-B01"), phrase_row("LL1-B02", 观点句="另一条")), curator)
    phrase = Phrase.objects.get(key="LL1-B02")
    phrase.claim = "本单位改过"
    services.save_phrase(phrase, curator)
    assert keys(curator)["phrase"] == ["LL1-B02"]
    assert keys(curator, phrases="all")["phrase"] == ["LL1-B01", "LL1-B02"]


def test_a_package_is_new_elsewhere_and_the_same_at_home(library: None, curator: User) -> None:
    content = made(wanted(phrases="all", formulations="all"), curator)[1]
    at_home = receive(content)
    assert set(standings(at_home).values()) == {Standing.SAME}
    at_home.delete()
    # elsewhere: another source, and nothing of what is own
    LibrarySource.objects.update(source=uuid.uuid4())
    Phrase.objects.filter(curated=True).delete()
    ProblemCategory.objects.filter(code="LL90").delete()
    Formulation.objects.filter(curated=True).delete()
    load_library(STARTER[:1])
    stands = standings(receive(content))
    new = {name for name, stand in stands.items() if stand == Standing.NEW}
    assert new == {"category:LL90", "phrase:LL90-B01", "phrase:OP-B01", "formulation:GD-B01"}
    assert stands[f"phrase:{STARTER[0]['key']}"] == Standing.CHANGED
