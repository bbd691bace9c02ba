"""The outline of a text that has no document yet: imported as any other, with the one segmenter.
[pure]"""

from __future__ import annotations

from itertools import accumulate, count

from drafting.importing import Imported, SourceParagraph, SourceText, segment
from drafting.proofing.core.document_outline import outline_from
from drafting.proofing.core.outline import Outline


def outline_of(text: str) -> Outline:
    """The outline that importing reads off a plain text."""
    lines = text.split("\n")
    starts = accumulate((len(line) + 1 for line in lines), initial=0)
    paragraphs = tuple(
        SourceParagraph(line, start) for line, start in zip(lines, starts, strict=False)
    )
    return outline_of_import(
        segment(SourceText(paragraphs, (), "", ""), ids=map("read-{}".format, count()).__next__)
    )


def outline_of_import(imported: Imported) -> Outline:
    """The outline of a text that importing has read."""
    return outline_from(imported.source.text, imported.document, imported.pieces)
