"""What a curator asks the list of phrases for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from django.db.models import Q, QuerySet

from accounts.codes import MemberKind
from accounts.unit_kinds import searched_kinds
from drafting.common.numbers import number_or
from drafting.document.text import clean
from drafting.frameworks.spec import TAXONOMY_AREAS
from drafting.library.list_pages import AskedPage
from drafting.library.models import Phrase
from drafting.library.search.grams import label
from drafting.library.search.hits import Hits, ranked_hits
from drafting.library.selectors import category_choices, expiring_phrases

#: Cards of a page.
PAGE_SIZE: Final = 20
LAST_PAGE: Final = 9999
SEARCH_LENGTH: Final = 60
#: For everybody: what has no tag of a kind.
UNTAGGED: Final = "-"
USES: Final = (
    ("none", "没有用过"), ("some", "用过"), ("often", "用过10次以上"), ("soon", "半年内到期或已到期"),
)  # fmt: skip
_OFTEN: Final = 10
_SOON: Final = 180


@dataclass(frozen=True, slots=True)
class Wanted(AskedPage):
    """Words and filters."""

    q: str = ""
    part: str = ""
    area: str = ""
    category: str = ""
    role: str = ""
    unit: str = ""
    state: str = ""
    use: str = ""

    @property
    def filtered(self) -> bool:
        """Whether anything is asked for."""
        return any(value for name, value in asdict(self).items() if name != "page")

    @property
    def narrowed(self) -> bool:
        """Whether one of the filters that a phone folds away is set."""
        return any((self.area, self.category, self.role, self.unit, self.use))


def choices() -> list[tuple[str, str, list[tuple[str, Any]]]]:
    """The filters in their order: name, label, and what may be chosen."""
    return [
        ("part", "用于", list(Phrase.Part.choices)),
        ("state", "状态", list(Phrase.State.choices)),
        ("area", "领域", [(area, area) for area in TAXONOMY_AREAS]),
        ("category", "分类", category_choices()[1:]),
        ("role", "适用党员类别", [(UNTAGGED, "不限的"), *MemberKind.choices]),
        ("unit", "适用单位类型", [(UNTAGGED, "不限的"), *searched_kinds()]),
        ("use", "使用", list(USES)),
    ]


def wanted_of(params: Mapping[str, str]) -> Wanted:
    """What the parameters of a request ask for; what is no choice asks for nothing."""
    values: dict[str, Any] = {"q": clean(params.get("q", "")).strip()[:SEARCH_LENGTH]}
    for name, _label, offered in choices():
        known = {value for value, _ in _flat(offered)}
        value = params.get(name, "")
        values[name] = value if value in known else ""
    page = min(max(1, number_or(params.get("page", ""), 1)), LAST_PAGE)
    return Wanted(**values, page=page)


def _flat(offered: list[tuple[str, Any]]) -> list[tuple[str, str]]:
    return [
        one
        for value, text in offered
        for one in (text if isinstance(text, list) else [(value, text)])
    ]


def rows_of(wanted: Wanted) -> QuerySet[Phrase]:
    """The phrases that the filters let through, whatever the words."""
    rows: QuerySet[Phrase] = Phrase.objects.all()
    if wanted.part:
        rows = rows.filter(part=wanted.part)
    if wanted.state:
        rows = rows.filter(state=wanted.state)
    if wanted.area:
        rows = rows.filter(problem__area=wanted.area)
    if code := wanted.category:
        rows = rows.filter(Q(problem__code=code) | Q(cause__code=code) | Q(measure__code=code))
    for field, value in (("roles", wanted.role), ("unit_types", wanted.unit)):
        if value:
            rows = rows.filter(**({field: ()} if value == UNTAGGED else {f"{field}__has": value}))
    return _used(rows, wanted.use)


def _used(rows: QuerySet[Phrase], use: str) -> QuerySet[Phrase]:
    match use:
        case "none":
            return rows.filter(use_count=0)
        case "some":
            return rows.filter(use_count__gt=0)
        case "often":
            return rows.filter(use_count__gte=_OFTEN)
        case "soon":
            return expiring_phrases(rows, _SOON)
    return rows


def hits_of(wanted: Wanted) -> Hits:
    """The page of phrases that is asked for, those that are used most first."""
    tags = (("role", wanted.role), ("unit", wanted.unit))
    labels = [
        [label(kind, value)]
        for kind, value in (
            ("part", wanted.part), ("state", wanted.state), ("area", wanted.area),
            ("code", wanted.category), *((kind, tag.strip(UNTAGGED)) for kind, tag in tags if tag),
        )
        if value or kind in ("role", "unit")
    ]  # fmt: skip
    key = Phrase.objects.filter(key__iexact=wanted.q).values_list("pk", flat=True).first()
    if wanted.q and key is not None:
        return Hits([key], False, 1)
    return ranked_hits(rows_of(wanted), wanted.q, (wanted.page - 1) * PAGE_SIZE, PAGE_SIZE, labels)
