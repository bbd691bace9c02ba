"""What an examination of the installation says: findings, each with its state. [pure]"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

#: Exit codes of ``manage.py doctor``, for monitoring.
WELL, WARNED, FAULTY = 0, 1, 2


class State(StrEnum):
    """How grave a finding is; the value is what programs read."""

    OK = "ok"
    WARNING = "warning"
    FAULT = "fault"

    @property
    def label(self) -> str:
        return {State.OK: "正常", State.WARNING: "提醒", State.FAULT: "故障"}[self]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check says: its state, and one sentence with what is wrong and what to do."""

    state: State
    sentence: str


@dataclass(frozen=True, slots=True)
class Finding:
    """The verdict of a check under its names: ``name`` for programs, ``label`` for people."""

    name: str
    label: str
    state: State
    sentence: str


def ok(sentence: str) -> Verdict:
    return Verdict(State.OK, sentence)


def warning(sentence: str) -> Verdict:
    return Verdict(State.WARNING, sentence)


def fault(sentence: str) -> Verdict:
    return Verdict(State.FAULT, sentence)


_ORDER: Final = tuple(State)


def worst(states: Sequence[State]) -> State:
    """The gravest of the states; OK where there is none."""
    return max(states, key=_ORDER.index, default=State.OK)


def gravest(verdicts: Sequence[Verdict], otherwise: str) -> Verdict:
    """One verdict of several about one matter: the sentences of the gravest and the next after one
    another, the sound ones left out; ``otherwise`` where all is well."""
    bad = [one for one in verdicts if one.state is not State.OK]
    if not bad:
        return ok(otherwise)
    bad.sort(key=lambda one: -_ORDER.index(one.state))
    return Verdict(bad[0].state, "".join(one.sentence for one in bad))


def exit_code(findings: Sequence[Finding], strict: bool) -> int:
    """0 where all is well, 2 with faults; warnings alone count, as 1, only where ``strict``."""
    found = worst([one.state for one in findings])
    if found is State.FAULT:
        return FAULTY
    return WARNED if strict and found is State.WARNING else WELL


def as_lines(findings: Sequence[Finding]) -> list[str]:
    """For people: a line for each finding, and a last one that counts."""
    lines = [f"{one.state.label}  {one.label}：{one.sentence}" for one in findings]
    counts = {state: sum(one.state is state for one in findings) for state in State}
    counted = "，".join(f"{state.label} {counts[state]} 项" for state in State)
    return [*lines, f"共检查 {len(findings)} 项：{counted}。"]


def as_data(findings: Sequence[Finding]) -> dict[str, Any]:
    """For programs: the worst state, and the findings with their names."""
    return {
        "status": worst([one.state for one in findings]).value,
        "findings": [
            {
                "name": one.name,
                "label": one.label,
                "state": one.state.value,
                "sentence": one.sentence,
            }
            for one in findings
        ],
    }
