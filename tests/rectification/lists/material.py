"""A paper whose problems are linked with what answers them, six measures in all, and one measure that answers
none."""

from __future__ import annotations

from typing import Any

from drafting.document.model import Document
from drafting.document.structure import from_structure

STRUCTURE: dict[str, Any] = {
    "title": "个人对照检查材料",
    "byline": {"unit": "市图书馆党支部", "position": "借阅部职员", "name": "刘洋"},
    "opening": ["按照支部安排，我对照检查如下。"],
    "parts": [
        {
            "heading": "存在的问题",
            "role": "problems",
            "sections": [
                {
                    "heading": "在理论学习方面",
                    "area": "理论学习",
                    "points": [
                        {
                            "id": "p1",
                            "claim": "原著读得少",
                            "elaboration": "多是会前翻一翻文件，笔记断断续续",
                            "example": "比如，5月的读书会，发言稿是前一天晚上赶出来的。",
                            "links": ["c1", "m1", "m2"],
                        },
                        {"id": "p2", "claim": "学用结合不紧", "links": ["c1", "m2"]},
                    ],
                },
                {
                    "heading": "在工作作风方面",
                    "area": "工作作风",
                    "points": [
                        {"id": "p3", "claim": "到读者中间少。", "links": ["c2", "m3", "m4"]},
                        {"id": "p4", "claim": "书架老旧没有及时报修", "links": ["m5"]},
                    ],
                },
            ],
        },
        {
            "heading": "原因分析",
            "role": "causes",
            "points": [
                {"id": "c1", "claim": "对学习的认识有偏差", "body": "总觉得业务忙。"},
                {"id": "c2", "claim": "服务意识树得不牢"},
            ],
        },
        {
            "heading": "整改措施",
            "role": "measures",
            "points": [
                {"id": "m1", "claim": "每周自学不少于两个小时", "body": "每月底前交一页笔记。"},
                {"id": "m2", "claim": "6月底前读完两本原著"},
                {"id": "m3", "claim": "每月走访两户读者"},
                {"id": "m4", "claim": "2026年3月31日前补齐大字书"},
                {"id": "m5", "claim": "三个月内把书架修好"},
                {"id": "m6", "claim": "年底前向支部汇报一次整改情况"},
            ],
        },
    ],
    "closing": [],
}


def paper() -> Document:
    """The paper."""
    return from_structure(STRUCTURE)
