"""Word files (.docx), read for their text without Word."""

from __future__ import annotations

from drafting.importing.source import Reading
from drafting.importing.wordml.package import open_package
from drafting.importing.wordml.text import Body


class DocxReader:
    """.docx files; each paragraph, and each line of a paragraph with soft breaks, is a
    paragraph."""

    suffixes = (".docx",)

    def read(self, content: bytes, suffix: str) -> Reading:
        """The paragraphs in reading order. Raises UnreadableFile with one sentence for what is
        broken, locked or unsafe."""
        body = Body(open_package(content))
        lines = body.lines()
        return Reading(tuple(lines), tuple(body.notices()))
