"""Which framework a paper was written for."""

from __future__ import annotations

import pytest

from drafting.frameworks.shipped_frameworks import shipped_framework, shipped_keys
from drafting.frameworks.spec import FrameworkSpec
from drafting.importing import segment
from drafting.importing.segment.fitting import fitting_framework, titled_framework
from drafting.importing.segment.signer import signed_by
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


@pytest.mark.parametrize(
    ("title", "areas", "chosen", "key"),
    [
        ("2023年主题教育专题组织生活会个人对照检查材料", SIX, None, "2023-zuzhi"),
        ("2023年主题教育专题民主生活会个人对照检查材料", SIX, "2023-zuzhi", "2023-minzhu"),
        ("2023年主题教育专题组织生活会个人对照检查材料", SIX, "2023-zuzhi", None),
        ("2023年主题教育专题组织生活会个人对照检查材料", [], None, "2023-zuzhi"),
        # other areas than the year's, and a title that does not say which meeting
        ("2025年度组织生活会个人对照检查材料", SIX, None, None),
        ("2023年度个人对照检查材料", SIX, None, None),
        ("组织生活会个人对照检查材料", SIX, None, None),
    ],
)
def test_the_one_that_the_title_names(
    title: str, areas: list[str], chosen: str | None, key: str | None
) -> None:
    spec = shipped_framework(chosen) if chosen else None
    found = titled_framework(segment(source_of(paper(title, *areas)), spec).document, spec, ALL)
    assert (found and found.key) == key


@pytest.mark.parametrize(
    ("byline", "end", "file", "name"),
    [
        ("县图书馆　馆员　马　骏", "", "材料.docx", "马骏"),
        ("汇报人：马骏", "", "材料.docx", "马骏"),
        ("", "马骏\n2023年12月6日", "材料.docx", "马骏"),
        ("", "阿依古丽·买买提\n2023年12月6日", "材料.docx", "阿依古丽·买买提"),
        ("", "", "马骏-2023年度组织生活会个人对照检查材料.docx", "马骏"),
        ("", "", "组织生活-材料.docx", ""),
        ("县图书馆党支部", "汇报完毕\n2023年12月6日", "材料.docx", ""),
    ],
)
def test_whose_name_it_bears(byline: str, end: str, file: str, name: str) -> None:
    first, *rest = paper("2023年度组织生活会个人对照检查材料", *SIX).split("\n")
    lines = [first, *([byline] if byline else []), *rest, "以上是我的对照检查，请同志们批评。", end]
    document = segment(source_of("\n".join(lines).strip())).document
    assert signed_by(document, file) == name


def test_frameworks_are_not_read_where_the_paper_has_its_own() -> None:
    def never() -> FrameworkSpec:
        raise AssertionError("read")

    document = segment(source_of(paper("材料", *SIX))).document
    assert fitting_framework(document, None, (never() for _ in range(1))) is None
