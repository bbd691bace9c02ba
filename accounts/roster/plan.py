"""From rows and what is known to what an import would do, row by row; nothing is ever deleted. [pure]"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from accounts.roster.columns import BY_KEY, COLUMNS
from accounts.roster.entries import Entry, place_fault
from accounts.roster.known import ACCOUNT_FIELDS, POST_FIELDS, Known
from accounts.roster.matching import Match, match
from accounts.roster.planned import Action, Change, Plan, PlannedRow
from accounts.roster.safeguards import keep_a_secretary, refuse_collisions, refuse_contradictions
from accounts.roster.terms import DEPUTY, MEMBER, SECRETARY, Terms

_ORDER: Final = {column.header: place for place, column in enumerate(COLUMNS)}


def make_plan(entries: Sequence[Entry], known: Known, terms: Terms, actor: int) -> Plan:
    """What importing these rows would do; ``actor`` is the primary key of who imports."""
    matches = match(entries, known)
    rows = [_planned(found, terms) for found in matches]
    rows = refuse_contradictions(rows, matches)
    rows = refuse_collisions(rows, matches)
    rows = keep_a_secretary(rows, matches, known, actor)
    present = {found.person.pk for found in matches if found.person}
    missing = [one for one in known.people.values() if one.posts and one.pk not in present]
    return Plan(tuple(rows), tuple(one.values["name"] for one in missing))


def _planned(found: Match, terms: Terms) -> PlannedRow:
    person, post, said = found.person, found.post, found.entry.values
    before = dict(post.values) if post else {**dict.fromkeys(POST_FIELDS, ""), "member_kind": MEMBER}
    after = before | {key: said[key] for key in POST_FIELDS if key in said}
    if post is None:
        after["role"] = after["role"] or MEMBER
        after["active_from"] = after["active_from"] or terms.today
    elif after["group"] != before["group"] and "role" not in said and before["role"] in (SECRETARY, DEPUTY):
        # Who leads a group leads nothing elsewhere; left as it is, the stored role would make them 书记 of the branch.
        after["role"] = MEMBER
    account_before = dict(person.values) if person else dict.fromkeys(ACCOUNT_FIELDS, "")
    account_after = account_before | {key: said[key] for key in ACCOUNT_FIELDS if key in said}
    account = {
        key: value for key, value in account_after.items() if not person or value != account_before[key]
    }
    values = {key: value for key, value in after.items() if not post or value != before[key]}
    changes = [
        Change(BY_KEY[key].header, _said(key, account_before[key], "", terms), _said(key, value, "", terms))
        for key, value in account.items()
        if value != account_before[key]
    ] + [
        Change(
            BY_KEY[key].header,
            _said(key, before[key] if post else "", before["group"], terms),
            _said(key, value, after["group"], terms),
        )
        for key, value in values.items()
        if post or value
    ]
    faults = [*found.faults, *_refusals(found, after, account, values, terms)]
    action: Action = "new" if person is None else "join" if post is None else "change" if changes else "same"
    return PlannedRow(
        number=found.entry.number,
        name=said.get("name", ""),
        username=found.username,
        action="error" if faults else action,
        person=person.pk if person else None,
        membership=post.pk if post else None,
        account=account,
        post=values,
        changes=tuple(sorted(changes, key=lambda change: _ORDER[change.label])),
        notes=tuple(found.notes),
        faults=tuple(faults),
        role=after["role"],
        group=after["group"],
    )


def _refusals(
    found: Match, after: dict[str, str], account: dict[str, str], values: dict[str, str], terms: Terms
) -> Iterable[str]:
    if fault := place_fault(found.entry, after["role"], after["group"], terms):
        yield fault
    if found.person is None:
        return
    if found.person.refusal and (account or values):
        yield found.person.refusal
    elif found.person.guard and account:
        yield found.person.guard


def _said(key: str, value: str, group: str, terms: Terms) -> str:
    if key == "role":
        return terms.role_label(value, group)
    if key == "member_kind":
        return terms.kinds.get(value, value)
    return terms.groups.get(value, "") if key == "group" else value
