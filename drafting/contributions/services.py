"""The only writers of contributions. No text stands in a notice, a log line or an error."""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from drafting.common.overtaken import Overtaken
from drafting.contributions.models import Contribution
from drafting.contributions.selectors import MOST_WAITING, curators
from drafting.library.models import Phrase
from drafting.library.services import save_phrase
from drafting.notices.models import Notice
from drafting.notices.services.delivery import tell

ANONYMOUS = "党员推荐"


class TooManyWaiting(Exception):
    """So many of this person wait already; the message is one Chinese sentence."""

    def __init__(self) -> None:
        super().__init__(f"您已有 {MOST_WAITING} 条等待处理，请等处理以后再推荐。")


class ContributionOvertaken(Overtaken):
    """Somebody has decided meanwhile, or the member has taken the offer back."""


@transaction.atomic
def offer(
    owner: User, *, text: str, part: str, field: str, category: str, named: bool
) -> Contribution:
    """Offer a text to the library exactly as it stands, and tell the curators that something waits.

    The same text of the same person that waits already is not offered twice. Raises TooManyWaiting.
    """
    User.objects.select_for_update(no_key=True).get(pk=owner.pk)
    own = Contribution.objects.filter(owner=owner, state=Contribution.State.WAITING)
    # compared here and not in the database, where they may be encrypted
    waiting = list(own)
    if same := next((one for one in waiting if one.text == text), None):
        return same
    if len(waiting) >= MOST_WAITING:
        raise TooManyWaiting
    made = Contribution.objects.create(
        owner=owner, text=text, part=part, field=field, category=category, named=named
    )
    tell(
        curators(), Notice.Kind.CHANGED, "有党员推荐的素材等待处理。", reverse("contributions:desk"),
        f"contributions:{timezone.localdate()}",
    )  # fmt: skip
    return made


def take_back(contribution: Contribution) -> bool:
    """Delete what a member offered, as long as it waits or was declined; False where it is in the
    library by now."""
    open_states = (Contribution.State.WAITING, Contribution.State.DECLINED)
    rows = Contribution.objects.filter(pk=contribution.pk, state__in=open_states)
    return bool(rows.delete()[0])


@transaction.atomic
def take(contribution: Contribution, phrase: Phrase, by: User, note: str = "") -> None:
    """Make a phrase, its values already checked, of what is offered, and tell the member. Raises
    ContributionOvertaken."""
    phrase.author = contribution.owner.name if contribution.named else ANONYMOUS
    said = {phrase.claim, phrase.elaboration, phrase.example} - {""}
    plain = contribution.text.strip()
    changed = said != {plain} and said != {plain.rstrip("。")}
    state = Contribution.State.CHANGED if changed else Contribution.State.TAKEN
    _decide(contribution, state, by, note)
    save_phrase(phrase, by)
    Contribution.objects.filter(pk=contribution.pk).update(phrase=phrase)
    how = "修改后采用" if changed else "采用"
    _tell_owner(contribution, f"您推荐的一条素材已被{how}，谢谢。")


@transaction.atomic
def decline(contribution: Contribution, reason: str, by: User) -> None:
    """Decline what is offered with a reason, which the member is shown. Raises
    ContributionOvertaken."""
    _decide(contribution, Contribution.State.DECLINED, by, reason)
    _tell_owner(contribution, "您推荐的一条素材没有采用，说明在“推荐素材”里。")


@transaction.atomic
def reconsider(contribution: Contribution, by: User) -> None:
    """Put what was declined back among what waits. Raises ContributionOvertaken."""
    rows = Contribution.objects.filter(pk=contribution.pk, state=Contribution.State.DECLINED)
    if not rows.update(state=Contribution.State.WAITING, reason="", decided_by=by, decided_at=None):
        raise ContributionOvertaken


def _decide(contribution: Contribution, state: str, by: User, reason: str) -> None:
    rows = Contribution.objects.filter(pk=contribution.pk, state=Contribution.State.WAITING)
    if not rows.update(state=state, reason=reason, decided_by=by, decided_at=timezone.now()):
        raise ContributionOvertaken


def _tell_owner(contribution: Contribution, text: str) -> None:
    tell([contribution.owner], Notice.Kind.CHANGED, text, reverse("contributions:list"))
