"""A colleague's words are planted, and looked for wherever a member can look: on every page, in every
file, in what is logged, where comparing fails."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.models import User
from drafting.document import codec
from drafting.drafts.models import Draft
from drafting.meetings.models import Meeting
from drafting.proofing.alikeness import selectors
from drafting.proofing.alikeness.models import Resemblance
from drafting.proofing.alikeness.upkeep import rebuild
from drafting.proofing.selectors import proof_draft
from tests.access.rules import own
from tests.access.test_sweep import TABLE, World, addresses, people, world  # noqa: F401
from tests.review.states import submitted, written
from tests.wizard.papers import point, put, store, stored

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

#: Only the colleague wrote of the celadon pot; the member wrote all the rest of the sentence.
PLANTED = "青瓷笔筒"
THEIRS = "三月盘点库房，我把少了的四套方志记在青瓷笔筒旁边的便签上，过了半年也没有去查。"
MINE = "三月盘点库房，我把少了的四套方志记在办公桌旁边的便签上，过了半年也没有去查。"


@pytest.fixture
def planted(colleague: User, meeting: Meeting) -> Draft:
    """The colleague's paper with the sentence, handed in."""
    draft = written(colleague, meeting)
    document = stored(draft)
    store(draft, put(document, "theory", point("pot", "记账不清", elaboration=THEIRS)))
    return submitted(draft)


@pytest.fixture
def everything(request: pytest.FixtureRequest) -> World:
    """What the addresses of the sweep name."""
    found: World = request.getfixturevalue("world")
    return found


@pytest.fixture
def mine(everything: World, planted: Draft) -> Draft:
    """The member's draft with nearly the same sentence."""
    draft = Draft.objects.get(pk=everything.draft.pk)
    store(draft, put(stored(draft), "theory", point("own", "记账不清", elaboration=MINE)))
    return Draft.objects.select_related("meeting__organization", "framework", "owner").get(
        pk=draft.pk
    )


def texts_of(answer: HttpResponse) -> Iterator[str]:
    """What a page or a file says, the parts of a package one by one."""
    content = b"".join(answer) if answer.streaming else answer.content  # type: ignore[arg-type]
    yield str(answer.headers)
    if content[:2] == b"PK":
        with ZipFile(BytesIO(content)) as package:
            for name in package.namelist():
                yield package.read(name).decode("utf-8", "replace")
    else:
        yield content.decode("utf-8", "replace")


def test_no_page_and_no_log_line_has_a_colleagues_words(
    everything: World,
    mine: Draft,
    member: User,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    rules = {item.finding.rule for item in proof_draft(mine, member).open}
    assert "alike-colleague" in rules  # else there is nothing to keep
    client = Client()
    client.force_login(member)
    seen = 0
    for name, parameters in dict(addresses()).items():
        room = name.split(":")[0]
        known = everything.arguments
        arguments = {key: known.get(f"{room}:{key}", known[key]) for key in parameters}
        for method in ("get", "post"):
            if method == "post" and TABLE[name].method == "get" and TABLE[name].rule is not own:
                continue
            answer = getattr(client, method)(reverse(name, kwargs=arguments))
            if name in ("accounts:logout", "accounts:login"):
                client.force_login(member)
            for text in texts_of(answer):
                assert PLANTED not in text, (name, method)
                seen += 1
    assert seen > 150
    for record in caplog.records:
        assert PLANTED not in record.getMessage(), record.name


def test_what_is_kept_for_the_member_has_no_words(mine: Draft, member: User) -> None:
    proof_draft(mine, member)
    (kept,) = Resemblance.objects.filter(draft=mine).values_list("found", flat=True)
    assert set(kept) == {"places", "shares"}
    assert all([type(one) for one in place] == [str, int, int] for place in kept["places"])
    assert PLANTED not in str(codec.load(mine.document))


def test_where_comparing_fails_the_log_names_no_word(
    mine: Draft, member: User, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object) -> None:
        raise ValueError(THEIRS)

    caplog.set_level(logging.DEBUG)
    rebuild()
    monkeypatch.setattr(selectors, "compared", broken)
    proof = proof_draft(mine, member)
    assert proof.available
    assert "alike-colleague" not in {item.finding.rule for item in proof.open}
    said = [record.getMessage() for record in caplog.records]
    assert "no comparison: ValueError" in said
    assert not any(PLANTED in line for line in said)
