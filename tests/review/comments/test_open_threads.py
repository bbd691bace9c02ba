"""Which comments wait for the author, step by step."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from drafting.document import codec, edits
from drafting.drafts.models import Draft
from drafting.drafts.selectors import spec_of_draft
from drafting.drafts.services import lifecycle
from drafting.meetings.models import Meeting
from drafting.progress.steps import steps_of
from drafting.review.comments.answers import reply
from drafting.review.comments.open_threads import OpenThreads, open_threads
from drafting.review.comments.services import resolve_comment
from drafting.review.models import Reply
from tests.review import states
from tests.review.pages import problem, remark

pytestmark = pytest.mark.django_db

CHANGED, WORD = Reply.Kind.CHANGED, Reply.Kind.WORD


def waiting(draft: Draft) -> OpenThreads:
    draft = states.fresh(draft)
    document = codec.load(draft.document)
    return open_threads(draft, document, steps_of(spec_of_draft(draft), document))


def whole(draft: Draft, by: User, **said: Any) -> Any:
    return remark(draft, by, node="", field="", start=0, end=0, **said)


def test_open_comments_are_counted_by_step_and_those_of_no_step_in_all(
    submitted: Draft, secretary: User
) -> None:
    remark(submitted, secretary)
    remark(submitted, secretary, start=8, end=12)
    remark(submitted, secretary, node=codec.load(submitted.document).closing.id, field="text")
    whole(submitted, secretary)
    lost = problem(submitted, 1)
    remark(submitted, secretary, node=lost.id, field="claim", start=0, end=2)
    draft = states.returned(submitted, secretary)
    document = edits.remove_point(codec.load(draft.document), lost.id)
    Draft.objects.filter(pk=draft.pk).update(document=codec.dump(document))
    assert waiting(draft) == OpenThreads({"theory": 2, "closing": 1}, 5)


def test_an_answer_settles_a_comment_until_the_paper_comes_back_or_the_reviewer_says_more(
    submitted: Draft, secretary: User, member: User
) -> None:
    first, second = remark(submitted, secretary), remark(submitted, secretary, start=8, end=12)
    draft = states.returned(submitted, secretary)
    reply(first, member, CHANGED)
    reply(second, member, CHANGED)
    assert waiting(draft).total == 0
    reply(second, secretary, WORD, "还不够具体。")
    assert waiting(draft) == OpenThreads({"theory": 1}, 1)
    resolve_comment(second, secretary)
    assert waiting(draft).total == 0
    states.submitted(draft)
    assert waiting(draft).total == 0
    states.returned(draft, secretary)
    assert waiting(draft) == OpenThreads({"theory": 1}, 1)


def test_a_bounded_number_of_queries_tells_it(
    submitted: Draft, secretary: User, member: User, meeting: Meeting
) -> None:
    def asked(draft: Draft) -> int:
        draft = states.fresh(draft)
        document = codec.load(draft.document)
        steps = steps_of(spec_of_draft(draft), document)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            open_threads(draft, document, steps)
        return len(queries)

    alone, _ = lifecycle.begin_draft(member, meeting.framework)
    assert (asked(alone), asked(submitted)) == (0, 1)
    for start in range(0, 20, 4):
        remark(submitted, secretary, start=start, end=start + 4)
    draft = states.returned(submitted, secretary)
    for comment in draft.comments.all():
        reply(comment, member, CHANGED)
        reply(comment, secretary, WORD, "好。")
    assert asked(draft) == 4
