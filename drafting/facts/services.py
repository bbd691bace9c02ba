"""The only writers of facts. Each write is compare-and-swap: what another window stored meanwhile
is never overwritten unseen."""

from __future__ import annotations

import uuid
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from drafting.common.overtaken import Overtaken
from drafting.drafts.models import Draft
from drafting.drafts.save_requests import Sending, later_of_its_page, name_of
from drafting.facts.models import Fact, FactUse
from drafting.facts.selectors import answers_of, facts_of, likely_area
from drafting.facts.wording import Words

#: Of one notebook.
MOST_FACTS = 2000


class FactOvertaken(Overtaken):
    """The fact was changed elsewhere since the page was loaded; carries it as it stands now."""

    def __init__(self, fact: Fact) -> None:
        super().__init__(str(fact.pk))
        self.fact = fact


class TooManyFacts(Exception):
    """The notebook is full; the message is one Chinese sentence."""

    def __init__(self) -> None:
        super().__init__(f"事实本最多记 {MOST_FACTS} 条，请先导出、删去不用的再记。")


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A fact as a form has it. An empty ``area`` leaves it to its words."""

    words: Words
    day: date | None = None
    source: str = Fact.Source.OWN
    area: str = ""

    def fields(self) -> dict[str, Any]:
        """The columns that it fills."""
        texts = asdict(self.words) | {"day": self.day, "source": self.source}
        area = self.area or likely_area(self.words)
        return texts | {"area": area, "area_confirmed": bool(self.area)}


def save_fact(owner: User, fact_id: uuid.UUID, note: Note, base: int) -> Fact:
    """Store a fact that the page loaded at version ``base`` (0: a new one, under an id that the
    page made up, so that what is sent twice is noted once).

    Raises FactOvertaken where another window stored something else meanwhile, KeyError for an id of
    somebody else's, TooManyFacts.
    """
    fact = Fact.objects.filter(pk=fact_id).first()
    if fact is None:
        if facts_of(owner).count() >= MOST_FACTS:
            raise TooManyFacts
        try:
            with transaction.atomic():
                return Fact.objects.create(pk=fact_id, owner=owner, **note.fields())
        except IntegrityError:  # another window was faster
            fact = Fact.objects.get(pk=fact_id)
    if fact.owner_id != owner.pk or fact.draft_id is not None:
        raise KeyError(fact_id)
    fields = note.fields()
    if all(getattr(fact, name) == value for name, value in fields.items()):
        return fact
    if fact.version != base:
        raise FactOvertaken(fact)
    return _swap(fact, fields)


def set_area(fact: Fact, area: str) -> None:
    """The area that the owner chose or confirmed."""
    Fact.objects.filter(pk=fact.pk).update(area=area, area_confirmed=True)


def delete_facts(owner: User, fact_id: uuid.UUID | None = None) -> int:
    """Delete a fact, or the whole notebook; returns how many that were. Nothing brings them back."""
    rows = facts_of(owner)
    if fact_id is not None:
        rows = rows.filter(pk=fact_id)
    return rows.delete()[1].get("drafting.Fact", 0)


def note_use(fact: Fact, draft: Draft, node: str) -> None:
    """A fact was written into a point of a paper."""
    FactUse.objects.update_or_create(fact=fact, draft=draft, defaults={"node": node})


def forget_use(fact: Fact, draft: Draft) -> None:
    """It was taken out again."""
    FactUse.objects.filter(fact=fact, draft=draft).delete()


def save_answers(
    draft: Draft, step: str, words: Words, base: int, sending: Sending | None = None
) -> int:
    """Keep the answers to the questions of a new point as they are typed, from the version
    ``base`` (0: none were stored) on; returns the version now.

    Raises FactOvertaken where something else is stored and has changed since, other than by an
    earlier ``sending`` of the same page.
    """
    row = answers_of(draft, step)
    if row is None:
        if words.silent:
            return 0
        try:
            with transaction.atomic():
                made = Fact.objects.create(
                    owner_id=draft.owner_id,
                    draft=draft,
                    step=step,
                    sending=name_of(sending),
                    **asdict(words),
                )
                return made.version
        except IntegrityError:
            row = Fact.objects.get(draft=draft, step=step)
    if row.words == words:
        return row.version
    if row.version != base and not later_of_its_page(sending, row.sending):
        raise FactOvertaken(row)
    return _swap(row, asdict(words) | {"sending": name_of(sending)}).version


def use_answers(answers: Fact, node: str, *, noted: bool) -> Fact | None:
    """The answers became the point ``node``: they go, or with ``noted`` into the notebook, as the
    fact that is returned. Raises FactOvertaken where another window did it."""
    draft = answers.draft
    if draft is None:
        raise FactOvertaken(answers)
    if not noted:
        if not Fact.objects.filter(pk=answers.pk, version=answers.version).delete()[0]:
            raise FactOvertaken(answers)
        return None
    fields = Note(words=answers.words).fields()
    kept = _swap(answers, fields | {"draft": None, "step": "", "sending": ""})
    note_use(kept, draft, node)
    return kept


def forget_noted(draft: Draft, fact_id: uuid.UUID, version: int) -> None:
    """What was noted with a point made of answers goes when that is taken back, unless it says
    something else by now."""
    rows = Fact.objects.filter(owner=draft.owner_id, draft=None, uses__draft=draft)
    rows.filter(pk=fact_id, version=version).delete()


def _swap(fact: Fact, fields: dict[str, Any]) -> Fact:
    changed = Fact.objects.filter(pk=fact.pk, version=fact.version).update(
        **fields, version=fact.version + 1, updated_at=timezone.now()
    )
    fact.refresh_from_db()
    if not changed:
        raise FactOvertaken(fact)
    return fact
