"""The only writers of a document: what they keep, what they refuse, and what counts as a
conflict."""

import uuid
from collections.abc import Callable

import pytest
from django.utils import timezone

from accounts.models import User
from drafting.document import codec, edits
from drafting.document.model import Document, Point, find, nodes, points_of_role
from drafting.drafts.models import Draft, PhraseUse, Revision
from drafting.drafts.services import changes, lifecycle, phrase_uses, revisions
from drafting.frameworks.models import Framework
from drafting.library.models import Phrase
from drafting.meetings.models import Meeting

pytestmark = pytest.mark.django_db


def text(draft: Draft) -> Document:
    """The document as it is stored now."""
    draft.refresh_from_db()
    return codec.load(draft.document)


def areas(draft: Draft) -> list[str]:
    """The ids of the areas."""
    return [section.id for part in text(draft).parts for section in part.sections]


def first(draft: Draft) -> Point:
    """The first point of the first area."""
    return points_of_role(text(draft), "problems")[0]


def opening(draft: Draft) -> str:
    """The id of the opening."""
    return text(draft).opening.id


def save(draft: Draft, claim: str, base: int) -> changes.Saved:
    """Save the first point's claim."""
    return changes.save_node(draft.pk, first(draft).id, {"claim": claim}, base)


# beginning


@pytest.mark.db_sensitive
def test_a_draft_begins_with_the_persons_name_unit_and_position(
    member: User, meeting: Meeting
) -> None:
    draft, guessed = lifecycle.begin_draft(member, meeting.framework, meeting=meeting)
    head = text(draft).head
    assert (head.unit, head.position, head.name) == ("县图书馆党支部", "馆员", "刘洋")
    assert (draft.owner, draft.meeting, draft.framework) == (member, meeting, meeting.framework)
    assert (draft.state, draft.version, draft.style, draft.copied_from, guessed) == (
        "drafting",
        1,
        "standard",
        None,
        (),
    )


def test_a_draft_that_continues_another_keeps_its_style_and_says_where_it_comes_from(
    member: User, draft: Draft, minzhu: Framework
) -> None:
    lifecycle.choose_style(draft, "run_in")
    save(draft, "去年的问题", 1)
    draft.refresh_from_db()
    copy, guessed = lifecycle.begin_draft(member, minzhu, source=draft)
    assert (copy.copied_from, copy.style, copy.version) == (draft, "run_in", 1)
    assert [point.claim for point in guessed] == ["去年的问题"]
    assert [p.claim for p in points_of_role(text(copy), "problems") if p.claim] == ["去年的问题"]
    assert first(draft).claim == "去年的问题"


# compare and swap


@pytest.mark.db_sensitive
def test_two_windows_on_different_nodes_never_conflict(draft: Draft) -> None:
    save(draft, "甲", 1)
    saved = changes.save_node(draft.pk, opening(draft), {"text": "乙"}, 1)
    assert (first(draft).claim, text(draft).opening.text) == ("甲", "乙")
    assert (saved.version, saved.document) == (3, text(draft))
    assert draft.version == 3


@pytest.mark.db_sensitive
def test_two_windows_on_the_same_node_always_conflict(draft: Draft) -> None:
    save(draft, "甲", 1)
    with pytest.raises(changes.Conflict) as caught:
        save(draft, "乙", 1)
    assert (caught.value.node, caught.value.version) == (first(draft), 2)
    assert (first(draft).claim, draft.version) == ("甲", 2)
    with pytest.raises(changes.Conflict):
        changes.save_node(draft.pk, first(draft).id, {"elaboration": "另一个字段也算"}, 1)


@pytest.mark.db_sensitive
def test_the_same_text_twice_is_no_conflict_and_no_new_version(draft: Draft) -> None:
    save(draft, "甲\r\n乙", 1)
    assert save(draft, "甲\n乙", 1).version == 2
    draft.refresh_from_db()
    assert draft.version == 2


def test_who_has_seen_the_newest_text_saves(draft: Draft) -> None:
    save(draft, "甲", 1)
    assert save(draft, "乙", 2).version == 3
    assert first(draft).claim == "乙"


def test_what_the_caller_read_is_only_a_hint(draft: Draft) -> None:
    old = changes.Saved(text(draft), 1)
    save(draft, "甲", 1)
    changes.save_node(draft.pk, opening(draft), {"text": "乙"}, 1, old)
    assert (first(draft).claim, text(draft).opening.text) == ("甲", "乙")
    with pytest.raises(changes.Conflict):
        changes.save_node(draft.pk, first(draft).id, {"claim": "丙"}, 1, old)


@pytest.mark.db_sensitive
def test_updated_at_tells_of_the_last_change_only(draft: Draft) -> None:
    before = draft.updated_at
    save(draft, "甲", 1)
    draft.refresh_from_db()
    assert draft.updated_at > before
    changed = draft.updated_at
    save(draft, "甲", 1)
    draft.refresh_from_db()
    assert draft.updated_at == changed


def test_unknown_nodes_and_fields_are_refused(draft: Draft) -> None:
    with pytest.raises(KeyError):
        changes.save_node(draft.pk, "nothing", {"claim": "甲"}, 1)
    with pytest.raises(edits.BadEdit):
        changes.save_node(draft.pk, opening(draft), {"claim": "甲"}, 1)


# points


@pytest.mark.db_sensitive
def test_adding_removing_restoring_and_moving(draft: Draft) -> None:
    area = areas(draft)[0]
    one = first(draft).id
    _, two = changes.add_point(draft.pk, area)
    _, three = changes.add_point(draft.pk, area, Point(id="mine", claim="丙"), 0)
    assert ids(draft, area) == ["mine", one, two.id]
    changes.move_point(draft.pk, "mine", 2)
    changes.remove_point(draft.pk, one)
    assert ids(draft, area) == [two.id, "mine"]
    changes.restore_point(draft.pk, one)
    assert ids(draft, area) == [one, two.id, "mine"]
    assert find(text(draft), "mine") == Point(id="mine", claim="丙", changed=3)
    assert three.id == "mine"


def ids(draft: Draft, container: str) -> list[str]:
    """The ids of a container's points in order."""
    found = next(
        c for part in text(draft).parts for c in (part, *part.sections) if c.id == container
    )
    return [point.id for point in found.points]


@pytest.mark.db_sensitive
def test_answering_problems_uses_the_empty_card_then_the_category_then_a_new_card(
    draft: Draft,
) -> None:
    problem = first(draft).id
    blank = points_of_role(text(draft), "causes")[0].id
    _, cause = changes.answer_problems(draft.pk, [problem], "causes", "C02")
    assert (cause.id, find(text(draft), blank).category) == (blank, "C02")  # type: ignore[union-attr]
    _, again = changes.answer_problems(draft.pk, [problem], "causes", "C02")
    assert again.id == blank
    _, other = changes.answer_problems(draft.pk, [problem], "causes", "C05")
    causes = points_of_role(text(draft), "causes")
    assert [(point.id, point.category) for point in causes] == [(blank, "C02"), (other.id, "C05")]
    assert first(draft).links == (blank, other.id)


def test_answering_what_is_gone_changes_nothing(draft: Draft) -> None:
    for problems, role in ((["nothing"], "causes"), ([first(draft).id], "other")):
        with pytest.raises(KeyError):
            changes.answer_problems(draft.pk, problems, role, "C02")
    assert draft.version == 1


# states

CHANGES: dict[str, Callable[[Draft], object]] = {
    "save": lambda draft: save(draft, "甲", 99),
    "add": lambda draft: changes.add_point(draft.pk, areas(draft)[0]),
    "remove": lambda draft: changes.remove_point(draft.pk, first(draft).id),
    "move": lambda draft: changes.move_point(draft.pk, first(draft).id, 0),
    "answer": lambda draft: changes.answer_problems(draft.pk, [first(draft).id], "causes", "C01"),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("state", ["submitted", "approved", "bin", "deleted"])
def test_what_is_with_the_reviewer_or_in_the_bin_takes_no_change(
    draft: Draft, state: str, change: str
) -> None:
    stored = draft.document
    row = Draft.objects.filter(pk=draft.pk)
    if state == "bin":
        row.update(discarded_at=timezone.now())
    elif state != "deleted":
        row.update(state=state)
    target = Draft(pk=uuid.uuid4()) if state == "deleted" else draft
    with pytest.raises(changes.NotEditable):
        _on(target, draft, change)
    draft.refresh_from_db()
    assert (draft.document, draft.version) == (stored, 1)


def _on(target: Draft, draft: Draft, change: str) -> object:
    """The change, made to a draft of another id where that is what is asked."""
    if target is draft:
        return CHANGES[change](draft)
    return changes.apply(target.pk, lambda document, version: document)


def test_a_returned_draft_is_written_again(draft: Draft) -> None:
    Draft.objects.filter(pk=draft.pk).update(state=Draft.State.RETURNED)
    assert save(draft, "甲", 1).version == 2


@pytest.mark.db_sensitive
def test_the_bin_takes_only_what_can_be_changed_and_gives_it_back(draft: Draft) -> None:
    lifecycle.discard(draft)
    draft.refresh_from_db()
    assert draft.discarded_at is not None
    lifecycle.take_back(draft)
    Draft.objects.filter(pk=draft.pk).update(state=Draft.State.SUBMITTED)
    lifecycle.discard(draft)
    draft.refresh_from_db()
    assert draft.discarded_at is None


# revisions


@pytest.mark.db_sensitive
def test_freezing_the_same_content_gives_the_same_revision(draft: Draft, member: User) -> None:
    save(draft, "甲", 1)
    one = revisions.freeze(draft, Revision.Reason.SAVE, member)
    again = revisions.freeze(draft, Revision.Reason.EXPORT, member)
    assert again == one
    save(draft, "乙", 2)
    two = revisions.freeze(draft, Revision.Reason.EXPORT, member)
    save(draft, "甲", 3)
    three = revisions.freeze(draft, Revision.Reason.SAVE, member)
    assert [(r.number, r.reason, r.version, r.created_by) for r in (one, two, three)] == [
        (1, "save", 2, member),
        (2, "export", 3, member),
        (3, "save", 4, member),
    ]
    assert one.content_hash == three.content_hash == codec.content_hash(text(draft))
    assert codec.load(one.document) != codec.load(three.document)
    assert Revision.objects.count() == 3


@pytest.mark.db_sensitive
def test_what_a_revision_holds_is_not_touched_by_later_saves(draft: Draft, member: User) -> None:
    save(draft, "甲", 1)
    revision = revisions.freeze(draft, Revision.Reason.SAVE, member)
    save(draft, "乙", 2)
    revision.refresh_from_db()
    assert points_of_role(codec.load(revision.document), "problems")[0].claim == "甲"


@pytest.mark.db_sensitive
def test_restoring_brings_the_text_back_and_keeps_what_stood_there(
    draft: Draft, member: User
) -> None:
    save(draft, "甲", 1)
    old = revisions.freeze(draft, Revision.Reason.SAVE, member)
    changes.remove_point(draft.pk, first(draft).id)
    changes.add_point(draft.pk, areas(draft)[0], Point(id="late", claim="后来写的"))
    changes.add_point(draft.pk, areas(draft)[0], Point(id="late2", claim="后来移除的"))
    changes.remove_point(draft.pk, "late2")

    saved = revisions.restore_revision(draft, old, member)

    assert [point.claim for point in points_of_role(text(draft), "problems") if point.claim] == [
        "甲"
    ]
    assert saved == changes.Saved(text(draft), 7)
    assert {node.changed for node in nodes(text(draft))} == {7}
    assert [entry.point.id for entry in text(draft).removed] == ["late2"]
    kept = Revision.objects.get(reason=Revision.Reason.RESTORE)
    assert (kept.number, kept.version, kept.created_by) == (2, 6, member)
    assert "后来写的" in [
        point.claim for point in points_of_role(codec.load(kept.document), "problems")
    ]


def test_after_restoring_every_older_page_meets_a_conflict(draft: Draft, member: User) -> None:
    old = revisions.freeze(draft, Revision.Reason.SAVE, member)
    save(draft, "甲", 1)
    revisions.restore_revision(draft, old, member)
    for base in (1, 2):
        with pytest.raises(changes.Conflict):
            save(draft, "乙", base)
        with pytest.raises(changes.Conflict):
            changes.save_node(draft.pk, opening(draft), {"text": "乙"}, base)
    assert save(draft, "乙", 3).version == 4


def test_a_removed_point_that_is_restored_with_a_revision_is_there_once(
    draft: Draft, member: User
) -> None:
    save(draft, "甲", 1)
    old = revisions.freeze(draft, Revision.Reason.SAVE, member)
    changes.remove_point(draft.pk, first(draft).id)
    revisions.restore_revision(draft, old, member)
    assert text(draft).removed == ()
    assert first(draft).claim == "甲"


def test_what_cannot_be_changed_is_not_restored_and_nothing_is_frozen(
    draft: Draft, member: User
) -> None:
    old = revisions.freeze(draft, Revision.Reason.SAVE, member)
    save(draft, "甲", 1)
    Draft.objects.filter(pk=draft.pk).update(state=Draft.State.SUBMITTED)
    with pytest.raises(changes.NotEditable):
        revisions.restore_revision(draft, old, member)
    assert (first(draft).claim, Revision.objects.count()) == ("甲", 1)


@pytest.mark.db_sensitive
def test_a_save_between_freezing_and_restoring_is_in_a_version_too(
    draft: Draft, member: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another window saves just after the freeze: the hook stands for the moment, the save is a
    real one."""
    old = revisions.freeze(draft, Revision.Reason.SAVE, member)
    freeze, late = revisions.freeze, iter(["来晚的一句"])

    def freeze_and_be_overtaken(*args: object) -> Revision:
        revision = freeze(*args)  # type: ignore[arg-type]
        for claim in late:
            changes.save_node(draft.pk, first(draft).id, {"claim": claim}, 99)
        return revision

    monkeypatch.setattr(revisions, "freeze", freeze_and_be_overtaken)
    revisions.restore_revision(draft, old, member)
    frozen = [
        points_of_role(codec.load(r.document), "problems")[0].claim
        for r in Revision.objects.order_by("number")
    ]
    assert frozen == ["", "来晚的一句"]
    assert first(draft).claim == ""


# phrases


@pytest.mark.db_sensitive
def test_every_use_of_a_phrase_is_counted_and_remembers_its_revision(draft: Draft) -> None:
    phrase = Phrase.objects.create(key="LL1-01", part="problems", claim="学得不深", revision=3)
    other = Phrase.objects.create(key="LL1-02", part="problems", claim="学得不勤")
    phrase_uses.record_use(draft, phrase, "node1", "claim")
    phrase_uses.record_use(draft, phrase, "node2", "whole")
    assert list(
        PhraseUse.objects.order_by("pk").values_list(
            "draft", "node", "phrase", "phrase_revision", "field"
        )
    ) == [
        (draft.pk, "node1", phrase.pk, 3, "claim"),
        (draft.pk, "node2", phrase.pk, 3, "whole"),
    ]
    phrase.refresh_from_db()
    other.refresh_from_db()
    assert (phrase.use_count, phrase.revision, other.use_count) == (2, 3, 0)
