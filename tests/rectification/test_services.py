"""Ticks are stored by compare-and-swap and outlive last year's paper; the frame goes in behind what
stands there and comes out again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from accounts.models import User
from drafting.document.model import Point
from drafting.drafts.models import Draft
from drafting.drafts.save_requests import Sending
from drafting.drafts.services import changes, lifecycle
from drafting.frameworks.models import Framework
from drafting.rectification import services
from drafting.rectification.models import Tick
from drafting.rectification.selectors import Promise, last_year_of, promises_of
from drafting.rectification.services import TickOvertaken, Words
from tests.cast import published
from tests.rectification.papers import MEASURES, previous_lead, ticks
from tests.wizard.papers import lock, place, put, store, stored

pytestmark = pytest.mark.django_db

NOTHING = Words("", "")
DONE = Words("done", "写了52页笔记")
PARTLY = Words("partly", "走访了15户")


def promises(draft: Draft) -> list[Promise]:
    return promises_of(draft, last_year_of(draft))


def save(draft: Draft, at: int, words: Words, base: int = 0, page: str = "") -> int:
    sending = Sending(page, 2) if page else None
    return services.save_tick(draft, promises(draft)[at], words, base, order=at, sending=sending)


@pytest.mark.db_sensitive
def test_a_tick_keeps_what_was_promised(this_year: Draft) -> None:
    assert save(this_year, 0, NOTHING) == 0
    assert not Tick.objects.exists()
    assert save(this_year, 1, PARTLY) == 1
    assert save(this_year, 0, DONE) == 1
    assert save(this_year, 0, Words("done", ""), base=1) == 2
    assert ticks(this_year) == [
        ("m1", "每周自学不少于两个小时\n每周五下午读原著，写一页笔记。", "done", ""),
        ("m2", "每月走访两户读者\n听意见，记在本子上。", "partly", "走访了15户"),
    ]
    assert [(p.name, p.progress, p.version) for p in promises(this_year)] == [
        ("每周自学不少于两个小时", "done", 2),
        ("每月走访两户读者", "partly", 1),
        ("三月底前修好“老旧”书架", "", 0),
    ]


@pytest.mark.db_sensitive
def test_another_window_is_not_overwritten(this_year: Draft) -> None:
    save(this_year, 0, DONE)
    with pytest.raises(TickOvertaken) as newer:
        save(this_year, 0, PARTLY)
    assert (newer.value.tick.word, newer.value.tick.version) == ("写了52页笔记", 1)
    # what says the same is no conflict, and writes nothing
    assert save(this_year, 0, DONE) == 1
    assert save(this_year, 0, PARTLY, base=1) == 2


@pytest.mark.db_sensitive
def test_a_page_meets_no_conflict_with_itself(this_year: Draft) -> None:
    promise = promises(this_year)[0]
    for number, word in ((1, "写了"), (2, "写了52页")):
        services.save_tick(
            this_year, promise, Words("done", word), 0, sending=Sending("k3x9k3x9", number)
        )
    with pytest.raises(TickOvertaken):
        services.save_tick(
            this_year, promise, Words("done", "旧的"), 0, sending=Sending("k3x9k3x9", 1)
        )
    assert ticks(this_year)[0][3] == "写了52页"


def test_nothing_is_ticked_in_a_paper_that_was_handed_in(this_year: Draft) -> None:
    lock(this_year, "submitted")
    with pytest.raises(changes.NotEditable):
        save(this_year, 0, DONE)


@pytest.mark.db_sensitive
def test_words_outlive_last_years_paper_and_go_with_their_own(
    this_year: Draft, earlier: Draft
) -> None:
    save(this_year, 0, DONE)
    earlier.delete()
    this_year.refresh_from_db()
    assert this_year.previous is None
    [left] = promises(this_year)
    assert (left.name, left.word, left.gone) == ("每周自学不少于两个小时", "写了52页笔记", True)
    services.save_tick(this_year, left, PARTLY, 1)
    assert ticks(this_year)[0][2:] == ("partly", "走访了15户")
    this_year.delete()
    assert not Tick.objects.exists()


def test_words_on_another_paper_stay_in_the_list(
    this_year: Draft, member: User, framework: Framework
) -> None:
    save(this_year, 1, PARTLY)
    other = lifecycle.begin_draft(member, framework)[0]
    store(other, put(stored(other), "measures", Point(id="x1", claim="多下基层")))
    lifecycle.stand_beside(this_year, other)
    this_year.refresh_from_db()
    assert [(p.measure, p.gone) for p in promises(this_year)] == [("x1", False), ("m2", True)]


# the frame


FRAME = [
    "上年度提出整改措施3条，已改到位1条，部分改到位1条，还没有改到位1条。",
    "“每周自学不少于两个小时”已改到位：写了52页笔记。",
    "“每月走访两户读者”部分改到位：走访了15户。还没有全部做到，原因是{原因}，{新的时限}前改到位。",
    "“三月底前修好‘老旧’书架”还没有改到位：原因是{原因}，{新的时限}前改到位。",
]


def tick_all(draft: Draft) -> None:
    for at, words in enumerate((DONE, PARTLY, Words("not_yet", ""))):
        save(draft, at, words)


@pytest.mark.db_sensitive
def test_the_frame_goes_behind_what_stands_there_and_out_again(this_year: Draft) -> None:
    before = "去年共查摆三个问题。"
    store(this_year, put(stored(this_year), "previous", lead=before))
    tick_all(this_year)
    assert services.put_frame(this_year, promises(this_year)) == services.Frame(3, 0)
    assert previous_lead(this_year).split("\n") == [before, *FRAME]
    # what is there is not written again
    assert services.put_frame(this_year, promises(this_year)) == services.Frame(0, 3)
    assert services.take_frame_back(this_year, promises(this_year)) == 3
    assert previous_lead(this_year) == before
    assert services.take_frame_back(this_year, promises(this_year)) == 0


def test_only_what_is_ticked_and_missing_is_put_in(this_year: Draft) -> None:
    save(this_year, 0, DONE)
    services.put_frame(this_year, promises(this_year))
    assert previous_lead(this_year) == FRAME[1]
    store(this_year, put(stored(this_year), "previous", lead=FRAME[1] + "群众也认可。"))
    save(this_year, 1, PARTLY)
    assert services.put_frame(this_year, promises(this_year)) == services.Frame(1, 1)
    # what its author has gone on writing in stays
    assert services.take_frame_back(this_year, promises(this_year)) == 1
    assert previous_lead(this_year) == FRAME[1] + "群众也认可。"


def test_all_done_is_said_so(this_year: Draft) -> None:
    for at in range(len(MEASURES)):
        save(this_year, at, DONE)
    services.put_frame(this_year, promises(this_year))
    head, *lines = previous_lead(this_year).split("\n")
    assert head == "上年度提出的3条整改措施均已改到位，没有遗留事项。"
    assert all(line.endswith("已改到位：写了52页笔记。") for line in lines)


def test_a_part_of_points_gets_points(this_year: Draft) -> None:
    store(this_year, put(stored(this_year), "previous", Point(id="own", claim="自己写的一条")))
    tick_all(this_year)
    services.put_frame(this_year, promises(this_year))
    part = place(stored(this_year), "previous")
    assert part.lead == FRAME[0]
    assert [(one.claim, one.elaboration) for one in part.points] == [
        ("自己写的一条", ""),
        *(tuple(line.split("：", 1)) for line in FRAME[1:]),
    ]
    assert services.take_frame_back(this_year, promises(this_year)) == 3
    part = place(stored(this_year), "previous")
    assert ([one.id for one in part.points], part.lead) == (["own"], "")


def test_a_paper_without_the_part_gets_no_frame(this_year: Draft) -> None:
    document = stored(this_year)
    parts = tuple(part for part in document.parts if part.role != "previous")
    store(this_year, replace(document, parts=parts))
    with pytest.raises(services.NoPart):
        services.put_frame(this_year, promises(this_year))


def test_every_framework_that_asks_for_the_part_takes_the_frame(
    member: User, earlier: Draft
) -> None:
    for key in ("2024-minzhu", "2024-zuzhi", "2025-zuzhi"):
        draft = lifecycle.begin_draft(member, published(key))[0]
        tick_all(draft)
        services.put_frame(draft, promises(draft))
        assert previous_lead(draft).split("\n") == FRAME
