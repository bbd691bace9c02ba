"""Which framework a paper was written for."""

from __future__ import annotations

import pytest

from drafting.frameworks.shipped_frameworks import shipped_framework, shipped_keys
from drafting.frameworks.spec import FrameworkSpec
from drafting.importing import segment
from drafting.importing.segment.fitting import fitting_framework
from tests.importing.text import source_of

ALL = [spec for key in shipped_keys() if (spec := shipped_framework(key))]


def paper(title: str, *areas: str) -> str:
    lines = [f"（{n}）{name}。做得不够。" for n, name in zip("一二三四五六", areas, strict=False)]
    return "\n".join([title, "一、存在的问题", *lines, "二、整改措施", "每月学一次。"])


def fitting(text: str, chosen: FrameworkSpec | None) -> str | None:
    found = fitting_framework(segment(source_of(text), chosen).document, chosen, ALL)
    return found and found.key


SIX = [
    f"在{name}方面"
    for name in ("理论学习", "政治素质", "能力本领", "担当作为", "工作作风", "廉洁自律")
]
DISCIPLINES = [
    f"在{name}方面"
    for name in ("政治纪律", "组织纪律", "廉洁纪律", "群众纪律", "工作纪律", "生活纪律")
]


@pytest.mark.parametrize(
    ("title", "areas", "chosen", "key"),
    [
        ("个人对照检查材料", DISCIPLINES, None, "2024-zuzhi"),
        ("个人对照检查材料", DISCIPLINES, "2025-minzhu", "2024-zuzhi"),
        ("个人对照检查材料", DISCIPLINES, "2024-zuzhi", None),
        ("2023年专题组织生活会个人对照检查材料", SIX, "2024-zuzhi", "2023-zuzhi"),
        ("2023年专题民主生活会个人对照检查材料", SIX, "2024-zuzhi", "2023-minzhu"),
        ("个人对照检查材料", SIX, None, None),
        ("个人对照检查材料", ["在喝茶方面", "在看报方面", "在散步方面"], None, None),
        ("个人对照检查材料", DISCIPLINES[:2], None, None),
    ],
)
def test_the_one_that_a_paper_fits(
    title: str, areas: list[str], chosen: str | None, key: str | None
) -> None:
    spec = shipped_framework(chosen) if chosen else None
    assert fitting(paper(title, *areas), spec) == key


def test_frameworks_are_not_read_where_the_paper_has_its_own() -> None:
    def never() -> FrameworkSpec:
        raise AssertionError("read")

    document = segment(source_of(paper("材料", *SIX))).document
    assert fitting_framework(document, None, (never() for _ in range(1))) is None
