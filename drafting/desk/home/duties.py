"""What is to be done by whoever leads a meeting, reviews for one, or keeps the library: the first box of
the start page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.urls import reverse

from accounts.codes import OrganizationKind, Role
from accounts.models import Membership, User
from accounts.selectors import (
    administered_paths,
    organizations_administered_by,
    organizations_led_by,
)
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

_NO_ORGANIZATION: Final = (
    "还没有党组织。先建党组织，再增加人员、指定书记；书记发起会议以后，党员才有要写的材料。"
)
_NO_SECRETARY: Final = (
    "还没有书记。请增加人员或者导入名单，指定书记；书记发起会议以后，党员才有要写的材料。"
)
_NO_MEETING: Final = "还没有发起过会议。发起以后，党员就能看到要写什么、什么时候交。"
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
class FirstStep:
    """What has to be done first of all where nothing has been done yet: why, the button, and where
    it leads."""

    why: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Duties:
    """The meetings with something to do, those further down left out (``more`` counts them),
    what a curator's lists have waiting, and what comes ``first`` where there is no meeting yet."""

    meetings: tuple[MeetingEntry, ...]
    more: int
    chores: tuple[Chore, ...]
    first: FirstStep | None = None

    def __bool__(self) -> bool:
        return bool(self.meetings or self.chores or self.first)


def duties_of(user: User) -> Duties:
    """What a person has to do beside their own papers: first where most papers wait for them; a
    constant number of queries."""
    entries = entries_of(user)
    asking = [entry for entry in entries if entry.asks]
    asking.sort(key=lambda entry: -entry.summary.waiting)
    chores = tuple(chore for chore in _chores(user) if chore.number)
    first = None if entries else _first_step(user)
    return Duties(tuple(asking[:MOST]), max(0, len(asking) - MOST), chores, first)


def _first_step(user: User) -> FirstStep | None:
    """Organisations, then their secretaries, then a meeting: what the others wait for."""
    if user.is_superuser or administered_paths(user):
        administered = organizations_administered_by(user)
        if not administered.exists():
            new = reverse("accounts:organization_new")
            return FirstStep(_NO_ORGANIZATION, "新建党组织", new)
        leading = Membership.objects.active().filter(role=Role.SECRETARY)
        if not leading.filter(organization__in=administered).exists():
            return FirstStep(_NO_SECRETARY, "增加人员", reverse("accounts:organizations"))
    if organizations_led_by(user).exclude(kind=OrganizationKind.GROUP).exists():
        return FirstStep(_NO_MEETING, "发起会议", reverse("meetings:new"))
    return None


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
