"""Two windows begin a draft at the same moment, one of them from an import: one is asked (已有一份)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from drafting.drafts.models import Draft, Revision
from drafting.frameworks.models import Framework
from drafting.importing.models import Import
from tests.importing.taken import again, nothing_loose, taken
from tests.threads import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.db_sensitive]


def sent(member: User, url: str, data: dict[str, Any]) -> Callable[[], Any]:
    """A window that sends a form when it is called."""
    browser = Client()
    browser.force_login(member)
    return lambda: browser.post(url, data)


@pytest.mark.parametrize("imports", [1, 2])
def test_a_draft_that_was_begun_meanwhile_is_asked_about(
    member: User, framework: Framework, imports: int
) -> None:
    rows = [nothing_loose(taken(member, framework)) for _ in range(imports)]
    chosen = {"target": "private", "framework": framework.key}
    windows = [
        sent(member, reverse("importing:begin", args=[row.pk]), {**chosen, "version": row.version})
        for row in rows
    ]
    answers = at_once([*windows, sent(member, "/drafts/new/", chosen)])
    assert sorted(answer.status_code for answer in answers) == [200] * imports + [302]  # type: ignore[attr-defined]
    for answer in answers:
        if answer.status_code == 200:  # type: ignore[attr-defined]
            assert "您已有一份同一框架的材料，仍要另写一份吗？" in answer.content.decode()  # type: ignore[attr-defined]
    draft = Draft.objects.get()
    waiting = [row for row in map(again, rows) if row.state == Import.State.OPEN]
    assert [(row.version, row.draft_id) for row in waiting] == [(rows[0].version, None)] * len(
        waiting
    )
    assert len(waiting) == imports - bool(draft.source_name)
    assert Revision.objects.count() == bool(draft.source_name)
