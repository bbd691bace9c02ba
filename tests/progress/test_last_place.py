"""Where somebody last wrote."""

from __future__ import annotations

from hypothesis import given

from drafting.document import edits
from drafting.document.model import Document
from drafting.drafts.first_document import new_document
from drafting.progress.last_place import last_place
from drafting.progress.steps import steps_of
from tests.document.strategies import documents
from tests.progress.test_steps import SPEC
from tests.wizard.papers import place, point, put


def said(document: Document) -> tuple[str, str, str] | None:
    found = last_place(document, steps_of(SPEC, document))
    return found and (found.step.key, found.node, found.label)


def test_it_is_the_newest_change_wherever_it_stands() -> None:
    document = put(new_document(SPEC), "theory", point("a"), point("b"))
    assert said(document) is None
    document = edits.save_values(document, "b", {"example": "比如，去年三月。"}, 2)
    assert said(document) == ("theory", "b", "理论学习，第 2 条")
    document = edits.save_values(document, document.head.id, {"title": "新标题"}, 3)
    assert said(document) == ("basics", document.head.id, "基本信息与导语")
    document = edits.add_point(document, place(document, "causes").id, point("c"), 4)
    document = edits.link(document, "a", "c", 4)
    # the answer that was added, not the problem that it was linked to
    assert said(document) == ("causes", "c", "原因剖析，第 1 条")
    assert said(edits.remove_point(document, "c")) == ("theory", "a", "理论学习，第 1 条")


@given(documents())
def test_any_paper_has_one_or_none(document: Document) -> None:
    found = last_place(document, steps_of(SPEC, document))
    assert found is None or found.number >= 0
