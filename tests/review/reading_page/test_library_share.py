"""What the reviewer is told of sentences that are the library's: of the paper, and at each point."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from drafting.document.model import Point
from drafting.drafts.models import Draft
from drafting.meetings.models import Meeting
from tests.cast import *  # noqa: F403
from tests.cast import approved_phrase
from tests.review import states
from tests.review.pages import url
from tests.wizard.papers import place, put, store, stored

pytestmark = pytest.mark.django_db

CLAIM = "学习靠通知推着走，自觉补课不够"
TEXT = (
    "支部发什么材料我就读什么材料，集中学习一结束便把本子合上，{时间}也不例外，事后由{人员}代我补记。"
    "个人学习计划订得笼统，读到哪里、读了多少从不核对。"
)


def told(desk: Client, draft: Draft) -> tuple[str, list[str]]:
    """What the head of the page says of it, and each line of the paper that says something."""
    page = desk.get(url(draft)).content.decode()
    head = re.search(r"素材原句 [^<]*", page)
    return head[0] if head else "", re.findall(r'reading-share"[^>]*>([^<]*)<', page)


def test_the_paper_and_each_point_have_their_share(
    desk: Client, ready: Draft, taxonomy: None
) -> None:
    approved_phrase("LL1-01", claim=CLAIM, elaboration=TEXT)
    text = TEXT.replace("{时间}", "七月").replace("{人员}", "组长")
    first, *others = place(stored(ready), "theory").points
    taken = Point(id=first.id, claim=CLAIM, elaboration=text, example=first.example)
    store(ready, put(stored(ready), "theory", taken, *others))
    submitted = states.submitted(ready)
    head, points = told(desk, submitted)
    assert re.fullmatch(r"素材原句 \d%", head)
    assert len(points) == 1
    assert re.fullmatch(r"素材 \d\d%", points[0])
    Meeting.objects.update(max_library_share=1)
    assert told(desk, submitted)[0] == f"{head}，超过会议要求的 1%"


def test_of_a_paper_of_ones_own_nothing_is_said(
    desk: Client, submitted: Draft, taxonomy: None
) -> None:
    approved_phrase("LL1-01", claim=CLAIM, elaboration=TEXT)
    assert told(desk, submitted) == ("", [])
