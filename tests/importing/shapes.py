"""What was read off a paper as lines that a person can compare with it: one for the title, the
byline, each paragraph of running text, each heading and each point."""

from __future__ import annotations

from collections.abc import Iterable

from drafting.document.model import Part, Point, Section
from drafting.importing import Imported

#: Between the fields of one line.
BAR = " | "


def shape_lines(imported: Imported) -> list[str]:
    """The document, what has no place (?), and what was said of the reading (!). Doubts are left
    out, for their nodes are not named here."""
    document = imported.document
    head = document.head
    byline = [
        f"{name} {value}"
        for name in ("unit", "position", "name", "date")
        if (value := getattr(head, name))
    ]
    lines = [f"题 {head.title.replace(chr(10), BAR)}", *byline]
    lines += [f"导 {line}" for line in document.opening.text.split("\n") if line]
    for part in document.parts:
        lines.append(f"部 {part.number or '-'}{BAR}{part.heading or '-'}{BAR}{part.role}")
        lines += _below(part)
        for section in part.sections:
            area = section.area or "-"
            lines.append(f"面 {section.number or '-'}{BAR}{section.heading}{BAR}{area}")
            lines += _below(section)
    lines += [f"结 {line}" for line in document.closing.text.split("\n") if line]
    lines += [f"? {one.text}" for one in imported.unplaced]
    return lines + [f"! {notice}" for notice in imported.source.notices]


def _below(node: Part | Section) -> Iterable[str]:
    yield from (f"文 {line}" for line in node.lead.split("\n") if line)
    yield from map(_point, node.points)


def _point(point: Point) -> str:
    texts = [point.claim, point.elaboration.replace("\n", "／"), point.example.replace("\n", "／")]
    while texts and not texts[-1]:
        texts.pop()
    return f"条 {point.marker or '-'}{BAR}{BAR.join(texts)}"
