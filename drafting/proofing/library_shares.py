"""What a paper has from the library word for word, for the pages: the whole and each point, and
what fills the holes that says nothing. No request of its own finds it: it is worked out with the
page."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field

from drafting.document.model import Document
from drafting.frameworks.spec import FrameworkSpec
from drafting.progress.concreteness import HOLLOW
from drafting.proofing.core.library_share import LibraryShare, share_of, shares_by_node
from drafting.proofing.engine import line_of
from drafting.proofing.printed_text import project
from drafting.rendering.styles import style_of

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LibraryShares:
    """The shares of the paper and of its nodes, by their ids; those that have nothing of the
    library are absent. ``most`` is the meeting's limit in per cent (0: none). ``hollow`` are words
    in the holes of each node that fit into any paper."""

    paper: LibraryShare = field(default_factory=LibraryShare)
    nodes: Mapping[str, LibraryShare] = field(default_factory=dict)
    hollow: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    most: int = 0

    @property
    def over(self) -> bool:
        """Whether the paper has more of the library than the meeting allows."""
        return self.paper.exceeds(self.most)


def library_shares(document: Document, spec: FrameworkSpec, style: str) -> LibraryShares:
    """The shares of a document as the draft's style prints it. Where the checks cannot run there
    are none: no page falls with them. The log names the kind of error and the line only."""
    try:
        return _found(document, spec, style)
    except Exception as error:
        log.error("shares of the library: %s at %s", type(error).__name__, line_of(error))
        return LibraryShares()


def _found(document: Document, spec: FrameworkSpec, style: str) -> LibraryShares:
    # imported here: they need dictionaries and native packages
    from drafting.proofing.curated_tables import stored_tables
    from drafting.proofing.printed_context import printed_context

    projection = project(document, style_of(style))
    context = printed_context(document, projection, framework=spec, tables=stored_tables())
    hollow: dict[str, dict[str, None]] = {}
    for borrowed in context.borrowed:
        words = [m.group() for text in borrowed.fillers for m in HOLLOW.finditer(text)]
        if words and (node := context.node_at(borrowed.sentence.start)):
            hollow.setdefault(node, {}).update(dict.fromkeys(words))
    return LibraryShares(
        share_of(context.said, context.borrowed),
        shares_by_node(context.said, context.borrowed, context.node_at),
        {node: tuple(words) for node, words in hollow.items()},
        spec.max_library_share,
    )
