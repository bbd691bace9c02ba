"""Every action and every row of the table says all that pages, notices and the record need, in
words of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from drafting.drafts.models import Meeting
from drafting.notices.models import Notice
from drafting.review.capacities import Capacity
from drafting.review.decisions.lifecycle import (
    ACTIONS,
    APPROVALS,
    TRANSITIONS,
    Action,
    again_word,
    outcome,
    recorded_transition,
    transition,
)
from drafting.review.decisions.rows import Offered, ReviewAction, Told, Transition
from drafting.review.decisions.states import STATES
from drafting.review.models import ReviewEvent

NAMES = {"author": "刘洋", "actor": "林静", "meeting": "专题组织生活会", "again": "重新"}
TONES = {"", "warn", "good", "bad"}


def lacking(action: ReviewAction) -> list[str]:
    """What the declaration of an action leaves unsaid."""
    found = [name for name in ("label",) if not getattr(action, name).strip()]
    on_the_bar = action.offered in (Offered.BUTTON, Offered.APPROVAL)
    found += ["short"] if on_the_bar != bool(action.short.strip()) else []
    found += ["button"] if (action.offered is Offered.TO_AUTHOR) != bool(action.button) else []
    found += ["warning"] if action.offered is Offered.APART and not action.warning else []
    found += ["tone"] if action.tone not in TONES else []
    found += [] if action.rows else ["rows"]
    return found + [name for row in action.rows for name in lacking_in_row(row)]


def lacking_in_row(row: Transition) -> Iterator[str]:
    """What a row leaves unsaid: each text has to be there, and to know what it names."""
    if not row.record.format(again="").strip():
        yield "record"
    if not row.done.format(author="刘洋").endswith("。"):
        yield "done"
    told = [one.to for one in row.told]
    wanted = {Capacity.FIRST} if row.capacity is Capacity.AUTHOR else {Capacity.AUTHOR}
    if not wanted <= set(told) or len(told) != len(set(told)) or row.capacity in told:
        yield "told"
    for one in row.told:
        if not one.text.format(**NAMES).endswith("。"):
            yield "notice"
        if one.kind not in Notice.Kind.values:
            yield "kind"


@pytest.mark.parametrize("action", list(Action))
def test_every_action_says_everything(action: Action) -> None:
    assert lacking(ACTIONS[action]) == []
    assert {row.action for row in ACTIONS[action].rows} == {action}


def test_no_action_is_declared_that_is_none_and_every_key_fits_its_column() -> None:
    assert list(ACTIONS) == list(Action)
    for name in ("action", "capacity", "state_before", "state_after"):
        longest = ReviewEvent._meta.get_field(name).max_length
        kinds: dict[str, Any] = {"action": Action, "capacity": Capacity}
        assert max(map(len, kinds.get(name, STATES))) <= longest


NOTHING: dict[str, Any] = {"record": "", "done": "", "told": ()}


@pytest.mark.parametrize(("action", "name"), list(product(Action, NOTHING)))
def test_a_row_that_says_nothing_is_found(action: Action, name: str) -> None:
    declared = ACTIONS[action]
    first, *others = declared.rows
    silent = replace(first, **{name: NOTHING[name]})
    assert lacking(replace(declared, rows=(silent, *others))) == [name]


def test_an_action_that_says_nothing_is_found() -> None:
    declared, row = ACTIONS[Action.RETURN], ACTIONS[Action.RETURN].rows[0]
    assert lacking(replace(declared, label=" ")) == ["label"]
    assert lacking(replace(declared, short="")) == ["short"]
    assert lacking(replace(ACTIONS[Action.REOPEN], warning="")) == ["warning"]
    assert lacking(replace(ACTIONS[Action.WITHDRAW], button="")) == ["button"]
    assert lacking(replace(declared, rows=())) == ["rows"]
    unknown = replace(row, told=(Told(Capacity.AUTHOR, "nothing", ""),))
    assert lacking(replace(declared, rows=(unknown,))) == ["notice", "kind"]
    with pytest.raises(KeyError):
        lacking(replace(declared, rows=(replace(row, done="已退回{nobody}的材料。"),)))


@pytest.mark.parametrize("said", ["label", "record", "done"])
def test_no_action_borrows_the_words_of_another(said: str) -> None:
    words = {
        action: {declared.label}
        if said == "label"
        else {getattr(row, said) for row in declared.rows}
        for action, declared in ACTIONS.items()
    }
    assert len(set.union(*words.values())) == sum(map(len, words.values()))


def test_the_record_is_read_back_in_the_words_of_its_row() -> None:
    for row in TRANSITIONS:
        assert recorded_transition(row.action, row.capacity, row.source, row.target) is row
        assert outcome(row.action, row.target) == row.record.format(again="")
    assert outcome("submit", "submitted", again=True) == "重新提交"
    assert again_word(False) == ""


def test_a_line_whose_row_is_no_more_has_the_actions_own_name() -> None:
    assert outcome("return", "approved") == "退回修改"
    with pytest.raises(LookupError):
        recorded_transition("return", "author", "drafting", "approved")


def test_what_approves_is_what_waits_for_open_demands() -> None:
    assert APPROVALS == (Action.APPROVE, Action.CONFIRM)


@pytest.mark.parametrize(
    ("state", "capacity", "levels"),
    [
        (state, capacity, levels)
        for state, capacity, levels in product(STATES, Capacity, Meeting.Levels.values)
    ],
)
def test_a_reviewer_is_offered_one_form_at_a_time(
    state: str, capacity: Capacity, levels: int
) -> None:
    """The page shows one button that approves, or one form apart."""
    offered = [
        ACTIONS[action].offered
        for action in Action
        if transition(action, {capacity}, state, levels) is not None
    ]
    assert offered.count(Offered.APPROVAL) <= 1
    assert Offered.APART not in offered or offered == [Offered.APART]
    assert (Offered.TO_AUTHOR in offered) <= (set(offered) == {Offered.TO_AUTHOR})
