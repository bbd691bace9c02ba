"""去年写过: which problems last year's paper named too, and which it did not."""

from __future__ import annotations

from drafting.document.model import Document
from drafting.document.structure import from_structure
from drafting.rectification.repetition import Repeated, repeated_problems


def paper(*points: tuple[str, str, str]) -> Document:
    """A paper with these problems: id, category, claim."""
    rows = [{"id": key, "category": code, "claim": claim} for key, code, claim in points]
    section = {"heading": "在理论学习方面", "area": "理论学习", "points": rows}
    part = {"heading": "存在的问题", "role": "problems", "sections": [section]}
    return from_structure({"title": "", "opening": [], "parts": [part], "closing": []})


LAST = paper(
    ("a", "LL1", "原著读得少，笔记断断续续"),
    ("b", "ZF2", "到读者中间少"),
    ("c", "", "遇到难办的事习惯先等一等，主动担当不够"),
)


def test_the_same_problem_is_known_in_other_words() -> None:
    now = paper(
        ("1", "", "读原著少，笔记断断续续"),
        ("2", "ZF2", "2025年到读者中间少"),
        ("3", "LL1", "读得少、记得少"),
        ("4", "DD1", "主动担当不够，遇到难办的事总想先等一等"),
        ("5", "LL1", "党课讲得干巴巴，同志们不爱听"),
        ("6", "", "写的材料错字多"),
        ("7", "ZF2", ""),
    )
    assert repeated_problems(now, LAST) == {
        "1": Repeated("原著读得少，笔记断断续续", "理论学习"),
        "2": Repeated("到读者中间少", "理论学习"),
        "3": Repeated("原著读得少，笔记断断续续", "理论学习"),
        "4": Repeated("遇到难办的事习惯先等一等，主动担当不够", "理论学习"),
    }


def test_nothing_to_compare_with() -> None:
    assert repeated_problems(LAST, paper()) == repeated_problems(paper(), LAST) == {}
