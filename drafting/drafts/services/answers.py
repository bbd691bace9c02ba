"""Which problem a cause or measure answers, said from its side; and taking back that one was proposed
for problems (常见的对应)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from drafting.document import edits
from drafting.document.model import Document, Point, find, points_of_role
from drafting.document.numbering import says_something
from drafting.drafts.save_requests import Sending
from drafting.drafts.services.changes import Saved, apply


def relate(
    draft_id: uuid.UUID,
    problem_id: str,
    answer_id: str,
    *,
    linked: bool,
    sending: Sending | None = None,
) -> Saved:
    """Link a problem to a cause or measure, or no longer. Raises KeyError where there is no such
    problem, BadEdit where what answers it is neither cause nor measure, and what ``apply``
    raises."""

    def edit(document: Document, version: int) -> Document:
        problems = {point.id: point for point in points_of_role(document, "problems")}
        links = problems[problem_id].links
        if (answer_id in links) is linked:
            return document
        if linked:
            return edits.link(document, problem_id, answer_id, version)
        rest = [link for link in links if link != answer_id]
        return edits.save_values(document, problem_id, {"links": rest}, version)

    return apply(draft_id, edit, sending=sending)


def take_back_answer(
    draft_id: uuid.UUID,
    problem_ids: Sequence[str],
    answer_id: str,
    *,
    added: bool,
    sending: Sending | None = None,
) -> Saved:
    """Unlink these problems from a cause or measure. Where nothing is linked to it any more and
    nobody wrote in it, it goes too if it was ``added``, else loses the category it was given.

    Raises KeyError where a problem is gone, and what ``apply`` raises.
    """

    def edit(document: Document, version: int) -> Document:
        for problem_id in problem_ids:
            problem = find(document, problem_id)
            if isinstance(problem, Point):
                links = [link for link in problem.links if link != answer_id]
                document = edits.save_values(document, problem_id, {"links": links}, version)
        return _without(document, answer_id, version, added=added)

    return apply(draft_id, edit, sending=sending)


def _without(document: Document, answer_id: str, version: int, *, added: bool) -> Document:
    try:
        answer = find(document, answer_id)
    except KeyError:
        return document
    linked = any(answer_id in point.links for point in points_of_role(document, "problems"))
    if linked or not isinstance(answer, Point) or says_something(answer):
        return document
    if added:
        return edits.remove_point(document, answer_id)
    return edits.save_values(document, answer_id, {"category": ""}, version)
