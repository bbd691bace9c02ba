"""Every address × role × state of the draft: who gets an answer, who a reason, and who nothing at all.

The addresses come from the URLconf, so a view without a line in TABLE fails. What the admin shows is swept by role alone.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.models import User
from drafting.desk.models import BundleJob
from drafting.drafts import services as drafts
from drafting.drafts.models import Draft, Meeting, Revision
from drafting.importing.models import Import
from drafting.notices.models import Notice
from drafting.rendering.models import ExportJob
from drafting.review.lifecycle import Action
from drafting.review.models import Comment
from tests.access.rules import (
    HIDDEN,
    LOGIN,
    OPEN,
    REFUSED,
    ROLES,
    STATES,
    WRITABLE,
    Asked,
    Outcome,
    keeps_people_somewhere,
    kept_meeting,
    kept_people,
    leads_somewhere,
    led_meeting,
    own,
    own_bundle,
    own_bundle_file,
    own_comment,
    public,
    reviewed,
    reviewed_meeting,
    signed_in,
    watched_meeting,
)
from tests.review import states

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

TABLE = {
    "healthz": Asked(public),
    "accounts:login": Asked(public),
    "accounts:logout": Asked(public, "post"),
    "accounts:password_change": Asked(signed_in),
    "accounts:profile": Asked(signed_in),
    "accounts:organizations": Asked(keeps_people_somewhere),
    "accounts:members": Asked(kept_people),
    "accounts:members_template": Asked(kept_people),
    "accounts:members_export": Asked(kept_people),
    "accounts:members_import": Asked(kept_people),
    "accounts:members_review": Asked(kept_people),
    "accounts:members_passwords": Asked(kept_people),
    "drafts:home": Asked(signed_in),
    "drafts:begin": Asked(signed_in),
    "drafts:bin": Asked(signed_in),
    "drafts:discard": Asked(own, "post", by_state=True),
    "drafts:take_back": Asked(own, "post", by_state=True),
    "drafts:versions": Asked(own, by_state=True),
    "drafts:version": Asked(own, by_state=True),
    "drafts:restore": Asked(own, "post", by_state=True),
    "importing:upload": Asked(signed_in),
    "importing:review": Asked(own),
    "importing:framework": Asked(own, "post"),
    "importing:begin": Asked(own, "post"),
    "importing:drop": Asked(own, "post"),
    "wizard:resume": Asked(own, by_state=True),
    "wizard:step": Asked(own, by_state=True),
    "wizard:steplist": Asked(own, by_state=True),
    "wizard:phrases": Asked(own, by_state=True),
    "wizard:points": Asked(own, "json", by_state=True),
    "wizard:save": Asked(own, "json", by_state=True),
    "wizard:use": Asked(own, "json", by_state=True),
    "wizard:preview": Asked(own, by_state=True),
    "wizard:style": Asked(own, "post", by_state=True),
    "proofing:summary": Asked(own, by_state=True),
    "proofing:accept": Asked(own, "post", by_state=True),
    "proofing:undo": Asked(own, "post", by_state=True),
    "proofing:dismiss": Asked(own, "post", by_state=True),
    "proofing:recall": Asked(own, "post", by_state=True),
    "proofing:rule": Asked(own, by_state=True),
    "proofing:undo_many": Asked(own, "post", by_state=True),
    "proofing:panel": Asked(own, by_state=True),
    "proofing:panel_dismiss": Asked(own, "post", by_state=True),
    "proofing:panel_recall": Asked(own, "post", by_state=True),
    "exports:list": Asked(own, by_state=True),
    "exports:status": Asked(own, by_state=True),
    "exports:download": Asked(own, by_state=True),
    "exports:retry": Asked(own, "post", by_state=True),
    "review:draft": Asked(own, by_state=True),
    "review:submit": Asked(own, "post", by_state=True),
    "review:withdraw": Asked(own, "post", by_state=True),
    "review:answer": Asked(own_comment, "post", by_state=True),
    "review:reply": Asked(own_comment, "post", by_state=True),
    "review:accept": Asked(own_comment, "post", by_state=True),
    "review:read": Asked(reviewed, by_state=True),
    "review:move": Asked(reviewed, "post", by_state=True),
    "review:comment": Asked(reviewed, "post", by_state=True),
    "review:comment_change": Asked(reviewed, "post", by_state=True),
    "review:comment_act": Asked(reviewed, "post", by_state=True),
    "meetings:new": Asked(leads_somewhere),
    "meetings:edit": Asked(kept_meeting),
    "meetings:members": Asked(kept_meeting),
    "meetings:close": Asked(kept_meeting, "post"),
    "meetings:reopen": Asked(kept_meeting, "post"),
    "desk:home": Asked(signed_in),
    "desk:table": Asked(watched_meeting),
    "desk:charts": Asked(led_meeting),
    "desk:remind": Asked(led_meeting, "post"),
    "desk:bundles": Asked(reviewed_meeting),
    "desk:bundle_status": Asked(own_bundle),
    "desk:bundle_file": Asked(own_bundle_file),
    "desk:summary": Asked(reviewed_meeting),
    "desk:order": Asked(reviewed_meeting),
    "notices:list": Asked(signed_in),
    "notices:read": Asked(own, "post"),
    "notices:read_all": Asked(signed_in, "post"),
    "notices:unread_again": Asked(signed_in, "post"),
    "notices:settings": Asked(signed_in),
    "help:index": Asked(public),
    "help:page": Asked(public),
}


@dataclass
class World:
    """The people by role, the member's draft, and an argument for every name of a URL's parameter."""

    people: dict[str, User]
    draft: Draft
    arguments: dict[str, Any]


def addresses(
    resolver: URLResolver | None = None, space: str = "", taken: tuple[str, ...] = ()
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every address of the URLconf by its name, with the names of its parameters; the admin has a test of its own."""
    for entry in (resolver or get_resolver()).url_patterns:
        names = (*taken, *entry.pattern.converters)
        if isinstance(entry, URLResolver):
            if entry.namespace != "admin":
                yield from addresses(entry, f"{space}{entry.namespace}:" if entry.namespace else space, names)
        else:
            assert isinstance(entry, URLPattern)
            yield f"{space}{entry.name}", names


@pytest.fixture
def people(
    member: User, colleague: User, secretary: User, superior: User, other_secretary: User, stranger: User, curator: User,
    administrator: User,
) -> dict[str, User]:  # fmt: skip
    """Everybody of the sweep who signs in."""
    return {
        "author": member, "colleague": colleague, "secretary": secretary, "superior": superior,
        "other_secretary": other_secretary, "stranger": stranger, "curator": curator, "administrator": administrator,
        "superuser": User.objects.create_superuser("root", password="x", name="根"),
    }  # fmt: skip


@pytest.fixture
def world(people: dict[str, User], draft: Draft, meeting: Meeting, secretary: User, superior: User) -> World:
    """The draft as it is begun, with everything around it that an address may name."""
    states.ask(meeting, 2)
    member = people["author"]
    drafts.save_node(draft.pk, draft.document["opening"]["id"], {"text": "会前认真学习了党章。"}, 99)
    revision = drafts.freeze(draft, Revision.Reason.SAVE, member)
    job = ExportJob.objects.create(
        draft=draft, revision=revision, requested_by=member, style="standard", filename="刘洋-材料.docx"
    )
    taken = Import.objects.create(
        owner=member,
        file_name="去年.docx",
        sha256="0" * 64,
        size=1,
        paragraphs=[],
        document=draft.document,
        places={},
    )
    bundle = BundleJob.objects.create(
        meeting=meeting, requested_by=people["secretary"], filename="材料.zip", state=BundleJob.State.FAILED
    )
    notice = Notice.objects.create(user=member, kind=Notice.Kind.CHANGED, text="材料已经退回。")
    return World(
        people,
        states.fresh(draft),
        {
            "draft_id": draft.pk, "key": "theory", "node_id": draft.document["opening"]["id"], "rule": "blanks",
            "number": revision.number, "job_id": job.pk, "import_id": taken.pk, "notice_id": notice.pk,
            "meeting_id": meeting.pk, "organization_id": meeting.organization_id, "slug": "member", "op": "resolve",
            "comment_id": 0, "desk:job_id": bundle.pk,
        },
    )  # fmt: skip


def put_into(world: World, state: str) -> None:
    """Bring the draft into a state of the sweep; from the first round on it has a comment of the secretary's."""
    draft, secretary, superior = world.draft, world.people["secretary"], world.people["superior"]
    if state == "discarded":
        drafts.discard(draft)
    if state in ("drafting", "discarded"):
        return
    draft = states.submitted(draft)
    comment = Comment.objects.create(
        draft=draft, submission=draft.submissions.get(), author=secretary, text="请写具体。"
    )
    world.arguments["comment_id"] = comment.pk
    if state == "withdrawn":
        states.moved(draft, Action.WITHDRAW, draft.owner)
    elif state == "returned":
        states.returned(draft, secretary)
    elif state == "endorsed":
        states.endorsed(draft, secretary)
    elif state == "approved":
        states.confirmed(draft, secretary, superior)


def ask(
    client: Client, name: str, parameters: tuple[str, ...], method: str, arguments: dict[str, Any]
) -> Outcome:
    """What comes back from an address, as a word of the rules."""
    room = name.split(":")[0]
    url = reverse(name, kwargs={key: arguments.get(f"{room}:{key}", arguments[key]) for key in parameters})
    answer: HttpResponse
    if method == "json":
        body = {"op": "add", "known": {}, "base": 0, "values": {}, "style": "standard"}
        answer = client.post(
            url, body, content_type="application/json", headers={"accept": "application/json"}
        )
    else:
        answer = getattr(client, method)(url)
    if answer.status_code == 404:
        return HIDDEN
    if answer.status_code == 403:
        return REFUSED
    away = answer.status_code == 302 and answer["Location"].startswith(reverse(settings.LOGIN_URL))
    if (away and name != "accounts:logout") or answer.status_code == 401:
        return LOGIN
    assert answer.status_code < 500, (name, answer.status_code)
    return OPEN


def sweep(world: World, state: str, *, by_state: bool) -> dict[tuple[str, str], tuple[Outcome, Outcome]]:
    """Every address whose answer depends on the state (or does not), asked by every role; what differs from the table.

    Each asks the draft as the state has it: whoever may not write leaves it as it was, and what the others did is put back.
    """
    known = dict(addresses())
    row = Draft.objects.filter(pk=world.draft.pk)
    before = row.values().get()
    wrong = {}
    for role in ROLES:
        client = visitor(world, role)
        for name, asked in TABLE.items():
            if asked.by_state is not by_state:
                continue
            found = ask(client, name, known[name], asked.method, world.arguments)
            if found != (wanted := asked.rule(role, state)):
                wrong[role, name] = (wanted, found)
            after = row.values().get()
            if after != before:
                assert role in ("author", "secretary", "superior"), (role, name)
                assert (role == "author" and state in WRITABLE) or after["document"] == before["document"], (
                    name
                )
                row.update(**{key: value for key, value in before.items() if key != "id"})
            if name == "accounts:logout":
                client = visitor(world, role)
    return wrong


def visitor(world: World, role: str) -> Client:
    """The browser of somebody of the sweep."""
    client = Client()
    if role != "anonymous":
        client.force_login(world.people[role])
    return client


def test_every_address_has_a_rule() -> None:
    assert sorted(dict(addresses())) == sorted(TABLE)
    assert {"draft_id", "meeting_id"} <= {name for _, names in addresses() for name in names}


@pytest.mark.parametrize("state", STATES)
def test_who_gets_an_answer_in_each_state(world: World, state: str) -> None:
    put_into(world, state)
    assert sweep(world, state, by_state=True) == {}


def test_who_gets_an_answer_where_the_draft_does_not_matter(world: World) -> None:
    put_into(world, "submitted")
    assert sweep(world, "submitted", by_state=False) == {}


@pytest.mark.parametrize("role", [role for role in ROLES if role != "anonymous"])
def test_a_guessed_id_leads_nowhere(world: World, role: str) -> None:
    client = Client()
    client.force_login(world.people[role])
    guessed = {"draft_id": uuid.uuid4(), "meeting_id": 99999, "job_id": uuid.uuid4(), "import_id": uuid.uuid4(),
               "notice_id": 99999, "organization_id": 99999, "desk:job_id": uuid.uuid4()}  # fmt: skip
    found = {
        name: ask(client, name, parameters, TABLE[name].method, world.arguments | guessed)
        for name, parameters in addresses()
        if set(parameters) & set(guessed)
    }
    assert found == dict.fromkeys(found, HIDDEN)
    assert len(found) > 40
