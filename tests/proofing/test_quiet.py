"""What is to be talked over before it is written (先谈，再写): told to the author first and apart; that
nobody else is told, tests/review/test_untold.py tries."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from accounts.models import User
from drafting.drafts.models import Draft
from drafting.proofing.core.context import Context
from drafting.proofing.core.registry import QUIET
from drafting.proofing.core.report import lines
from drafting.proofing.core.runner import proofread
from drafting.proofing.models import Dismissal
from drafting.proofing.step_numbers import numbers_of
from tests.cast import *  # noqa: F403
from tests.proofing.papers import PLANTED, UNTOLD, proof, spoil
from tests.wizard.papers import place, put, store, stored

pytestmark = pytest.mark.django_db


def plant(draft: Draft) -> None:
    """Put the sentence into the first point of 理论学习."""
    document = stored(draft)
    first, *others = place(document, "theory").points
    store(draft, put(document, "theory", replace(first, example=PLANTED), *others))


def shown(answer: Any) -> str:
    return re.sub(r"\s+", "", unescape(re.sub(r"<[^>]+>", "", answer.content.decode())))


def test_the_author_is_told_first_and_apart(
    signed_in: Client, draft: Draft, member: User, taxonomy: None
) -> None:
    spoil(draft)
    plant(draft)
    found = proof(draft, member)
    assert [item.finding.rule for item in found.matters] == ["breach", "privacy", "secrecy"]
    assert not QUIET & {item.finding.rule for item in (*found.items, *found.open)}
    assert not QUIET & {kind.first.finding.rule for kind in found.kinds}
    assert sum(found.counts.values()) == len(found.open)
    assert sum(numbers_of(found).values()) == sum(not item.unwritten for item in found.open)
    check = signed_in.get(reverse("wizard:step", args=[draft.pk, "check"]))
    assert shown(check).index("先谈，再写3处") < shown(check).index("处要补齐")
    page = shown(signed_in.get(reverse("proofing:summary", args=[draft.pk])))
    assert page.index("先谈，再写3处") < page.index("最要紧的")
    assert "先同支部书记或纪检委员谈，再决定怎么写。" in page
    url = reverse("proofing:panel", args=[draft.pk, "theory"])
    panel = shown(signed_in.get(url, headers={"HX-Request": "true"}))
    assert panel.index("先谈，再写3处") < panel.index("这一步")
    elsewhere = reverse("proofing:panel", args=[draft.pk, "work"])
    assert "先谈" not in shown(signed_in.get(elsewhere, headers={"HX-Request": "true"}))


def test_the_author_puts_it_aside_and_takes_that_back(
    signed_in: Client, draft: Draft, member: User, taxonomy: None
) -> None:
    spoil(draft)
    plant(draft)
    item = proof(draft, member).matters[0]
    for name in ("dismiss", "recall"):
        fields = {"fingerprint": item.fingerprint, "back": "check"}
        answer = signed_in.post(reverse(f"proofing:{name}", args=[draft.pk]), fields, follow=True)
        assert answer.redirect_chain == [(reverse("wizard:step", args=[draft.pk, "check"]), 302)]
        left = "先谈，再写2处" if name == "dismiss" else "先谈，再写3处"
        assert left in shown(answer)
        assert ("已忽略1处" in shown(answer)) == (name == "dismiss")
        # not even what kind of thing it was is kept
        assert [row.rule for row in Dismissal.objects.all()] == ([""] if name == "dismiss" else [])
    assert "撤销" in shown(
        signed_in.post(
            reverse("proofing:dismiss", args=[draft.pk]), {"fingerprint": item.fingerprint}
        )
    )
    # other words, another thing
    document = stored(draft)
    first, *others = place(document, "theory").points
    changed = replace(first, example=PLANTED.replace("月饼", "月饼和茶叶"))
    store(draft, put(document, "theory", changed, *others))
    assert len(proof(draft, member).matters) == 3


def test_the_table_of_a_folder_is_without_it(tmp_path: Path) -> None:
    (tmp_path / "甲.txt").write_text(f"一、存在的问题\n{PLANTED}\n", "utf-8")
    call_command("check_material", str(tmp_path))
    sheet = load_workbook(BytesIO((tmp_path / "校对汇总.xlsx").read_bytes())).active
    assert sheet is not None
    cells = "\n".join(str(cell.value) for line in sheet.iter_rows() for cell in line)
    assert "甲.txt" in cells
    assert [word for word in UNTOLD if word in cells] == []


def test_it_is_none_of_the_three_most_pressing() -> None:
    found = proofread(Context(PLANTED))
    assert {finding.rule for finding in found} >= QUIET
    first = [line for line in lines(PLANTED, found) if line.startswith("先改")]
    assert not [line for line in first if any(word in line for word in UNTOLD)]


def test_a_page_that_waited_for_findings_is_told_above_too(
    signed_in: Client, draft: Draft, taxonomy: None
) -> None:
    spoil(draft)
    plant(draft)
    url = reverse("wizard:findings", args=[draft.pk])
    piece = signed_in.get(url, headers={"HX-Request": "true"})
    assert "先谈，再写3处" in shown(piece)
    assert piece.content.count(b'hx-swap-oob="true"') == 2
    # while only typing errors are awaited, what is unfolded above stays as it is
    again = signed_in.get(f"{url}?coming=1", headers={"HX-Request": "true"})
    awaited = b"coming=1" in piece.content
    assert (again.status_code, again.content.count(b'hx-swap-oob="true"')) == (
        (204, 0) if awaited else (200, 2)
    )
