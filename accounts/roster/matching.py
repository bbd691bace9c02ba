"""Whose row it is, and which of the person's memberships it speaks of. [pure]

A row with a username is that account's; one without is the person's of that name in the
organisation, so that a list without usernames can be imported twice. A person with several
memberships (书记 of the branch, 党员 of a group) has a row for each.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from accounts.roster.entries import RosterEntry
from accounts.roster.known import Known, Person, Post
from accounts.roster.terms import MEMBER
from accounts.roster.usernames import doubts_about, username_for

FOREIGN = (
    "用户名“{}”已被本名单以外的账号使用，请换一个；如果确是同一个人，请联系系统管理员把他加入。"
)


@dataclass
class Match:
    """A row with its person (None: a new one, ``username`` is the account's to be) and membership
    (None: a new one)."""

    entry: RosterEntry
    person: Person | None = None
    post: Post | None = None
    username: str = ""
    notes: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def match(entries: Sequence[RosterEntry], known: Known) -> list[Match]:
    """Each row with its person and membership, in the order of the rows."""
    by_name: dict[str, list[Person]] = defaultdict(list)
    for person in known.people.values():
        if person.posts:
            by_name[person.values["name"]].append(person)
    rows = [_whose(entry, known, by_name) for entry in entries]
    _name_new_people(rows, known)
    of_person: dict[int, list[Match]] = defaultdict(list)
    for row in rows:
        if row.person is not None:
            of_person[row.person.pk].append(row)
    for own in of_person.values():
        _assign_posts(own)
    return rows


def _whose(entry: RosterEntry, known: Known, by_name: dict[str, list[Person]]) -> Match:
    row = Match(entry, faults=list(entry.faults))
    name, username = entry.values.get("name", ""), entry.values.get("username", "")
    namesakes = by_name.get(name, [])
    if username:
        row.person, row.username = known.people.get(username.lower()), username
        if row.person is None and username.lower() in known.taken:
            row.faults.append(FOREIGN.format(username))
        elif row.person is None and namesakes:
            row.notes.append("名单里已有同名的人，请确认不是同一个人。")
        elif row.person is not None and not row.person.posts and name != row.person.values["name"]:
            row.faults.append(
                f"用户名“{username}”是“{row.person.values['name']}”的，与姓名“{name}”不符。"
            )
    elif len(namesakes) == 1:
        row.person = namesakes[0]
    elif namesakes:
        row.faults.append(f"名单里有 {len(namesakes)} 位“{name}”，请填写用户名。")
    if row.person is not None:
        row.username = row.person.username
    return row


def _name_new_people(rows: Iterable[Match], known: Known) -> None:
    """Give new people without a username one, and find those that stand in the file twice."""
    by_username: dict[str, int] = {}
    by_name: dict[str, int] = {}
    rows = [row for row in rows if row.person is None]
    taken = set(known.taken) | {row.username.lower() for row in rows}
    for row in rows:
        number, name = row.entry.number, row.entry.values.get("name", "")
        if row.username:
            key = row.username.lower()
            if key not in known.taken and (first := by_username.setdefault(key, number) - number):
                row.faults.append(f"用户名“{row.username}”与第 {number + first} 行重复。")
            continue
        if name and (first := by_name.setdefault(name, number) - number):
            row.faults.append(
                f"与第 {number + first} 行姓名相同，如果不是同一个人，请都填写用户名。"
            )
        if name and not row.faults:
            row.username = username_for(name, taken)
            taken.add(row.username)
            row.notes.append("用户名由系统生成。")
            if doubts := doubts_about(name):
                row.notes.append(doubts)


def _assign_posts(rows: list[Match]) -> None:
    """Find the membership that each row of one person speaks of: same place and role, same place,
    the one that is left."""
    person = rows[0].person
    left = list(person.posts) if person else []
    for exact in (True, False):
        for row in rows:
            if row.post is None:
                _take_post(row, left, exact=exact)
    open_rows = [row for row in rows if row.post is None]
    if len(open_rows) == len(left) == 1:
        open_rows[0].post = left[0]
    elif left:
        for row in open_rows:
            row.faults.append("此人在这里有几项任职，看不出要改哪一项，请照导出的名单逐项填写。")
    else:
        _refuse_repeated(rows, open_rows)


def _take_post(row: Match, left: list[Post], *, exact: bool) -> None:
    """Give a row the first of the memberships that it may speak of, and take that from them."""
    post = next((post for post in left if _is_of(row.entry, post, exact=exact)), None)
    if post is not None:
        row.post = post
        left.remove(post)


def _refuse_repeated(rows: list[Match], open_rows: list[Match]) -> None:
    """A further row of a person is a further membership only where it names another place or role
    than the others."""
    seen: dict[tuple[str, str], int] = {}
    for row in rows:
        place, role = (
            (row.post.values["group"], row.post.values["role"]) if row.post else ("", MEMBER)
        )
        key = (row.entry.values.get("group", place), row.entry.values.get("role", role))
        others = [
            other.entry.number
            for other in rows
            if other is not row and (other.post or row is not rows[0])
        ]
        vague = not {"group", "role"} & set(row.entry.values)
        first = others[0] if vague and others else seen.get(key)
        if first is not None and row in open_rows:
            row.faults.append(f"与第 {first} 行是同一个人，内容重复，请只留一行。")
        seen.setdefault(key, row.entry.number)


def _is_of(entry: RosterEntry, post: Post, *, exact: bool) -> bool:
    if entry.values.get("group", "") != post.values["group"]:
        return False
    return not exact or entry.values.get("role", post.values["role"]) == post.values["role"]
