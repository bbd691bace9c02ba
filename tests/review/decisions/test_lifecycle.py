"""The whole table: every state, action, person and number of approvals, with the result or the
exact refusal.

The expectation is written out beside the code, so that a new state, action or person without a word
here fails.
"""

from __future__ import annotations

from enum import StrEnum
from itertools import product

import pytest

from accounts.models import User
from accounts.permissions import Denied
from drafting.drafts.models import Draft, Meeting
from drafting.review.capacities import Capacity
from drafting.review.decisions.lifecycle import TRANSITIONS, Action, reason_against, transition
from drafting.review.decisions.moves import MoveRefused, move
from drafting.review.decisions.permissions import may
from drafting.review.decisions.selectors import live_submission
from drafting.review.decisions.submission import submit
from drafting.review.models import ReviewEvent
from tests.review import states

State = Draft.State


class Person(StrEnum):
    """Everybody who may come to a draft. ``SUPERIOR`` is the second reviewer where the meeting asks
    for two approvals."""

    AUTHOR = "member"
    SECRETARY = "secretary"
    SUPERIOR = "superior"
    DEPUTY = "deputy"
    COLLEAGUE = "colleague"
    STRANGER = "stranger"
    OTHER_SECRETARY = "other_secretary"
    CURATOR = "curator"
    ADMINISTRATOR = "administrator"


#: (levels, state) -> what each action of its capacity makes of the draft. What is not here is
#: refused.
MOVES: dict[int, dict[State, dict[tuple[Action, Capacity], State]]] = {
    1: {
        State.DRAFTING: {(Action.SUBMIT, Capacity.AUTHOR): State.SUBMITTED},
        State.SUBMITTED: {
            (Action.WITHDRAW, Capacity.AUTHOR): State.DRAFTING,
            (Action.RETURN, Capacity.FIRST): State.RETURNED,
            (Action.APPROVE, Capacity.FIRST): State.APPROVED,
        },
        State.RETURNED: {(Action.SUBMIT, Capacity.AUTHOR): State.SUBMITTED},
        # no draft gets here where one approval is asked; if the meeting came to ask for one only
        # afterwards, this is the way out
        State.ENDORSED: {(Action.REOPEN, Capacity.FIRST): State.RETURNED},
        State.APPROVED: {(Action.REOPEN, Capacity.FIRST): State.RETURNED},
    },
    2: {
        State.DRAFTING: {(Action.SUBMIT, Capacity.AUTHOR): State.SUBMITTED},
        State.SUBMITTED: {
            (Action.WITHDRAW, Capacity.AUTHOR): State.DRAFTING,
            (Action.RETURN, Capacity.FIRST): State.RETURNED,
            (Action.APPROVE, Capacity.FIRST): State.ENDORSED,
        },
        State.RETURNED: {(Action.SUBMIT, Capacity.AUTHOR): State.SUBMITTED},
        State.ENDORSED: {
            (Action.RETURN, Capacity.SECOND): State.RETURNED,
            (Action.CONFIRM, Capacity.SECOND): State.APPROVED,
            (Action.REOPEN, Capacity.FIRST): State.RETURNED,
        },
        State.APPROVED: {
            (Action.REOPEN, Capacity.FIRST): State.RETURNED,
            (Action.REOPEN, Capacity.SECOND): State.RETURNED,
        },
    },
}
#: As what each person acts, by the number of approvals.
ACTS_AS: dict[Person, dict[int, Capacity | None]] = {
    Person.AUTHOR: {1: Capacity.AUTHOR, 2: Capacity.AUTHOR},
    Person.SECRETARY: {1: Capacity.FIRST, 2: Capacity.FIRST},
    Person.SUPERIOR: {1: None, 2: Capacity.SECOND},
    Person.DEPUTY: {1: None, 2: None},
    Person.COLLEAGUE: {1: None, 2: None},
    Person.STRANGER: {1: None, 2: None},
    Person.OTHER_SECRETARY: {1: None, 2: None},
    Person.CURATOR: {1: None, 2: None},
    Person.ADMINISTRATOR: {1: None, 2: None},
}
#: Who may do an action at all, and what everybody else is told.
THEIRS: dict[Action, tuple[set[Capacity], str]] = {
    Action.SUBMIT: ({Capacity.AUTHOR}, "只有撰写人可以提交。"),
    Action.WITHDRAW: ({Capacity.AUTHOR}, "只有撰写人可以撤回。"),
    Action.RETURN: ({Capacity.FIRST, Capacity.SECOND}, "只有审核人或上级复审人可以退回修改。"),
    Action.APPROVE: ({Capacity.FIRST}, "只有审核人可以审核通过。"),
    Action.CONFIRM: ({Capacity.SECOND}, "只有上级复审人可以复审通过。"),
    Action.REOPEN: ({Capacity.FIRST, Capacity.SECOND}, "只有审核人或上级复审人可以重新开放。"),
}
#: What is said of a state in which an action that is theirs cannot be done.
STANDS: dict[State, str] = {
    State.DRAFTING: "还在撰写",
    State.SUBMITTED: "已提交、正在审核",
    State.RETURNED: "已退回修改",
    State.ENDORSED: "初审已通过、等待上级复审",
    State.APPROVED: "已经通过",
}


def expected(levels: int, state: State, action: Action, person: Person) -> State | str:
    """The state that comes of it, or the refusal."""
    capacity = ACTS_AS[person][levels]
    theirs, others_are_told = THEIRS[action]
    if capacity not in theirs:
        return others_are_told
    target = MOVES[levels][state].get((action, capacity))
    return target or f"这份材料{STANDS[state]}，现在不能{action.label}。"


@pytest.fixture
def people(
    member: User, secretary: User, superior: User, deputy: User, colleague: User, stranger: User,
    other_secretary: User, curator: User, administrator: User,
) -> dict[Person, User]:  # fmt: skip
    everybody = (
        member, secretary, superior, deputy, colleague, stranger, other_secretary, curator,
        administrator,
    )  # fmt: skip
    return {
        Person(user.username.replace("othersecretary", "other_secretary")): user
        for user in everybody
    }


def bring(draft: Draft, state: State, people: dict[Person, User]) -> Draft:
    """The draft in this state, by the moves that lead there."""
    first, second = people[Person.SECRETARY], people[Person.SUPERIOR]
    if state is State.DRAFTING:
        return draft
    draft = states.submitted(draft)
    if state is State.RETURNED:
        return states.returned(draft, first)
    if state in (State.ENDORSED, State.APPROVED):
        draft = states.approved(draft, first)
    if state is State.APPROVED and draft.state == State.ENDORSED:
        draft = states.moved(draft, Action.CONFIRM, second)
    return draft


@pytest.mark.parametrize("levels", Meeting.Levels.values)
@pytest.mark.parametrize("state", list(State))
def test_every_cell_is_decided_as_written(
    levels: int, state: State, people: dict[Person, User], ready: Draft
) -> None:
    meeting = ready.meeting
    assert meeting is not None
    # where one approval is asked and a draft is endorsed, the meeting asked for two when the first
    # was given
    states.ask(meeting, 2 if state is State.ENDORSED else levels)
    draft = bring(ready, state, people)
    states.ask(meeting, levels)
    draft = states.fresh(draft)
    assert draft.state == state
    found, wanted = {}, {}
    for action, person in product(Action, Person):
        decision = may(action, people[person], draft)
        capacity = ACTS_AS[person][levels]
        row = transition(action, {capacity} if capacity else (), draft.state, levels)
        reason = decision.reason if isinstance(decision, Denied) else ""
        found[action, person] = reason or (row.target if row else "no row")
        wanted[action, person] = str(expected(levels, state, action, person))
    assert found == wanted


#: Every move that the table has, by somebody who may do it; ``submit`` asks more and has its own
#: tests.
DONE = [
    (levels, state, action, capacity, target)
    for levels, rows in MOVES.items()
    for state, moves in rows.items()
    for (action, capacity), target in moves.items()
    if action is not Action.SUBMIT and (levels, state) != (1, State.ENDORSED)
]


@pytest.mark.parametrize(("levels", "state", "action", "capacity", "target"), DONE)
def test_every_move_of_the_table_is_made_and_recorded(
    levels: int, state: State, action: Action, capacity: Capacity, target: State,
    people: dict[Person, User], ready: Draft,
) -> None:  # fmt: skip
    assert ready.meeting is not None
    states.ask(ready.meeting, levels)
    draft = bring(states.fresh(ready), state, people)
    actor = people[next(person for person in Person if ACTS_AS[person][levels] is capacity)]
    version, before = draft.version, draft.events.count()
    event = move(draft, action, actor, round_read=1, reasons=("2",))
    after = states.fresh(draft)
    assert (after.state, after.version, draft.events.count()) == (target, version + 1, before + 1)
    assert (event.action, event.actor, event.capacity) == (action, actor, capacity)
    assert (event.state_before, event.state_after) == (state, target)


def attempt(draft: Draft, action: Action, person: User) -> ReviewEvent:
    """The action through its service."""
    if action is Action.SUBMIT:
        return submit(draft, person)
    return move(draft, action, person, round_read=1, note="请修改。")


@pytest.mark.parametrize("state", [state for state in State if state is not State.DRAFTING])
def test_whoever_may_not_is_refused_by_the_services_too_and_nothing_is_written(
    state: State, people: dict[Person, User], ready: Draft
) -> None:
    assert ready.meeting is not None
    states.ask(ready.meeting, 2)
    draft = bring(states.fresh(ready), state, people)
    rows = list(ReviewEvent.objects.values_list("pk", flat=True))
    told, wanted = {}, {}
    for action, person in product(Action, Person):
        outcome = expected(2, state, action, person)
        if isinstance(outcome, State):
            continue
        wanted[action, person] = str(outcome)
        with pytest.raises(MoveRefused) as refused:
            attempt(draft, action, people[person])
        told[action, person] = str(refused.value)
    assert told == wanted
    after = states.fresh(draft)
    assert (after.state, after.version) == (draft.state, draft.version)
    assert list(ReviewEvent.objects.values_list("pk", flat=True)) == rows


def test_the_table_speaks_of_every_state_of_a_draft_and_of_no_other() -> None:
    named = {row.source for row in TRANSITIONS} | {row.target for row in TRANSITIONS}
    assert named == set(State.values)
    assert {levels: set(rows) for levels, rows in MOVES.items()} == {
        levels: set(State) for levels in Meeting.Levels.values
    }
    assert (set(ACTS_AS), set(THEIRS), set(STANDS)) == (set(Person), set(Action), set(State))


def test_the_table_has_no_two_rows_for_one_cell() -> None:
    cells = [
        (row.action, row.capacity, row.source, levels)
        for row in TRANSITIONS
        for levels in Meeting.Levels.values
        if row.levels in (0, levels)
    ]
    assert len(cells) == len(set(cells))


def test_every_state_can_be_left_and_reached() -> None:
    sources, targets = {row.source for row in TRANSITIONS}, {row.target for row in TRANSITIONS}
    assert (sources, targets) == (set(State.values), set(State.values))


@pytest.mark.parametrize(("action", "state"), list(product(Action, State)))
def test_a_refusal_can_be_said_for_every_state_and_every_capacity(
    action: Action, state: State
) -> None:
    for held in ((), *((capacity,) for capacity in Capacity)):
        sentence = reason_against(action, held, state)
        assert sentence.endswith("。")
        assert action.label in sentence


def test_live_submission_is_the_round_that_reviewers_decide_on(
    ready: Draft, secretary: User
) -> None:
    assert live_submission(ready) is None
    first = live_submission(states.returned(ready, secretary))
    second = live_submission(states.submitted(ready))
    assert (first and first.number, second and second.number) == (1, 2)
    withdrawn = states.moved(ready, Action.WITHDRAW, ready.owner)
    assert live_submission(withdrawn) == first
