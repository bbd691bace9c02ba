"""A finding of something lacking leads to the field that lacks it; the numbers of the steps."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from drafting.document.model import Document
from drafting.drafts.models import Draft
from drafting.proofing.models import FindingNumbers
from drafting.proofing.selectors import Proof
from drafting.proofing.step_numbers import known_numbers, mark_of, note_numbers, numbers_of
from tests.cast import *  # noqa: F403
from tests.proofing.papers import DOUBLED, found, proof, spoil
from tests.wizard.papers import place, point, put, step_url, store, stored

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def library(taxonomy: None) -> None:
    """The categories that the steps name."""


def aims(draft: Draft, member: User, rule: str) -> list[tuple[str, str, str]]:
    """Node, field and step of the findings of a rule."""
    return [
        (item.aim.node_id, item.aim.field, item.step.key if item.step else "")
        for item in found(draft, member, rule)
        if item.aim
    ]


def lacking(document: Document) -> Document:
    """Points without examples, a measure without a time, no title, no closing words, no causes."""
    theory = [
        point(
            "told", "读原著少", elaboration="手边的书没有读完。", example="比如，十月只读了一章。"
        ),
        point("bare", "学用脱节", elaboration="学归学，做归做，两张皮。", example=""),
    ]
    document = put(document, "theory", *theory)
    document = put(
        document, "style", point("dry", "作风不实", elaboration="下基层走得不深。", example="")
    )
    document = put(
        document, "measures", point("vague", "加强学习", elaboration="认真学习。", example="")
    )
    opening = replace(document.opening, text="会前我认真学习，征求了意见。")
    head = replace(document.head, title="")
    return replace(document, head=head, opening=opening)


def test_what_is_lacking_is_written_in_its_field(draft: Draft, member: User) -> None:
    store(draft, lacking(stored(draft)))
    document = stored(draft)
    assert aims(draft, member, "missing-example") == [
        ("bare", "example", "theory"),
        ("dry", "example", "style"),
    ]
    assert aims(draft, member, "measure-vague") == [("vague", "elaboration", "measures")]
    assert aims(draft, member, "title-missing") == [(document.head.id, "title", "basics")]
    assert aims(draft, member, "closing-missing") == [(document.closing.id, "text", "closing")]
    (blank,) = place(document, "causes").points
    assert (blank.id, "claim", "causes") in aims(draft, member, "part-missing")


def test_words_that_are_wrong_lead_to_themselves(draft: Draft, member: User) -> None:
    spoil(draft)
    (first, *_) = found(draft, member, DOUBLED)
    assert first.aim is None
    assert first.anchor == "id_q0-elaboration"


def test_numbers_are_kept_when_a_page_looks_and_known_from_then_on(
    signed_in: Client, draft: Draft, member: User
) -> None:
    spoil(draft)
    assert known_numbers(draft) is None
    assert "校对 " not in signed_in.get(step_url(draft, "theory")).content.decode()
    panel = reverse("proofing:panel", args=[draft.pk, "theory"])
    answer = signed_in.get(panel, headers=HTMX).content.decode()
    now = numbers_of(proof(draft, member))
    assert known_numbers(draft) == now
    assert f'data-findings="{mark_of(now)}"' in answer
    page = signed_in.get(step_url(draft, "style")).content.decode()
    assert f'校对 {now["theory"]}<span class="visually-hidden"> 处</span>' in page
    assert f'data-findings="{mark_of(now)}"' in page

    # one is ignored, and the numbers follow; where nothing can be found out they stay
    item = found(draft, member, DOUBLED)[0]
    dismiss = reverse("proofing:panel_dismiss", args=[draft.pk, "theory"])
    signed_in.post(dismiss, {"fingerprint": item.fingerprint}, headers=HTMX)
    assert known_numbers(draft) == {**now, "theory": now["theory"] - 1}
    assert note_numbers(draft, Proof(available=False)) == {**now, "theory": now["theory"] - 1}
    assert FindingNumbers.objects.count() == 1


def test_what_is_not_written_yet_is_no_finding_beside_the_text(
    signed_in: Client, draft: Draft, member: User
) -> None:
    """Who has begun is not told that the steps to come are faulty: the list of steps says 未写, the
    goal how much is wanted, and 检查 all of it."""
    theory = point(
        "one", "读原著少", elaboration="手边的书，，没有读完。", example="比如，十月只读了一章。"
    )
    store(draft, put(stored(draft), "theory", theory))
    rules = {item.finding.rule for item in proof(draft, member).open if item.unwritten}
    assert {"area-missing", "barely-structured"} <= rules
    assert numbers_of(proof(draft, member)) == {"theory": 1}
    for key, number in (("theory", 1), ("politics", 0), ("basics", 0), ("closing", 0)):
        panel = reverse("proofing:panel", args=[draft.pk, key])
        answer = signed_in.get(panel, headers=HTMX).content.decode()
        assert answer.count("data-proof-card") == number, key
        assert "（还没有写的 " in answer
    check = signed_in.get(reverse("proofing:summary", args=[draft.pk])).content.decode()
    assert "缺少规定的方面" in check
