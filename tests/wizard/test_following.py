"""The list of phrases goes by the point that somebody writes in, and says which are used already."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from drafting.document.model import Point
from drafting.drafts.models import Draft
from drafting.drafts.services import changes, phrase_uses
from drafting.library.models import Phrase, ProblemCategory
from tests.cast import *  # noqa: F403
from tests.cast import approved_phrase
from tests.wizard.papers import put, store, stored

pytestmark = pytest.mark.django_db

CLAIMED, SILENT, BLANK = "claimed", "silent", "blank"


@pytest.fixture
def library(taxonomy: None) -> dict[str, Phrase]:
    """Three phrases for 理论学习 in two categories."""
    return {
        "learn": approved_phrase("LL1-01", claim="学习靠通知推着走", elaboration="通知来了才学。"),
        "note": approved_phrase("LL2-01", claim="读书笔记抄抄写写", elaboration="没有自己的思考。"),
        "other": approved_phrase("LL2-02", claim="讨论发言照着稿子念", elaboration="念完就算。"),
    }


@pytest.fixture
def paper(draft: Draft) -> Draft:
    """A point with a category, one with words alone, one without anything."""
    points = (
        Point(id=CLAIMED, category="LL2", claim="学得不系统"),
        Point(id=SILENT, claim="读书笔记是抄的，没有思考"),
        Point(id=BLANK),
    )
    store(draft, put(stored(draft), "theory", *points))
    return draft


def listed(client: Client, draft: Draft, **asked: str) -> tuple[list[str], str]:
    """The claims in the list, and what is said above it."""
    url = reverse("wizard:phrases", args=[draft.pk, "theory"])
    html = client.get(url, asked).content.decode()
    shown = re.findall(r'data-text="claim">(.*?)</span>', html)
    claims = [re.sub(r"</?mark[^>]*>", "", one) for one in shown]
    said = re.findall(r"<span data-said>([^<]*)</span>", html)
    return claims, "".join(said)


def test_it_goes_by_the_category_else_by_the_words(
    signed_in: Client, paper: Draft, library: dict[str, Phrase]
) -> None:
    name = ProblemCategory.objects.get(code="LL2").name
    both = ["读书笔记抄抄写写", "讨论发言照着稿子念"]
    every = ["学习靠通知推着走", *both]
    assert listed(signed_in, paper, near=CLAIMED) == (both, f"按“{name}”列出 2 条")
    assert listed(signed_in, paper, near=SILENT) == (
        both[:1],
        "按“读书笔记是抄的，没有思考”列出 1 条",
    )
    assert listed(signed_in, paper, near=BLANK) == (every, "")
    assert listed(signed_in, paper, near="no-such-node") == (every, "")
    assert listed(signed_in, paper, near=CLAIMED, all="1") == (every, "列出全部 3 条")
    # what somebody asks for wins
    assert listed(signed_in, paper, near=CLAIMED, q="通知") == (every[:1], "")
    assert listed(signed_in, paper, near=CLAIMED, category="LL1") == (every[:1], "")


def test_an_empty_list_says_what_to_do(
    signed_in: Client, paper: Draft, library: dict[str, Phrase]
) -> None:
    url = reverse("wizard:phrases", args=[paper.pk, "theory"])

    def said(**asked: str) -> str:
        return re.sub(r"\s+", "", signed_in.get(url, asked).content.decode())

    Phrase.objects.filter(problem__code="LL2").delete()
    assert "还没有素材。可以点上面的“看全部”" in said(near=CLAIMED)
    assert "没有找到“没有的词”。请换一个词，少写几个词。" in said(q="没有的词")
    assert "这一分类还没有素材。请选“全部分类”" in said(category="LL2")
    Phrase.objects.all().delete()
    assert "这一步还没有素材" in said()


def test_what_the_paper_uses_is_marked_as_long_as_it_is_there(
    signed_in: Client, paper: Draft, library: dict[str, Phrase]
) -> None:
    url = reverse("wizard:phrases", args=[paper.pk, "theory"])

    def used() -> list[str]:
        html = signed_in.get(url).content.decode()
        cards = html.split('data-phrase="')[1:]
        return [card.partition('"')[0] for card in cards if ">已用</span>" in card]

    phrase_uses.record_use(paper, library["learn"], CLAIMED, "claim")
    phrase_uses.record_use(paper, library["note"], BLANK, "claim")  # and taken back again
    assert used() == [str(library["learn"].pk)]
    changes.remove_point(paper.pk, CLAIMED)
    assert used() == []
