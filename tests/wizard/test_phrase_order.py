"""Which phrases a step has and in what order, and what is said of colleagues: a number, never who."""

from __future__ import annotations

import random
import re

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Organization, User
from drafting.drafts.models import Draft
from drafting.drafts.services.lifecycle import begin_draft
from drafting.drafts.services.phrase_uses import colleagues_uses, record_use
from drafting.frameworks.models import Framework
from drafting.library.models import Phrase, ProblemCategory
from drafting.library.selectors import fitting_phrases
from drafting.meetings.models import Meeting
from drafting.wizard.phrase_order import Offer, in_order
from tests.cast import *  # noqa: F403
from tests.cast import approved_phrase, published
from tests.growth import calls


def test_own_work_then_least_used_then_closest_then_by_key() -> None:
    offers = [
        Offer(1, (), (), "LL1-01"),
        Offer(2, (), (), "LL1-02"),
        Offer(3, ("school", "hospital"), (), "LL1-03"),
        Offer(4, (), ("member",), "LL1-04"),
        Offer(5, ("school",), ("member", "student"), "LL1-05"),
        Offer(6, (), ("leader", "committee", "member"), "LL1-06"),
        Offer(7, ("school",), (), "LL1-07"),
    ]
    mixed = random.Random(1).sample(offers, len(offers))

    def order(uses: dict[int, int], near: dict[int, int] | None = None) -> list[int]:
        return in_order(
            mixed, unit_type="school", member_kinds=["member"], uses=uses, closeness=near
        )

    assert order({}) == [5, 3, 4, 7, 1, 2, 6]
    assert order({5: 9, 3: 1, 1: 2, 2: 1}) == [5, 4, 7, 3, 6, 2, 1]
    assert order({1: 1}, {1: 0, 6: 1, 2: 2}) == [5, 3, 4, 7, 6, 2, 1]


@pytest.fixture
def library(taxonomy: None) -> list[Phrase]:
    return [
        approved_phrase("LL1-01", claim="甲不够"),
        approved_phrase("LL1-02", claim="乙不够"),
        approved_phrase("LL1-03", claim="丙不够", unit_types=("government",)),
    ]


def listed(client: Client, draft: Draft) -> list[tuple[str, str]]:
    """Claims in order, each with what is said of colleagues."""
    html = client.get(reverse("wizard:phrases", args=[draft.pk, "theory"])).content.decode()
    cards = html.split('data-phrase="')[1:]
    return [
        (
            "".join(re.findall(r'data-text="claim">([^<]*)<', card)),
            "".join(re.findall(r'phrase-shared">([^<]*)<', card)),
        )
        for card in cards
    ]


@pytest.mark.django_db
def test_what_colleagues_use_comes_later_and_only_their_number_is_told(
    signed_in: Client, draft: Draft, colleague: User, secretary: User,
    branch: Organization, framework: Framework, library: list[Phrase],
) -> None:  # fmt: skip
    meeting = Meeting.objects.create(
        organization=branch, framework=framework, kind="minzhu", title="民主生活会"
    )
    theirs = [begin_draft(one, framework)[0] for one in (colleague, secretary)]
    Draft.objects.update(meeting=meeting)
    assert [claim for claim, _ in listed(signed_in, draft)] == ["丙不够", "甲不够", "乙不够"]
    for paper in theirs:
        record_use(paper, library[0], "n", "claim")
        record_use(paper, library[0], "n", "elaboration")
    record_use(theirs[0], library[2], "n", "claim")
    record_use(draft, library[1], "n", "claim")  # one's own is none of a colleague's
    assert listed(signed_in, draft) == [
        ("丙不够", "已有 1 名同志本次会议用过"),
        ("乙不够", ""),
        ("甲不够", "已有 2 名同志本次会议用过"),
    ]
    html = signed_in.get(reverse("wizard:phrases", args=[draft.pk, "theory"])).content.decode()
    assert not any(one.name in html for one in (colleague, secretary))
    Draft.objects.filter(pk=theirs[0].pk).update(discarded_at="2026-01-01T00:00+08:00")
    Draft.objects.filter(pk=theirs[1].pk).update(meeting=None)
    assert [said for _, said in listed(signed_in, draft)] == ["", "", ""]


@pytest.mark.django_db
def test_of_a_draft_without_a_meeting_nothing_is_counted(
    draft: Draft, colleague: User, framework: Framework, library: list[Phrase]
) -> None:
    record_use(begin_draft(colleague, framework)[0], library[0], "n", "claim")
    assert colleagues_uses(draft) == {}


def test_the_order_of_2500_costs_little_more_than_sorting_their_keys() -> None:
    chance = random.Random(2)
    offers = [
        Offer(n, chance.choice([(), ("school",), ("hospital",)]), (), f"LL1-{n:04d}")
        for n in range(2500)
    ]
    uses = {n: n % 7 for n in range(0, 2500, 3)}

    floor = calls(lambda: sorted(offers, key=lambda offer: offer.key))
    whole = calls(lambda: in_order(offers, unit_type="school", member_kinds=["student"], uses=uses))
    assert whole < 10 * floor


@pytest.mark.django_db
def test_the_list_of_2500_phrases_costs_little_more_than_counting_them(
    signed_in: Client, draft: Draft, taxonomy: None
) -> None:
    category = ProblemCategory.objects.get(code="LL1")
    Phrase.objects.bulk_create(
        Phrase(
            key=f"LL1-{n:04d}", part="problems", problem=category, claim=f"第{n}条没有做到",
            elaboration="{时间}没有做。", state="approved",
        )
        for n in range(2500)
    )  # fmt: skip
    rows = fitting_phrases(
        "problems", category="LL1", member_kinds=["member"], unit_type="government"
    )
    url = reverse("wizard:phrases", args=[draft.pk, "theory"])
    signed_in.get(url)

    empty = calls(lambda: signed_in.get(f"{url}?q=没有这样的词"))
    whole = calls(lambda: signed_in.get(url))
    every = calls(lambda: list(rows.all()))
    assert 4 * (whole - empty) < every  # far from reading them as rows
    assert whole < 6 * empty


@pytest.mark.django_db
def test_a_part_without_a_role_of_its_own_has_phrases_too(
    client: Client, member: User, taxonomy: None
) -> None:
    draft = begin_draft(member, published("2025-minzhu"))[0]
    approved_phrase("QT-01", part="other", claim="", elaboration="{事项}已经改到位。")
    approved_phrase("PR-01", part="previous", claim="", elaboration="上年度的{事项}。")
    client.force_login(member)
    url = reverse("wizard:phrases", args=[draft.pk, "eight-rules"])
    html = client.get(url).content.decode()
    assert ("已经改到位" in html, "上年度的" in html) == (True, False)
