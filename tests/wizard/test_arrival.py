"""Coming to a step from a list: the bar that leads back and on, and what it says of the place."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from drafting.drafts.models import Draft
from drafting.drafts.services import changes
from drafting.review.comments import answers, services
from drafting.review.models import Comment
from tests.review import states
from tests.review.conftest import framework, meeting, ready, submitted  # noqa: F401
from tests.review.pages import problem, remark

pytestmark = pytest.mark.django_db


def step(client: Client, draft: Draft, query: str, key: str = "theory") -> str:
    answer = client.get(reverse("wizard:step", args=[draft.pk, key]) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def bar(html: str) -> dict[str, str]:
    """The bar's data, the texts in it and its links; empty where there is none."""
    found = re.search(r'<nav class="arrival(.*?)</nav>', html, re.S)
    if found is None:
        return {}
    said = dict(re.findall(r'data-([\w-]+)="([^"]*)"', found[1]))
    links = re.findall(r'href="([^"]*)"', found[1])
    text = re.sub(r"\s+", "", re.sub(r"<[^>]+>", "", found[1].partition(">")[2]))
    return {name: unescape(value) for name, value in said.items()} | {
        "back": unescape(links[0]),
        "after": unescape(links[1]) if len(links) > 1 else "",
        "text": text,
    }


@pytest.fixture
def returned(submitted: Draft, secretary: User) -> Draft:  # noqa: F811
    """Returned with two comments on a step and one on the whole paper."""
    remark(submitted, secretary, text="请补时间。")
    remark(submitted, secretary, start=8, end=12, text="再具体些。")
    remark(submitted, secretary, node="", field="", start=0, end=0, text="总体不错。")
    return states.returned(submitted, secretary)


def comments(draft: Draft) -> list[Comment]:
    return list(draft.comments.order_by("pk"))


def test_from_the_list_of_comments_to_the_words_and_on_to_the_next(
    signed_in: Client, returned: Draft
) -> None:
    first, second, _ = comments(returned)
    point = problem(returned)
    here = reverse("wizard:step", args=[returned.pk, "theory"])
    own = reverse("review:draft", args=[returned.pk])
    assert bar(step(signed_in, returned, f"?from=comments&at={first.pk}")) == {
        "panel": "remarks",
        "node-at": point.id,
        "field-name": "elaboration",
        "start": "2",
        "near": point.elaboration[:2],
        "quote": first.quote,
        "back": f"{own}#comment-{first.pk}",
        "after": f"{here}?from=comments&at={second.pk}#id_{point.id}-elaboration",
        "text": "‹返回列表审核意见：请补时间。下一条›",
    }


def test_what_was_dealt_with_leads_on_and_a_lone_one_back_only(
    signed_in: Client, returned: Draft, member: User
) -> None:
    first, second, _ = comments(returned)
    answers.reply(first, member, "changed")
    found = bar(step(signed_in, returned, f"?from=comments&at={first.pk}"))
    assert f"at={second.pk}" in found["after"]
    found = bar(step(signed_in, returned, f"?from=comments&at={second.pk}"))
    assert found["after"] == ""


def test_what_is_not_there_any_more_says_so(
    signed_in: Client, returned: Draft, secretary: User
) -> None:
    first, second, _ = comments(returned)
    services.withdraw_comment(first, secretary)
    found = bar(step(signed_in, returned, f"?from=comments&at={first.pk}"))
    assert (found["text"], "node-at" in found) == (
        "‹返回列表审核意见：这条批注已经撤销了。下一条›",
        False,
    )
    assert f"at={second.pk}" in found["after"]


def test_from_the_panel_the_panel_begins_with_the_comment(
    signed_in: Client, returned: Draft
) -> None:
    second = comments(returned)[1]
    html = step(signed_in, returned, f"?from=panel&at={second.pk}")
    assert f'data-at="{second.pk}"' in html
    assert "arrival no-print is-beside" in html


@pytest.mark.parametrize(
    "query",
    ["?from=", "?from=elsewhere&at=1", "?from=//evil.example&at=1", "?at=1", "?from=comments"],
)
def test_what_is_unknown_is_passed_over_and_leads_nowhere_else(
    query: str, signed_in: Client, returned: Draft
) -> None:
    html = step(signed_in, returned, query)
    found = bar(html)
    assert "evil.example" not in html
    assert all(found[name].startswith("/drafts/") for name in ("back", "after") if found)


@pytest.mark.parametrize("at", ["", "x", "-1", "9" * 40, "１", "1'\"<"])
def test_an_odd_entry_is_none(at: str, signed_in: Client, returned: Draft) -> None:
    found = bar(step(signed_in, returned, f"?from=comments&at={at}"))
    assert "node-at" not in found


def test_a_paper_without_comments_has_no_list_of_them(
    signed_in: Client,
    ready: Draft,  # noqa: F811
) -> None:
    assert bar(step(signed_in, ready, "?from=comments&at=1")) == {}


# from the step 检查, from what keeps the paper back, and from proofreading


def written(draft: Draft, **values: str) -> str:
    """New values for the first problem; its id."""
    point = problem(draft)
    changes.save_node(draft.pk, point.id, values, 10**6)
    return point.id


def link_to(html: str, origin: str, text: str) -> str:
    """The link of a list that is followed by this text, as a path with its query."""
    found = re.search(rf'href="([^"]*from={origin}&amp;at=[^"]*)"[^>]*>[^<]*</a><span>{text}', html)
    assert found, text
    return unescape(found[1])


def followed(client: Client, draft: Draft, link: str) -> dict[str, str]:
    query = "?" + link.partition("?")[2].partition("#")[0]
    return bar(step(client, draft, query))


def test_from_the_check_step_to_the_hole(signed_in: Client, ready: Draft) -> None:  # noqa: F811
    node = written(ready, elaboration="学习不够，{时间}才补上。", example="")
    check = reverse("wizard:step", args=[ready.pk, "check"])
    html = signed_in.get(check).content.decode()
    link = link_to(html, "check", "还有空项没有填写")
    assert link.startswith("../theory/?from=check&at=")
    assert link.endswith(f"#id_{node}-elaboration")
    found = followed(signed_in, ready, link)
    assert {name: found[name] for name in ("node-at", "field-name", "start", "quote", "back")} == {
        "node-at": node,
        "field-name": "elaboration",
        "start": "5",
        "quote": "{时间}",
        "back": check,
    }
    # filled in, the entry is gone, and the list leads on
    written(ready, elaboration="学习不够，三月才补上。")
    found = followed(signed_in, ready, link)
    assert "这一处已经补齐了。" in found["text"]
    assert "node-at" not in found
    # what lacks then is a field, without words
    written(ready, elaboration="学习不够，想得也浅。")
    html = signed_in.get(check).content.decode()
    found = followed(signed_in, ready, link_to(html, "check", "这一条没有具体事例"))
    assert (found["field-name"], found["quote"]) == ("example", "")


def test_from_what_keeps_the_paper_back(signed_in: Client, ready: Draft) -> None:  # noqa: F811
    node = written(ready, elaboration="学习不够，{时间}才补上。")
    own = reverse("review:draft", args=[ready.pk])
    link = link_to(signed_in.get(own).content.decode(), "submit", "还有空项没有填写")
    found = followed(signed_in, ready, link)
    assert (found["node-at"], found["quote"], found["back"]) == (node, "{时间}", own)


def test_from_proofreading_with_its_filters(signed_in: Client, ready: Draft) -> None:  # noqa: F811
    node = written(ready, elaboration="学习不够，，想得也浅。", example="比如，三月，，没有学。")
    summary = reverse("proofing:summary", args=[ready.pk])
    html = signed_in.get(f"{summary}?rule=doubled-mark").content.decode()
    links = [unescape(one) for one in re.findall(r'href="([^"]*from=proof[^"]*)"', html)]
    assert len(links) == 2
    found = followed(signed_in, ready, links[0])
    assert (found["node-at"], found["field-name"], found["quote"]) == (node, "elaboration", "，，")
    assert found["back"] == f"{summary}?rule=doubled-mark"
    assert found["after"] == links[1]
    # an unknown filter is passed over
    found = followed(signed_in, ready, links[0].partition("&rule")[0] + "&rule=//evil.example")
    assert found["back"] == summary
    written(ready, elaboration="学习不够，想得也浅。")
    assert "这一处已经改好" in followed(signed_in, ready, links[0])["text"]
