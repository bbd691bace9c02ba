"""What a heading says: the role of a part, the area that is meant."""

from __future__ import annotations

import pytest

from drafting.importing.segment.areas import areas_of, best_match
from drafting.importing.segment.headings import split_heading
from drafting.importing.segment.roles import plain_heading_role, role_of
from drafting.importing.segment.rows import token_of
from tests.importing.frames import framework


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("存在的问题", "problems"),
        ("检视问题情况", "problems"),
        ("存在问题及原因", "problems"),
        ("个人对照检查情况", "problems"),
        ("产生问题的原因分析", "causes"),
        ("存在问题的根源", "causes"),
        ("下步打算", "measures"),
        ("针对问题的整改措施", "measures"),
        ("2024年整改措施", "measures"),
        ("今后努力方向", "measures"),
        ("怎么改", "measures"),
        ("改正办法", "measures"),
        ("下一阶段打算", "measures"),
        ("我的反思", "causes"),
        ("为什么会这样", "causes"),
        ("病根出在何处", "causes"),
        ("差错从何而来", "causes"),
        ("差距在哪里", "problems"),
        ("查摆的不足及改正办法", "measures"),
        ("上年度民主生活会整改落实情况", "previous"),
        ("2023年度组织生活会问题整改情况", "previous"),
        ("主题教育检视问题整改完成情况", "previous"),
        ("深入贯彻中央八项规定精神学习教育整改整治情况", "other"),
        ("征求意见情况", "other"),
        ("反面典型案例剖析", "cases"),
        ("需要说明的问题", "statement"),
        ("个人有关事项", "statement"),
        ("工作体会", None),
    ],
)
def test_the_role_of_a_part(heading: str, role: str | None) -> None:
    assert role_of(heading) == role


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("存在的主要问题：", "problems"),
        ("问题产生的原因。", "causes"),
        ("整改措施及努力方向", "measures"),
        ("上年度整改落实情况", "previous"),
        ("个人对照检查材料", None),
        ("我的问题不少", None),
        ("问题", None),
        ("对存在的问题认识不深", None),
    ],
)
def test_a_line_without_number_is_a_heading_only_if_it_can_be_nothing_else(
    line: str, role: str | None
) -> None:
    assert plain_heading_role(line) == role


@pytest.mark.parametrize(
    ("key", "heading", "area", "sure"),
    [
        (None, "在理论学习方面", "理论学习", True),
        (None, "理论学习方面存在的主要问题", "理论学习", True),
        (None, "担当作用方面", "担当作为", False),
        (None, "对照政治素质方面，存在敏锐性不强的问题", "政治素质", True),
        (None, "加强廉洁自律方面", "廉洁自律", True),
        ("2023-zuzhi-four", "先锋模范作用发挥方面", "发挥先锋模范作用情况", False),
        (None, "在联系群众方面", None, True),
        (None, "在带头增强党性、提高能力本领、敢于担当作为，不断取得新的成绩方面", None, True),
        ("2024-minzhu", "带头履行全面从严治党责任", "带头履行全面从严治党政治责任", False),
        (
            "2024-minzhu",
            "带头严守政治纪律和政治规矩",
            "带头严守政治纪律和政治规矩，维护党的团结统一",
            False,
        ),
        ("2024-zuzhi", "在工作纪律方面", "工作纪律", True),
        (
            "2025-minzhu",
            "在带头敬畏人民敬畏组织敬畏法纪方面",
            "带头敬畏人民、敬畏组织、敬畏法纪",
            True,
        ),
        ("2025-minzhu", "带头敬畏人民方面", "带头敬畏人民、敬畏组织、敬畏法纪", False),
        ("2025-minzhu", "敬畏人民、敬畏法纪方面", "带头敬畏人民、敬畏组织、敬畏法纪", False),
        ("2025-minzhu", "担当作用方面", "带头干事创业、担当作为", False),
        ("2025-minzhu", "增强党性、严守纪律方面", None, True),
        ("2025-minzhu", "联系群众方面", None, True),
    ],
)
def test_the_area_that_a_heading_means(
    key: str | None, heading: str, area: str | None, sure: bool
) -> None:
    match = best_match(heading, areas_of(framework(key)))
    assert (match.area.name if match else None) == area
    assert match is None or match.sure == sure


@pytest.mark.parametrize(
    ("text", "heading", "rest"),
    [
        ("在理论学习方面。一是学得少。", "在理论学习方面。", "一是学得少。"),
        ("理论学习方面：一是学得少。", "理论学习方面：", "一是学得少。"),
        ("理论学习方面一是学得少。", "理论学习方面", "一是学得少。"),
        ("理论学习方面存在的问题 一是学得少。", "理论学习方面存在的问题 ", "一是学得少。"),
        ("强化理论武装：每周学习。", "强化理论武装：", "每周学习。"),
        ("理论学习方面：", "理论学习方面：", None),
        ("落实“学懂。弄通。”的要求。每周学习。", "落实“学懂。", "弄通。”的要求。每周学习。"),
        ("强化学习", "强化学习", None),
    ],
)
def test_where_the_heading_of_an_area_ends(text: str, heading: str, rest: str | None) -> None:
    head, behind = split_heading(text, (0, len(text)))
    assert (text[slice(*head)], text[slice(*behind)] if behind else None) == (heading, rest)


@pytest.mark.parametrize(
    ("text", "token"),
    [
        ("一、问题", (1, "一", 1)),
        ("十二．问题", (1, "十二", 12)),
        ("(三）问题", (2, "三", 3)),
        ("㈡问题", (2, "㈡", 2)),
        ("３．问题", (3, "３", 3)),
        ("（4）问题", (4, "4", 4)),
        ("②问题", (6, "②", 2)),
        ("2)问题", (5, "2", 2)),
        ("第二部分 问题", (0, "第二部分", 2)),
        ("二、三季度工作慢", None),
        ("二、三中全会", None),
        ("3.5万元", None),
        ("2024年", None),
        ("一是学习", None),
        ("（一）", None),
    ],
)
def test_the_number_of_a_paragraph(text: str, token: tuple[int, str, int] | None) -> None:
    found = token_of(text)
    assert (found and (found.rank, found.number, found.value)) == token
