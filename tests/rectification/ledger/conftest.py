"""A branch with a meeting, and 刘洋's paper of six measures that the secretary has passed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from drafting.document.model import Document
from drafting.drafts.models import Draft
from drafting.drafts.services import changes
from drafting.meetings.models import Meeting
from drafting.rectification.ledger import context, opening, views
from drafting.rectification.ledger.models import Ledger
from drafting.review.decisions.lifecycle import Action
from tests.rectification.lists.material import paper
from tests.review import states
from tests.review.conftest import *  # noqa: F403

DAY = date(2026, 1, 20)


@pytest.fixture(autouse=True)
def january(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day on which the papers are passed and the pages looked at; memberships know nothing of
    it."""

    def localdate(value: datetime | None = None) -> date:
        return DAY if value is None else timezone.localdate(value)

    for module in (opening, context, views):
        monkeypatch.setattr(
            module, "timezone", SimpleNamespace(now=timezone.now, localdate=localdate)
        )


@pytest.fixture
def passed(member: User, meeting: Meeting, secretary: User) -> Callable[[Document], Draft]:
    """Passes the member's paper with this text; one that was passed is opened again before."""

    def go(text: Document) -> Draft:
        draft = Draft.objects.filter(owner=member, meeting=meeting).first() or states.written(
            member, meeting
        )
        if draft.state == Draft.State.APPROVED:
            draft = states.moved(draft, Action.REOPEN, secretary, "请再改。")
        changes.apply(draft.pk, lambda _document, _version: text)
        return states.approved(draft, secretary)

    return go


@pytest.fixture
def ledger(passed: Callable[[Document], Draft]) -> Ledger:
    """The ledger that the paper has opened."""
    return Ledger.objects.get(draft=passed(paper()))


@pytest.fixture
def own(member: User) -> Client:
    """The member's browser, without scripts."""
    client = Client()
    client.force_login(member)
    return client
