"""A sentence on its way from a paper to the library: what leaves, what nobody learns, what comes
back."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.models import User
from drafting.contributions import services
from drafting.contributions.models import Contribution
from drafting.contributions.selectors import MOST_WAITING, places_of
from drafting.document import codec
from drafting.drafts.models import Draft
from drafting.drafts.services import changes
from drafting.library.models import Phrase
from drafting.notices.models import Notice

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("taxonomy")]
CLAIM = "2023年在县图书馆党支部学习时，刘洋笔记抄得多、想得少"
SENT = "{时间}在{单位}学习时，{姓名}笔记抄得多、想得少"


@pytest.fixture
def paper(draft: Draft) -> Draft:
    """The member's paper with one problem in it."""
    document = codec.load(draft.document)
    point = document.parts[1].sections[0].points[0]
    values = {"claim": CLAIM, "elaboration": "学了就算。", "category": "LL1"}
    changes.save_node(draft.pk, point.id, values, 99)
    draft.refresh_from_db()
    return draft


def said(answer: HttpResponse) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", answer.content.decode())))


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def url_of(paper: Draft) -> str:
    (place,) = places_of(paper)
    (sentence,) = place.sentences
    return reverse("contributions:word", args=[paper.pk, sentence.node, sentence.field])


def sent(client: Client, url: str, **fields: Any) -> HttpResponse:
    """Offered as a member does it: looked at first, then confirmed."""
    fields = {"text": SENT, "category": "LL1", **fields}
    shown = client.post(url, fields)
    return client.post(url, fields | {"do": "send", "mark": shown.context["mark"]})


def test_names_and_days_are_holes_before_anything_leaves(paper: Draft, member: User) -> None:
    client = browser(member)
    page = client.get(url_of(paper))
    assert page.context["form"].initial["text"] == SENT
    assert "“2023年”→{时间}，“县图书馆党支部”→{单位}，“刘洋”→{姓名}" in said(page)
    assert not Contribution.objects.exists()


def test_only_what_was_shown_leaves(paper: Draft, member: User, curator: User) -> None:
    client, url = browser(member), url_of(paper)
    shown = client.post(url, {"text": SENT, "category": "LL1"})
    assert not Contribution.objects.exists()
    other = client.post(
        url, {"text": SENT + "。", "category": "LL1", "do": "send", "mark": shown.context["mark"]}
    )
    assert (other.status_code, Contribution.objects.count()) == (200, 0)
    assert sent(client, url).status_code == 302
    row = Contribution.objects.values(
        "text", "part", "field", "category", "named", "state", "owner"
    ).get()
    assert row == {"text": SENT, "part": "problems", "field": "claim", "category": "LL1",
                   "named": False,
                   "state": "waiting", "owner": member.pk}  # fmt: skip
    # a second click offers nothing more
    sent(client, url)
    assert Contribution.objects.count() == 1
    assert [row.text for row in Notice.objects.filter(user=curator)] == [
        "有党员推荐的素材等待处理。"
    ]


def test_what_still_tells_is_named_and_needs_a_word(paper: Draft, member: User) -> None:
    client, url = browser(member), url_of(paper)
    fields = {"text": "向马同志学习得不够，只看了3篇文章。", "category": ""}
    shown = client.post(url, fields)
    assert "这几处还像是能认出人、地方或事情的：“马”“3篇”。" in said(shown)
    send = fields | {"do": "send", "mark": shown.context["mark"]}
    refused = client.post(url, send)
    assert (refused.status_code, Contribution.objects.count()) == (422, 0)
    assert client.post(url, send | {"sure": "1"}).status_code == 302


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("太短", "请写 8 到 300 个字，一两句话就够，现有 2 个字。"),
        ("学" * 301, "现有 301 个字。"),
        ("学习不够深入，{一二三四五六七八九}没有。", "空项请写成 {名称}，名称为 1 至 8 个汉字"),
        ("", "请写出要推荐的文字。"),
    ],
)
def test_what_cannot_be_offered_comes_back(
    paper: Draft, member: User, text: str, fault: str
) -> None:
    answer = browser(member).post(url_of(paper), {"text": text})
    assert (answer.status_code, fault in said(answer), text in unescape(answer.content.decode())) \
        == (422, True, True)  # fmt: skip


def test_the_curator_sees_the_words_and_not_whose_they_are(
    paper: Draft, member: User, curator: User
) -> None:
    sent(browser(member), url_of(paper))
    row = Contribution.objects.get()
    client = browser(curator)
    for name, args in (("desk", []), ("decide", [row.pk])):
        page = client.get(reverse(f"contributions:{name}", args=args)).content.decode()
        assert SENT in unescape(page)
        for secret in ("刘洋", str(paper.pk), CLAIM, "馆员"):
            assert secret not in page
    Contribution.objects.update(named=True)
    assert "刘洋" in said(client.get(reverse("contributions:desk")))


def test_an_offer_is_taken_edited_and_its_member_told(
    paper: Draft, member: User, curator: User
) -> None:
    sent(browser(member), url_of(paper))
    row = Contribution.objects.get()
    client = browser(curator)
    url = reverse("contributions:decide", args=[row.pk])
    first = client.get(url).context["took"].initial
    assert (first["claim"], first["category"]) == (SENT, "LL1")
    fields = {"do": "take", "part": "problems", "category": "LL1", "claim": "笔记抄得多、想得少",
              "elaboration": "", "state": "approved", "note": "改短了"}  # fmt: skip
    wrong = client.post(url, fields)
    assert (wrong.status_code, "请填写表现，或者写几个提示问题。" in said(wrong)) == (422, True)
    # both forms are guarded, and what was typed into one of them is not saved
    assert re.findall(r"<form[^>]*(data-guarded[^>]*)>", wrong.content.decode()) == [
        "data-guarded data-unsaved", "data-guarded",
    ]  # fmt: skip
    assert client.post(url, fields | {"questions": "哪一次学习？"}).status_code == 302
    phrase = Phrase.objects.get()
    assert (phrase.claim, phrase.author, phrase.reviewer, phrase.state) == (
        "笔记抄得多、想得少", "党员推荐", "许文博", "approved",
    )  # fmt: skip
    row.refresh_from_db()
    assert (row.state, row.phrase) == ("changed", phrase)
    notice = Notice.objects.get(user=member)
    assert (notice.text, notice.url) == (
        "您推荐的一条素材已被修改后采用，谢谢。", "/contributions/",
    )  # fmt: skip
    page = said(browser(member).get(reverse("contributions:list")))
    for text in ("修改后采用", "素材库里现在写作：笔记抄得多、想得少", "素材库管理员说：改短了"):
        assert text in page
    # it is in the library now: the member cannot take it back any more
    kept = browser(member).post(reverse("contributions:take_back", args=[row.pk]), follow=True)
    assert "已经采用，不能收回" in said(kept)


def test_an_offer_is_declined_with_a_reason_and_may_be_reconsidered(
    paper: Draft, member: User, curator: User
) -> None:
    sent(browser(member), url_of(paper))
    url = reverse("contributions:decide", args=[Contribution.objects.get().pk])
    client = browser(curator)
    assert "请写一句为什么不采用，推荐人看得到。" in said(client.post(url, {"do": "decline"}))
    client.post(url, {"do": "decline", "reason": "素材库里已有相近的。"})
    page = said(browser(member).get(reverse("contributions:list")))
    assert "没有采用" in page
    assert "原因：素材库里已有相近的。" in page
    assert "没有采用" in Notice.objects.get(user=member).text
    client.post(url, {"do": "reconsider"})
    assert Contribution.objects.get().state == "waiting"


def test_what_the_curator_typed_outlives_a_faster_one(
    paper: Draft, member: User, curator: User
) -> None:
    sent(browser(member), url_of(paper))
    row = Contribution.objects.get()
    url = reverse("contributions:decide", args=[row.pk])
    client = browser(curator)
    fields = {"do": "take", "part": "problems", "category": "LL1", "claim": "笔记抄得多",
              "elaboration": "想得少。", "state": "draft"}  # fmt: skip
    services.decline(row, "重复。", curator)
    late = client.post(url, fields)
    assert (late.status_code, Phrase.objects.count()) == (409, 0)
    assert "想得少。" in late.content.decode()


@pytest.mark.parametrize(
    ("do", "typed"),
    [
        ("take", {"claim": "笔记抄得多", "elaboration": "想得少，没有对照岗位。"}),
        ("decline", {"reason": "素材库里已有相近的。"}),
    ],
)
def test_what_the_curator_typed_outlives_the_offer(
    paper: Draft, member: User, curator: User, do: str, typed: dict[str, str]
) -> None:
    sent(browser(member), url_of(paper))
    row = Contribution.objects.get()
    url = reverse("contributions:decide", args=[row.pk])
    services.take_back(row)
    client = browser(curator)
    late = client.post(url, {"do": do, "part": "problems", **typed})
    assert (late.status_code, Phrase.objects.count()) == (409, 0)
    assert "推荐人刚刚收回了这一条，您的处理没有保存。" in said(late)
    # nothing is wrong with what was asked
    assert "<h1>没有保存</h1>" in late.content.decode()
    assert "告诉系统管理员" not in said(late)
    assert all(text in said(late) for text in typed.values())
    assert SENT not in unescape(late.content.decode())
    # to look at it, and for anybody else, there is nothing
    assert client.get(url).status_code == 404
    assert browser(member).post(url, {"do": do}).status_code == 404


def test_what_a_member_typed_outlives_the_sentence(paper: Draft, member: User) -> None:
    client, url = browser(member), url_of(paper)
    point = codec.load(paper.document).parts[1].sections[0].points[0]
    changes.save_node(paper.pk, point.id, {"claim": "改短了"}, 99)
    late = client.post(url, {"text": SENT, "category": "LL1"})
    assert (late.status_code, Contribution.objects.count()) == (409, 0)
    assert "材料里的这一句刚刚改短或者删去了，还没有送出。" in said(late)
    assert SENT in said(late)
    assert client.get(url).status_code == 404


def test_a_member_takes_back_and_nothing_is_left(
    paper: Draft, member: User, stranger: User
) -> None:
    sent(browser(member), url_of(paper))
    url = reverse("contributions:take_back", args=[Contribution.objects.get().pk])
    assert browser(stranger).post(url).status_code == 404
    asked = browser(member).get(reverse("contributions:list")).content.decode()
    assert re.search(r'<details class="ask-first">.*找不回来.*确定收回</button>', asked, re.S)
    assert "已收回" in said(browser(member).post(url, follow=True))
    assert not Contribution.objects.exists()


def test_not_too_many_wait_at_once(member: User) -> None:
    def offer(text: str) -> None:
        services.offer(member, text=text, part="problems", field="claim", category="", named=False)

    for number in range(MOST_WAITING):
        offer(f"学习不够深入{number}")
    with pytest.raises(services.TooManyWaiting, match="请等处理以后再推荐"):
        offer("学习不够系统")
