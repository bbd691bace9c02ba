"""Download names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.rendering.filenames import LONGEST, material_name, safe_name

NOTES = ("", "第2版", "第2版 规范式", "第2版 1a2b3c4d")


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("刘洋-对照检查材料", "刘洋-对照检查材料.docx"),
        ('a"b*c/d:e<f>g?h\\i|j', "a”b＊c／d：e＜f＞g？h＼i｜j.docx"),
        ("两行\n标题\t尾", "两行 标题 尾.docx"),
        ("  .点和空格. . ", "点和空格.docx"),
        ("看不见\u200b\u202e\u0007的", "看不见的.docx"),
        ("", "_.docx"),
        ("CON", "_CON.docx"),
        ("nul.材料", "_nul.材料.docx"),
        ("com¹", "_com¹.docx"),
        ("CON-材料", "CON-材料.docx"),
        ("console", "console.docx"),
    ],
)
def test_safe_name(stem: str, name: str) -> None:
    assert safe_name(stem, "docx") == name


@pytest.mark.parametrize(
    ("taken", "name"),
    [
        ([], "刘洋-材料.docx"),
        (["刘洋-材料.docx"], "刘洋-材料（第2版）.docx"),
        (["刘洋-材料.DOCX", "刘洋-材料（第2版）.docx"], "刘洋-材料（第2版 规范式）.docx"),
        (
            ["刘洋-材料.docx", "刘洋-材料（第2版）.docx", "刘洋-材料（第2版 规范式）.docx"],
            "刘洋-材料（第2版 1a2b3c4d）.docx",
        ),
    ],
)
def test_the_first_name_that_is_free(taken: list[str], name: str) -> None:
    assert material_name("刘洋", "材料", taken, NOTES, "docx") == name


def test_a_long_title_gives_way_to_the_note() -> None:
    name = material_name("刘洋", "长" * 200, [], ["草稿 第12版"], "docx")
    assert name == f"刘洋-{'长' * 55}（草稿 第12版）.docx"


@given(st.text(), st.text(), st.sampled_from(NOTES))
def test_every_name_is_safe_everywhere(person: str, title: str, note: str) -> None:
    name = material_name(person, title, [], [note], "docx")
    stem = name.removesuffix(".docx")
    assert name.endswith(".docx")
    assert stem == stem.strip(". ")
    assert stem
    assert not set(name) & set('"*/:<>?\\|') | {c for c in name if ord(c) < 32}
    assert len(name.encode()) <= LONGEST + 1
    assert stem.partition(".")[0].lower() not in {"con", "prn", "aux", "nul", "com1", "lpt9"}
