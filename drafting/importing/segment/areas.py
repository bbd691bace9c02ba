"""Which of the areas asked for (方面) a heading means, misnamed ones too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz

from drafting.frameworks.spec import TAXONOMY_AREAS, AreaSpec, FrameworkSpec
from drafting.importing.segment.roles import names_a_role_only

_BEFORE = re.compile(r"^(在|对照|关于|围绕|聚焦|从|对)?")
_AFTER = re.compile(
    r"(等?方面|上)?(存在的?|还存在的?)?(主要|突出|具体)?(问题|不足|差距)?(及?表现)?(和不足)?$"
)
_SIGNS = re.compile(r"[^\u3400-\u9fff0-9A-Za-z]")
#: 担当作用 shares three of four characters with 担当作为; 工作作风 and 工作纪律 share two.
_LEAST: Final = 0.7
_SURE: Final = 0.93
#: In hundreds, how near one of the things that an area joins is: 担当作用 to 担当作为.
_NEAR: Final = 75
#: Below this length a name inside a heading proves little unless the heading is hardly longer.
_LONG: Final = 8


@dataclass(frozen=True, slots=True)
class Match:
    """The area a heading means, and how surely, from 0 to 1."""

    area: AreaSpec
    score: float

    @property
    def sure(self) -> bool:
        """Whether nobody needs to look at it."""
        return self.score >= _SURE


def area_named(name: str) -> AreaSpec:
    """An area of no framework, worded as most notices word it."""
    return AreaSpec(key="", name=name, heading=f"在{name}方面")


#: What is asked for where no framework says it.
GENERAL_AREAS: Final = tuple(map(area_named, TAXONOMY_AREAS))


def areas_of(framework: FrameworkSpec | None) -> tuple[AreaSpec, ...]:
    """The areas to match against: the framework's, or the six of the taxonomy."""
    return GENERAL_AREAS if framework is None else framework.areas()


def core(heading: str) -> str:
    """What a heading is about: 在理论学习方面存在的问题 -> 理论学习."""
    text = heading.strip().rstrip("。：:，,；;").strip()
    text = _AFTER.sub("", text, count=1) or text
    return _SIGNS.sub("", _BEFORE.sub("", text, count=1)) or _SIGNS.sub("", text)


@lru_cache(maxsize=256)
def _cores(name: str, heading: str) -> tuple[str, str]:
    """What an area that is asked for is about, by its name and by its heading."""
    return core(name), core(heading)


def best_match(heading: str, areas: Sequence[AreaSpec]) -> Match | None:
    """The area that a heading means, or None where none is close."""
    # 对照理论学习方面，存在学得不深的问题: what stands before 方面 names the area
    meant = [one for one in {core(heading), core(heading.partition("方面")[0])} if one]
    if not meant:
        return None
    scored = [
        Match(
            area,
            max(
                _named_in_part(heading, area.name),
                *(_score(one, name) for one in meant for name in _cores(area.name, area.heading)),
            ),
        )
        for area in areas
    ]
    best = max(scored, key=lambda match: match.score, default=None)
    return best if best is not None and best.score >= _LEAST else None


def _score(meant: str, name: str) -> float:
    if meant == name:
        return 1.0
    score = fuzz.ratio(meant, name) / 100
    if name in meant and len(meant) <= len(name) + 6:
        score = max(score, 0.95 if len(meant) <= len(name) + 2 else 0.8)
    if meant in name and len(meant) >= 4 and (len(meant) >= _LONG or 2 * len(meant) >= len(name)):
        score = max(score, 0.85)
    if min(len(meant), len(name)) >= _LONG:
        score = max(score, 0.9 * fuzz.partial_ratio(meant, name) / 100)
    if score < _LEAST:
        score = _turned(meant, name)
    return score


def _turned(meant: str, name: str) -> float:
    """0.8 where a heading has the words of a name in another order, 情况 aside (先锋模范作用发挥: 发挥先锋模范作用情况);
    else 0."""
    bare, own = name.removesuffix("情况"), meant.removesuffix("情况")
    return 0.8 if len(own) == len(bare) and own in bare + bare else 0.0


def _named_in_part(heading: str, name: str) -> float:
    """0.75 where a heading names some of the things that an area joins, and nothing else (敬畏人民 of
    敬畏人民、敬畏组织、敬畏法纪; 担当作用 of 干事创业、担当作为); else 0."""
    things = _things(name)
    own = _things(heading.partition("方面")[0])
    if len(things) < 2 or len(own) >= len(things) or not all(len(one) >= 4 for one in own):
        return 0.0
    near = all(max(fuzz.ratio(one, thing) for thing in things) >= _NEAR for one in own)
    return 0.75 if own and near else 0.0


def _things(text: str) -> list[str]:
    """What a name joins with 、, 带头 before it left out."""
    bare = _AFTER.sub("", _BEFORE.sub("", text.strip(), count=1), count=1).removeprefix("带头")
    return [_SIGNS.sub("", one) for one in bare.split("、") if one]


def looks_like_area(heading: str) -> bool:
    """Whether a heading is worded like one of an area, whichever it means: it ends in 方面."""
    text = heading.strip().rstrip("。：:，,").strip()
    worded = re.search(r"方面(还?存在的?(主要|突出)?(问题|不足|差距))?$", text)
    return bool(worded) and len(text) >= 4 and not names_a_role_only(text)


def assign(headings: Sequence[str], areas: Sequence[AreaSpec]) -> list[Match | None]:
    """The areas that several headings of one part mean. Where two mean the same, the closer one has
    it."""
    matches = [best_match(heading, areas) for heading in headings]
    best: dict[str, float] = {}
    for match in matches:
        if match:
            best[match.area.name] = max(best.get(match.area.name, 0), match.score)
    return [m if m and (m.sure or m.score == best[m.area.name]) else None for m in matches]
