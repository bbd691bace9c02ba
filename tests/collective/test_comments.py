"""What the committee says to its paper and what the writer makes of it: nothing that was typed is
lost, and nothing of one window undoes what another did."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from drafting.collective import services
from drafting.collective.context import passage_of
from drafting.collective.models import CommitteeComment
from drafting.collective.permissions import may_comment
from drafting.collective.selectors import threads_of
from drafting.document import codec
from drafting.drafts.models import Draft
from drafting.drafts.selectors import spec_of_draft
from drafting.drafts.services import changes
from drafting.rendering.styles import style_of
from drafting.review.reading_page.paper import lines_of
from tests.drafts.pages import page
from tests.review import states

pytestmark = pytest.mark.django_db

PASSAGE = "我们会前学习了党章。"
SAID = "请写明次数。"


def url(name: str, *args: Any) -> str:
    return reverse(f"collective:{name}", args=args)


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def opening_of(paper: Draft) -> str:
    return str(paper.document["opening"]["id"])


def write_opening(paper: Draft, text: str) -> None:
    changes.save_node(paper.pk, opening_of(paper), {"text": text}, 99)


@pytest.fixture
def written(paper: Draft) -> Draft:
    write_opening(paper, PASSAGE)
    return states.fresh(paper)


@pytest.fixture
def said(written: Draft, organizer: User) -> CommitteeComment:
    return services.comment(written, organizer, opening_of(written), PASSAGE, SAID, uuid.uuid4())


def withdrawn(said: CommitteeComment, organizer: User, deputy: User) -> None:
    services.withdraw(said, organizer)


def submitted(said: CommitteeComment, organizer: User, deputy: User) -> None:
    states.submitted(said.draft)


def taken_over(said: CommitteeComment, organizer: User, deputy: User) -> None:
    services.take_over(said.draft, deputy)


def settled(said: CommitteeComment, organizer: User, deputy: User) -> None:
    services.settle(said, said.draft.owner, "已经写进导语", 1)


@pytest.mark.parametrize(
    ("meanwhile", "status", "sentence"),
    [
        (withdrawn, 409, "这条意见刚刚由提出的同志撤回，不用再处理。"),
        (submitted, 403, "这份材料已提交，意见不再变动。"),
        (taken_over, 403, "这份材料现在由吴建国执笔，意见由执笔人处理。"),
        (settled, 409, "这条意见刚刚已经标为处理过。"),
    ],
)
def test_the_writers_answer_comes_back_where_it_finds_no_place(
    said: CommitteeComment, secretary: User, organizer: User, deputy: User, superior: User,
    meanwhile: Callable[[CommitteeComment, User, User], None], status: int, sentence: str,
) -> None:  # fmt: skip
    meanwhile(said, organizer, deputy)
    before = CommitteeComment.objects.values().get()
    answer = browser(secretary).post(
        url("settle", said.draft_id, said.pk), {"answer": "两次", "base": 1}
    )
    html = page(answer, status)
    assert sentence in html
    assert "您刚才写的说明没有保存，还要用的请先复制下来。" in html
    assert re.search(r"<textarea[^>]*readonly[^>]*>\s*两次</textarea>", html)
    assert CommitteeComment.objects.values().get() == before


def test_the_same_answer_sent_twice_is_taken_once(said: CommitteeComment, secretary: User) -> None:
    client, settle = browser(secretary), url("settle", said.draft_id, said.pk)
    for _ in range(2):
        assert client.post(settle, {"answer": "已写明", "base": 1}).status_code == 302
    said.refresh_from_db()
    assert (said.answer, said.settled_by) == ("已写明", secretary)


def test_a_comment_that_was_taken_back_is_not_changed_but_may_be_said_anew(
    said: CommitteeComment, organizer: User
) -> None:
    services.withdraw(said, organizer)
    client, change = browser(organizer), url("change", said.draft_id, said.pk)
    for text in (SAID, "请写明学习次数。"):
        html = page(client.post(change, {"text": text, "base": 1}), 409)
        assert "这条意见您已经在另一个窗口里撤回，没有改。" in html
        assert f">{text}</textarea>" in html
    said.refresh_from_db()
    assert (said.text, said.version) == (SAID, 1)
    # the form that carries it is that of a new comment on the same passage
    form = re.search(r'<form class="write".*?</form>', html, re.S)
    assert form is not None
    fields = dict(re.findall(r'name="(on|token)" value="([^"]*)"', form[0]))
    action = re.search(r'action="([^"]+)"', form[0])
    assert action is not None
    assert client.post(action[1], {**fields, "text": "请写明学习次数。"}).status_code == 302
    rows = CommitteeComment.objects.filter(withdrawn_at=None)
    assert [(row.node, row.quote, row.text) for row in rows] == [
        (said.node, PASSAGE, "请写明学习次数。")
    ]


def test_links_lead_to_the_paper_from_the_page_of_a_refused_comment(
    said: CommitteeComment, organizer: User
) -> None:
    client, here = browser(organizer), url("paper", said.draft_id)
    html = page(client.post(url("change", said.draft_id, said.pk), {"text": "", "base": 1}), 422)
    links = re.findall(r'href="([^"]*\?(?:on|edit)=[^"]*)"', html)
    assert f"{here}?edit={said.pk}#say" in links
    assert f"{here}?on={said.node}#say" in links
    assert [link for link in links if not link.startswith(here)] == []
    html = page(client.get(here))
    assert f'href="{here}?on=#say"' in html


def test_a_comment_on_a_passage_that_is_gone_waits_for_another_word(
    written: Draft, organizer: User
) -> None:
    node, token = opening_of(written), str(uuid.uuid4())
    write_opening(written, "")
    client, here = browser(organizer), url("comment", written.pk)
    html = page(client.post(here, {"on": node, "text": SAID, "token": token}), 409)
    assert "要提意见的这一处刚刚改掉或者删去了。意见还没有发出。" in html
    assert f">{SAID}</textarea>" in html
    assert "对全篇的意见" in html
    assert not CommitteeComment.objects.exists()
    # who opens it by an old link is told before they write
    html = page(client.get(url("paper", written.pk), {"on": node}))
    assert "要提意见的这一处刚刚改掉或者删去了。可以对全篇提意见" in html
    # sent once more as what it says it is
    assert client.post(here, {"on": "", "text": SAID, "token": token}).status_code == 302
    assert list(CommitteeComment.objects.values_list("node", "text")) == [("", SAID)]


def test_every_place_that_can_be_chosen_is_a_passage() -> None:
    document, style = states.material(), style_of("standard")
    spots = [spot for line in lines_of(document, style, ()) for spot in line.spots]
    assert len(spots) > 20
    assert [spot.label for spot in spots if not passage_of(document, spot.node)] == []


def test_the_committee_is_asked_once_however_many_comments_there_are(
    said: CommitteeComment, organizer: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    draft = said.draft
    for _ in range(3):
        services.comment(draft, organizer, "", "", SAID, uuid.uuid4())
    document, spec = codec.load(draft.document), spec_of_draft(draft)
    with django_assert_num_queries(2):
        found = threads_of(draft, document, spec, organizer, may_comment(organizer, draft))
    assert [(one.own, one.changeable) for one in found] == [(True, True)] * 4
