"""A pasted passage is cut into areas at numbers, semicolons and line ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.annual_notice.cutting import Cut, CutArea, cut
from tests.annual_notice.notice import AREAS, LIST
from tests.cast import shipped


def names(text: str) -> list[str]:
    return [area.name for area in cut(text).areas]


def test_a_passage_with_its_lead_and_an_explanation() -> None:
    assert cut(LIST) == Cut(
        (
            CutArea(AREAS[0], "重点检视是否读原著学原文"),
            *(CutArea(name) for name in AREAS[1:]),
        ),
        ("各党支部要组织党员重点从以下七个方面对照检查：",),
    )


@pytest.mark.parametrize(
    "text",
    [
        "理论学习\n政治素质\n能力本领\n担当作为",
        "一、理论学习\n二、政治素质\n三、能力本领\n四、担当作为",
        "1.理论学习 2.政治素质 3.能力本领 4.担当作为",
        "1、理论学习；2、政治素质；3、能力本领；4、担当作为。",
        "（1）理论学习；（2）政治素质；（3）能力本领；（4）担当作为",
        "一是理论学习，二是政治素质，三是能力本领，四是担当作为。",
        "①理论学习②政治素质\n③能力本领④担当作为".replace("②", "；②").replace("④", "；④"),
        "重点对照：一是理论学习；二是政治素质；三是能力本领；四是担当作为",
        "从理论学习、政治素质、能力本领、担当作为等四个方面",
        "理论学习；政治素质;能力本领；担当作为",
        "\ufeff• 理论学习\r\n• 政治素质\r\n\r\n• 能力本领\r\n• 担当作为\r\n".lstrip("\ufeff"),
    ],
)
def test_the_ways_in_which_notices_count(text: str) -> None:
    assert names(text) == ["理论学习", "政治素质", "能力本领", "担当作为"]


@pytest.mark.parametrize(
    "said",
    [
        "重点查看是否真学真信，有没有学用脱节",
        "着重检视宗旨意识",
        "主要查摆推诿扯皮、不敢碰硬",
        "要重点解决吃拿卡要",
        "看是否对群众的难处漠不关心",
    ],
)
def test_an_explanation_behind_a_comma_is_no_name(said: str) -> None:
    """As the notices for members write it, each area with what to look at in it."""
    areas = (CutArea("对照联系服务群众", said), CutArea("对照廉洁自律，带头守纪"))
    assert cut(f"一是对照联系服务群众，{said}；二是对照廉洁自律，带头守纪。") == Cut(areas)


WHOLE = """关于召开2026年度组织生活会的通知
各党支部：
现将有关事项通知如下。
一、会议主题
以“守初心、办实事”为主题，查摆问题，开展批评。
二、会前准备
（一）学习研讨。各支部用好三会一课；会前至少集中学习一次。
（二）撰写材料。{lead}{listed}
三、有关要求
1.材料不少于1500字。
2.报支部书记审核。
                中共某县水利局总支部委员会
                    2026年12月1日"""
FIVE = ["理论学习", "政治素质", "能力本领", "担当作为", "廉洁自律"]
COUNTED = "一二三四五"


@pytest.mark.parametrize(
    "lead",
    [
        "党员要从以下五个方面进行对照检查：",
        "紧扣“五个带头”要求，逐条检视：",
        "重点对照5个方面查摆问题。",
        "党员查摆五个方面的问题：",
    ],
)
@pytest.mark.parametrize(
    "listed",
    [
        "；".join(f"{n}是{name}" for n, name in zip(COUNTED, FIVE, strict=True)) + "。",
        "\n" + "\n".join(f"{n}.{name}。" for n, name in enumerate(FIVE, 1)),
        "\n" + "\n".join(f"（{n}）{name}；" for n, name in zip(COUNTED, FIVE, strict=True)),
        "\n" + "\n".join(f"{mark}{name}" for mark, name in zip("①②③④⑤", FIVE, strict=True)),
    ],
)
def test_of_a_whole_notice_only_the_list_that_it_announces(lead: str, listed: str) -> None:
    found = cut(WHOLE.format(lead=lead, listed=listed))
    assert [area.name for area in found.areas] == FIVE
    rest = "".join(found.left_out)
    assert all(said in rest for said in ("会议主题", lead, "1500字", "中共某县水利局总支部委员会"))


def test_what_a_whole_notice_says_below_an_area_is_said_of_it() -> None:
    listed = "\n（1）理论学习。看是否读原著；是否学用脱节。\n（2）政治素质\n看一看是否执行决定。\n（3）担当作为；"
    found = cut(WHOLE.format(lead="对照以下三个方面检查：", listed=listed))
    assert found.areas == (
        CutArea("理论学习", "看是否读原著；是否学用脱节。"),
        CutArea("政治素质", "看一看是否执行决定。"),
        CutArea("担当作为"),
    )


@pytest.mark.parametrize(
    "listed", ["一是理论学习；二是政治素质。", "一是甲；三是乙；二是丙；四是丁；五是戊。"]
)
def test_a_list_that_does_not_keep_what_is_announced_is_cut_as_any_other(listed: str) -> None:
    found = cut(f"党员从以下五个方面对照检查：{listed}")
    assert "".join(area.name for area in found.areas) == "".join(
        c for c in listed if c not in "一二三四五是；。"
    )
    assert found.left_out == ("党员从以下五个方面对照检查：",)


@pytest.mark.parametrize("key", ["2021-minzhu", "2024-minzhu", "2025-minzhu", "2021-zuzhi"])
def test_long_names_stay_word_for_word(key: str) -> None:
    parts = shipped(f"frameworks/{key}.json")["parts"]
    listed = [area["name"] for part in parts for area in part.get("areas", ())]
    numbers = "一二三四五六七"
    assert (
        names("\n".join(f"（{n}）{name}；" for n, name in zip(numbers, listed, strict=False)))
        == listed
    )
    assert (
        names("；".join(f"{n}是{name}" for n, name in zip(numbers, listed, strict=False))) == listed
    )


def test_numbers_within_a_name_are_no_marks() -> None:
    text = "一、坚决做到“两个维护”、增强“四个意识”\n二、落实2024.1版的三会一课制度"
    assert names(text) == [
        "坚决做到“两个维护”、增强“四个意识”",
        "落实2024.1版的三会一课制度",
    ]


def test_nothing_but_blanks_and_marks_is_no_area() -> None:
    assert cut("\n 一、\n（二）\n；；\n") == Cut(())


@given(st.text(alphabet="一二三是、，；;。：（）123.)①②③ \n学习等个方面从对照", max_size=80))
def test_any_text_is_cut_without_a_fault(text: str) -> None:
    for area in cut(text).areas:
        assert area.name == area.name.strip()
        assert area.name
