"""When papers come under a rule, and how a record says numbers."""

from datetime import date

import pytest

from drafting.drafts.models import Draft, Revision
from drafting.retention.terms import announced_from, due_day, months_after, numbers_said


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 12, 20), 12, date(2024, 12, 20)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 11, 30), 3, date(2025, 2, 28)),
        (date(2024, 3, 1), 240, date(2044, 3, 1)),
    ],
)
def test_months_later_is_the_same_day_or_the_last_of_the_month(
    day: date, months: int, then: date
) -> None:
    assert months_after(day, months) == then


def test_people_have_thirty_days_whenever_they_are_told() -> None:
    held_on = date(2023, 12, 20)
    assert announced_from(held_on, 12) == date(2024, 11, 20)
    days = [due_day(held_on, 12, told) for told in (date(2024, 11, 20), date(2026, 11, 30))]
    assert days == [date(2024, 12, 20), date(2026, 12, 30)]


def test_a_record_says_what_there_was() -> None:
    counts = {"files": 2, "papers": 3, "comments": 0, "unknown": 4}
    assert numbers_said(counts) == "3 份材料、2 个文件"
    assert numbers_said({}) == ""


def test_every_table_around_a_paper_is_known_to_what_deletes_its_text() -> None:
    """A new table that hangs on a paper has to say whether it goes with the text or stays with the
    record (drafting/retention/papers.py)."""
    goes = {
        "Claim", "Comment", "CommitteeComment", "ComparableText", "Dismissal", "ExportJob", "Fact",
        "FactUse", "FindingNumbers", "FrameworkChange", "Import", "Opinion", "PhraseUse",
        "Proofreading", "Resemblance", "Tick",
    }  # fmt: skip
    emptied = {"Draft", "Revision", "ReviewEvent", "Submission"}
    lets_go = {"Ledger"}
    around = {
        relation.related_model.__name__
        for model in (Draft, Revision)
        for relation in model._meta.get_fields(include_hidden=True)
        if relation.auto_created and not relation.concrete
    }
    assert around == goes | emptied | lets_go
