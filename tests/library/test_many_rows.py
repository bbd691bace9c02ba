"""A table with many phrases: looked at without writing, then written together, as one by one."""

from __future__ import annotations

from typing import Any

import pytest
from diff_match_patch import diff_match_patch
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.db import connection
from django.db.models import Count
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from drafting.frameworks.models import Framework
from drafting.library.cell_changes import marked
from drafting.library.models import Phrase
from drafting.library.search.hits import ranked_hits
from tests.library.conftest import phrase
from tests.library.test_xlsx import HEADERS, LIST, ROW, WRONG, table
from tests.lists import client, confirm, faults, try_import

__all__ = ["client"]


def some(count: int) -> list[dict[str, Any]]:
    return [ROW | {"观点句": f"读书不够，第{number}条"} for number in range(count)]


def statements(work: Any) -> list[str]:
    """What is asked of the database, without what keeps the session."""
    with CaptureQueriesContext(
        connection,
    ) as seen:
        work()
    return [query["sql"] for query in seen if "session" not in query["sql"]]


@pytest.mark.slow
def test_forty_wrong_rows_among_five_thousand(client: Client, taxonomy: None) -> None:
    rows, expected = some(5000), {}
    for turn in range(40):
        place = turn * 128 + 3
        change, said = WRONG[turn % len(WRONG)]
        rows[place] = rows[place] | change
        expected[place + 2] = [said]
    tried = try_import(client, LIST, table(*rows))
    assert (len(expected), faults(tried)) == (40, expected)
    shown = tried.content.decode()
    assert [f"第 {row} 行" in shown for row in expected] == [True] * 40
    assert "confirm_form" not in tried.context
    assert not Phrase.objects.exists()


@pytest.mark.slow
def test_a_thousand_rows_and_more_are_written_once(client: Client, taxonomy: None) -> None:
    confirm(client, LIST, try_import(client, LIST, table(*some(1100))))
    assert list(Phrase.objects.values_list("revision").annotate(Count("pk"))) == [(1, 1100)]
    assert Phrase.history.count() == 1100


def test_looking_asks_as_much_for_many_rows_as_for_few_and_writes_nothing(
    client: Client, taxonomy: None
) -> None:
    framework = Framework.objects.create(
        key="2026-zuzhi", year=2026, meeting_kind="zuzhi", name="甲"
    )
    for number in range(30):
        phrase(f"LL1-{number:02}").frameworks.add(framework)
    changed = [ROW | {"编号": f"LL1-{number:02}", "适用框架": "2026-zuzhi"} for number in range(30)]
    few, many = table(changed[0], *some(1)), table(*changed, *some(30))
    asked = [
        statements(lambda content=one: try_import(client, LIST, content)) for one in (few, many)
    ]
    assert len(asked[1]) <= len(asked[0]) < 20
    assert [sql for sql in asked[1] if sql.startswith(("INSERT", "UPDATE", "DELETE"))] == []


def test_writing_asks_as_much_for_many_rows_as_for_few(client: Client, taxonomy: None) -> None:
    asked = []
    for count in (2, 40):
        tried = try_import(client, LIST, table(*some(count)))
        asked.append(len(statements(lambda tried=tried: confirm(client, LIST, tried))))
    assert asked[1] <= asked[0] + 2
    assert Phrase.objects.count() == 42


@pytest.mark.db_sensitive
def test_the_preview_shows_the_numbers_and_frameworks_that_rows_then_have(
    client: Client, taxonomy: None
) -> None:
    for key in ("2025-zuzhi", "2026-zuzhi"):
        Framework.objects.create(key=key, year=2026, meeting_kind="zuzhi", name=key)
    phrase("LL1-B01").frameworks.set(Framework.objects.filter(key="2025-zuzhi"))
    new = ROW | {"适用框架": "2026-zuzhi、2025-zuzhi"}
    tried = try_import(
        client, LIST, table(new, ROW | {"编号": "LL1-B02"}, ROW | {"编号": "LL1-B01"}, ROW)
    )
    places = [HEADERS.index("编号"), HEADERS.index("适用框架")]
    rows = tried.context["result"].rows
    assert [(row.import_type, *(row.diff[place] for place in places)) for row in rows] == [
        ("new", "<ins>LL1-B03</ins>", "<ins>2025-zuzhi、2026-zuzhi</ins>"),
        ("new", "<ins>LL1-B02</ins>", ""),
        ("update", "<span>LL1-B01</span>", "<del>2025-zuzhi</del>"),
        ("new", "<ins>LL1-B04</ins>", ""),
    ]
    confirm(client, LIST, tried)
    assert {
        row.key: sorted(row.frameworks.values_list("key", flat=True))
        for row in Phrase.objects.all()
    } == {"LL1-B01": [], "LL1-B02": [], "LL1-B03": ["2025-zuzhi", "2026-zuzhi"], "LL1-B04": []}


@pytest.mark.db_sensitive
def test_rows_are_kept_as_those_of_the_form_are(
    client: Client, taxonomy: None, curator: User
) -> None:
    old = phrase("LL1-01", state="draft", author="别人", use_count=7)
    phrase("LL1-02", state="approved", author="别人", reviewer="别人")
    changed = [ROW | {"编号": key, "状态": "已审定"} for key in ("LL1-01", "LL1-02")]
    tried = try_import(
        client, LIST, table(*changed, ROW | {"观点句": "新写的不够", "状态": "已审定"})
    )
    Phrase.objects.filter(pk=old.pk).update(use_count=8)
    confirm(client, LIST, tried)
    name = str(curator)
    stored = Phrase.objects.order_by("key")
    assert list(
        stored.values_list("key", "revision", "curated", "author", "reviewer", "use_count")
    ) == [
        ("LL1-01", 2, True, "别人", name, 8),
        ("LL1-02", 2, True, "别人", "别人", 0),
        ("LL1-B01", 1, True, name, name, 0),
    ]
    assert {row.updated_by for row in stored} == {curator}
    assert all(row.updated_at > old.updated_at for row in stored)
    assert [
        [(one.history_type, one.history_user, one.claim, one.history_change_reason)
         for one in row.history.all()[:1]]
        for row in stored
    ] == [
        [("~", curator, "读书不够", None)],
        [("~", curator, "读书不够", None)],
        [("+", curator, "新写的不够", None)],
    ]  # fmt: skip
    found = ranked_hits(Phrase.objects.all(), "新写的不够", 0, 9).numbers
    assert found == [stored[2].pk]
    assert len(ranked_hits(Phrase.objects.all(), "放下了书", 0, 9).numbers) == 3
    log = LogEntry.objects.order_by("object_repr").values_list("action_flag", "object_repr")
    assert list(log) == [
        (CHANGE, "LL1-01 读书不够"), (CHANGE, "LL1-02 读书不够"), (ADDITION, "LL1-B01 新写的不够"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "new"),
    [
        ("", "", False), ("甲", "甲", False), ("", "甲<b>&\n乙", False), ("甲\"'\n", "", False),
        ("甲<b>&\n乙", "甲<b>&\n乙", True), ("没有读书", "没有写字", False),
    ],
)  # fmt: skip
def test_a_cell_is_marked_as_by_the_library(before: str, after: str, new: bool) -> None:
    comparison = diff_match_patch()
    found = comparison.diff_main(before, after)
    comparison.diff_cleanupSemantic(found)
    html = comparison.diff_prettyHtml(found)
    for style in (' style="background:#e6ffe6;"', ' style="background:#ffe6e6;"'):
        html = html.replace(style, "")
    assert str(marked(before, after, new)) == html


def test_of_a_new_row_nothing_goes_out() -> None:
    assert str(marked("表现", "党性", new=True)) == "<ins>党性</ins>"
