"""What the pages say of a point and a paper that are the library's words: quietly, to the author,
and never whose words others are."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Organization, User
from drafting.document.model import Point
from drafting.drafts.models import Draft
from drafting.drafts.services.lifecycle import begin_draft
from drafting.drafts.services.phrase_uses import record_use
from drafting.frameworks.models import Framework
from drafting.library.models import Phrase
from drafting.meetings.models import Meeting
from drafting.progress.steps import CHECK
from drafting.wizard.shared_fillers import shared_fillers
from tests.cast import *  # noqa: F403
from tests.cast import approved_phrase
from tests.wizard.papers import put, step_url, store, stored

pytestmark = pytest.mark.django_db

CLAIM = "学习靠通知推着走，自觉补课不够"
TEXT = (
    "支部发什么材料我就读什么材料，集中学习一结束便把本子合上，{时间}也不例外，事后由{人员}代我补记。"
    "个人学习计划订得笼统，读到哪里、读了多少从不核对。"
)


@pytest.fixture
def phrase(taxonomy: None) -> Phrase:
    return approved_phrase("LL1-01", claim=CLAIM, elaboration=TEXT)


def filled(when: str, who: str, point: str = "a") -> Point:
    text = TEXT.replace("{时间}", when).replace("{人员}", who)
    return Point(id=point, category="LL1", claim=CLAIM, elaboration=text)


def said(html: str) -> str:
    return re.sub(r"\s+", "", re.sub(r"<[^>]+>", "", html))


def test_the_point_the_strip_and_the_check_page_say_the_share(
    signed_in: Client, draft: Draft, phrase: Phrase
) -> None:
    store(draft, put(stored(draft), "theory", filled("前段时间", "有关同志")))
    page = signed_in.get(step_url(draft, "theory")).content.decode()
    line = said(page.split("data-own-words>")[1].split("</div>")[0])
    assert line == (
        "还没有写到一件具体的事。审核人可能会问：是哪一次，自己做了什么、没做什么？"
        "本条91%是素材原句，请用自己的事、自己的话重写。"
        "空项里的“前段时间”“有关同志”放在谁的材料里都行，请换成自己的事实。"
    )
    strip = re.search(r"<span class=\"strip-share\"[^>]*>", page)
    assert strip is not None
    assert " hidden" not in strip[0]
    steps = signed_in.get(reverse("wizard:steplist", args=[draft.pk, "theory"])).content.decode()
    assert 'data-library="91" data-over' in steps
    assert line == said(steps.split('data-own-words-of="a">')[1].split("</template>")[0])
    check = said(signed_in.get(step_url(draft, CHECK)).content.decode())
    assert "素材原句（同素材库一字不差的句子）占91%，一般不超过30%。" in check


def test_of_a_paper_of_ones_own_nothing_is_said_of_the_library(
    signed_in: Client, draft: Draft, phrase: Phrase
) -> None:
    own = Point(id="a", claim="书没有读", elaboration="七月领的那本书到年底还没有拆封。")
    store(draft, put(stored(draft), "theory", own))
    page = signed_in.get(step_url(draft, "theory")).content.decode()
    line = said(page.split("data-own-words>")[1].split("</div>")[0])
    assert line == "写到了时间、做法。审核人可能会问：当时怎么想的？"
    assert re.search(r'<span class="strip-share"[^>]* hidden', page)
    assert "素材原句" not in said(signed_in.get(step_url(draft, CHECK)).content.decode()).replace(
        "素材原句0%", ""
    )


@pytest.fixture
def papers(
    draft: Draft, colleague: User, secretary: User, branch: Organization, framework: Framework,
    phrase: Phrase,
) -> list[Draft]:  # fmt: skip
    """The paper and two colleagues' of one meeting, with the same phrase filled in."""
    meeting = Meeting.objects.create(
        organization=branch, framework=framework, kind="minzhu", title="民主生活会"
    )
    all_three = [draft, *(begin_draft(one, framework)[0] for one in (colleague, secretary))]
    Draft.objects.update(meeting=meeting)
    for number, paper in enumerate(all_three):
        store(paper, put(stored(paper), "theory", filled("每逢月底", f"组长{'甲乙丙'[number]}")))
        record_use(paper, phrase, "a", "elaboration")
        paper.refresh_from_db()
    return all_three


def test_words_that_three_papers_have_in_the_same_hole_are_told(
    signed_in: Client, papers: list[Draft]
) -> None:
    draft = papers[0]
    assert shared_fillers(draft, stored(draft)) == {"a": [("每逢月底", 3)]}
    page = signed_in.get(step_url(draft, "theory")).content.decode()
    assert "空项里的“每逢月底”，本次会议已有3份材料这样填。" in said(page)
    assert not re.search("组长[乙丙]|孙蕾|林静", page)


def test_two_papers_or_one_in_the_bin_are_not_three(papers: list[Draft]) -> None:
    draft, other, third = papers
    store(other, put(stored(other), "theory", filled("六月三日", "组长乙")))
    assert shared_fillers(draft, stored(draft)) == {}
    store(other, put(stored(other), "theory", filled("每逢月底", "组长乙")))
    Draft.objects.filter(pk=third.pk).update(discarded_at="2026-01-01T00:00+08:00")
    assert shared_fillers(draft, stored(draft)) == {}
    Draft.objects.filter(pk=third.pk).update(discarded_at=None)
    store(third, put(stored(third), "theory"))  # the point is gone
    assert shared_fillers(draft, stored(draft)) == {}


def test_a_hole_that_is_still_open_counts_for_nothing(papers: list[Draft]) -> None:
    for paper in papers:
        store(paper, put(stored(paper), "theory", filled("{时间}", "{人员}")))
    assert shared_fillers(papers[0], stored(papers[0])) == {}


def test_three_queries_at_most_and_one_as_long_as_few_use_a_phrase(
    papers: list[Draft], django_assert_num_queries: Any
) -> None:
    document = stored(papers[0])
    with django_assert_num_queries(3):
        shared_fillers(papers[0], document)
    Draft.objects.filter(pk=papers[1].pk).update(meeting=None)
    with django_assert_num_queries(1):
        shared_fillers(papers[0], document)
