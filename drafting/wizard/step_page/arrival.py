"""Coming to a step from a list whose entries are mended there (去修改): ?from= names the list and
?at= the entry; the page leads back to the list and on to the next one. What is unknown is passed
over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.urls import reverse

from accounts.models import User
from drafting.document.model import Document, find
from drafting.drafts.field_addresses import AT, FROM, NEAR, landing
from drafting.progress.gaps import holes_in
from drafting.progress.steps import CHECK
from drafting.proofing.located_findings import Placed
from drafting.proofing.pages import known_filters, unproofed
from drafting.proofing.selectors import proof_draft
from drafting.review.author_panel.context import CommentsPanel
from drafting.review.comments.own_threads import LIST, PANEL, OwnThread
from drafting.wizard.check_page import CheckFinding, findings_of, in_list_order
from drafting.wizard.selectors import StepPage

#: The lists beside those of comments: the step 检查, what is to be mended before handing in, and the
#: page of proofreading.
CHECK_LIST: Final = "check"
SUBMIT_LIST: Final = "submit"
PROOF_LIST: Final = "proof"
LINKS: Final = "links"


@dataclass(frozen=True, slots=True)
class Place:
    """Words in a field of a node; ``near`` is what stands right before them. Without ``words`` the
    beginning of the field, without a field the node; the field ``links`` is what answers a problem."""

    node: str
    field: str = ""
    start: int = 0
    near: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Arrival:
    """The way back and on. ``said`` is what the entry asks; ``place`` is None where the entry is
    not there any more. ``panel`` names the panel beside the text that has it too, and ``beside``
    says that one comes from there."""

    title: str
    back: str
    said: str
    place: Place | None
    after: str
    panel: str = ""
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list: what it asks, where, and the address that leads there."""

    key: str
    said: str
    place: Place
    address: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A list as one comes from it: its name, its address, its entries, what is said of one that is
    not there any more, and the panel beside the text that has it too."""

    title: str
    back: str
    entries: Sequence[Entry]
    gone: str
    panel: str = ""


def arrival_of(
    page: StepPage, user: User, asked: Mapping[str, str], comments: CommentsPanel | None
) -> Arrival | None:
    """Where the request comes from; None where it names no list of this paper."""
    origin, at = asked.get(FROM, ""), asked.get(AT, "")
    found: Listed | None = None
    if origin in (LIST, PANEL) and comments is not None:
        found = _comments(page, comments, origin, at)
    elif origin in (CHECK_LIST, SUBMIT_LIST):
        found = _remarks(page, origin)
    elif origin == PROOF_LIST:
        found = _findings(page, user, asked)
    if found is None:
        return None
    entry, after = _found(found.entries, at)
    back = f"{found.back}#comment-{at}" if origin == LIST and entry is not None else found.back
    said, place = (entry.said, entry.place) if entry is not None else (found.gone, None)
    return Arrival(found.title, back, said, place, after, found.panel, beside=origin == PANEL)


def _comments(page: StepPage, comments: CommentsPanel, origin: str, at: str) -> Listed:
    entries = [
        _entry_of(one, origin)
        for one in comments.threads
        if one.step is not None and (one.waiting or str(one.comment.pk) == at)
    ]
    back = reverse("review:draft", args=[page.draft.pk])
    return Listed("审核意见", back, entries, "这条批注已经撤销了。", "remarks")


def _entry_of(one: OwnThread, origin: str) -> Entry:
    place = Place(one.thread.node, one.field, one.start, one.near, one.thread.words)
    said = one.comment.text or "建议的改法"
    return Entry(str(one.comment.pk), said, place, one.address(origin))


def _remarks(page: StepPage, origin: str) -> Listed:
    """What the step 检查 lists, or (in front of handing in) what of it is pressing."""
    listed = in_list_order(findings_of(page))
    if origin == SUBMIT_LIST:
        listed = [one for one in listed if one.remark.pressing]
    entries = [
        Entry(
            one.entry,
            one.remark.text,
            _to_write(page.document, one),
            landing(page.draft.pk, one.step.key, origin, one.entry, one.target.anchor),
        )
        for one in listed
    ]
    own = origin == SUBMIT_LIST
    back = (
        reverse("review:draft", args=[page.draft.pk])
        if own
        else reverse("wizard:step", args=[page.draft.pk, CHECK])
    )
    return Listed("提交以前" if own else "检查", back, entries, "这一处已经补齐了。")


def _to_write(document: Document, one: CheckFinding) -> Place:
    """The first open hole of the field, else the field."""
    node, name = find(document, one.target.node_id), one.target.field
    text = getattr(node, name, "")
    if not isinstance(text, str) or not name:
        return Place(one.target.node_id, name if name == LINKS else "")
    hole = next((hole for hole in holes_in(text) if hole.from_library), None)
    if hole is None:
        return Place(node.id, name)
    before = text[max(0, hole.start - NEAR) : hole.start]
    return Place(node.id, name, hole.start, before, hole.of(text))


def _findings(page: StepPage, user: User, asked: Mapping[str, str]) -> Listed:
    proof = proof_draft(page.draft, user, document=page.document, spec=page.spec)
    filters = known_filters(proof, asked)
    severity, rule = filters["severity"], filters["rule"]
    entries = [
        Entry(
            item.entry,
            f"{item.check.title}，{item.message}",
            _of_finding(item),
            landing(page.draft.pk, item.step.key, PROOF_LIST, item.entry, item.anchor, **filters),
        )
        for item in (*(() if severity or rule else proof.matters), *proof.open)
        if item.step is not None
        and severity in ("", item.finding.severity)
        and rule in ("", item.finding.rule)
    ]
    query = urlencode({name: value for name, value in filters.items() if value})
    back = reverse("proofing:summary", args=[page.draft.pk])
    return Listed(
        "校对",
        f"{back}?{query}" if query else back,
        entries,
        "这一处已经改好，或者文字改动过了。" if proof.available else unproofed(proof),
    )


def _of_finding(item: Placed) -> Place:
    if item.aim is not None and (item.place is None or item.aim.field != item.place.field):
        return Place(item.aim.node_id, item.aim.field)
    if item.place is None:
        return Place(item.finding.node_id or "")
    return Place(
        item.place.node_id, item.place.field, item.place.start, item.near, item.finding.text
    )


def _found(entries: Sequence[Entry], at: str) -> tuple[Entry | None, str]:
    """The entry that was asked for, and the address of the one after it: from the beginning again
    behind the last one, empty where there is no other."""
    index = next((index for index, entry in enumerate(entries) if entry.key == at), None)
    if index is None:
        return None, entries[0].address if entries else ""
    others = [*entries[index + 1 :], *entries[:index]]
    return entries[index], others[0].address if others else ""
