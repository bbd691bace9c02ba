"""Many saves at the same moment: all land, none overwrites another."""

import pytest

from accounts.models import User
from drafting.document import codec, edits
from drafting.document.model import Point, find, points_of_role
from drafting.drafts.models import Draft, Revision
from drafting.drafts.services import changes, phrase_uses, revisions
from drafting.library.models import Phrase
from tests.threads import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.db_sensitive]


def ten_points(draft: Draft) -> list[str]:
    """The ids of ten points in one area."""
    document = codec.load(draft.document)
    area = next(section.id for part in document.parts for section in part.sections)
    return [changes.add_point(draft.pk, area, Point(id=f"q{n}"))[1].id for n in range(10)]


def stored(draft: Draft) -> dict[str, str]:
    """The claims of the problems by id."""
    draft.refresh_from_db()
    return {
        point.id: point.claim for point in points_of_role(codec.load(draft.document), "problems")
    }


def test_ten_windows_on_different_points_all_land(draft: Draft) -> None:
    ids = ten_points(draft)
    base = 11
    answers = at_once(
        [
            lambda n=n: changes.save_node(draft.pk, n, {"claim": f"观点{n}"}, base).version
            for n in ids
        ]  # type: ignore[misc]
    )
    assert sorted(answers) == list(range(12, 22))  # type: ignore[type-var]
    assert {n: claim for n, claim in stored(draft).items() if n in ids} == {
        n: f"观点{n}" for n in ids
    }
    assert draft.version == 21


def test_of_ten_windows_on_the_same_point_one_saves_and_nine_meet_a_conflict(draft: Draft) -> None:
    point = ten_points(draft)[0]
    answers = at_once(
        [
            lambda n=n: changes.save_node(draft.pk, point, {"claim": f"第{n}个"}, 11)
            for n in range(10)
        ]  # type: ignore[misc]
    )
    saved = [answer for answer in answers if isinstance(answer, changes.Saved)]
    conflicts = [answer for answer in answers if isinstance(answer, changes.Conflict)]
    assert (len(saved), len(conflicts)) == (1, 9)
    winner = stored(draft)[point]
    assert winner == find(saved[0].document, point).claim  # type: ignore[union-attr]
    assert {conflict.node.claim for conflict in conflicts} == {winner}  # type: ignore[union-attr]


def test_points_added_at_once_are_all_there(draft: Draft) -> None:
    document = codec.load(draft.document)
    area = next(section.id for part in document.parts for section in part.sections)
    before = set(stored(draft))
    answers = at_once([lambda: changes.add_point(draft.pk, area)[1].id] * 8)
    assert set(stored(draft)) - before == set(answers)
    assert len(set(answers)) == 8


def test_five_windows_that_freeze_the_same_text_get_the_same_revision(
    draft: Draft, member: User
) -> None:
    answers = at_once([lambda: revisions.freeze(draft, Revision.Reason.EXPORT, member).number] * 5)
    assert answers == [1] * 5
    assert Revision.objects.count() == 1


def test_freezing_while_others_write_gives_every_revision_its_own_number(
    draft: Draft, member: User
) -> None:
    point = ten_points(draft)[0]

    def write_and_freeze(n: int) -> int:
        changes.apply(draft.pk, lambda d, v: edits.save_values(d, point, {"claim": f"第{n}个"}, v))
        return revisions.freeze(draft, Revision.Reason.SAVE, member).number

    answers = at_once([lambda n=n: write_and_freeze(n) for n in range(5)])  # type: ignore[misc]
    assert not [answer for answer in answers if isinstance(answer, Exception)]
    numbers = list(Revision.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    newest = Revision.objects.order_by("-number")[0]
    assert codec.content_hash(codec.load(newest.document)) == newest.content_hash
    assert points_of_role(codec.load(newest.document), "problems")[1].claim == stored(draft)[point]


def test_uses_of_a_phrase_at_once_are_all_counted(draft: Draft) -> None:
    phrase = Phrase.objects.create(key="LL1-01", part="problems", claim="学得不深")
    at_once([lambda: phrase_uses.record_use(draft, phrase, "node", "claim")] * 8)
    phrase.refresh_from_db()
    assert phrase.use_count == 8
