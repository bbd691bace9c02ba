"""`make run` loads the demo at every start: on data of an earlier version, and whatever people did
with it in the meantime."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from random import Random
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from accounts.codes import Role
from accounts.models import Membership, Organization, User
from drafting.drafts.models import Draft
from drafting.drafts.services import lifecycle
from drafting.frameworks.models import Framework
from drafting.meetings import services
from drafting.meetings.models import Invitation, Meeting
from drafting.review.decisions.lifecycle import Action
from drafting.review.models import Comment, Reading, ReviewEvent, Submission
from tests.factories import UserFactory
from tests.review import states

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

#: Who came to the demo with the room of review.
LATER = ("hejiayi", "majun", "xiaohan")


def load() -> str:
    out = StringIO()
    call_command("load_demo", stdout=out)
    return out.getvalue().strip()


def person(name: str) -> User:
    return User.objects.get(username=name)


def library() -> Meeting:
    return Meeting.objects.get(organization__short_name__endswith="图书馆党支部")


def erase(**which: Any) -> None:
    """Take papers out with everything that was said of them; no page does that."""
    papers = Draft.objects.filter(**which)
    Reading.objects.filter(submission__draft__in=papers).delete()
    for model in (Comment, ReviewEvent, Submission):
        model._default_manager.filter(draft__in=papers).delete()
    papers.delete()


def gone(*names: str) -> None:
    """As if they had never been: with their papers and places on the lists."""
    for model in (Comment, ReviewEvent):
        model._default_manager.filter(draft__owner__is_demo=True).delete()
    erase(owner__username__in=names)
    User.objects.filter(username__in=names).delete()


def before_review() -> None:
    """The data of a version without the room of review: nobody to review, and nobody of the later
    cast."""
    gone(*LATER)
    erase(owner__username="linjing")


def papers_gone() -> None:
    erase()


def without_papers(change: Callable[[], Any]) -> Callable[[], None]:
    """The change, and every paper to be written anew."""

    def both() -> None:
        change()
        papers_gone()

    return both


def real_account_of_that_name() -> None:
    gone("hejiayi")
    UserFactory(username="hejiayi", name="另一位何佳怡")


def returned_again() -> None:
    states.moved(
        Draft.objects.get(owner__username="hejiayi"), Action.RETURN, person("linjing"), "请补充。"
    )


def taken_back() -> None:
    draft = Draft.objects.get(owner__username="hejiayi")
    states.moved(draft, Action.WITHDRAW, draft.owner)
    lifecycle.discard(draft)


def another_of_that_name() -> None:
    meeting = library()
    services.close_meeting(meeting)
    services.open_meeting(
        meeting.organization, meeting.framework, meeting.title, by=person("linjing")
    )


def office_passed_on() -> None:
    office = Membership.objects.get(user__username="linjing", role=Role.SECRETARY)
    Membership.objects.filter(pk=office.pk).update(
        active_to=timezone.localdate() - timedelta(days=1)
    )
    Membership.objects.create(
        user=person("liuyang"),
        organization=office.organization,
        role=Role.SECRETARY,
        active_from=timezone.localdate(),
    )


def nobody_leads() -> None:
    Membership.objects.filter(role__in=(Role.SECRETARY, Role.DEPUTY)).update(
        active_to=timezone.localdate() - timedelta(days=1)
    )


def asked_otherwise(**values: Any) -> Callable[[], None]:
    return lambda: Meeting.objects.update(**values) and None  # type: ignore[func-returns-value]


CHANGES: dict[str, Callable[[], Any]] = {
    "before review": before_review,
    "papers gone": papers_gone,
    "one gone": lambda: gone("majun"),
    "opener gone": lambda: gone("linjing"),
    "all gone": lambda: gone(*User.objects.filter(is_demo=True).values_list("username", flat=True)),
    "real account": real_account_of_that_name,
    "opener inactive": lambda: User.objects.filter(username="linjing").update(is_active=False),
    "everybody inactive": without_papers(lambda: User.objects.update(is_active=False)),
    "left the branch": without_papers(
        lambda: Membership.objects.update(active_to=timezone.localdate() - timedelta(days=1))
    ),
    "office passed on": without_papers(office_passed_on),
    "nobody leads": without_papers(nobody_leads),
    "renamed person": lambda: User.objects.filter(username="hejiayi").update(username="hejiayi2",
    name="何佳仪"),
    "renamed branch": without_papers(lambda: Organization.objects.update(name="改了名的组织",
    short_name="改名")),
    "renamed meeting": without_papers(asked_otherwise(title="改了名的会议")),
    "ended": without_papers(lambda: services.close_meeting(library())),
    "ended and opened again": lambda: (services.close_meeting(library()),
    services.reopen_meeting(library())),
    "another of that name": without_papers(another_of_that_name),
    "deadline passed": asked_otherwise(deadline=timezone.localdate() - timedelta(days=400)),
    "no deadline": asked_otherwise(deadline=None),
    "asks for more": without_papers(asked_otherwise(min_characters=50_000, errors_block=True)),
    "asks for less": without_papers(asked_otherwise(levels=1, asked_parts=[], max_characters=10)),
    "another framework": without_papers(
        lambda: Meeting.objects.update(framework=Framework.objects.get(key="2024-minzhu"),
        kind="minzhu")
    ),
    "framework retired": without_papers(
        lambda: Framework.objects.update(state=Framework.State.RETIRED)
    ),
    "uninvited": without_papers(lambda: Invitation.objects.all().delete()),
    "meetings gone": without_papers(lambda: (papers_gone(), Invitation.objects.all().delete(),
    Meeting.objects.all().delete())),
    "discarded": lambda: Draft.objects.update(discarded_at=timezone.now()),
    "returned": returned_again,
    "taken back": taken_back,
}  # fmt: skip


def rows() -> dict[tuple[str, object], dict[str, Any]]:
    """What is there, row by row; a last day that has passed may be moved."""
    found: dict[tuple[str, object], dict[str, Any]] = {}
    today = timezone.localdate()
    for model in (User, Organization, Membership, Meeting, Invitation, Draft, Submission):
        for row in model._default_manager.values():
            if row.get("deadline") and row["deadline"] < today:
                del row["deadline"]
            found[model.__name__, row["id"]] = row
    return found


def check_loading() -> None:
    """Loading touches nothing that is there, and a second time does nothing at all."""
    before = rows()
    load()
    after = rows()
    kept = {key: {name: after[key][name] for name in row} for key, row in before.items()}
    assert kept == before
    assert load().endswith("新发起会议 0 次，新建材料 0 份。")
    assert rows() == after


def test_whatever_people_did_is_left_alone_and_no_obstacle() -> None:
    load()
    for name, change in CHANGES.items():
        with transaction.atomic():
            change()
            try:
                check_loading()
            except Exception as error:
                raise AssertionError(name) from error
            transaction.set_rollback(True)


def test_several_things_together_are_no_obstacle_either() -> None:
    load()
    random = Random(1)
    for _ in range(4):
        names = random.sample(sorted(CHANGES), 3)
        with transaction.atomic():
            for name in names:
                try:
                    with transaction.atomic():
                        CHANGES[name]()
                except Exception:
                    continue
            try:
                check_loading()
            except Exception as error:
                raise AssertionError(names) from error
            transaction.set_rollback(True)


def test_data_of_a_version_without_review_gets_its_papers() -> None:
    load()
    before_review()
    assert load() == "演示人员 17 名；新发起会议 0 次，新建材料 4 份。"
    states_now = dict(Draft.objects.values_list("owner__username", "state"))
    assert {name: states_now[name] for name in (*LATER, "linjing")} == {
        "hejiayi": "submitted", "majun": "returned", "xiaohan": states_now["xiaohan"],
        "linjing": "submitted",
    }  # fmt: skip
    assert states_now["xiaohan"] in ("endorsed", "approved")
    assert set(
        Invitation.objects.filter(user__username__in=LATER).values_list("meeting", flat=True)
    ) == {library().pk}
