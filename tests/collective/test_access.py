"""Every address × role × state of a committee's paper, and the wizard of it for whoever does not write
it: nobody but writer, committee and, from submission on, the reviewer learns that it is there."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from accounts.models import User
from drafting.collective import services
from drafting.collective.models import CommitteeComment
from drafting.drafts.models import Draft
from drafting.drafts.services import changes
from drafting.meetings.models import Meeting
from drafting.review.decisions.lifecycle import Action
from tests.review import states

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

COMMITTEE = ("secretary", "deputy", "organizer")
WORDS = "支委会对流动党员联系少"


@pytest.fixture
def people(
    secretary: User, deputy: User, organizer: User, member: User, superior: User,
    other_secretary: User, stranger: User, curator: User, administrator: User,
) -> dict[str, User]:  # fmt: skip
    """Everybody; the secretary writes."""
    return {
        "secretary": secretary, "deputy": deputy, "organizer": organizer, "member": member,
        "superior": superior, "other_secretary": other_secretary, "stranger": stranger,
        "curator": curator, "administrator": administrator,
        "superuser": User.objects.create_superuser("root", password="x", name="根"),
    }  # fmt: skip


@pytest.fixture
def written(paper: Draft) -> Draft:
    changes.save_node(paper.pk, paper.document["opening"]["id"], {"text": WORDS}, 99)
    return states.fresh(paper)


@dataclass(frozen=True)
class Said:
    """The organizer's comments: one that is open, one taken back, one dealt with."""

    open: CommitteeComment
    withdrawn: CommitteeComment
    settled: CommitteeComment


@pytest.fixture
def said(written: Draft, people: dict[str, User]) -> Said:
    texts = ("请写具体。", "这一条不提了。", "请写明次数。")
    rows = [
        services.comment(written, people["organizer"], "", "", text, uuid.uuid4()) for text in texts
    ]
    services.withdraw(rows[1], people["organizer"])
    services.settle(rows[2], people["secretary"], "已写明", 1)
    return Said(*CommitteeComment.objects.order_by("pk"))


#: What somebody of the committee can change while the paper can be written; nobody else anything.
CHANGES = {
    "secretary": {"settle", "reopen"},
    "deputy": {"take_over", "comment"},
    "organizer": {"comment", "change", "withdraw", "restore"},
}


def asked(draft: Draft, meeting: Meeting, said: Said) -> list[tuple[str, str, dict[str, Any]]]:
    """Every address of the room with what it needs to change something; a page that is only looked
    at brings nothing."""
    paper, one = [draft.pk], [draft.pk, said.open.pk]
    new = {"on": "", "text": "另一条意见", "token": str(uuid.uuid4())}
    return [
        ("meeting", reverse("collective:meeting", args=[meeting.pk]), {}),
        ("paper", reverse("collective:paper", args=paper), {}),
        ("take_over", reverse("collective:take_over", args=paper), {}),
        ("meeting", reverse("collective:meeting", args=[meeting.pk]), {"begin": "1"}),
        ("take_over", reverse("collective:take_over", args=paper), {"writer": draft.owner_id}),
        ("comment", reverse("collective:comment", args=paper), new),
        ("change", reverse("collective:change", args=one), {"text": "改过的话", "base": 1}),
        ("withdraw", reverse("collective:withdraw", args=one), {"do": "1"}),
        ("restore", reverse("collective:restore", args=[draft.pk, said.withdrawn.pk]), {"do": "1"}),
        ("settle", reverse("collective:settle", args=one), {"answer": "处理了", "base": 1}),
        ("reopen", reverse("collective:reopen", args=[draft.pk, said.settled.pk]), {"do": "1"}),
    ]


def rows() -> list[Any]:
    """What stands in the database of papers and comments."""
    papers = Draft.objects.order_by("pk").values("pk", "owner", "state", "version", "document")
    return [*papers, *CommitteeComment.objects.order_by("pk").values()]


def answered(client: Client, url: str, data: dict[str, Any]) -> tuple[Any, bool]:
    """The answer, and whether it has changed a row; nothing of it stays."""
    before = rows()
    with transaction.atomic():
        answer = client.post(url, data) if data else client.get(url)
        changed = rows() != before
        transaction.set_rollback(True)
    return answer, changed


def put_into(draft: Draft, state: str, superior: User) -> None:
    if state == "submitted":
        states.submitted(draft)
    elif state == "returned":
        states.returned(draft, superior)
    elif state == "approved":
        states.approved(draft, superior)


@pytest.mark.parametrize("state", ["drafting", "submitted", "returned", "approved"])
def test_who_gets_an_answer_and_who_changes_something(
    state: str, people: dict[str, User], written: Draft, said: Said, meeting: Meeting
) -> None:
    put_into(written, state, people["superior"])
    client = Client()
    for _, url, data in asked(written, meeting, said):
        answer, changed = answered(client, url, data)
        # to the sign-in page, or with what was typed back and the way there
        way = answer.content.decode() if answer.status_code == 403 else answer.url
        assert ("/accounts/login/" in way, changed) == (True, False), url
    writable = state in ("drafting", "returned")
    for role, user in people.items():
        client = Client()
        client.force_login(user)
        for name, url, data in asked(written, meeting, said):
            answer, changed = answered(client, url, data)
            if role in COMMITTEE:
                assert answer.status_code in (200, 302, 403), (role, url)
            else:
                assert answer.status_code == 404, (role, url)
            allowed = bool(data) and writable and name in CHANGES.get(role, ())
            assert changed == allowed, (role, name)
        page = client.get(reverse("collective:paper", args=[written.pk]))
        assert (WORDS in page.content.decode()) == (role in COMMITTEE), role
        read = client.get(reverse("review:read", args=[written.pk]))
        reviews = role == "superior" and state != "drafting"
        assert (WORDS in read.content.decode()) == reviews, role


def test_the_wizard_is_the_writers_and_the_committee_is_led_to_the_paper(
    people: dict[str, User], written: Draft
) -> None:
    pages = [
        reverse("wizard:resume", args=[written.pk]),
        reverse("wizard:step", args=[written.pk, "basics"]),
        reverse("wizard:preview", args=[written.pk]),
        reverse("drafts:versions", args=[written.pk]),
        reverse("opinions:list", args=[written.pk]),
        reverse("review:draft", args=[written.pk]),
    ]
    here = reverse("collective:paper", args=[written.pk])
    for role, user in people.items():
        client = Client()
        client.force_login(user)
        for url in pages:
            answer = client.get(url)
            if role in ("deputy", "organizer"):
                assert (answer.status_code, answer.get("Location")) == (302, here), (role, url)
            elif role == "secretary":
                assert answer.status_code in (200, 302), url
                assert answer.get("Location") != here
            else:
                assert answer.status_code == 404, (role, url)


def test_a_member_has_no_business_with_a_meeting_that_asks_for_no_such_paper(
    client: Client, secretary: User, meeting: Meeting, draft: Draft
) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(collective_framework=None)
    client.force_login(secretary)
    assert client.get(reverse("collective:meeting", args=[meeting.pk])).status_code == 404
    assert client.get(reverse("collective:paper", args=[draft.pk])).status_code == 404


def test_who_has_left_the_committee_reads_no_more(
    client: Client, written: Draft, organizer: User, superior: User
) -> None:
    client.force_login(organizer)
    here = reverse("collective:paper", args=[written.pk])
    assert client.get(here).status_code == 200
    organizer.memberships.update(duty="")
    assert client.get(here).status_code == 404
    states.moved(states.submitted(written), Action.RETURN, superior, "请写具体。")
    assert client.get(here).status_code == 404
