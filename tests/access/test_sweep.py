"""Every address × role × state of the draft: who gets an answer, who a reason, and who nothing at
all.

The addresses come from the URLconf, so a view without a line in TABLE fails. What the admin shows
is swept by role alone.
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
from django.utils import timezone

from accounts.models import User
from accounts.unit_kinds import UnitKind
from drafting import urls
from drafting.contributions.models import Contribution
from drafting.desk.models import BundleJob
from drafting.drafts.models import Draft, Revision
from drafting.drafts.services import changes, lifecycle, revisions
from drafting.exports.models import ExportJob
from drafting.facts.models import Fact
from drafting.importing.models import Import
from drafting.library.models import Phrase
from drafting.meetings.models import Meeting
from drafting.notices.models import Notice
from drafting.opinions.models import Opinion
from drafting.packages.models import PackageImport
from drafting.personal_data.models import PersonalFile
from drafting.proofing.alikeness.models import ReferenceText
from drafting.proofing.models import Formulation
from drafting.rectification.evidence.models import EvidenceFile
from drafting.rectification.ledger.models import Ledger, LedgerItem
from drafting.rectification.pdf_files.models import PdfJob
from drafting.retention.models import RetentionStep
from drafting.review.decisions.lifecycle import Action
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
    decides_on_offers,
    entered_by_the_secretary,
    keeps_everybody,
    keeps_people_somewhere,
    keeps_references_somewhere,
    keeps_unit_kinds,
    kept_frameworks,
    kept_library,
    kept_meeting,
    kept_people,
    kept_person,
    kept_references,
    leads_somewhere,
    led_meeting,
    no_half_sign_in,
    no_pair,
    no_service,
    nobody,
    of_committee,
    own,
    own_bundle,
    own_bundle_file,
    own_comment,
    own_sentence,
    pastes_notices,
    public,
    reviewed,
    reviewed_in_meeting,
    reviewed_meeting,
    says_to_the_secretary,
    signed_in,
    takes_part,
    watched_meeting,
)
from tests.access.said import lacking
from tests.factories import person
from tests.review import states

#: The states of the sweep in which the reviewer may not read, and those in which they may.
CLOSED = ("drafting", "withdrawn", "discarded")
READABLE = ("submitted", "returned", "endorsed", "approved")

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

TABLE = {
    "healthz": Asked(public),
    "healthz_live": Asked(public),
    "healthz_ready": Asked(public),
    # off unless a setting lets somebody read them (tests/operation/test_metrics.py)
    "metrics": Asked(nobody),
    "accounts:login": Asked(public),
    "accounts:login_code": Asked(no_half_sign_in),
    "accounts:logout": Asked(public, "post"),
    "accounts:oidc": Asked(no_service),
    "accounts:oidc_callback": Asked(no_service),
    "accounts:oidc_signed_out": Asked(no_service),
    "accounts:oidc_sign_out": Asked(no_service),
    "accounts:cas": Asked(no_service),
    "accounts:cas_callback": Asked(no_service),
    "accounts:cas_signed_out": Asked(no_service),
    "accounts:cas_sign_out": Asked(no_service),
    "accounts:wecom": Asked(no_service),
    "accounts:wecom_callback": Asked(no_service),
    "accounts:second_factor_set_up": Asked(signed_in),
    "accounts:second_factor_codes": Asked(signed_in),
    "accounts:second_factor_off": Asked(signed_in),
    "accounts:password_change": Asked(signed_in),
    "accounts:profile": Asked(signed_in),
    "accounts:session_end": Asked(own, "post"),
    "accounts:sessions_end": Asked(signed_in, "post"),
    "accounts:text_size": Asked(public, "post"),
    "accounts:organizations": Asked(keeps_people_somewhere),
    "accounts:members": Asked(kept_people),
    "accounts:members_template": Asked(kept_people),
    "accounts:own_words": Asked(kept_people),
    "accounts:evidence_files": Asked(kept_people),
    "accounts:members_export": Asked(kept_people),
    "accounts:members_import": Asked(kept_people),
    "accounts:members_review": Asked(kept_people),
    "accounts:members_passwords": Asked(kept_people),
    "accounts:members_shown": Asked(kept_people),
    "accounts:members_add": Asked(kept_people),
    "accounts:organization_new": Asked(keeps_everybody),
    "accounts:organization": Asked(keeps_everybody),
    "accounts:organization_remove": Asked(keeps_everybody),
    "accounts:unit_kinds": Asked(keeps_unit_kinds),
    "accounts:unit_kind": Asked(keeps_unit_kinds),
    "accounts:person": Asked(kept_person),
    "accounts:person_account": Asked(keeps_everybody),
    "accounts:person_active": Asked(keeps_everybody, "post"),
    "accounts:person_password": Asked(keeps_everybody, "post"),
    "accounts:person_second_factor": Asked(keeps_everybody),
    "accounts:office_new": Asked(keeps_everybody),
    "accounts:office": Asked(kept_person),
    "accounts:office_move": Asked(kept_person),
    "accounts:office_end": Asked(keeps_everybody),
    "drafts:home": Asked(signed_in),
    "drafts:begin": Asked(signed_in),
    "drafts:bin": Asked(signed_in),
    "drafts:past": Asked(signed_in),
    "drafts:discard": Asked(own, "post", by_state=True),
    "drafts:take_back": Asked(own, "post", by_state=True),
    "drafts:framework": Asked(own, by_state=True),
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
    "wizard:findings": Asked(own, by_state=True),
    "wizard:phrases": Asked(own, by_state=True),
    "wizard:points": Asked(own, "json", by_state=True),
    "wizard:save": Asked(own, "json", by_state=True),
    "wizard:use": Asked(own, "json", by_state=True),
    "wizard:answers": Asked(own, "json", by_state=True),
    "wizard:fact": Asked(own, "json", by_state=True),
    "wizard:replace": Asked(own, by_state=True),
    "wizard:replace_undo": Asked(own, "post", by_state=True),
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
    "rectification:page": Asked(own, by_state=True),
    "rectification:choose": Asked(own, "post", by_state=True),
    "rectification:quote": Asked(own, "post", by_state=True),
    "rectification:frame": Asked(own, "post", by_state=True),
    "rectification:frame_text": Asked(own, by_state=True),
    "rectification:ticks": Asked(own, "post", by_state=True),
    "rectification:save": Asked(own, "json", by_state=True),
    "rectification:panel": Asked(own, by_state=True),
    "lists:file": Asked(own, by_state=True),
    "lists:ledger": Asked(own, by_state=True),
    "ledger:home": Asked(signed_in),
    "ledger:page": Asked(own),
    "ledger:save": Asked(own, "json"),
    "ledger:file": Asked(own),
    "ledger:evidence": Asked(own),
    "ledger:evidence_file": Asked(own),
    "ledger:evidence_delete": Asked(own),
    "pdf_files:page": Asked(own),
    "pdf_files:status": Asked(own),
    "criticism:heard": Asked(takes_part),
    "criticism:heard_change": Asked(own),
    "criticism:heard_delete": Asked(own),
    "criticism:prepared": Asked(takes_part),
    "criticism:save": Asked(says_to_the_secretary, "json"),
    "criticism:file": Asked(takes_part),
    "contributions:list": Asked(signed_in),
    "contributions:choose": Asked(own, by_state=True),
    "contributions:word": Asked(own_sentence, by_state=True),
    "contributions:take_back": Asked(own, "post"),
    "contributions:desk": Asked(decides_on_offers),
    "contributions:decide": Asked(decides_on_offers),
    "facts:list": Asked(signed_in),
    "facts:export": Asked(signed_in),
    "facts:delete_all": Asked(signed_in),
    "facts:fact": Asked(own),
    "facts:area": Asked(own, "post"),
    "facts:delete": Asked(own),
    "opinions:list": Asked(own, by_state=True),
    "opinions:settle": Asked(own, "post", by_state=True),
    "opinions:change": Asked(own, by_state=True),
    "opinions:delete": Asked(own, by_state=True),
    "opinions:given": Asked(kept_meeting),
    "opinions:given_change": Asked(kept_meeting),
    "opinions:given_delete": Asked(kept_meeting),
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
    "review:take_back": Asked(own_comment, "post", by_state=True),
    "review:first": Asked(own, by_state=True),
    "review:panel": Asked(own, by_state=True),
    "review:read": Asked(reviewed, by_state=True),
    "review:move": Asked(reviewed, "post", by_state=True),
    "review:comment": Asked(reviewed, "post", by_state=True),
    "review:comment_change": Asked(reviewed, "post", by_state=True),
    "review:comment_act": Asked(reviewed, "post", by_state=True),
    "collective:meeting": Asked(of_committee),
    "collective:begin_from": Asked(of_committee, "post"),
    "collective:paper": Asked(of_committee, by_state=True),
    "collective:take_over": Asked(of_committee, by_state=True),
    "collective:comment": Asked(of_committee, "post", by_state=True),
    "collective:change": Asked(of_committee, "post"),
    "collective:withdraw": Asked(of_committee, "post"),
    "collective:restore": Asked(of_committee, "post"),
    "collective:settle": Asked(of_committee, "post"),
    "collective:reopen": Asked(of_committee, "post"),
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
    "desk:references": Asked(keeps_references_somewhere),
    "desk:reference_remove": Asked(kept_references),
    "desk:alike": Asked(reviewed_meeting),
    "desk:alike_xlsx": Asked(reviewed_meeting),
    "desk:alike_docx": Asked(reviewed_meeting),
    "desk:alike_nearest": Asked(reviewed_in_meeting, by_state=True),
    "desk:alike_pair": Asked(no_pair, by_state=True),
    "desk:bundle_status": Asked(own_bundle),
    "desk:bundle_file": Asked(own_bundle_file),
    "desk:summary": Asked(reviewed_meeting),
    "desk:order": Asked(reviewed_meeting),
    "desk:ledger": Asked(reviewed_meeting),
    "desk:heard": Asked(reviewed_meeting),
    "desk:frame": Asked(led_meeting),
    "desk:years": Asked(led_meeting),
    "desk:years_xlsx": Asked(led_meeting),
    "desk:heard_change": Asked(entered_by_the_secretary),
    "desk:heard_delete": Asked(entered_by_the_secretary),
    "desk:lists": Asked(reviewed_meeting),
    "annual_notice:frameworks": Asked(kept_frameworks),
    "annual_notice:paste": Asked(pastes_notices),
    "annual_notice:look": Asked(kept_frameworks),
    "annual_notice:confirm_section": Asked(kept_frameworks, "post"),
    "framework_editor:edit": Asked(kept_frameworks),
    "framework_editor:preview": Asked(kept_frameworks, "post"),
    "framework_editor:correct": Asked(kept_frameworks, "post"),
    "framework_editor:bring_back": Asked(kept_frameworks),
    "framework_editor:copy": Asked(kept_frameworks),
    "framework_editor:usual": Asked(kept_frameworks),
    "framework_editor:retire": Asked(kept_frameworks),
    "annual_notice:blank": Asked(kept_frameworks),
    "annual_notice:confirm": Asked(kept_frameworks, "post"),
    "annual_notice:publish": Asked(kept_frameworks, "post"),
    "phrases:cards": Asked(kept_library),
    "phrases:new": Asked(kept_library),
    "phrases:near": Asked(kept_library, "post"),
    "phrases:remarks": Asked(kept_library, "post"),
    "phrases:proof": Asked(kept_library),
    "phrases:duplicates": Asked(kept_library),
    "phrases:aside": Asked(kept_library),
    "formulations:list": Asked(kept_library),
    "formulations:new": Asked(kept_library),
    "formulations:edit": Asked(kept_library),
    "formulations:bulk": Asked(kept_library, "post"),
    "formulations:undo": Asked(kept_library, "post"),
    "packages:packages": Asked(kept_library),
    "packages:make": Asked(kept_library, "post"),
    "packages:receive": Asked(kept_library, "post"),
    "packages:package": Asked(kept_library),
    "packages:undo": Asked(kept_library, "post"),
    "phrases:bulk": Asked(kept_library, "post"),
    "phrases:undo": Asked(kept_library, "post"),
    "phrases:terms": Asked(kept_library),
    "phrases:term": Asked(kept_library),
    "phrases:card": Asked(kept_library),
    "phrases:edit": Asked(kept_library),
    "phrases:history": Asked(kept_library),
    "phrases:bring_back": Asked(kept_library, "post"),
    "notices:list": Asked(signed_in),
    "notices:read": Asked(own, "post"),
    "notices:read_all": Asked(signed_in, "post"),
    "notices:unread_again": Asked(signed_in, "post"),
    "notices:settings": Asked(signed_in),
    "personal_data:page": Asked(signed_in),
    "personal_data:ask": Asked(signed_in, "post"),
    "personal_data:status": Asked(own),
    "personal_data:download": Asked(own),
    "personal_data:ask_erasure": Asked(signed_in, "post"),
    "personal_data:withdraw_erasure": Asked(signed_in, "post"),
    "personal_data:erasures": Asked(keeps_everybody),
    "personal_data:person": Asked(keeps_everybody),
    "personal_data:decline": Asked(keeps_everybody, "post"),
    "retention:rule": Asked(kept_people),
    "retention:bring_back": Asked(kept_people, "post"),
    "help:index": Asked(public),
    "help:page": Asked(public),
}


@dataclass
class World:
    """The people by role, the member's draft, and an argument for every name of a URL's
    parameter."""

    people: dict[str, User]
    draft: Draft
    arguments: dict[str, Any]


def addresses(
    resolver: URLResolver | None = None, space: str = "", taken: tuple[str, ...] = ()
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every address of the URLconf by its name, with the names of its parameters; the admin has a
    test of its own."""
    for entry in (resolver or get_resolver()).url_patterns:
        names = (*taken, *entry.pattern.converters)
        if isinstance(entry, URLResolver):
            if entry.namespace != "admin":
                yield from addresses(
                    entry, f"{space}{entry.namespace}:" if entry.namespace else space, names
                )
        else:
            assert isinstance(entry, URLPattern)
            yield f"{space}{entry.name}", names


@pytest.fixture
def people(
    member: User, colleague: User, secretary: User, superior: User, other_secretary: User,
    stranger: User, curator: User,
    administrator: User,
) -> dict[str, User]:  # fmt: skip
    """Everybody of the sweep who signs in."""
    return {
        "author": member, "colleague": colleague, "secretary": secretary, "superior": superior,
        "other_secretary": other_secretary, "stranger": stranger, "curator": curator,
        "administrator": administrator,
        "superuser": User.objects.create_superuser("root", password="x", name="根"),
    }  # fmt: skip


@pytest.fixture
def world(
    people: dict[str, User], draft: Draft, meeting: Meeting, secretary: User, superior: User
) -> World:
    """The draft as it is begun, with everything around it that an address may name."""
    states.ask(meeting, 2)
    member = people["author"]
    changes.save_node(
        draft.pk, draft.document["opening"]["id"], {"text": "会前认真学习了党章。"}, 99
    )
    revision = revisions.freeze(draft, Revision.Reason.SAVE, member)
    job = ExportJob.objects.create(
        draft=draft,
        revision=revision,
        requested_by=member,
        style="standard",
        filename="刘洋-材料.docx",
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
        meeting=meeting,
        requested_by=people["secretary"],
        filename="材料.zip",
        state=BundleJob.State.FAILED,
    )
    pdf = PdfJob.objects.create(
        requested_by=member, filename="清单.pdf", state=PdfJob.State.FAILED,
        address=reverse("lists:file", args=[draft.pk, "problems", "pdf"]), back="/",
    )  # fmt: skip
    taken_along = PersonalFile.objects.create(
        requested_by=member, filename="数据.zip", state=PersonalFile.State.FAILED
    )
    step = RetentionStep.objects.create(
        meeting=meeting, what="archive", months=12, held_on="2023-12-20", due="2024-12-20",
        state=RetentionStep.State.WITHDRAWN,
    )  # fmt: skip
    reference = ReferenceText.objects.create(
        organization=meeting.organization, name="范文", text="学习靠通知推着走。" * 9,
        content_hash="c" * 64,
    )  # fmt: skip
    fact = Fact.objects.create(owner=member, what="3月初值班，没有登记。")
    phrase = Phrase.objects.create(key="OP-01", part="opening", elaboration="会前学习了{内容}。")
    package = PackageImport.objects.create(
        source=uuid.uuid4(), organisation="乙单位", name="样本", edition=1, made_on="2026-11-30",
        state=PackageImport.State.TAKEN, taken_at=timezone.now(),
    )  # fmt: skip
    outdated = Formulation.objects.create(key="GS01", kind="outdated", text="又快又好", use="更好")
    ledger = Ledger.objects.create(owner=member, meeting=meeting)
    item = LedgerItem.objects.create(ledger=ledger, measure="m1", text="每周读书。")
    evidence = EvidenceFile.objects.create(
        item=item, name="照片.png", file="evidence/none.png", size=1
    )
    heard, told = (
        LedgerItem.objects.create(
            ledger=ledger, measure=f"h{by.pk}", problem="说话太急。", heard=True, entered_by=by
        )
        for by in (member, secretary)
    )
    opinion = Opinion.objects.create(
        owner=member, meeting=meeting, entered_by=member, text="解释不够耐心。"
    )
    given = Opinion.objects.create(
        owner=member, meeting=meeting, entered_by=secretary, text="值班时常不在岗。"
    )
    # in the library already: its member cannot take it back
    offered = Contribution.objects.create(
        owner=member, part="problems", text="学习不够深入。", state=Contribution.State.TAKEN
    )
    # a closed account and a new password must not put anybody of the sweep out
    away = person("away", "周航", meeting.organization)
    Client().force_login(member)
    notice = Notice.objects.create(user=member, kind=Notice.Kind.CHANGED, text="材料已经退回。")
    return World(
        people,
        states.fresh(draft),
        {
            "draft_id": draft.pk, "key": "theory", "node_id": draft.document["opening"]["id"],
            "rule": "blanks", "measure": "xiaom01",
            "number": revision.number, "job_id": job.pk, "import_id": taken.pk,
            "ledger_id": ledger.pk, "item_id": item.pk, "kind": "measures", "suffix": "xlsx",
            "phrase_id": phrase.pk, "term": outdated.key, "notice_id": notice.pk,
            "framework_id": draft.framework_id,
            "section_id": draft.framework.sections.first().pk, "fact_id": fact.pk,
            "opinion_id": opinion.pk, "given_id": given.pk,
            "meeting_id": meeting.pk, "organization_id": meeting.organization_id, "slug": "member",
            "op": "resolve",
            "comment_id": 0, "packages:import_id": package.pk, "desk:job_id": bundle.pk,
            "step_id": step.pk, "formulation_id": outdated.pk,
            "personal_data:job_id": taken_along.pk, "pdf_files:job_id": pdf.pk,
            "contribution_id": offered.pk, "field": "claim",
            "frame": "report", "desk:suffix": "docx",
            "kind_id": UnitKind.objects.get(code="school").pk,
            "person_id": away.pk, "office_id": away.memberships.get().pk,
            "criticism:item_id": heard.pk, "desk:item_id": told.pk, "colleague_id": secretary.pk,
            "reference_id": reference.pk, "file_id": evidence.pk, "other_id": uuid.uuid4(),
            "sign_in_id": member.sign_ins.get().pk, "state": "of-nobody",
        },
    )  # fmt: skip


def put_into(world: World, state: str) -> None:
    """Bring the draft into a state of the sweep; from the first round on it has a comment of the
    secretary's."""
    draft, secretary, superior = world.draft, world.people["secretary"], world.people["superior"]
    if state == "discarded":
        lifecycle.discard(draft)
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
    url = reverse(
        name, kwargs={key: arguments.get(f"{room}:{key}", arguments[key]) for key in parameters}
    )
    answer: HttpResponse
    if method == "json":
        body = {"op": "add", "known": {}, "base": 0, "values": {}, "style": "standard"}
        answer = client.post(
            url, body, content_type="application/json", headers={"accept": "application/json"}
        )
    else:
        answer = getattr(client, method)(url)
    assert lacking(answer) == [], name
    if answer.status_code == 404:
        return HIDDEN
    if answer.status_code == 403:
        return REFUSED
    away = answer.status_code == 302 and answer["Location"].startswith(reverse(settings.LOGIN_URL))
    if (away and name != "accounts:logout") or answer.status_code == 401:
        return LOGIN
    assert answer.status_code < 500, (name, answer.status_code)
    return OPEN


def sweep(
    world: World, state: str, *, by_state: bool
) -> dict[tuple[str, str], tuple[Outcome, Outcome]]:
    """Every address whose answer depends on the state (or does not), asked by every role; what
    differs from the table.

    Each asks the draft as the state has it: whoever may not write leaves it as it was, and what the
    others did is put back.
    """
    known = dict(addresses())
    row = Draft.objects.filter(pk=world.draft.pk)
    before = row.values().get()
    wrong = {}
    for role in ROLES:
        client = visitor(world, role)
        for name, asked in TABLE.items():
            if asked.by_state is not by_state or (by_state and not asks_in(state, role, name)):
                continue
            found = ask(client, name, known[name], asked.method, world.arguments)
            if found != (wanted := asked.rule(role, state)):
                wrong[role, name] = (wanted, found)
            after = row.values().get()
            if after != before:
                assert role in ("author", "secretary", "superior"), (role, name)
                assert (role == "author" and state in WRITABLE) or after["document"] == before[
                    "document"
                ], name
                row.update(**{key: value for key, value in before.items() if key != "id"})
            if name == "accounts:logout":
                client = visitor(world, role)
    return wrong


def asks_in(state: str, role: str, name: str) -> bool:
    """Whether a role asks an address in a state: whose answers change with the state in every one,
    the others, to whom the draft is never there, once before the reviewer may read and once after,
    in turn, so that each of them meets every state and every address."""
    if role in ("author", "secretary", "superior"):
        return True
    turn = ROLES.index(role) + sorted(TABLE).index(name)
    return state in (CLOSED[turn % len(CLOSED)], READABLE[turn % len(READABLE)])


def visitor(world: World, role: str) -> Client:
    """The browser of somebody of the sweep."""
    client = Client()
    if role != "anonymous":
        client.force_login(world.people[role])
    return client


@pytest.fixture
def plain_refusals(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two answers in three are refusals, and only their status counts here:
    tests/requests/test_error_pages.py reads the pages."""
    monkeypatch.setattr(urls, "handler404", lambda _request, exception: HttpResponse(status=404))
    monkeypatch.setattr(urls, "handler403", lambda _request, exception: HttpResponse(status=403))


def test_every_address_has_a_rule() -> None:
    assert sorted(dict(addresses())) == sorted(TABLE)
    assert {"draft_id", "meeting_id"} <= {name for _, names in addresses() for name in names}


def test_who_never_sees_the_draft_meets_every_state() -> None:
    """What ``asks_in`` leaves out, it may: the rule gives these roles one answer in all states."""
    by_state = [name for name, asked in TABLE.items() if asked.by_state]
    for role in ROLES:
        asked = {(s, name) for s in STATES for name in by_state if asks_in(s, role, name)}
        assert {state for state, _ in asked} == set(STATES)
        assert {name for _, name in asked} == set(by_state)
        for name in by_state:
            answers = {TABLE[name].rule(role, state) for state in STATES}
            assert len(answers) == 1 or all((state, name) in asked for state in STATES)


@pytest.mark.usefixtures("plain_refusals")
@pytest.mark.parametrize("state", STATES)
def test_who_gets_an_answer_in_each_state(world: World, state: str) -> None:
    put_into(world, state)
    assert sweep(world, state, by_state=True) == {}


@pytest.mark.usefixtures("plain_refusals")
def test_who_gets_an_answer_where_the_draft_does_not_matter(world: World) -> None:
    put_into(world, "submitted")
    assert sweep(world, "submitted", by_state=False) == {}


@pytest.mark.usefixtures("plain_refusals")
@pytest.mark.parametrize("role", [role for role in ROLES if role != "anonymous"])
def test_a_guessed_id_leads_nowhere(world: World, role: str) -> None:
    client = Client()
    client.force_login(world.people[role])
    guessed = {"draft_id": uuid.uuid4(), "meeting_id": 99999, "job_id": uuid.uuid4(),
    "import_id": uuid.uuid4(), "fact_id": uuid.uuid4(), "ledger_id": uuid.uuid4(),
               "opinion_id": uuid.uuid4(), "given_id": uuid.uuid4(),
               "notice_id": 99999, "organization_id": 99999,
               "desk:job_id": uuid.uuid4(), "pdf_files:job_id": uuid.uuid4(),
               "personal_data:job_id": uuid.uuid4(), "step_id": 99999,
               "packages:import_id": uuid.uuid4()}  # fmt: skip
    found = {
        name: ask(client, name, parameters, TABLE[name].method, world.arguments | guessed)
        for name, parameters in addresses()
        if set(parameters) & set(guessed)
    }
    assert found == dict.fromkeys(found, HIDDEN)
    assert len(found) > 40
