"""Pages and commands say what proofreading leaves out and what it left undone; nothing is silently
clean."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from accounts.models import User
from drafting.drafts.models import Draft
from drafting.management.commands import check_material
from drafting.proofing import services
from drafting.proofing.core import runner
from drafting.proofing.core.registry import CHECKS
from drafting.proofing.core.tally import MOST
from tests.cast import *  # noqa: F403
from tests.proofing.papers import proof
from tests.proofing.test_check_material import run, write
from tests.wizard.papers import store, stored

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
MANY = "（" * 6_000
MORE = "“括号、引号、书名号不成对”（错误）只列出前面一部分，同类问题还有 5,900 处。"
UNDONE = "校对用时过长，以下检查没有做完：{}。"
UNFINISHED = UNDONE.format("；".join(check.title for check in CHECKS))
#: Pages leave the checks with big tables to a worker.
QUICK = UNDONE.format("；".join(check.title for check in CHECKS if not check.tables))
KIND = ("bracket-pair", "error")


@pytest.fixture
def many(draft: Draft, taxonomy: Any) -> Draft:
    """The member's draft with 6,000 brackets that do not pair, in its closing."""
    document = stored(draft)
    store(draft, replace(document, closing=replace(document.closing, text=MANY)))
    return draft


@pytest.fixture
def no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that ends before it began."""
    monkeypatch.setattr(runner, "SECONDS", -1.0)
    monkeypatch.setattr(check_material, "PATIENCE", -1.0)


def url(draft: Draft, name: str = "summary", *args: str) -> str:
    return reverse(f"proofing:{name}", args=[draft.pk, *args])


def text_of(answer: Any) -> str:
    assert answer.status_code == 200
    return unescape(re.sub(r"<[^>]+>", "", answer.content.decode()))


def squeezed(answer: Any) -> str:
    return re.sub(r"\s+", "", text_of(answer))


# what is left out


def test_the_page_gives_a_hundred_and_counts_all(
    many: Draft, signed_in: Client, member: User
) -> None:
    text = text_of(signed_in.get(url(many) + "?rule=bracket-pair"))
    assert MORE in text
    found = proof(many, member)
    assert sum(item.finding.rule == "bracket-pair" for item in found.open) == MOST
    assert (found.more, found.counts["error"]) == ({KIND: 5_900}, 6_000)
    assert f"错误{found.counts['error']}" in re.sub(r"\s+", "", text)
    assert f"列出{MOST}处，同类问题还有5900处" in re.sub(r"\s+", "", text)


def test_the_check_step_and_the_side_panel_say_it(many: Draft, signed_in: Client) -> None:
    check = signed_in.get(reverse("wizard:step", args=[many.pk, "check"]))
    closing = signed_in.get(url(many, "panel", "closing"), headers=HTMX)
    other = signed_in.get(url(many, "panel", "theory"), headers=HTMX)
    assert all(MORE in text_of(page) for page in (check, closing, other))
    # they may be on this step, so it is not called clean
    assert "没有发现问题" not in squeezed(other)


def test_what_is_ignored_takes_no_others_place(
    many: Draft, signed_in: Client, member: User
) -> None:
    first = proof(many, member).open
    ignored = [item for item in first if item.finding.rule == "bracket-pair"][:30]
    for item in ignored:
        services.dismiss(many, member, item)
    found = proof(many, member)
    brackets = [item for item in found.open if item.finding.rule == "bracket-pair"]
    assert (len(brackets), found.more) == (MOST, {KIND: 5_870})
    assert [item.fingerprint for item in found.ignored] == [item.fingerprint for item in ignored]
    assert not {item.fingerprint for item in brackets} & {item.fingerprint for item in ignored}


def test_a_hundred_are_accepted_at_once_and_then_the_next(
    draft: Draft, taxonomy: Any, member: User
) -> None:
    document = stored(draft)
    text = "学，，做，" * 150
    store(draft, replace(document, closing=replace(document.closing, text=text)))
    numbers = []
    for _ in range(2):
        found = proof(draft, member)
        prints = [item.fingerprint for item in found.open if item.finding.rule == "doubled-mark"]
        draft.refresh_from_db()
        numbers.append(
            (services.accept_many(draft, member, "doubled-mark", prints).number, dict(found.more))
        )
    assert numbers == [(100, {("doubled-mark", "error"): 50}), (50, {})]
    assert stored(draft).closing.text == "学，做，" * 150


def test_the_command_gives_a_hundred_and_counts_the_rest(tmp_path: Path) -> None:
    path = write(tmp_path / "m.txt", "个人对照检查材料\n" + MANY)
    code, out, _ = run(path, "--json")
    told = json.loads(out)
    assert code == 1
    assert sum(finding["rule"] == "bracket-pair" for finding in told["findings"]) == MOST
    assert told["more"] == [{"rule": "bracket-pair", "severity": "error", "number": 5_900}]
    assert told["unfinished"] == []
    code, out, _ = run(path)
    assert (code, out.splitlines()[-1]) == (1, MORE)
    assert out.splitlines()[0].startswith("错误 6000 处")


def test_the_summary_of_a_folder_counts_all(tmp_path: Path) -> None:
    write(tmp_path / "m.txt", "个人对照检查材料\n" + MANY)
    code, out, _ = run(tmp_path, "--json")
    assert json.loads(out)["files"][0]["more"] == [
        {"rule": "bracket-pair", "severity": "error", "number": 5_900}
    ]
    row = [cell.value for cell in load_workbook(tmp_path / "校对汇总.xlsx").active[2]]
    assert (code, row[2]) == (1, 6_000)
    assert "（共6000处）" in row[5]


# what is left undone


def test_pages_say_which_checks_were_not_done(
    draft: Draft, signed_in: Client, no_time: None
) -> None:
    for page in (
        signed_in.get(url(draft)),
        signed_in.get(reverse("wizard:step", args=[draft.pk, "check"])),
        signed_in.get(url(draft, "panel", "closing"), headers=HTMX),
    ):
        assert QUICK in text_of(page)
        clean = re.findall("(做完的检查)?(?:在这一步)?没有发现问题", squeezed(page))
        assert set(clean) == {"做完的检查"}


def test_the_command_says_it_too(tmp_path: Path, no_time: None) -> None:
    path = write(tmp_path / "m.txt", "个人对照检查材料\n我学习不够。\n")
    assert json.loads(run(path, "--json")[1]) == {
        "findings": [],
        "more": [],
        "unfinished": [check.id for check in CHECKS],
        "missing": [],
    }
    assert run(path)[1].splitlines()[-1] == UNFINISHED
    run(tmp_path)
    assert load_workbook(tmp_path / "校对汇总.xlsx").active[2][8].value == UNFINISHED
