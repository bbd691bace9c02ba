"""What is to be done by whoever leads a meeting, reviews for one, or keeps the library: the first box of
the start page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.urls import reverse

from accounts.models import User
from drafting.contributions.permissions import may_decide
from drafting.contributions.selectors import waiting as offered
from drafting.desk.home.entries import MeetingEntry, entries_of
from drafting.frameworks.models import Framework
from drafting.frameworks.selectors import unconfirmed
from drafting.library.models import Phrase
from drafting.library.permissions import keeps_library
from drafting.library.selectors import expiring_phrases
from drafting.proofing.curated_tables import ended_formulations
from drafting.proofing.models import Formulation

#: Meetings on the start page; the page of the meetings has them all.
MOST: Final = 4


@dataclass(frozen=True, slots=True)
class Chore:
    """Something that waits in a list of a curator's: how many of what, and the list that shows just
    these."""

    number: int
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Duties:
    """The meetings with something to do, those further down left out (``more`` counts them), and
    what a curator's lists have waiting."""

    meetings: tuple[MeetingEntry, ...]
    more: int
    chores: tuple[Chore, ...]

    def __bool__(self) -> bool:
        return bool(self.meetings or self.chores)


def duties_of(user: User) -> Duties:
    """What a person has to do beside their own papers: first where most papers wait for them; a
    constant number of queries."""
    asking = [entry for entry in entries_of(user) if entry.asks]
    asking.sort(key=lambda entry: -entry.summary.waiting)
    chores = tuple(chore for chore in _chores(user) if chore.number)
    return Duties(tuple(asking[:MOST]), max(0, len(asking) - MOST), chores)


def _chores(user: User) -> Iterator[Chore]:
    if not user.is_staff:
        return
    if may_decide(user):
        yield Chore(offered().count(), "条党员推荐待处理", reverse("contributions:desk"))
    if keeps_library(user):
        waiting = Phrase.objects.filter(state=Phrase.State.DRAFT)
        yield Chore(waiting.count(), "条素材待审定", f"{reverse('phrases:cards')}?state=draft")
        used = Phrase.objects.filter(state=Phrase.State.APPROVED)
        cards = reverse("admin:drafting_phrase_changelist")
        ended = f"{cards}?expiry=past&state__exact=approved"
        yield Chore(expiring_phrases(used, 0).count(), "条素材已到期", ended)
    if user.has_perm("drafting.change_formulation"):
        rows, kept = reverse("formulations:list"), Formulation.State.APPROVED
        unsure = Formulation.objects.filter(state=kept, confirmed_on=None)
        yield Chore(unsure.count(), "条提法待核对", f"{rows}?checked=no&state={kept}")
        over = ended_formulations(Formulation.objects.all())
        yield Chore(over.count(), "条提法已过截止时间", f"{rows}?since=ended")
    if user.has_perm("drafting.change_framework"):
        frameworks = unconfirmed(Framework.objects.all())
        rows = reverse("annual_notice:frameworks")
        yield Chore(frameworks.count(), "个检查框架待核对", f"{rows}?pending=yes")
