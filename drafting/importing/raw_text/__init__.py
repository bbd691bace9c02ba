"""What is no part of a paper but of the way it came here, cleared away before it is read: odd
forms of characters, Markdown, the make-up of web pages, lines broken by hand, a title written
twice. [pure]

Each step takes the lines and gives them back with the Chinese sentences on what it changed. What a
step takes away it names in a sentence; everything else stays, in its order.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from drafting.importing.raw_text.characters import plain_characters
from drafting.importing.raw_text.markdown import without_markdown
from drafting.importing.raw_text.ornaments import without_ornaments
from drafting.importing.raw_text.repeated_title import title_once
from drafting.importing.raw_text.spaced_out import closed_up
from drafting.importing.raw_text.tables import labelled_tables
from drafting.importing.raw_text.traditional import traditional_notice
from drafting.importing.raw_text.web_page import without_web_page
from drafting.importing.raw_text.wrapped import joined_lines
from drafting.importing.reading import SourceLine

Lines = Sequence[SourceLine]
Step = Callable[[Lines], tuple[Lines, list[str]]]

#: In this order: Markdown hides what the others look for, and a title can be compared when it is
#: whole.
_STEPS: Final[tuple[Step, ...]] = (
    plain_characters,
    closed_up,
    labelled_tables,
    without_markdown,
    without_ornaments,
    without_web_page,
    joined_lines,
    title_once,
    traditional_notice,
)


def cleared(lines: Lines) -> tuple[Lines, list[str]]:
    """The lines as they should be read, and what has to be said about it."""
    notices: list[str] = []
    for step in _STEPS:
        lines, said = step(lines)
        notices += said
    return lines, notices
