"""The form above the table: what of it is shown, in which order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.http import QueryDict

from accounts.field_sentences import FieldSentences
from drafting.common.names import name_key
from drafting.desk.table.figures import STATES
from drafting.desk.table.lines import MemberLine
from drafting.desk.words import state_label

#: The state of whoever has begun nothing has an empty key, which in a form means all of them.
NONE = "none"
_STATES = [("", "全部状态"), *((state or NONE, state_label(state)) for state in STATES)]
#: What the columns sort by; lines without a figure stand last either way.
_KEYS: dict[str, Callable[[MemberLine], Any]] = {
    "name": lambda line: name_key(line.name),
    "state": lambda line: -STATES.index(line.state),
    "rounds": lambda line: line.handed and line.handed.submission.number,
    "comments": lambda line: line.handed and (line.handed.comments.must, line.handed.comments.all),
    "characters": lambda line: line.handed and line.handed.submission.characters,
    "findings": lambda line: line.handed and line.handed.findings,
    "last": lambda line: line.last_at,
}
#: For who only sees states.
_BARE_KEYS = {name: _KEYS[name] for name in ("name", "state")}
_SORTS = [
    ("", "逾期、待审优先"), ("name", "姓名"), ("-state", "进度快的在前"), ("state", "进度慢的在前"),
    ("-rounds", "轮次多的在前"),
    ("-comments", "批注多的在前"), ("-characters", "字数多的在前"), ("characters", "字数少的在前"),
    ("-findings", "校对问题多的在前"), ("-last", "最近有动态的在前"),
]  # fmt: skip


class TableFilter(FieldSentences, forms.Form):
    """Filters and order of the table, read from the address. What it does not understand it leaves
    out."""

    q = forms.CharField(label="姓名", max_length=50, required=False)
    state = forms.ChoiceField(label="状态", choices=_STATES, required=False)
    missing = forms.BooleanField(label="还没有交", required=False)
    overdue = forms.BooleanField(label="已逾期", required=False)
    waiting = forms.BooleanField(label="等我审核", required=False)
    comments = forms.BooleanField(label="有未解决的批注", required=False)
    sort = forms.CharField(label="排序", max_length=20, required=False)

    def __init__(self, data: QueryDict, *, bare: bool) -> None:
        """``bare``: for whoever only sees states."""
        super().__init__(data)
        self.query = data
        self._keys = _BARE_KEYS if bare else _KEYS
        if bare:
            for name in ("waiting", "comments"):
                del self.fields[name]
        self.is_valid()

    @property
    def asked(self) -> dict[str, Any]:
        """What is asked for; nothing empty."""
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def filtering(self) -> bool:
        """Whether lines may be left out."""
        return bool(self.asked.keys() - {"sort"})

    @property
    def folded(self) -> bool:
        """Whether what a narrow screen folds away is in use."""
        return bool(self.asked.keys() - {"q"})

    @property
    def order(self) -> str:
        """The order that is asked for: a key of a column, with ``-`` before it for the largest
        first; "" for the usual."""
        wanted = str(self.asked.get("sort", ""))
        return wanted if wanted.removeprefix("-") in self._keys else ""

    @property
    def orders(self) -> list[tuple[str, str]]:
        """The orders that the form offers, and the one of a column's link that it does not."""
        known = {
            key: label for key, label in _SORTS if not key or key.removeprefix("-") in self._keys
        }
        return list((known | {self.order: known.get(self.order, "按所选的列")}).items())

    def chosen(self, lines: Iterable[MemberLine]) -> list[MemberLine]:
        """The lines that fit, in the order that is asked for; among equals they keep the one they
        have."""
        found = [line for line in lines if self._fits(line)]
        wanted = self.order
        if not wanted:
            return found
        # the committee's paper stands first in every order
        first = [line for line in found if line.collective]
        found = [line for line in found if not line.collective]
        key = self._keys[wanted.removeprefix("-")]
        with_figure = [line for line in found if key(line) is not None]
        without = [line for line in found if key(line) is None]
        return [*first, *sorted(with_figure, key=key, reverse=wanted.startswith("-")), *without]

    def _fits(self, line: MemberLine) -> bool:
        asked = self.asked
        return (
            str(asked.get("q", "")).strip() in line.name
            and asked.get("state", line.state or NONE) == (line.state or NONE)
            and (not asked.get("missing") or line.missing)
            and (not asked.get("overdue") or line.overdue > 0)
            and (not asked.get("waiting") or line.waiting)
            and (not asked.get("comments") or line.open_comments > 0)
        )

    def address(self, *without: str, **instead: str) -> str:
        """The address's query without these names and with others instead: for the links of columns
        and figures."""
        query = self.query.copy()
        for name in (*without, *instead):
            query.pop(name, None)
        for name, value in instead.items():
            query[name] = value
        return f"?{query.urlencode()}"
