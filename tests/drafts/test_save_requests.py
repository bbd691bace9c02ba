"""A page knows its own saves again when their answers were lost; what another page saved is a
conflict as ever."""

from __future__ import annotations

import pytest

from drafting.document import codec
from drafting.document.model import Point
from drafting.drafts.models import Draft
from drafting.drafts.save_requests import Sending, new_page, sending_of
from drafting.drafts.services import changes, revisions

pytestmark = [pytest.mark.django_db, pytest.mark.db_sensitive]

PAGE, OTHER = "a" * 20, "b" * 20


def closing(draft: Draft) -> str:
    draft.refresh_from_db()
    return codec.load(draft.document).closing.text


def save(draft: Draft, text: str, base: int, page: str = PAGE, number: int = 1) -> int:
    """Save the closing; its version."""
    node = codec.load(draft.document).closing.id
    saved = changes.save_node(draft.pk, node, {"text": text}, base, None, Sending(page, number))
    return saved.document.closing.changed


def test_a_repetition_is_answered_with_what_is_stored(draft: Draft) -> None:
    assert save(draft, "学习", 0) == 2
    assert save(draft, "学习", 0) == 2
    assert save(draft, "学习", 0, number=2) == 2
    draft.refresh_from_db()
    assert draft.version == 2


def test_more_text_from_the_same_base_is_no_conflict(draft: Draft) -> None:
    save(draft, "学习", 0, number=1)
    save(draft, "学习不够", 0, number=2)
    assert save(draft, "学习不够深入", 0, number=5) == 4
    assert closing(draft) == "学习不够深入"


def test_taking_the_words_back_is_no_conflict_either(draft: Draft) -> None:
    """Stored without an answer, and meanwhile deleted again by the person."""
    before = closing(draft)
    save(draft, "学习", 0, number=1)
    save(draft, before, 0, number=2)
    assert closing(draft) == before


def test_an_older_request_that_comes_late_never_wins(draft: Draft) -> None:
    save(draft, "学习不够深入", 0, number=2)
    with pytest.raises(changes.Conflict):
        save(draft, "学习", 0, number=1)
    assert closing(draft) == "学习不够深入"


@pytest.mark.parametrize("between", [OTHER, ""])
def test_another_page_in_between_is_a_conflict(draft: Draft, between: str) -> None:
    """A page of this version, and one that was loaded before it was installed and says nothing of
    itself."""
    first = save(draft, "学习", 0)
    node = codec.load(draft.document).closing.id
    sending = Sending(between, 1) if between else None
    changes.save_node(draft.pk, node, {"text": "那边的"}, first, None, sending)
    with pytest.raises(changes.Conflict) as caught:
        save(draft, "学习不够", 0, number=2)
    assert caught.value.version == 3
    assert closing(draft) == "那边的"
    # and it stays one, also for the other page from its old base
    with pytest.raises(changes.Conflict):
        save(draft, "学习不够", first, number=3)


def test_a_page_that_does_not_say_who_it_is_conflicts_as_before(draft: Draft) -> None:
    node = codec.load(draft.document).closing.id
    changes.save_node(draft.pk, node, {"text": "学习"}, 0)
    with pytest.raises(changes.Conflict):
        changes.save_node(draft.pk, node, {"text": "学习不够"}, 0)


def test_a_version_that_was_restored_in_between_is_a_conflict(draft: Draft) -> None:
    member = draft.owner
    frozen = revisions.freeze(draft, "save", member)
    save(draft, "学习", 0)
    revisions.restore_revision(draft, frozen, member)
    with pytest.raises(changes.Conflict):
        save(draft, "学习不够", 0, number=2)


def test_a_link_whose_answer_was_lost(draft: Draft) -> None:
    """The operation changed the problem; the page saves it from the version that it was loaded
    at."""
    document = codec.load(draft.document)
    problems = next(part for part in document.parts if part.role == "problems")
    (_, point) = changes.add_point(
        draft.pk, problems.sections[0].id, Point(id="one", claim="学习不够")
    )
    changes.answer_problems(draft.pk, [point.id], "causes", "C02", Sending(PAGE, 1))
    with pytest.raises(changes.Conflict):
        changes.save_node(draft.pk, "one", {"claim": "学得不够"}, 2, None, Sending(OTHER, 2))
    changes.save_node(draft.pk, "one", {"claim": "学得不够"}, 2, None, Sending(PAGE, 2))


def test_what_is_noted_stays_small(draft: Draft) -> None:
    """One entry for each living node, whatever happens; none for what was changed by nobody's
    page."""
    node = codec.load(draft.document).closing.id
    for number in range(1, 6):
        save(draft, f"第{number}次", 0, number=number)
    draft.refresh_from_db()
    assert draft.sendings == {node: [PAGE, 5, 6]}
    changes.save_node(draft.pk, node, {"text": "无名"}, 6)
    draft.refresh_from_db()
    assert draft.sendings == {}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"{PAGE}:12", Sending(PAGE, 12)),
        ("short:1", None),
        (f"{PAGE}:", None),
        (f"{PAGE}:-1", None),
        (f"{PAGE}:{'9' * 16}", None),
        (f"{PAGE}:１", None),
        (f"{'A' * 20}:1", None),
        (["x"], None),
        (None, None),
        (7, None),
    ],
)
def test_how_a_request_names_itself(text: object, found: Sending | None) -> None:
    assert sending_of(text) == found


def test_pages_have_names_of_their_own() -> None:
    assert sending_of(f"{new_page()}:1") is not None
    assert new_page() != new_page()
