"""The lists of a paper, row by row, and what they are without links or points."""

from __future__ import annotations

from drafting.document.structure import from_structure
from drafting.rectification.lists import tables
from drafting.rectification.lists.tables import Entry, Paper
from tests.rectification.lists.material import paper


def rows(table: tables.Table) -> list[tuple[str, ...]]:
    """Its rows, the number left out where it only counts on."""
    assert [row[0] for row in table.rows] == [str(n) for n in range(1, len(table.rows) + 1)]
    assert all(len(row) == len(table.columns) for row in table.rows)
    assert sum(column.width for column in table.columns) == 225
    return [row[1:] for row in table.rows]


def test_the_problems_with_what_they_show() -> None:
    found = tables.problem_list(paper(), "刘洋")
    assert (found.title, found.byline) == ("个人问题清单", "市图书馆党支部\u3000刘洋")
    assert rows(found) == [
        (
            "理论学习",
            "原著读得少",
            "多是会前翻一翻文件，笔记断断续续。比如，5月的读书会，发言稿是前一天晚上赶出来的。",
        ),
        ("理论学习", "学用结合不紧", ""),
        ("工作作风", "到读者中间少", ""),
        ("工作作风", "书架老旧没有及时报修", ""),
    ]


def test_the_measures_with_the_problems_that_they_answer() -> None:
    assert rows(tables.measure_list(paper(), "刘洋")) == [
        ("原著读得少", "每周自学不少于两个小时。每月底前交一页笔记。", "刘洋", "", "未开始"),
        ("1. 原著读得少\n2. 学用结合不紧", "6月底前读完两本原著。", "刘洋", "6月底前", "未开始"),
        ("到读者中间少", "每月走访两户读者。", "刘洋", "", "未开始"),
        ("到读者中间少", "2026年3月31日前补齐大字书。", "刘洋", "2026年3月31日前", "未开始"),
        ("书架老旧没有及时报修", "三个月内把书架修好。", "刘洋", "三个月内", "未开始"),
        ("", "年底前向支部汇报一次整改情况。", "刘洋", "年底前", "未开始"),
    ]


def test_problems_beside_causes_and_measures_with_gaps_left_open() -> None:
    assert rows(tables.comparison(paper(), "")) == [
        (
            "理论学习",
            "原著读得少",
            "对学习的认识有偏差",
            "1. 每周自学不少于两个小时\n2. 6月底前读完两本原著",
        ),
        ("理论学习", "学用结合不紧", "对学习的认识有偏差", "6月底前读完两本原著"),
        ("工作作风", "到读者中间少", "服务意识树得不牢", "1. 每月走访两户读者\n2. 2026年3月31日前补齐大字书"),
        ("工作作风", "书架老旧没有及时报修", "", "三个月内把书架修好"),
    ]  # fmt: skip


def test_the_ledger_shows_how_things_stand() -> None:
    kept = Entry(
        person="刘洋", problem="到读者中间少", measure="每月走访两户读者。", standard="全年二十四户",
        limit="2026年12月31日", state="进行中", notes="走访了三户", evidence="走访本",
    )  # fmt: skip
    assert rows(tables.ledger(paper(), "刘洋", [kept])) == [
        (
            "到读者中间少", "每月走访两户读者。", "全年二十四户", "刘洋", "2026年12月31日", "进行中",
            "走访了三户", "走访本",
        )
    ]  # fmt: skip
    assert rows(tables.measure_list(paper(), "刘洋", [kept])) == [
        ("到读者中间少", "每月走访两户读者。", "刘洋", "2026年12月31日", "进行中\n走访了三户")
    ]
    assert len(tables.ledger(paper(), "").rows) == 6


def test_a_branch_has_all_of_both_in_one_list() -> None:
    papers = [Paper("刘洋", paper()), Paper("何佳怡", paper())]
    problems, measures = (
        tables.branch_problems(papers, "市图书馆党支部"),
        tables.branch_measures(papers, "市图书馆党支部"),
    )
    assert [row[:2] for row in rows(problems)][3:5] == [
        ("刘洋", "工作作风"),
        ("何佳怡", "理论学习"),
    ]
    assert [row[2] for row in rows(measures)] == ["刘洋"] * 6 + ["何佳怡"] * 6


def test_running_text_counts_by_paragraph_and_an_area_answers_its_own() -> None:
    document = from_structure(
        {
            "title": "对照检查材料",
            "parts": [
                {
                    "role": "problems",
                    "heading": "存在的问题",
                    "sections": [
                        {
                            "heading": "在工作作风方面",
                            "area": "工作作风",
                            "lead": "到读者中间少。三楼的来信拖了两个月。\n会议开得长。",
                        }
                    ],
                },
                {
                    "role": "measures",
                    "heading": "整改措施",
                    "sections": [
                        {"heading": "在工作作风方面", "area": "工作作风", "points": [{"claim": "每月走访"}]},
                        {"heading": "其他", "points": [{"claim": "", "body": "按时汇报。听取意见。"}]},
                    ],
                },
            ],
        }
    )  # fmt: skip
    assert rows(tables.problem_list(document, "")) == [
        ("工作作风", "到读者中间少", "三楼的来信拖了两个月。"),
        ("工作作风", "会议开得长", ""),
    ]
    assert rows(tables.measure_list(document, "刘洋")) == [
        ("1. 到读者中间少\n2. 会议开得长", "每月走访。", "刘洋", "", "未开始"),
        ("", "按时汇报。听取意见。", "刘洋", "", "未开始"),
    ]
    lead = from_structure(
        {
            "title": "x",
            "parts": [
                {"role": "measures", "heading": "措施", "lead": ["每周读书。", "每月走访。"]}
            ],
        }
    )
    assert [row[1] for row in rows(tables.measure_list(lead, ""))] == ["每周读书。", "每月走访。"]
