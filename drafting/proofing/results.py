"""Findings, kept by what was proofread, so that no member's paper keeps another member waiting.

A paper of the usual length is proofread at once, by one thread of a process at a time; everything
else by a worker, and the page asks again. Where no worker answers the one thread does that too.
Checks with big tables are a worker's alone: the page shows what the others found, and asks again
for the rest.
"""

from __future__ import annotations

import threading
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any, Final

from django.utils import timezone

from drafting.document.bounds import text_size
from drafting.document.codec import load
from drafting.drafts.models import Draft, Revision
from drafting.jobs.queue import hand_over
from drafting.proofing.core.findings import Basis, Finding, Listed
from drafting.proofing.engine import Unavailable, find
from drafting.proofing.models import Proofreading
from drafting.proofing.texts import Text, text_of

State = Proofreading.State

TASK: Final = "drafting.proofing.tasks.proofread_text"
#: Characters that are proofread at once, in a tenth of a second: more than any paper that was
#: written in earnest.
MOST_AT_ONCE: Final = 12_000
#: After so long without a sign of a worker a text is proofread here, however long: there may be no
#: worker.
PATIENCE: Final = timedelta(seconds=20)
#: After so long a message counts as lost, and a worker that is at it as dead (its task has 70 s).
RESEND: Final = timedelta(seconds=15)
LEASE: Final = timedelta(seconds=75)
#: After so long a text that the checks failed on is tried again.
RETRY: Final = timedelta(minutes=10)
#: Seconds that a worker may take over a text. A page takes those of the runner.
WORKERS_SECONDS: Final = 25.0
#: Results of one draft that are kept: of the text as it stands, and of the rounds that are read.
KEPT: Final = 4

#: Proofreading only computes: a second thread of a process would not be quicker, only in the way of
#: those who save.
_SLOT: Final = threading.BoundedSemaphore(1)


class Unfinished(Exception):
    """The findings are not there yet; ``late`` where a worker would have given a sign by now."""

    def __init__(self, *, late: bool) -> None:
        super().__init__(late)
        self.late = late


def findings_of(draft: Draft, text: Text, revision: Revision | None = None) -> Kept:
    """The findings in a text of a draft, ``revision`` where it is that frozen one: all of them, or
    with the checks that are still awaited. Raises Unfinished, and Unavailable."""
    key = text.key()
    row = _asked(draft, key)
    settled = _settled(row) if row is not None else None
    if settled is not None:
        return settled
    late = row is not None and _is_late(row)
    if row is not None and row.findings and row.state != State.FAILED:
        _ask_again(row, revision)
        return Kept(_read(row.findings), late=late)
    if late or text_size(text.document) <= MOST_AT_ONCE:
        found = _at_once(text)
        if found is not None:
            _keep(draft, key, found, revision)
            return Kept(found)
    _ask(draft, key, revision)
    raise Unfinished(late=late)


def still_awaited(draft: Draft, *, partial: bool) -> bool:
    """Whether nothing has come yet for a page that waits for the findings of its draft, ``partial``
    where it shows those of some checks: two or three queries, and no look at the text. False wherever
    there is something to be done or to be said, as when no worker seems to be at it."""
    rows = draft.proofreadings.filter(revision=None).order_by("-asked_at", "-pk")
    row = rows.defer("findings").first()
    if row is None or row.state not in (State.WAITING, State.RUNNING):
        return False
    if _is_silent(row) or _is_late(row):
        return False
    return partial or not row.findings


@dataclass(frozen=True, slots=True)
class Kept:
    """Findings; ``late`` where checks are awaited and a worker would have given a sign by now."""

    findings: Listed[Finding]
    late: bool = False


def _asked(draft: Draft, key: str) -> Proofreading | None:
    """The row of a text where there is one that still counts."""
    row: Proofreading | None = draft.proofreadings.filter(key=key).first()
    if row is None:
        return None
    if row.asked_at < timezone.now() - RETRY and row.findings.get("unfinished"):
        row.delete()  # the machine was busy then
        return None
    return row


def _settled(row: Proofreading) -> Kept | None:
    """The findings where no others are to come: all, or what there is of a text on which the checks
    failed just now. Raises Unavailable."""
    if row.state == State.DONE:
        return Kept(_read(row.findings))
    if row.state == State.FAILED and row.asked_at > timezone.now() - RETRY:
        return _left_of(row)
    return None


def _is_late(row: Proofreading) -> bool:
    """Whether a worker would have given a sign by now."""
    return row.asked_at < timezone.now() - PATIENCE and not _worker_lives()


def _is_silent(row: Proofreading) -> bool:
    """Whether the message counts as lost, or the worker that was at it as dead."""
    patience = LEASE if row.state == State.RUNNING else RESEND
    return row.sent_at < timezone.now() - patience


def _left_of(row: Proofreading) -> Kept:
    """What there is of a text on which the checks failed just now. Raises Unavailable where that is
    nothing."""
    if not row.findings:
        raise Unavailable
    return Kept(_given_up(_read(row.findings)))


def work_out(number: int) -> None:
    """Proofread what the row of this number waits for; called by a worker. Anything else is left as
    it is.

    A text that was changed meanwhile is not proofread: the page asks for what stands there now.
    """
    related = ("revision", "draft__owner", "draft__framework", "draft__meeting__organization")
    # one that runs already is the task of a worker that died, delivered again
    rows = Proofreading.objects.filter(pk=number, state__in=(State.WAITING, State.RUNNING))
    row = rows.select_related(*related).first()
    if row is None:
        return
    document = load((row.revision or row.draft).document)
    text = text_of(row.draft, row.draft.owner, document)
    if text.key() != row.key:
        row.delete()
        return
    rows.update(state=State.RUNNING, sent_at=timezone.now())
    try:
        _keep(row.draft, row.key, find(*_parts(text), most=text.most, seconds=WORKERS_SECONDS))
    except Unavailable:
        Proofreading.objects.filter(pk=row.pk).update(state=State.FAILED, asked_at=timezone.now())


def _at_once(text: Text) -> Listed[Finding] | None:
    """The findings, None while another thread of this process is at it. Raises Unavailable."""
    if not _SLOT.acquire(blocking=False):
        return None
    try:
        return find(*_parts(text), most=text.most, quick=True)
    finally:
        _SLOT.release()


def _parts(text: Text) -> tuple[Any, ...]:
    return text.document, text.spec, text.style, text.author


def _given_up(found: Listed[Finding]) -> Listed[Finding]:
    """What a worker failed on is not awaited any more."""
    return Listed(found, found.more, (*found.unfinished, *found.awaited), (), found.missing)


def _keep(draft: Draft, key: str, found: Listed[Finding], revision: Revision | None = None) -> None:
    """Keep findings; a worker is asked for what is awaited."""
    now = timezone.now()
    row = Proofreading(
        draft=draft,
        revision=revision,
        key=key,
        state=State.WAITING if found.awaited else State.DONE,
        findings=_written(found),
        asked_at=now,
        sent_at=now,
    )
    Proofreading.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["draft", "key"],
        update_fields=["state", "findings", "asked_at", "sent_at"],
    )
    if found.awaited:
        # not the number of ``row``: where one stood there already, that keeps its own
        hand_over(draft.proofreadings.values_list("pk", flat=True).get(key=key), TASK)
    newest = draft.proofreadings.order_by("-asked_at", "-pk").values("pk")[:KEPT]
    draft.proofreadings.exclude(pk__in=newest).delete()


def _worker_lives() -> bool:
    """Whether a worker is at any text: then this one's turn comes, however long the queue."""
    return Proofreading.objects.filter(
        state=State.RUNNING, sent_at__gt=timezone.now() - LEASE
    ).exists()


def _ask(draft: Draft, key: str, revision: Revision | None) -> None:
    """Have a worker do it, once for each text; a message that got lost is sent again."""
    now = timezone.now()
    fresh = {"state": State.WAITING, "revision": revision, "asked_at": now, "sent_at": now}
    row, new = Proofreading.objects.get_or_create(draft=draft, key=key, defaults=fresh)
    if new:
        hand_over(row.pk, TASK)
    else:
        _ask_again(row, revision)


def _ask_again(row: Proofreading, revision: Revision | None) -> None:
    """Send the message again where it got lost, or where the checks had failed."""
    now = timezone.now()
    failed = row.state == State.FAILED
    same = Proofreading.objects.filter(pk=row.pk, state=row.state, sent_at=row.sent_at)
    fresh = {"state": State.WAITING, "revision": revision, "asked_at": now, "sent_at": now}
    if (failed or _is_silent(row)) and same.update(**(fresh if failed else {"sent_at": now})):
        hand_over(row.pk, TASK)


def _written(found: Listed[Finding]) -> dict[str, Any]:
    return {
        "items": [asdict(one) for one in found],
        "more": [[rule, severity, number] for (rule, severity), number in found.more.items()],
        "unfinished": list(found.unfinished),
        "awaited": list(found.awaited),
        "missing": list(found.missing),
    }


def _read(kept: dict[str, Any]) -> Listed[Finding]:
    items = (
        Finding(**{**row, "basis": Basis(**row["basis"]) if row["basis"] else None})
        for row in kept["items"]
    )
    more = {(rule, severity): number for rule, severity, number in kept["more"]}
    rest = (kept.get(name, ()) for name in ("unfinished", "awaited", "missing"))
    return Listed(items, more, *rest)
