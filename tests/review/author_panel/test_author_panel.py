"""The panel 批注 beside the text: whose it is, what it lists, and what its forms are answered with."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from drafting.document import codec
from drafting.document.edits import save_values
from drafting.drafts.models import Draft
from drafting.drafts.services import changes, lifecycle
from drafting.meetings.models import Meeting
from drafting.review.comments import answers
from drafting.review.comments.answer_views import GONE
from drafting.review.comments.services import withdraw_comment
from drafting.review.models import Comment, Reply
from tests.review import states
from tests.review.pages import HTMX, problem, remark, text_of

pytestmark = pytest.mark.django_db

MUST = Comment.Kind.MUST


def panel_url(draft: Draft, step: str = "theory") -> str:
    return reverse("review:panel", args=[draft.pk, step])


def look(client: Client, draft: Draft, step: str = "theory", query: str = "") -> str:
    answer = client.get(panel_url(draft, step) + query, headers=HTMX)
    assert answer.status_code == 200
    return answer.content.decode()


def send(client: Client, name: str, comment: Comment, **data: Any) -> Any:
    address = reverse(f"review:{name}", args=[comment.draft_id, comment.pk])
    return client.post(address, {"step": "theory", "scope": ""} | data, headers=HTMX)


def cards(html: str) -> list[tuple[int, bool]]:
    """The comments in order, and whether each waits for the author."""
    found = re.findall(r'data-comment="(\d+)"([^>]*)>', html)
    return [(int(pk), "data-waiting" in rest) for pk, rest in found]


def numbers(html: str) -> tuple[str, str]:
    found = re.search(r'data-number="(\d+)" data-total="(\d+)"', html)
    assert found
    return found[1], found[2]


@pytest.fixture
def returned(submitted: Draft, secretary: User) -> Draft:
    """Returned with a comment on the first step (必改), a suggestion there, one on the closing and
    one on the whole paper."""
    remark(submitted, secretary, kind=MUST, text="请补时间。")
    remark(submitted, secretary, start=8, end=14, text="", suggestion="换个说法")
    closing = codec.load(submitted.document).closing
    remark(submitted, secretary, node=closing.id, field="text", text="收得太急。")
    remark(submitted, secretary, node="", field="", start=0, end=0, text="总体不错。")
    return states.returned(submitted, secretary)


def comments(draft: Draft) -> list[Comment]:
    return list(draft.comments.order_by("pk"))


# what it lists


def test_the_comments_of_a_step_are_listed_with_the_place_of_their_words(
    signed_in: Client, returned: Draft
) -> None:
    first, second, _, _ = comments(returned)
    html = look(signed_in, returned)
    assert cards(html) == [(first.pk, True), (second.pk, True)]
    assert numbers(html) == ("2", "4")
    place = f'data-node-at="{first.node}" data-field-name="elaboration" data-start="2"'
    assert f'{place} data-near="{problem(returned).elaboration[:2]}"' in html
    assert f'data-quote="{first.quote}"' in html
    assert "请补时间。" in html
    assert "第 1 轮" in html


def test_the_whole_paper_is_listed_by_a_switch_in_reading_order(
    signed_in: Client, returned: Draft
) -> None:
    first, second, third, whole = comments(returned)
    html = look(signed_in, returned, query="?scope=all")
    assert [pk for pk, _ in cards(html)] == [whole.pk, first.pk, second.pk, third.pk]
    assert f'/steps/closing/?from=panel&amp;at={third.pk}"' in html


def test_a_comment_on_no_step_is_seen_among_all(signed_in: Client, returned: Draft) -> None:
    whole = comments(returned)[3]
    html = look(signed_in, returned, query=f"?at={whole.pk}")
    assert 'data-scope="all"' in html
    assert f'data-at="{whole.pk}"' in html


def test_the_next_and_the_former_one_are_on_other_steps(signed_in: Client, returned: Draft) -> None:
    third, whole = comments(returned)[2:]
    html = unescape(look(signed_in, returned))
    assert re.search(rf'href="[^"]*/closing/\?from=panel&at={third.pk}" data-way-on', html)
    assert re.search(rf"at={whole.pk}\"[^>]*data-way-back", html)
    # from the last one on it goes on from the beginning
    html = unescape(look(signed_in, returned, "closing"))
    assert re.search(rf"at={whole.pk}\"[^>]*data-way-on", html)


def test_what_is_settled_is_folded_and_the_end_leads_to_handing_in(
    signed_in: Client, returned: Draft, member: User
) -> None:
    for comment in comments(returned):
        assert "data-all-settled" not in look(signed_in, returned)
        answers.reply(comment, member, Reply.Kind.CHANGED)
    html = look(signed_in, returned)
    first, second, _, _ = comments(returned)
    assert cards(html) == [(first.pk, False), (second.pk, False)]
    assert "data-all-settled" in html
    assert f'href="{reverse("wizard:step", args=[returned.pk, "done"])}"' in html


def test_a_suggestion_whose_words_have_changed_says_so_and_shows_both(
    signed_in: Client, returned: Draft
) -> None:
    second = comments(returned)[1]
    point = problem(returned)
    text = point.elaboration
    changed = f"{text[:8]}{second.quote[:3]}另外说{text[14:]}"
    changes.save_node(returned.pk, point.id, {"elaboration": changed}, 99)
    html = look(signed_in, returned)
    assert "批注以后这里的文字改动过，建议不能直接采纳" in html
    assert f"<dd>{second.quote[:3]}另外说</dd>" in html
    assert "data-accept>" not in html


def test_read_only_while_the_paper_is_with_its_reviewers(
    signed_in: Client, returned: Draft
) -> None:
    states.submitted(returned)
    html = look(signed_in, returned)
    assert len(cards(html)) == 2
    assert "<form" not in html
    assert "材料现在不能修改，这里只供查看。" in html


def test_without_comments_there_is_nothing(signed_in: Client, ready: Draft) -> None:
    html = signed_in.get(reverse("wizard:step", args=[ready.pk, "theory"])).content.decode()
    assert "comments-panel" not in html
    assert 'data-side="remarks"' not in html
    answer = signed_in.get(panel_url(ready), headers=HTMX)
    assert (answer.status_code, "没有批注。" in answer.content.decode()) == (200, True)


def test_only_the_author_has_it_and_only_as_a_piece(
    client: Client, signed_in: Client, returned: Draft, secretary: User, stranger: User
) -> None:
    whole = signed_in.get(panel_url(returned))
    assert (whole.status_code, whole.url) == (302, reverse("review:draft", args=[returned.pk]))
    for user in (secretary, stranger):
        client.force_login(user)
        assert client.get(panel_url(returned), headers=HTMX).status_code == 404
        assert send(client, "take_back", comments(returned)[0]).status_code == 404


def test_an_unknown_step_is_none(signed_in: Client, returned: Draft) -> None:
    assert signed_in.get(panel_url(returned, "nowhere"), headers=HTMX).status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_comments(
    signed_in: Client, submitted: Draft, secretary: User, member: User, meeting: Meeting
) -> None:
    def asked(draft: Draft) -> int:
        address = reverse("wizard:step", args=[draft.pk, "theory"])
        signed_in.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert signed_in.get(address).status_code == 200
        return len(queries)

    alone = lifecycle.begin_draft(member, meeting.framework)[0]
    remark(submitted, secretary)
    states.returned(submitted, secretary)
    answers.reply(comments(submitted)[0], member, Reply.Kind.CHANGED)
    few = asked(submitted)
    states.submitted(submitted)
    for start in range(4, 40, 4):
        answers.reply(remark(submitted, secretary, start=start, end=start + 4), member, "changed")
    states.returned(submitted, secretary)
    assert asked(submitted) == few
    without = asked(alone)
    # comments, answers, who answered, the last return; and, as the other one is of no meeting, what
    # colleagues took from the library (it has no hole that they could have filled)
    assert few - without == 4 + 1


# its forms


def test_an_answer_comes_with_the_panel_and_can_be_taken_back(
    signed_in: Client, returned: Draft
) -> None:
    first = comments(returned)[0]
    answer = send(signed_in, "answer", first, kind="explained", text="当时没有记下。")
    html = answer.content.decode()
    assert (answer.status_code, cards(html)[-1]) == (200, (first.pk, False))
    assert "说明已发出。" in html
    assert "data-undo" in html
    back = send(signed_in, "take_back", first)
    assert cards(back.content.decode())[0] == (first.pk, True)
    assert first.replies.count() == 0


def test_what_is_refused_is_kept_in_its_field(signed_in: Client, returned: Draft) -> None:
    first = comments(returned)[0]
    answer = send(signed_in, "answer", first, kind="explained", text="长" * 2001)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "回复不超过 2000 字。" in html
    assert f">\n{'长' * 2001}</textarea>" in html


def test_an_answer_to_a_comment_that_was_taken_back_is_kept_to_be_copied(
    signed_in: Client, submitted: Draft, secretary: User
) -> None:
    first, second = remark(submitted, secretary), remark(submitted, secretary, start=8, end=12)
    states.returned(submitted, secretary)
    withdraw_comment(first, secretary)
    answer = send(signed_in, "answer", first, kind="explained", text="写了这些。")
    assert GONE in answer.content.decode()
    assert "写了这些。" in answer.content.decode()
    assert cards(answer.content.decode()) == [(second.pk, True)]


def test_a_suggestion_typed_on_the_page_is_noted_where_it_stands(
    signed_in: Client, returned: Draft
) -> None:
    second = comments(returned)[1]
    point = problem(returned)
    place = {"node": point.id, "field": "elaboration", "suggestion": "换个说法"}
    for start in ("8", "0", "x", "9" * 30):
        refused = send(signed_in, "accept", second, start=start, **place)
        assert (refused.status_code, "没有记为采纳" in text_of(refused, 422)) == (422, True)
    lost = send(signed_in, "accept", second, start="8", **place | {"node": "nowhere"})
    assert lost.status_code == 422
    text = point.elaboration
    typed = f"{text[:8]}换个说法{text[14:]}"
    changes.save_node(returned.pk, point.id, {"elaboration": typed}, 99)
    version = problem(returned).changed
    done = send(signed_in, "accept", second, start="8", **place)
    assert (done.status_code, cards(done.content.decode())[-1]) == (200, (second.pk, False))
    second.refresh_from_db()
    assert second.accepted_at is not None
    assert (problem(returned).elaboration, problem(returned).changed) == (typed, version)


def test_taking_an_acceptance_back_leaves_the_text_and_offers_it_again(
    signed_in: Client, returned: Draft, member: User
) -> None:
    second = comments(returned)[1]
    answers.accept_suggestion(second, member)
    text = problem(returned).elaboration
    html = send(signed_in, "take_back", second).content.decode()
    second.refresh_from_db()
    assert second.accepted_at is None
    assert problem(returned).elaboration == text
    # the words are as suggested already: one press notes it again
    assert "现在的文字就是这样写的。" in html
    assert "记为已采纳" in html
    send(signed_in, "accept", second, suggestion="换个说法")
    second.refresh_from_db()
    assert second.accepted_at is not None
    assert problem(returned).elaboration == text


def test_only_the_authors_own_last_word_is_taken_back(
    signed_in: Client, returned: Draft, member: User, secretary: User
) -> None:
    first = comments(returned)[0]
    assert send(signed_in, "take_back", first).status_code == 422
    answers.reply(first, member, Reply.Kind.CHANGED)
    answers.reply(first, secretary, Reply.Kind.WORD, "还不够。")
    assert send(signed_in, "take_back", first).status_code == 422
    states.submitted(returned)
    assert send(signed_in, "take_back", first).status_code == 422
    assert first.replies.count() == 2


def test_without_scripts_taking_back_leads_to_the_list(
    signed_in: Client, returned: Draft, member: User
) -> None:
    first = comments(returned)[0]
    answers.reply(first, member, Reply.Kind.CHANGED)
    own = reverse("review:draft", args=[returned.pk])
    assert "撤销答复" in signed_in.get(own).content.decode()
    answer = signed_in.post(reverse("review:take_back", args=[returned.pk, first.pk]))
    assert (answer.status_code, answer.url) == (302, f"{own}#comment-{first.pk}")
    assert first.replies.count() == 0


# the first one that waits


def test_the_way_to_the_first_comment_leads_to_its_words(
    signed_in: Client, returned: Draft, member: User
) -> None:
    first, second, _, _ = comments(returned)
    way = reverse("review:first", args=[returned.pk])
    place = f"#id_{first.node}-elaboration"
    assert signed_in.get(way).url.endswith(f"/steps/theory/?from=comments&at={first.pk}{place}")
    answers.reply(first, member, Reply.Kind.CHANGED)
    assert f"at={second.pk}#" in signed_in.get(way).url
    for comment in comments(returned)[1:]:
        answers.reply(comment, member, Reply.Kind.CHANGED)
    assert signed_in.get(way).url == reverse("review:draft", args=[returned.pk])


def test_going_on_with_a_returned_paper_leads_to_the_first_comment_until_something_is_written(
    signed_in: Client, returned: Draft, member: User
) -> None:
    first, *others = comments(returned)
    go_on = reverse("wizard:resume", args=[returned.pk])
    done = reverse("wizard:step", args=[returned.pk, "done"])
    assert f"/steps/theory/?from=comments&at={first.pk}#" in signed_in.get(go_on).url
    assert "还有 4 条审核意见等您处理" in signed_in.get(done).content.decode()

    closing = codec.load(returned.document).closing.id
    changes.apply(
        returned.pk,
        lambda document, version: save_values(document, closing, {"text": "完。"}, version),
    )
    assert signed_in.get(go_on).url.endswith(f"/steps/closing/#node-{closing}")

    for comment in (first, *others):
        answers.reply(comment, member, Reply.Kind.CHANGED)
    assert "审核意见等您处理" not in signed_in.get(done).content.decode()
