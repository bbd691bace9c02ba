"""Every state of a paper has its words, its place and its turn in one table."""

from __future__ import annotations

import pytest

from drafting.drafts.models import Draft
from drafting.review.decisions.lifecycle import ACTIONS, TRANSITIONS, Action
from drafting.review.decisions.rows import Offered
from drafting.review.decisions.states import HANDED_IN, NEVER_HANDED_IN, SECOND_FOLLOWS, STATES

REVIEWERS = {"first": "林静", "second": "周志远"}


def test_the_table_has_every_state_and_no_two_in_one_place() -> None:
    assert set(STATES) == set(Draft.State.values)
    assert len({state.place for state in STATES.values()}) == len(STATES)
    assert HANDED_IN == ("submitted", "endorsed", "approved")


@pytest.mark.parametrize("key", list(STATES))
def test_every_state_is_said(key: str) -> None:
    state = STATES[key]
    for sentence in (state.author.format(**REVIEWERS), state.idle):
        assert sentence.endswith("。")
    assert state.refusal
    # who is missing in the list of the meeting, and who waits there, is remarked on
    assert bool(state.remark) == (key not in ("submitted", "approved"))
    assert state.remark.endswith("。") or not state.remark


def test_the_words_before_the_first_round_name_the_reviewers() -> None:
    then = SECOND_FOLLOWS.format(second="周志远")
    assert NEVER_HANDED_IN.format(first="林静", then=then) == (
        "材料还没有提交。写好后提交给林静审核，初审通过后由周志远复审；提交以前，审核人看不到内容。"
    )


def test_whose_turn_it_is_can_do_something() -> None:
    """The table of the actions and that of the states speak of the same reviewers."""
    for key, state in STATES.items():
        pressing = {
            row.capacity
            for row in TRANSITIONS
            if row.source == key
            and ACTIONS[row.action].offered in (Offered.BUTTON, Offered.APPROVAL)
        }
        assert pressing == ({state.turn} if state.turn else set())
    assert Action.SUBMIT not in {row.action for row in TRANSITIONS if row.source in HANDED_IN}
