"""The only writers of opinions."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from accounts.models import User
from drafting.common.overtaken import Overtaken
from drafting.document import codec
from drafting.document.model import Point, find, new_id
from drafting.drafts.models import Draft
from drafting.drafts.services import changes
from drafting.meetings.models import Meeting
from drafting.opinions.models import Claim, Opinion

#: Of one member for one meeting or paper.
MOST = 300


class OpinionOvertaken(Overtaken):
    """What was said was changed elsewhere since the page was loaded; carries it as it stands now,
    None where it is gone."""

    def __init__(self, opinion: Opinion | None) -> None:
        super().__init__(str(opinion.pk) if opinion else "gone")
        self.opinion = opinion


class TooManyOpinions(Exception):
    """There are as many as may be; the message is one Chinese sentence."""

    def __init__(self) -> None:
        super().__init__(f"一个人最多记 {MOST} 条，请先删去不用的，或者把相近的并成一条。")


@dataclass(frozen=True, slots=True)
class Entered:
    """What a form says: the kind, who said it, when, and each thing that was said."""

    kind: str
    speaker: str
    day: date | None
    lines: Sequence[str]


def enter(
    owner: User, by: User, entered: Entered, batch: uuid.UUID, *, about: Meeting | Draft
) -> int:
    """Enter what was said to ``owner``, for a meeting or a paper; what was entered with the same
    ``batch`` before is not entered twice. Returns how many. Raises TooManyOpinions."""
    target = {"meeting": about} if isinstance(about, Meeting) else {"draft": about}
    there = Opinion.objects.filter(owner=owner, **target)
    if there.filter(batch=batch, entered_by=by).exists():
        return len(entered.lines)
    if there.count() + len(entered.lines) > MOST:
        raise TooManyOpinions
    rows = [
        Opinion(
            owner=owner,
            entered_by=by,
            kind=entered.kind,
            speaker=entered.speaker,
            day=entered.day,
            text=line,
            batch=batch,
            place=place,
            **target,
        )
        for place, line in enumerate(entered.lines)
    ]
    try:
        with transaction.atomic():
            Opinion.objects.bulk_create(rows)
    except IntegrityError:  # the same form, sent twice at once
        pass
    return len(rows)


def change(opinion: Opinion, entered: Entered, base: int) -> None:
    """Put right what was entered, as the page loaded it at version ``base``. Raises
    OpinionOvertaken."""
    fields = {
        "kind": entered.kind,
        "speaker": entered.speaker,
        "day": entered.day,
        "text": "\n".join(entered.lines),
    }
    rows = Opinion.objects.filter(pk=opinion.pk, version=base)
    if not rows.update(**fields, version=base + 1):
        now = Opinion.objects.filter(pk=opinion.pk).first()
        if now is None or any(getattr(now, name) != value for name, value in fields.items()):
            raise OpinionOvertaken(now)


def delete(opinion: Opinion) -> None:
    """Let go of what was entered. What a secretary entered and the member has claimed or answered
    stays with the member, as their own."""
    with transaction.atomic():
        # read again, and held: the member may be claiming it at this moment
        now = Opinion.objects.select_for_update().filter(pk=opinion.pk).first()
        if now is None:
            return
        if now.given and (now.answer or now.claims.exists()):
            Opinion.objects.filter(pk=now.pk).update(entered_by=now.owner_id)
        else:
            now.delete()


def claim_new(draft: Draft, opinion: Opinion, container: str, category: str, *, copy: bool) -> str:
    """Claim it into a new point of an area, in its words only with ``copy``; the id of the point.

    Sent twice it is one point. Raises KeyError for an unknown container, and NotEditable, TooMuch
    and TooBusy of ``drafts.services``.
    """
    point = Point(id=new_id(), category=category, claim=_line(opinion.text) if copy else "")
    claim, new = Claim.objects.get_or_create(
        opinion=opinion, draft=draft, defaults={"node": point.id}
    )
    if not new and _lives(draft, claim.node):
        return claim.node
    Claim.objects.filter(pk=claim.pk).update(node=point.id)
    try:
        changes.add_point(draft.pk, container, point)
    except Exception:
        Claim.objects.filter(pk=claim.pk).delete()
        raise
    return point.id


def claim_in(draft: Draft, opinion: Opinion, node: str) -> None:
    """Claim it into a point that is there."""
    Claim.objects.update_or_create(opinion=opinion, draft=draft, defaults={"node": node})


def release(draft: Draft, opinion: Opinion) -> None:
    """Claim it no longer; the point stays."""
    Claim.objects.filter(opinion=opinion, draft=draft).delete()


def answer(opinion: Opinion, text: str) -> None:
    """Say why it became no point; an empty text opens it again."""
    Opinion.objects.filter(pk=opinion.pk).update(answer=text)


def _lives(draft: Draft, node: str) -> bool:
    try:
        find(codec.load(draft.document), node)
    except KeyError:
        return False
    return True


def _line(text: str) -> str:
    return " ".join(text.split())
