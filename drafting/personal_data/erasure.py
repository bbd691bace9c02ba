"""Erasing a person's data at an administrator's hand, who sees none of it: what goes, what stays, and the
doing of it, in one transaction."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Replace
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Allowed, Decision, Denied, may_keep_person
from accounts.services.erasure import erase_account, name_afterwards
from drafting.contributions.models import Contribution
from drafting.contributions.services import ANONYMOUS
from drafting.desk.models import BundleJob
from drafting.drafts.models import Draft, Revision
from drafting.exports.models import ExportJob
from drafting.facts.models import Fact
from drafting.importing.models import Import
from drafting.library.models import Phrase
from drafting.meetings.models import Meeting
from drafting.notices.models import Notice, NoticePreference
from drafting.opinions.models import Opinion
from drafting.personal_data.models import Erasure, ErasureRequest, PersonalFile
from drafting.rectification.criticism.models import PreparedCriticism
from drafting.rectification.evidence.models import EvidenceFile
from drafting.rectification.ledger.models import Ledger, LedgerItem
from drafting.rectification.pdf_files.models import PdfJob
from drafting.retention.papers import drop_files, erase_paper
from drafting.review.decisions.lifecycle import APPROVALS
from drafting.review.models import Comment, ReviewEvent, Submission

#: States in which a reviewer has a paper.
_WITH_REVIEWER: Final = (Draft.State.SUBMITTED, Draft.State.ENDORSED)
_JOBS: Final = (ExportJob, PdfJob, PersonalFile, BundleJob)


class ErasureRefused(Exception):
    """The person cannot be erased now; the message is one Chinese sentence. Nothing was done."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """How much there is of a person, by numbers alone: what would go, and what stays."""

    papers: int
    facts: int
    opinions: int
    measures: int
    evidence: int
    contributions: int
    given: int
    decisions: int
    handed_in: int


def holdings_of(person: User) -> Holdings:
    """What the system has of a person, without reading a text."""
    own = Draft.objects.personal().with_text().filter(owner=person)
    return Holdings(
        papers=own.count(),
        facts=Fact.objects.filter(owner=person).count(),
        opinions=Opinion.objects.filter(owner=person).count(),
        measures=LedgerItem.objects.filter(ledger__owner=person).count(),
        evidence=EvidenceFile.objects.filter(item__ledger__owner=person).count(),
        contributions=Contribution.objects.filter(owner=person).count(),
        given=Comment.objects.filter(author=person).count(),
        decisions=ReviewEvent.objects.filter(actor=person).exclude(draft__owner=person).count(),
        handed_in=ReviewEvent.objects.filter(draft__owner=person).count(),
    )


def may_erase(actor: User, person: User) -> Decision:
    """Whether ``actor`` may erase a person: an administrator of all organisations that they belong
    to, never themselves, and only who has left: no office in force or to come, no paper with a
    reviewer in an open meeting, no committee's paper to write."""
    if actor == person:
        return Denied("不能注销自己，请由另一位系统管理员办理。")
    keeping = may_keep_person(actor, person)
    if isinstance(keeping, Denied):
        return keeping
    if person.is_superuser:
        return Denied("超级管理员不能注销，请先取消其超级管理员身份。")
    today = timezone.localdate()
    if person.memberships.filter(Q(active_to=None) | Q(active_to__gte=today)).exists():
        return Denied("此人还有任职，离开以后才能注销；请先结束任职（从第二天起可以注销）。")
    open_ = Draft.objects.filter(owner=person, meeting__state=Meeting.State.OPEN)
    if open_.personal().filter(state__in=_WITH_REVIEWER).exists():
        return Denied("此人有材料正在审核，请书记先审完或者结束会议，再注销。")
    if open_.filter(collective=True).editable().exists():
        return Denied("此人正在执笔班子材料，请另一位书记、副书记先接手，再注销。")
    return Allowed()


@transaction.atomic
def erase(person: User, by: User, reason: str) -> Erasure:
    """Erase a person's data and close their account for good; a record of it without name and words
    stays. All or nothing. Raises ErasureRefused."""
    person = User.objects.select_for_update().get(pk=person.pk)
    decision = may_erase(by, person)
    if isinstance(decision, Denied):
        raise ErasureRefused(decision.reason)
    counts = Counter(_papers(person)) + Counter(_own(person))
    _names(person)
    _notices(person)
    erase_account(by, person)
    now = timezone.now()
    ErasureRequest.objects.filter(person=person).exclude(words="").update(words="")
    ErasureRequest.objects.filter(person=person, state=ErasureRequest.State.OPEN).update(
        state=ErasureRequest.State.DONE, decided_by=by, ended_at=now
    )
    return Erasure.objects.create(
        person=person, by=by, reason=reason, counts=dict(+counts), done_at=now
    )


def _papers(person: User) -> Counter[str]:
    """Empty the person's own papers; the committee's are not theirs. What kinds of problems they
    named goes too."""
    found: Counter[str] = Counter()
    own = Draft.objects.personal().filter(owner=person).select_related("framework")
    meetings = set(own.exclude(meeting=None).values_list("meeting_id", flat=True))
    bundles = BundleJob.objects.filter(meeting__in=meetings)
    _drop_jobs(bundles)
    for draft in own.with_text().defer("document"):
        found += erase_paper(draft, timezone.now()) or Counter()
    Submission.objects.filter(draft__in=own).update(categories={})
    return found


def _own(person: User) -> dict[str, int]:
    """Delete what the person noted, and the files made for them."""
    counts = {
        "facts": Fact.objects.filter(owner=person).count(),
        "opinions": Opinion.objects.filter(owner=person).count(),
        "measures": LedgerItem.objects.filter(ledger__owner=person).count(),
        "evidence": EvidenceFile.objects.filter(item__ledger__owner=person).count(),
    }
    taken = Contribution.objects.filter(owner=person, named=True).exclude(phrase=None)
    phrases = list(taken.values_list("phrase_id", flat=True))
    Phrase.objects.filter(pk__in=phrases).update(author=ANONYMOUS)
    Phrase.history.filter(id__in=phrases, author=person.name).update(author=ANONYMOUS)
    for model in (Fact, Opinion, Ledger, Contribution, Import, PreparedCriticism):
        model._default_manager.filter(owner=person).delete()
    for jobs in _JOBS:
        _drop_jobs(jobs._default_manager.filter(requested_by=person))
    return counts


def _names(person: User) -> None:
    """Put what stands in the place of the name where files of others' papers say who passed
    them."""
    passed = ReviewEvent.objects.filter(actor=person, action__in=APPROVALS)
    revisions = Revision.objects.filter(pk__in=passed.values("submission__revision_id"))
    revisions.exclude(approval="").update(
        approval=Replace(
            F("approval"), Value(f"：{person.name} "), Value(f"：{name_afterwards(person)} ")
        )
    )


def _notices(person: User) -> None:
    """Delete what the person was told, and what others were told of their papers."""
    Notice.objects.filter(user=person).delete()
    NoticePreference.objects.filter(user=person).delete()
    for draft in Draft.objects.personal().filter(owner=person).values_list("pk", flat=True):
        Notice.objects.filter(url__contains=str(draft)).delete()
    # what leads to no page names the person and the meeting
    titles = Meeting.objects.filter(invitations__user=person).values_list("title", flat=True)
    for title in set(titles):
        unlinked = Notice.objects.filter(url="", text__contains=person.name)
        unlinked.filter(text__contains=title).delete()
    asked = ErasureRequest.objects.filter(person=person).values_list("pk", flat=True)
    Notice.objects.filter(key__in=[f"erasure:{one}" for one in asked]).delete()


def _drop_jobs(jobs: QuerySet[Any]) -> None:
    drop_files(list(jobs.exclude(file="").values_list("file", flat=True)))
    jobs.delete()
