"""The edition of a file knows what its bytes depend on."""

from __future__ import annotations

from drafting.rendering.edition import edition, sources


def test_every_place_that_shapes_a_word_file_is_read() -> None:
    names = {f"{path.parent.name}/{path.name}" for path in sources()}
    assert {
        "rendering/walk.py",
        "rendering/styles.py",
        "rendering/typography.py",
        "docx/writer.py",
        "word/styles.xml",
        "document/numbering.py",
        "common/numerals.py",
    } <= names


def test_an_approval_makes_another_edition() -> None:
    assert len({edition(), edition("张伟 2026-01-05"), edition("李娜 2026-01-05")}) == 3
