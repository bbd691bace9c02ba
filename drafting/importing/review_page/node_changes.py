"""Small changes of a review's state: text, stretches and doubts of a node change together.
[pure]"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from drafting.document.edits import swap
from drafting.document.model import Head, Part, Prose, Section, find
from drafting.importing.review_page.state import Reviewed, SourceSpan, written


def leave_out(state: Reviewed, key: str, *, on: bool = True) -> Reviewed:
    """Decide that an unclassified paragraph is not taken along, or take that back. Raises KeyError
    where no piece has the key."""
    if all(f"u-{one.start}" != key for one in state.loose):
        raise KeyError(key)
    loose = tuple(
        replace(one, left_out=on) if f"u-{one.start}" == key else one for one in state.loose
    )
    return replace(state, loose=loose)


def accept(state: Reviewed, node_id: str) -> Reviewed:
    """Note that a person looked at an uncertain node and found it right. Raises KeyError where it
    is not uncertain."""
    if node_id not in state.doubts:
        raise KeyError(node_id)
    return replace(state, doubts={key: why for key, why in state.doubts.items() if key != node_id})


def doubtless(state: Reviewed, node_id: str) -> Reviewed:
    """The state after a person decided about a node."""
    return accept(state, node_id) if node_id in state.doubts else state


def start_of(state: Reviewed, node_id: str) -> int:
    """Where a node begins in the source; -1 where it has no text there."""
    spans = state.places.get(node_id)
    return spans[0].start if spans else -1


def placed(state: Reviewed, changes: Mapping[str, tuple[SourceSpan, ...]]) -> Reviewed:
    """The state with other stretches for some nodes, none for a node that is gone; nobody doubts
    what a person has moved."""
    places = {key: spans for key, spans in {**state.places, **changes}.items() if spans}
    doubts = {key: why for key, why in state.doubts.items() if key not in changes}
    return replace(state, places=places, doubts=doubts)


def with_spans(state: Reviewed, node_id: str, spans: tuple[SourceSpan, ...]) -> Reviewed:
    """A node of running text with other stretches, and the text that they give."""
    node = find(state.document, node_id)
    if isinstance(node, Head):
        kept = {span.field for span in spans}
        gone = {span.field for span in state.spans(node_id)} - kept
        blank: dict[str, Any] = dict.fromkeys(gone, "")
        node = replace(node, **blank)
    elif isinstance(node, Prose):
        node = replace(node, text=written(state.text, spans))
    elif isinstance(node, Part | Section):
        node = replace(
            node, lead=written(state.text, (span for span in spans if span.field == "lead"))
        )
    state = replace(state, document=swap(state.document, node))
    places = {key: value for key, value in {**state.places, node_id: spans}.items() if value}
    return replace(state, places=places)
