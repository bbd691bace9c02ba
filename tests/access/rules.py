"""Who gets an answer from which address: one line for each, so that a view without a rule fails the
sweep.

A rule says for a role and the state of the member's draft what comes back: OPEN (the page, a
redirect inside, or a sentence about the input), REFUSED (403 with the reason), HIDDEN (404, as if
it did not exist) or LOGIN.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Outcome = Literal["open", "refused", "hidden", "login"]
OPEN: Outcome = "open"
REFUSED: Outcome = "refused"
HIDDEN: Outcome = "hidden"
LOGIN: Outcome = "login"

#: Of the sweep. The superior is secretary of the committee above, the other secretary that of a
#: branch beside it.
ROLES = (
    "anonymous", "author", "colleague", "secretary", "superior", "other_secretary", "stranger",
    "curator", "administrator",
    "superuser",
)  # fmt: skip
#: Of the member's draft, for a meeting with two approvals. ``withdrawn``: handed in and taken back;
#: ``discarded``: in the bin.
STATES = ("drafting", "withdrawn", "discarded", "submitted", "returned", "endorsed", "approved")
#: In which its author may write.
WRITABLE = ("drafting", "withdrawn", "returned")

Rule = Callable[[str, str], Outcome]


@dataclass(frozen=True, slots=True)
class Asked:
    """How an address is asked, and who gets what; ``by_state`` where the answer depends on the
    draft's state."""

    rule: Rule
    method: str = "get"
    by_state: bool = False


def public(role: str, state: str) -> Outcome:
    """Everybody."""
    return OPEN


def nobody(role: str, state: str) -> Outcome:
    """Nobody, as long as no setting says otherwise."""
    return HIDDEN


def signed_in(role: str, state: str) -> Outcome:
    """Everybody who is signed in."""
    return LOGIN if role == "anonymous" else OPEN


def no_half_sign_in(role: str, state: str) -> Outcome:
    """Nobody of the sweep has just given a password."""
    return LOGIN


def no_service(role: str, state: str) -> Outcome:
    """The unit has no service of sign-in of its own."""
    return HIDDEN


def own(role: str, state: str) -> Outcome:
    """The author, in every state; nobody else learns that the draft is there."""
    return {"anonymous": LOGIN, "author": OPEN}.get(role, HIDDEN)  # type: ignore[return-value]


def own_comment(role: str, state: str) -> Outcome:
    """The author, where somebody has commented: only what was handed in is commented on."""
    return HIDDEN if role == "author" and state in ("drafting", "discarded") else own(role, state)


def own_sentence(role: str, state: str) -> Outcome:
    """Nobody, where the paper has no such sentence."""
    return LOGIN if role == "anonymous" else HIDDEN


def decides_on_offers(role: str, state: str) -> Outcome:
    """The curator alone: no administrator, no superuser."""
    return {"anonymous": LOGIN, "curator": OPEN}.get(role, HIDDEN)  # type: ignore[return-value]


def reviewed(role: str, state: str) -> Outcome:
    """The secretary from the submission on, the superior's from the first approval on; the author
    is told to look elsewhere."""
    if role == "author":
        return REFUSED
    if role == "secretary":
        return OPEN if state in ("submitted", "returned", "endorsed", "approved") else REFUSED
    if role == "superior":
        return OPEN if state in ("endorsed", "approved") else REFUSED
    return LOGIN if role == "anonymous" else HIDDEN


def takes_part(role: str, state: str) -> Outcome:
    """Who is invited to the meeting, each to what is their own there."""
    if role in ("author", "colleague", "secretary"):
        return OPEN
    return LOGIN if role == "anonymous" else HIDDEN


def says_to_the_secretary(role: str, state: str) -> Outcome:
    """The same, of a note on the secretary: nobody prepares one on themselves."""
    return HIDDEN if role == "secretary" else takes_part(role, state)


def entered_by_the_secretary(role: str, state: str) -> Outcome:
    """Who reviews papers of the meeting, where they entered it themselves."""
    found = reviewed_meeting(role, state)
    return HIDDEN if found == OPEN and role != "secretary" else found


def kept_meeting(role: str, state: str) -> Outcome:
    """The secretary of the organisation that holds the meeting."""
    return {"anonymous": LOGIN, "secretary": OPEN}.get(role, HIDDEN)  # type: ignore[return-value]


def watched_meeting(role: str, state: str) -> Outcome:
    """Who leads the meeting or reviews for it; curators and administrators see the states."""
    if role in ("secretary", "superior", "curator", "administrator", "superuser"):
        return OPEN
    return LOGIN if role == "anonymous" else HIDDEN


def kept_people(role: str, state: str) -> Outcome:
    """The secretary of the branch and who keeps people; the branch's members are told whose list it
    is."""
    if role in ("secretary", "administrator", "superuser"):
        return OPEN
    return {"anonymous": LOGIN, "author": REFUSED, "colleague": REFUSED}.get(role, HIDDEN)  # type: ignore[return-value]


def kept_person(role: str, state: str) -> Outcome:
    """The secretary of the branch that somebody belongs to and who keeps people; nobody else learns
    that there is such a page."""
    if role in ("secretary", "administrator", "superuser"):
        return OPEN
    return LOGIN if role == "anonymous" else HIDDEN


def keeps_everybody(role: str, state: str) -> Outcome:
    """Who keeps people and organisations; nobody else learns that there is such a page."""
    if role in ("administrator", "superuser"):
        return OPEN
    return LOGIN if role == "anonymous" else HIDDEN


def keeps_unit_kinds(role: str, state: str) -> Outcome:
    """Who keeps people and organisations, or the library; nobody else learns of the page."""
    if role in ("administrator", "curator", "superuser"):
        return OPEN
    return LOGIN if role == "anonymous" else HIDDEN


def keeps_people_somewhere(role: str, state: str) -> Outcome:
    """Every secretary and who keeps people; everybody else is told who does."""
    if role in ("secretary", "superior", "other_secretary", "administrator", "superuser"):
        return OPEN
    return LOGIN if role == "anonymous" else REFUSED


def leads_somewhere(role: str, state: str) -> Outcome:
    """Every secretary; nobody else learns that there is such a page."""
    if role in ("secretary", "superior", "other_secretary"):
        return OPEN
    return LOGIN if role == "anonymous" else HIDDEN


def led_meeting(role: str, state: str) -> Outcome:
    """Who leads the meeting; who sees its table is told so."""
    found = watched_meeting(role, state)
    return REFUSED if found == OPEN and role != "secretary" else found


def reviewed_meeting(role: str, state: str) -> Outcome:
    """Who reviews papers of the meeting; who sees its table is told so."""
    found = watched_meeting(role, state)
    return REFUSED if found == OPEN and role not in ("secretary", "superior") else found


def of_committee(role: str, state: str) -> Outcome:
    """What there is of a committee's paper: nothing for anybody where the draft is a member's own;
    tests/collective/test_access.py sweeps a committee's."""
    return LOGIN if role == "anonymous" else HIDDEN


def own_bundle(role: str, state: str) -> Outcome:
    """The reviewer who asked for the file."""
    return {"anonymous": LOGIN, "secretary": OPEN}.get(role, HIDDEN)  # type: ignore[return-value]


def own_bundle_file(role: str, state: str) -> Outcome:
    """The same; who sees the meeting's table is told why not."""
    return HIDDEN if role == "superior" else reviewed_meeting(role, state)


def reviewed_in_meeting(role: str, state: str) -> Outcome:
    """Who reviews papers of the meeting, where they may read this one."""
    found = reviewed_meeting(role, state)
    return HIDDEN if found == OPEN and reviewed(role, state) != OPEN else found


def no_pair(role: str, state: str) -> Outcome:
    """The same where the other paper is none of the meeting's: for nobody."""
    found = reviewed_meeting(role, state)
    return HIDDEN if found == OPEN else found


def kept_frameworks(role: str, state: str) -> Outcome:
    """Who keeps the frameworks of everybody; nobody else learns of the pages."""
    if role in ("curator", "administrator", "superuser"):
        return OPEN
    return LOGIN if role == "anonymous" else HIDDEN


def kept_library(role: str, state: str) -> Outcome:
    """Who keeps the library: curators; nobody else learns of its pages."""
    if role in ("curator", "superuser"):
        return OPEN
    return LOGIN if role == "anonymous" else HIDDEN


def pastes_notices(role: str, state: str) -> Outcome:
    """The same, and every secretary for the own organisation."""
    return OPEN if leads_somewhere(role, state) == OPEN else kept_frameworks(role, state)


def keeps_references_somewhere(role: str, state: str) -> Outcome:
    """Every secretary and curator; everybody else is told who does."""
    if role in ("secretary", "superior", "other_secretary", "curator"):
        return OPEN
    return LOGIN if role == "anonymous" else REFUSED


def kept_references(role: str, state: str) -> Outcome:
    """The secretary of the organisation that loaded the text; nobody else learns of it."""
    return {"anonymous": LOGIN, "secretary": OPEN}.get(role, HIDDEN)  # type: ignore[return-value]
