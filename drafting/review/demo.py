"""The demo's drafts under review: one that waits, one returned with comments, one approved, and the
secretary's own."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from accounts.models import User
from drafting.document import codec
from drafting.document.model import nodes
from drafting.document.structure import from_structure
from drafting.drafts.demo import meeting_to_write_for
from drafting.drafts.models import Draft
from drafting.drafts.services.lifecycle import begin_draft
from drafting.meetings.demo import LIBRARY
from drafting.review.comments.services import add_comment
from drafting.review.decisions.lifecycle import Action
from drafting.review.decisions.moves import MoveRefused, move
from drafting.review.decisions.submission import PaperNotReady, submit
from drafting.review.models import Comment
from drafting.review.reviewers import reviewers_of

logger = logging.getLogger(__name__)

PAPERS = Path(settings.BASE_DIR) / "fixtures" / "demo" / "papers"


Story = Callable[[Draft], None]


class NobodyReviews(Exception):
    """The meeting's organisation has nobody left who reviews this paper."""


@dataclass(frozen=True, slots=True)
class DemoComment:
    """A comment on the words ``quote`` of the claim, elaboration or example where they stand."""

    quote: str
    kind: str
    text: str
    suggestion: str | None = None


COMMENTS = (
    DemoComment(
        "网络安全要求，偏重应付检查", Comment.Kind.MUST,
        "应付检查背后是什么想法？请写到思想深处，不要停在工作现象上。",
    ),
    DemoComment("有4道答得不完整", Comment.Kind.ADVICE, "写得具体，可以再说说当时为什么没有补上。"),
    DemoComment("先问“是不是操作不对”", Comment.Kind.ADVICE, "说说这样说话的时候，心里怎么看待同事的求助。"),
    DemoComment(
        "该赔偿的照价赔偿", Comment.Kind.MUST, "请写明完成时限。", "3月底前照价赔偿",
    ),
)  # fmt: skip


def load_demo_review(people: Iterable[User]) -> int:
    """Hand in, return and approve the demo's papers where their people have written nothing yet;
    returns how many are new.

    What is there is left alone. A paper whose story cannot be told whole any more, because people
    have changed the meeting or the offices since, is left out.
    """
    cast = {person.username: person for person in people}
    return sum(_tell(cast[name], story) for name, story in STORIES.items() if name in cast)


def _tell(owner: User, story: Story) -> bool:
    try:
        with transaction.atomic():
            meeting = meeting_to_write_for(owner, LIBRARY)
            if meeting is None:
                return False
            text = from_structure(
                json.loads((PAPERS / f"{owner.username}.json").read_text(encoding="utf-8"))
            )
            draft, _ = begin_draft(owner, meeting.framework, meeting=meeting, text=text)
            submit(draft, owner)
            story(Draft.objects.select_related("meeting__organization", "owner").get(pk=draft.pk))
    except (MoveRefused, PaperNotReady, NobodyReviews) as reason:
        logger.info(
            "The demo goes without the paper of %s: %s", owner.username, type(reason).__name__
        )
        return False
    return True


def _return(draft: Draft) -> None:
    secretary = _reviewer(draft)
    document = draft.submissions.select_related("revision").latest("number").revision.document
    for row in COMMENTS:
        node, field, start = _place(document, row.quote)
        add_comment(
            draft, secretary, node=node, field=field, start=start, end=start + len(row.quote),
            kind=row.kind, text=row.text, suggestion=row.suggestion,
        )  # fmt: skip
    move(
        draft, Action.RETURN, secretary, round_read=1, reasons=("3", "8"),
        note="事例是真的，认识还不深。请按批注再往思想上挖一层，措施补上时限，三天内重新提交。",
    )  # fmt: skip


def _approve(draft: Draft) -> None:
    move(draft, Action.APPROVE, _reviewer(draft), round_read=1, note="写得实在，会上照此发言。")


def _reviewer(draft: Draft) -> User:
    """Who reviews the draft first. Raises NobodyReviews."""
    assert draft.meeting is not None  # noqa: S101 - the demo's papers belong to its meetings
    found = reviewers_of(draft.meeting).first(draft.owner_id)
    if not found:
        raise NobodyReviews
    return User.objects.get(pk=min(found))


def _place(stored: dict[str, Any], quote: str) -> tuple[str, str, int]:
    """Where the words stand: node, field, first character. Raises LookupError where they do not."""
    for node in nodes(codec.load(stored)):
        for field in ("claim", "elaboration", "example"):
            text = getattr(node, field, "")
            if quote in text:
                return node.id, field, text.index(quote)
    raise LookupError(quote)


STORIES: dict[str, Story] = {
    "hejiayi": lambda draft: None,
    "majun": _return,
    "xiaohan": _approve,
    "linjing": lambda draft: None,
}
