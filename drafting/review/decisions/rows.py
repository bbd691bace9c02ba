"""What a declaration of ``decisions.lifecycle`` says: an action, its rows, and whom a row tells.
[pure]

The texts may name {author}, {actor}, {meeting} (its title) and {again} (重新 from the second round
on, else empty).
"""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from enum import StrEnum

from drafting.review.capacities import Capacity


class Offered(StrEnum):
    """Where an action is offered: on the author's page; on the reviewer's as a button of the form,
    as the button that approves (it waits for open 必改 comments), or in a form apart, which warns
    first."""

    TO_AUTHOR = "author"
    BUTTON = "button"
    APPROVAL = "approval"
    APART = "apart"


@dataclass(frozen=True, slots=True)
class Told:
    """A notice to everybody who has the capacity ``to``; ``kind`` is a ``notices.Notice.Kind``,
    ``linked`` whether it leads to the paper."""

    to: Capacity
    kind: str
    text: str
    linked: bool = True


@dataclass(frozen=True, slots=True)
class Transition:
    """A row: ``capacity`` may do ``action`` in ``source``, after which the paper is in ``target``.

    What is said of it: in the record (``record``, also on the button), to whoever did it (``done``),
    and in notices (``told``). ``levels`` is the number of approvals that the meeting asks for where
    the row only holds then, 0 where it holds always.
    """

    action: str
    capacity: Capacity
    source: str
    target: str
    _: KW_ONLY
    record: str
    done: str
    told: tuple[Told, ...]
    levels: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewAction:
    """An action: what it is called (``label``), the ``tone`` of its badge in the record, where it is
    ``offered``, whether who does it must say why (``explained``), and its rows.

    ``short`` is its name on the bar of a phone, for what has a button on the reviewer's page;
    ``button`` the button on the author's page; ``warning`` what a form apart says first.
    """

    label: str
    offered: Offered
    tone: str
    explained: bool
    rows: tuple[Transition, ...]
    short: str = ""
    button: str = ""
    warning: str = ""
