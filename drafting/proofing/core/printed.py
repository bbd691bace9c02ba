"""A document as the text that would be printed, with the place of every node. [pure]"""

from __future__ import annotations

from drafting.document.model import Document
from drafting.rendering.styles import GIVEN_STYLE, RenderStyle
from drafting.rendering.walk import blocks


def printed(
    document: Document, style: RenderStyle = GIVEN_STYLE
) -> tuple[str, tuple[tuple[str, int, int], ...]]:
    """The text, a line for each printed paragraph, and (node id, start, end) for each stretch in reading order."""
    lines: list[str] = []
    spans: list[tuple[str, int, int]] = []
    at = 0
    for block in blocks(document, style):
        place = at
        for run in block.runs:
            end = place + len(run.text)
            if spans and spans[-1][0] == run.node_id and spans[-1][2] == place:
                spans[-1] = (run.node_id, spans[-1][1], end)
            else:
                spans.append((run.node_id, place, end))
            place = end
        lines.append(block.text.replace("\n", " "))
        at = place + 1
    return "\n".join(lines), tuple(spans)
