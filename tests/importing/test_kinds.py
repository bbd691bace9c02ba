"""Papers as people really bring them, each of a shape of its own (``kinds/``): what is read off
them as a person reads them, that no character is lost, and what Word prints of them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from drafting.document.structure import from_structure
from drafting.importing import Imported, read_file, segment
from drafting.management.commands.import_material import as_json
from drafting.rendering.styles import STYLES
from drafting.rendering.walk import blocks
from tests.importing.accounted import check_accounted
from tests.importing.shapes import shape_lines

FOLDER = Path(__file__).parent / "kinds"
NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))
#: Papers that no sentence leaves a guess in, and those that are no papers at all.
HEADLESS = [name for name in NAMES if name.startswith(("headless", "web-speech"))]
STRANGERS = [name for name in NAMES if name.startswith("stranger")]


def read(name: str) -> Imported:
    return segment(read_file(FOLDER / f"{name}.txt"))


@pytest.mark.parametrize("name", NAMES)
def test_a_paper_is_read_as_a_person_reads_it(name: str) -> None:
    expected = (FOLDER / f"{name}.shape").read_text("utf-8").splitlines()
    assert shape_lines(read(name)) == expected


@pytest.mark.parametrize("name", NAMES)
def test_no_character_of_a_paper_is_lost(name: str) -> None:
    check_accounted((FOLDER / f"{name}.txt").read_text("utf-8"), read(name))


@pytest.mark.parametrize("name", HEADLESS)
def test_the_author_is_told_what_was_guessed(name: str) -> None:
    imported = read(name)
    told = {doubt.node_id for doubt in imported.doubts if "这一部分没有标题" in doubt.reason}
    assert told == {part.id for part in imported.document.parts if not part.heading}
    assert told


@pytest.mark.parametrize("name", STRANGERS)
def test_a_stranger_gets_one_calm_sentence(name: str) -> None:
    imported = read(name)
    said = [notice for notice in imported.source.notices if "不像对照检查材料" in notice]
    assert (len(said), imported.doubts) == (1, ())


@pytest.mark.parametrize("style", sorted(STYLES))
@pytest.mark.parametrize("name", NAMES)
def test_word_never_prints_two_marks_for_one(name: str, style: str) -> None:
    document = from_structure(as_json(read(name)))
    printed = [block.text for block in blocks(document, STYLES[style])]
    doubled = [
        sign for sign in ("，。", "、。", "；。", "。。") for line in printed if sign in line
    ]
    assert doubled == []


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("areas-on-top-after-last-year", ["二、政治素质方面", "三、工作作风方面", "四、原因分析"]),
        ("areas-on-top-alone", ["一、理论学习方面", "二、担当作为方面", "三、廉洁自律方面"]),
        ("areas-on-top-with-figures", ["一、政治素质方面", "四、产生问题的根源", "五、改进措施"]),
        ("markers-of-many-kinds", ["Ⅰ、查摆的问题", "Ⅱ、问题根源", "Ⅲ、努力方向"]),
        (
            "broken-lines-of-a-pdf",
            ["（二）巡河记录每周一公布，接受群众监督。", "以上是我的对照检查，请同志们批评指正。"],
        ),
    ],
)
def test_word_keeps_numbers_and_stops(name: str, lines: list[str]) -> None:
    document = from_structure(as_json(read(name)))
    printed = [block.text for block in blocks(document, STYLES["given"])]
    assert [line for line in printed if line in lines] == lines


def test_every_problem_of_a_list_is_linked_to_what_answers_it() -> None:
    document = read("list-of-a-ledger").document
    problems, causes, measures = document.parts
    assert [point.links for point in problems.points] == [
        (cause.id, measure.id)
        for cause, measure in zip(causes.points, measures.points, strict=True)
    ]


def test_a_paper_is_counted_whole() -> None:
    # the check itself sees a missing character
    imported = read("areas-on-top-alone")
    text = (FOLDER / "areas-on-top-alone.txt").read_text("utf-8")
    with pytest.raises(AssertionError):
        check_accounted(text + "漏", imported)
    assert Counter(text)["一"] > 1
