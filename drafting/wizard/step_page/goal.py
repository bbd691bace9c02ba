"""How long the text of a step is beside what the meeting asks for: too short, right or too long, in
words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from drafting.document.text import characters
from drafting.frameworks.spec import Limits
from drafting.progress.gaps import too_long, too_short
from drafting.progress.lengths import length_of
from drafting.progress.steps import StepKind
from drafting.progress.tasklist import alone
from drafting.wizard.selectors import StepPage

State = Literal["short", "right", "long", "none"]
_SIGNS: Final = {
    "short": "bi-arrow-up-short",
    "right": "bi-check2",
    "long": "bi-exclamation-triangle",
    "none": "bi-dash",
}


@dataclass(frozen=True, slots=True)
class Goal:
    """The length of a step in characters and its limits (0 for none).

    ``rest`` are those of its characters that other steps edit, ``above`` the id of the part whose
    lead is written here and counts elsewhere. As ``static/js/wizard/goal.js`` has it while one
    types.
    """

    length: int
    least: int
    most: int
    state: State
    words: str
    rest: int = 0
    above: str = ""
    #: Whether it is long enough however short it is.
    enough: bool = False

    @property
    def asked(self) -> str:
        """The limits in words."""
        if self.least and self.most:
            return f"{self.least} 至 {self.most} 字"
        return f"不少于 {self.least} 字" if self.least else f"不超过 {self.most} 字"

    @property
    def end(self) -> int:
        """Where the bar is full."""
        return self.most or self.least

    @property
    def sign(self) -> str:
        """The sign beside the words."""
        return _SIGNS[self.state]


def goal_of(page: StepPage) -> Goal | None:
    """The goal of a step; None where the framework sets no limits of characters for it."""
    spec = page.step.spec
    if spec is None or not (spec.limits.min_characters or spec.limits.max_characters):
        return None
    limits, rest = spec.limits, 0
    if page.container is not None:
        length = length_of(page.container)
        rest = length - length_of(alone(page.container))
    else:
        basics = page.step.kind is StepKind.BASICS
        length = characters((page.document.opening if basics else page.document.closing).text)
    enough = page.long_enough
    state, words = _judged(limits, length, enough)
    least, most = limits.min_characters, limits.max_characters
    return Goal(length, least, most, state, words, rest, page.step.above, enough)


def _judged(limits: Limits, length: int, enough: bool) -> tuple[State, str]:
    if not length:
        return "none", "还没有写"
    if too_short(limits, length):
        if enough:
            return "right", "有事例，不必凑字数"
        return "short", f"还差 {limits.min_characters - length} 字"
    if too_long(limits, length):
        return "long", f"超出 {length - limits.max_characters} 字"
    return "right", "字数合适"
