"""The list of members as its page shows it: whom it looks for, in which order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict

from accounts.codes import MemberKind, Role
from accounts.field_sentences import FieldSentences
from accounts.models import Membership, Organization

_CLOSED, _OVER, _FIRST, _NEVER, _USED = "closed", "over", "first", "never", "used"
#: What an account is, with its words and the colour of its badge.
_ACCOUNTS: Final = {
    _CLOSED: ("已停用", "bad"), _OVER: ("一次性密码已过期", "bad"), _FIRST: ("待改密码", "warn"),
    _NEVER: ("未登录过", ""), _USED: ("启用", "good"),
}  # fmt: skip
#: Roles as they stand in a list: who leads before who does not.
_ROLES: Final = (Role.SECRETARY, Role.DEPUTY, Role.MEMBER)
_COLUMNS: Final = (
    ("name", "姓名"), ("username", "用户名"), ("role", "角色"), ("", "职务"), ("", "支委分工"),
    ("kind", "党员类型"), ("group", "党小组"), ("", "电话"), ("", "邮箱"), ("account", "账号"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class MemberColumn:
    """A column's heading: the address that sorts by it ("": it does not), and how it is sorted now
    (a value of aria-sort)."""

    label: str
    url: str
    sorted: str


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A membership with the state of its account, its group (党小组), and whether the person may be
    given another one-time password."""

    post: Membership
    group: str
    waiting: bool

    @property
    def account(self) -> str:
        """A key of the states of accounts."""
        user = self.post.user
        if not user.is_active:
            return _CLOSED
        if user.must_change_password:
            return _OVER if user.one_time_over else _FIRST
        return _USED if user.last_login else _NEVER

    @property
    def label(self) -> str:
        """The state of the account in words."""
        return _ACCOUNTS[self.account][0]

    @property
    def tone(self) -> str:
        """The colour of its badge."""
        return _ACCOUNTS[self.account][1]


_KEYS: Final[dict[str, Callable[[MemberRow], Any]]] = {
    "name": lambda row: _place(row.post.user.name),
    "username": lambda row: row.post.user.username.lower(),
    "role": lambda row: _ROLES.index(Role(row.post.role)),
    "kind": lambda row: list(MemberKind).index(MemberKind(row.post.member_kind)),
    "group": lambda row: _place(row.group),
    "account": lambda row: list(_ACCOUNTS).index(row.account),
}


def _place(name: str) -> bytes:
    """The place of a Chinese name: GB 18030 has the usual characters in the order of their
    readings."""
    return name.encode("gb18030", "replace")


def rows_of(
    organization: Organization, posts: Iterable[Membership], waiting: Collection[int]
) -> list[MemberRow]:
    """The rows of an organisation's list; ``waiting`` are the primary keys of those who were never
    in."""
    return [
        MemberRow(
            post,
            str(post.organization) if post.organization_id != organization.pk else "",
            post.user_id in waiting,
        )
        for post in posts
    ]


class MemberFilter(FieldSentences, forms.Form):
    """Search, filters and order of the list, read from the address; what it does not understand it
    leaves out."""

    q = forms.CharField(max_length=50, required=False)
    role = forms.ChoiceField(
        choices=[("", "全部角色"), *((str(one), str(one.label)) for one in _ROLES)], required=False
    )
    kind = forms.ChoiceField(choices=[("", "全部类型"), *MemberKind.choices], required=False)
    account = forms.ChoiceField(
        choices=[("", "全部账号"), *((key, label) for key, (label, _tone) in _ACCOUNTS.items())],
        required=False,
    )
    sort = forms.CharField(max_length=20, required=False)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self.query = data
        self.is_valid()

    @property
    def asked(self) -> dict[str, str]:
        """What is asked for; nothing empty."""
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def filtering(self) -> bool:
        """Whether rows may be left out."""
        return bool(self.asked.keys() - {"sort"})

    @property
    def folded(self) -> bool:
        """Whether what a narrow screen folds away is in use."""
        return bool(self.asked.keys() - {"sort", "q"})

    @property
    def order(self) -> str:
        """A key of a column, with ``-`` before it for the other way round; "" for the list's own
        order."""
        wanted = self.asked.get("sort", "")
        return wanted if wanted.removeprefix("-") in _KEYS else ""

    @property
    def choices(self) -> list[tuple[BoundField, str]]:
        """The fields that are chosen from, with their labels."""
        return [(self["role"], "角色"), (self["kind"], "党员类型"), (self["account"], "账号")]

    @property
    def ticking(self) -> str:
        """The query of the same list with every box ticked, for whoever has no scripts."""
        query = self.query.copy()
        query["ticked"] = "all"
        return query.urlencode()

    def chosen(self, rows: Iterable[MemberRow]) -> list[MemberRow]:
        """The rows that fit, in the order that is asked for."""
        found = [row for row in rows if self._fits(row)]
        if self.order:
            key = _KEYS[self.order.removeprefix("-")]
            found.sort(key=key, reverse=self.order.startswith("-"))
        return found

    def columns(self, *, groups: bool) -> list[MemberColumn]:
        """The headings; without the groups where the organisation has none."""
        return [self._column(key, label) for key, label in _COLUMNS if groups or label != "党小组"]

    def _column(self, key: str, label: str) -> MemberColumn:
        if not key:
            return MemberColumn(label, "", "")
        now = {key: "ascending", f"-{key}": "descending"}.get(self.order, "")
        query = self.query.copy()
        query["sort"] = f"-{key}" if self.order == key else key
        return MemberColumn(label, f"?{query.urlencode()}", now)

    def _fits(self, row: MemberRow) -> bool:
        asked, user = self.asked, row.post.user
        words = asked.get("q", "").strip().lower()
        return (
            (words in user.name.lower() or words in user.username.lower())
            and asked.get("role", row.post.role) == row.post.role
            and ("kind" not in asked or asked["kind"] in row.post.kinds)
            and asked.get("account", row.account) == row.account
        )
