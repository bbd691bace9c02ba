"""A full paper in the wizard: nothing more goes in, by whatever way; nothing typed is lost; it can
get shorter."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from drafting.document.model import find
from drafting.drafts.models import Draft
from drafting.drafts.services import changes
from drafting.drafts.services.changes import TooMuch
from tests.cast import approved_phrase
from tests.wizard.full import FULL_AREA, FULL_PAPER, fill_area, fill_paper, many
from tests.wizard.papers import (
    ask,
    claim,
    node_url,
    place,
    point,
    points_url,
    posted,
    put,
    send,
    step_url,
    store,
    stored,
)

pytestmark = pytest.mark.django_db
KNOWN = {"known": {}}


def test_autosave_refuses_what_is_too_long_with_a_sentence(signed_in: Client, draft: Draft) -> None:
    store(draft, put(stored(draft), "theory", point("a")))
    fill_paper(draft)
    document, before = stored(draft), draft.version
    answer = ask(
        signed_in, node_url(draft, "a"), {"base": before, "values": {"claim": "更长的观点句"}}
    )
    assert (answer.status_code, answer.json()["error"]) == (422, "invalid")
    assert answer.json()["message"].startswith(FULL_PAPER)
    assert (stored(draft), draft.version) == (document, before)
    shorter = ask(signed_in, node_url(draft, "a"), {"base": before, "values": {"claim": "短"}})
    assert (shorter.status_code, claim(draft, "a")) == (200, "短")


def test_a_step_without_scripts_gives_back_what_was_typed(signed_in: Client, draft: Draft) -> None:
    store(draft, put(stored(draft), "theory", point("a"), point("b")))
    fill_paper(draft)
    typed = {"a-elaboration": "多写的一段" * 10, "b-elaboration": "短"}
    answer = send(signed_in, draft, "theory", "next", typed)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "多写的一段" * 10 in text
    assert FULL_PAPER in text
    assert find(stored(draft), "b").elaboration == "短", "the others are saved"
    assert find(stored(draft), "a").elaboration == "表现a。"


def test_no_point_more_by_script(signed_in: Client, draft: Draft) -> None:
    fill_area(draft)
    answer = ask(signed_in, points_url(draft, "theory"), {"op": "add", **KNOWN})
    assert (answer.status_code, answer.json()) == (422, {"error": "full", "message": FULL_AREA})
    assert len(place(stored(draft), "theory").points) == 40


@pytest.mark.parametrize("op", ["add", "restore:r"])
def test_no_point_more_by_button(signed_in: Client, draft: Draft, op: str) -> None:
    store(draft, put(stored(draft), "theory", point("r")))
    changes.remove_point(draft.pk, "r")
    fill_area(draft)
    answer = send(signed_in, draft, "theory", op, {"f0-claim": "改过的观点"})
    assert [str(one) for one in get_messages(answer.wsgi_request)] == [FULL_AREA]
    assert [one.id for one in place(stored(draft), "theory").points] == [one.id for one in many(40)]
    assert claim(draft, "f0") == "改过的观点", "what was typed was saved first"


def test_no_phrase_more(signed_in: Client, draft: Draft, taxonomy: None) -> None:
    fill_area(draft)
    phrase = approved_phrase("LL1-01", claim="观点", elaboration="表现。")
    answer = send(signed_in, draft, "theory", f"use:{phrase.pk}:claim")
    assert [str(one) for one in get_messages(answer.wsgi_request)] == [FULL_AREA]


def test_no_answer_more(signed_in: Client, draft: Draft) -> None:
    document = put(stored(draft), "theory", point("a", category="LL1"))
    store(draft, put(document, "causes", *many(40, "c")))
    answer = ask(signed_in, points_url(draft, "theory"), {"op": "answer:a:causes:C02", **KNOWN})
    assert (answer.status_code, answer.json()["error"]) == (422, "full")
    assert find(stored(draft), "a").links == ()


def test_text_in_a_removed_point_that_cannot_come_back_is_shown(
    signed_in: Client, draft: Draft
) -> None:
    store(draft, put(stored(draft), "theory", point("r")))
    typed = posted(draft, "theory") | {
        "r-elaboration": "在另一个窗口里移除以后写的一段",
        "op": "save",
    }
    changes.remove_point(draft.pk, "r")
    fill_area(draft)
    answer = signed_in.post(step_url(draft, "theory"), typed)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "在另一个窗口里移除以后写的一段</textarea>" in text
    assert FULL_AREA in text
    assert "您在移除了的那一条里写的文字没有保存" in text


@pytest.mark.parametrize("key", ["theory", "basics", "check", "done"])
def test_a_paper_from_before_the_bounds_opens(signed_in: Client, draft: Draft, key: str) -> None:
    store(draft, put(stored(draft), "theory", *many(300)))
    fill_paper(draft, 90_000)
    assert signed_in.get(step_url(draft, key)).status_code == 200
    assert signed_in.get(reverse("wizard:preview", args=[draft.pk])).status_code == 200


def test_a_paper_from_before_the_bounds_can_be_shortened_with_and_without_scripts(
    signed_in: Client, draft: Draft
) -> None:
    store(draft, put(stored(draft), "theory", *many(300)))
    answer = ask(signed_in, points_url(draft, "theory"), {"op": "remove:f0", **KNOWN})
    assert (answer.status_code, len(place(stored(draft), "theory").points)) == (200, 299)
    posted_form = send(signed_in, draft, "theory", "remove:f1", {"f2-claim": "短"})
    assert (posted_form.status_code, len(place(stored(draft), "theory").points)) == (302, 298)
    assert claim(draft, "f2") == "短"
    with pytest.raises(TooMuch):
        changes.add_point(draft.pk, place(stored(draft), "theory").id)


def test_the_largest_step_is_posted_whole(signed_in: Client, draft: Draft) -> None:
    """40 problems, each linked to 40 causes and 40 measures: 3,400 fields, more than Django reads
    by default."""
    document = put(stored(draft), "causes", *many(40, "c"))
    document = put(document, "measures", *many(40, "m"))
    links = tuple(f"{kind}{n}" for kind in "cm" for n in range(40))
    problems = [point(f"p{n}", links=links, elaboration="表现。" * 60) for n in range(40)]
    store(draft, put(document, "theory", *problems))
    page = signed_in.get(step_url(draft, "theory"))
    assert len(page.content) < 1_000_000
    answer = send(signed_in, draft, "theory", "next", {"p0-claim": "改过"})
    assert (answer.status_code, claim(draft, "p0")) == (302, "改过")


def test_the_check_step_lists_the_first_of_very_many_remarks(
    signed_in: Client, draft: Draft
) -> None:
    problems = [point(f"p{n}", elaboration="", example="") for n in range(40)]
    document = put(stored(draft), "theory", *problems)
    store(draft, put(document, "politics", *(replace(one, id=f"q{one.id}") for one in problems)))
    text = signed_in.get(step_url(draft, "check")).content.decode()
    remarks = re.findall(r'<a href="\.\./(?:theory|politics)/\?from=check', text)
    assert len(remarks) <= 120
    assert "先列出前 60 " in text
