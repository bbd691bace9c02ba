"""Text as a source, without a file."""

from __future__ import annotations

from drafting.importing.source import Reading, SourceLine, SourceText, source_text


def source_of(text: str) -> SourceText:
    return source_text(
        Reading(tuple(map(SourceLine, text.split("\n")))),
        text.encode("utf-8", "replace"),
        "材料.txt",
    )
