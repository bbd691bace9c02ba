"""From rows and what is known to what an import would do, row by row; nothing is ever deleted.
[pure]"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from accounts.roster.columns import BY_KEY, COLUMNS
from accounts.roster.entries import RosterEntry, place_fault
from accounts.roster.known import ACCOUNT_FIELDS, POST_FIELDS, Known
from accounts.roster.matching import Match, match
from accounts.roster.plan_values import Action, Change, Plan, PlannedRow
from accounts.roster.safeguards import keep_a_secretary, refuse_collisions, refuse_contradictions
from accounts.roster.terms import DEPUTY, MEMBER, SECRETARY, Terms

_ORDER: Final = {column.header: place for place, column in enumerate(COLUMNS)}


def make_plan(entries: Sequence[RosterEntry], known: Known, terms: Terms, actor: int) -> Plan:
    """What importing these rows would do; ``actor`` is the primary key of whoever imports."""
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
    account_before = dict(person.values) if person else dict.fromkeys(ACCOUNT_FIELDS, "")
    account_after = account_before | _said_of(ACCOUNT_FIELDS, said)
    account = _to_write(account_before if person else {}, account_after)
    before = dict(post.values) if post else dict.fromkeys(POST_FIELDS, "")
    after = _post_after(found, before, terms)
    values = _to_write(before if post else {}, after)
    changes = [
        *_changes(account_before, account, ("", ""), terms),
        *_changes(before, values, (before["group"], after["group"]), terms),
    ]
    faults = [*found.faults, *_refusals(found, after, account, values, terms)]
    return PlannedRow(
        number=found.entry.number,
        name=said.get("name", ""),
        username=found.username,
        action="error" if faults else _action(found, changes),
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


def _said_of(fields: Iterable[str], said: Mapping[str, str]) -> dict[str, str]:
    return {key: said[key] for key in fields if key in said}


def _to_write(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, str]:
    """The fields that are not stored like this: all of them where nothing is stored."""
    return {key: value for key, value in after.items() if value != before.get(key)}


def _post_after(found: Match, before: Mapping[str, str], terms: Terms) -> dict[str, str]:
    """The fields of the membership as the row has them; what a new one does not say is that of an
    ordinary member (普通党员) from today on."""
    said = _said_of(POST_FIELDS, found.entry.values)
    if found.post is None:
        after = {**before, "member_kind": MEMBER, **said}
        after["role"] = after["role"] or MEMBER
        after["active_from"] = after["active_from"] or terms.today
        return after
    after = {**before, **said}
    moved = after["group"] != before["group"]
    if moved and "role" not in said and before["role"] in (SECRETARY, DEPUTY):
        # Who leads a group leads nothing elsewhere; left as it is, the stored role would make them
        # 书记 of the branch.
        after["role"] = MEMBER
    return after


def _changes(
    before: Mapping[str, str], values: Mapping[str, str], groups: tuple[str, str], terms: Terms
) -> Iterator[Change]:
    """The fields to write that say something else than before, as people read them; ``groups`` is
    the group (党小组) before and after."""
    for key, value in values.items():
        if value != before[key]:
            was, now = (
                _said(key, before[key], groups[0], terms),
                _said(key, value, groups[1], terms),
            )
            yield Change(BY_KEY[key].header, was, now)


def _action(found: Match, changes: Sequence[Change]) -> Action:
    if found.person is None:
        return "new"
    if found.post is None:
        return "join"
    return "change" if changes else "same"


def _refusals(
    found: Match,
    after: dict[str, str],
    account: dict[str, str],
    values: dict[str, str],
    terms: Terms,
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
        return "、".join(terms.kinds.get(code, code) for code in value.split(","))
    return terms.groups.get(value, "") if key == "group" else value
