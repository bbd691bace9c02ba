"""What an area of a new notice is proposed to cover in the library's taxonomy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from django.db.models import Q

from accounts.models import Organization
from drafting.frameworks.models import Audience, Section
from drafting.frameworks.selectors import offered_to, published_frameworks
from drafting.frameworks.spec import TAXONOMY_AREAS
from drafting.library.likely import likeness_of
from drafting.library.likeness import Likeness
from drafting.library.models import ProblemCategory

#: Words of a name that tell a taxonomy area by themselves.
_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "理论学习": ("理论", "学习", "思想武装", "凝心铸魂"),
    "政治素质": ("政治", "忠诚", "党性", "信仰", "两个维护", "党员意识"),
    "能力本领": ("能力", "本领", "素养"),
    "担当作为": ("担当", "作为", "先锋", "模范", "干事", "作用", "责任", "政绩", "落实"),
    "工作作风": ("作风", "群众", "服务", "新风", "形式主义", "调查研究", "人民"),
    "廉洁自律": ("廉", "纪律", "规矩", "法纪", "管党治党", "从严治党", "自律"),
}
#: So many areas of the taxonomy are proposed at most; who covers all of them ticks none.
_MOST: Final = 2


def known_areas(
    kind: str, audience: str = Audience.MEMBER, organization: Organization | None = None
) -> dict[str, Section]:
    """The areas of the published frameworks of a kind of meeting by their names, for persons or for
    a committee's paper as the ``audience`` says, of those for everybody and the organisation's own;
    of those of the same name the newest year's. One query."""
    committee = Q(framework__audience=Audience.COMMITTEE)
    offered = offered_to(published_frameworks(), organization).filter(meeting_kind=kind)
    rows = Section.objects.filter(framework__in=offered).exclude(parent=None)
    rows = rows.filter(committee if audience == Audience.COMMITTEE else ~committee)
    return {row.name: row for row in rows.order_by("framework__year", "pk")}


def proposed_taxonomy(
    names: Sequence[tuple[str, str]], known: Mapping[str, Section]
) -> list[tuple[str, ...]]:
    """For each name, with what the notice says of it, what it is proposed to cover: what an area
    of this name covered before, else the taxonomy areas that its words name, else those of the
    problem categories that it is like; nothing (that is, everything) where no words tell."""
    likeness: Likeness | None = None
    groups: dict[str, str] = {}
    found = []
    for name, said in names:
        taxonomy = tuple(known[name].taxonomy) if name in known else _by_words(name)
        if not taxonomy:
            if likeness is None:
                rows = list(ProblemCategory.objects.all())
                likeness = likeness_of("problems", rows)
                groups = {row.code: row.area for row in rows}
            codes = likeness.likely(name, said, groups, 2 * _MOST)
            taxonomy = tuple(dict.fromkeys(groups[code] for code in codes))[:_MOST]
        found.append(taxonomy)
    return found


def _by_words(name: str) -> tuple[str, ...]:
    hits = {area: sum(word in name for word in words) for area, words in _WORDS.items()}
    ranked = sorted((area for area in TAXONOMY_AREAS if hits[area]), key=lambda area: -hits[area])
    return tuple(ranked[:_MOST])
