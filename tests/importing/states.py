"""States of a review, without a database."""

from __future__ import annotations

from itertools import count

from drafting.document.model import Part, Point, Prose, Section, nodes
from drafting.frameworks.spec import FrameworkSpec
from drafting.importing.review_page.state import Reviewed, reviewed
from drafting.importing.segment import segment
from tests.importing.papers import PAPER, SPEC
from tests.importing.text import source_of


def state_of(text: str = PAPER, spec: FrameworkSpec | None = SPEC) -> Reviewed:
    """The first state of a review; the ids of its nodes are n1, n2 and so on."""
    return reviewed(segment(source_of(text), spec, ids=map("n{}".format, count(1)).__next__))


def keys_of(state: Reviewed) -> list[str]:
    """The key of every piece."""
    document = state.document
    keys = [f"u-{one.start}" for one in state.loose]
    keys += [
        f"h-{document.head.id}-{field}"
        for field in {s.field for s in state.spans(document.head.id)}
    ]
    for node in nodes(document):
        if isinstance(node, Prose | Part | Section):
            keys += [f"l-{node.id}-{n}" for n in range(len(state.spans(node.id, "text", "lead")))]
        if isinstance(node, Point):
            keys.append(f"p-{node.id}")
        if isinstance(node, Section):
            keys.append(f"s-{node.id}")
        if isinstance(node, Part):
            keys.append(f"d-{node.id}")
    return keys
