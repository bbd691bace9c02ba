"""The panel 改动: what the author changed since the round before, and only that, with a little of
what stands around it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from drafting.document import codec
from drafting.document.diff import DocumentDiff, FieldDiff, NodeDiff, diff_documents
from drafting.document.model import Document, Head, Node, Part, Point, Prose, Section, nodes
from drafting.document.spans import DiffSpan
from drafting.document.text import as_name
from drafting.proofing.core.tokens import tokenize
from drafting.review.reviewed_paper import Reviewed

#: Of what stayed as it was, this many characters are shown on each side of a change.
AROUND: Final = 24
_FATES: Final = {"changed": "改动", "added": "新增", "removed": "删去", "same": ""}
_MOVES: Final = {"within": "调整了次序", "across": "从别处移来", "": ""}
_FIELDS: Final = {
    "title": "标题", "unit": "单位", "position": "职务", "name": "姓名", "date": "日期", "heading": "标题",
    "area": "方面",
    "lead": "引语", "claim": "观点", "elaboration": "表现", "example": "事例", "text": "",
}  # fmt: skip
#: What the text of a point in such a part is called instead.
_ELABORATIONS: Final = {"causes": "剖析", "measures": "措施"}


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A node that differs: where it is, what became of it in words, and its fields with their
    pieces.

    ``node`` is empty where the new text no longer has it.
    """

    node: str
    where: str
    fate: str
    labels: tuple[str, ...]
    fields: tuple[tuple[str, tuple[DiffSpan, ...]], ...]


def panel(reviewed: Reviewed) -> dict[str, Any]:
    """The differences between the live round and the one before it that was not withdrawn; none in
    the first round."""
    rounds = reviewed.draft.submissions.filter(
        withdrawn_at=None, number__lt=reviewed.submission.number
    )
    before = rounds.select_related("revision").order_by("-number").first()
    if before is None:
        return {"before": None}
    old = codec.load(before.revision.document)
    found = diff_documents(old, reviewed.document, words)
    return {
        "before": before,
        "rows": rows_of(found, old, reviewed.document),
        "summary": found.summary,
    }


def words(text: str) -> list[str]:
    """The words of a Chinese text, nothing left out."""
    return [token.text for token in tokenize(text)]


def rows_of(found: DocumentDiff, old: Document, new: Document) -> list[ChangeRow]:
    """What differs, in reading order."""
    living = {node.id: node for node in nodes(new)}
    known = {node.id: node for node in nodes(old)} | living
    front = {
        new.opening.id: "导语",
        new.closing.id: "结束语",
        old.opening.id: "导语",
        old.closing.id: "结束语",
    }
    return [
        ChangeRow(
            node=row.node if row.node in living else "",
            where=front.get(row.node) or _where(row, known),
            fate=row.fate,
            labels=tuple(label for label in (_FATES[row.fate], _MOVES[row.move]) if label),
            fields=tuple(_shown(row, _called(known.get(row.container)))),
        )
        for row in found.nodes
        if row.move or row.fate == "changed" or (row.fate != "same" and row.fields)
    ]


def _called(container: Node | None) -> Mapping[str, str]:
    """How the fields of what stands in a part or area are called."""
    role = container.role if isinstance(container, Part) else ""
    return {**_FIELDS, "elaboration": _ELABORATIONS.get(role, _FIELDS["elaboration"])}


def _shown(row: NodeDiff, called: Mapping[str, str]) -> Iterator[tuple[str, tuple[DiffSpan, ...]]]:
    """The fields that differ; of a node that came or went all of them."""
    for field in row.fields:
        if row.fate in ("added", "removed"):
            yield called[field.field], field.spans
        elif any(span.kind != "same" for span in field.spans):
            yield called[field.field], tuple(_shortened(field))


def _shortened(field: FieldDiff) -> Iterator[DiffSpan]:
    last = len(field.spans) - 1
    for index, span in enumerate(field.spans):
        room = AROUND * ((index > 0) + (index < last))
        if span.kind != "same" or len(span.text) <= room + 2:
            yield span
            continue
        head = span.text[:AROUND] if index else ""
        tail = span.text[-AROUND:] if index < last else ""
        yield DiffSpan(span.kind, f"{head}……{tail}")


def _where(row: NodeDiff, known: dict[str, Node]) -> str:
    node = known[row.node]
    match node:
        case Head():
            return "题头"
        case Prose():
            return ""
        case Point():
            return f"{_heading(known.get(row.container))}：{as_name(node.claim) or node.elaboration.strip()[:16]}"
    return _heading(node)


def _heading(node: Node | None) -> str:
    if isinstance(node, Section):
        return (node.heading or node.area).strip()
    return node.heading.strip() if isinstance(node, Part) else ""
