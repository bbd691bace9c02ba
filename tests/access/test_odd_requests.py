"""No request is answered by a failure: odd ones to every address, as everybody of the cast.

``ODD_REQUESTS=20000`` sends more than the ordinary run, ``ODD_SEED=7`` others.
"""

from __future__ import annotations

import os
from collections import defaultdict
from random import Random

import pytest
from django.db import transaction

from accounts.models import User
from drafting.drafts.models import Draft
from drafting.drafts.services import lifecycle
from drafting.frameworks.models import Framework
from tests.access.odd_requests import Odd, send
from tests.access.odd_world import senders
from tests.access.test_sweep import World, people, put_into, world  # noqa: F401
from tests.cast import approved_phrase

pytestmark = [pytest.mark.django_db, pytest.mark.db_sensitive, pytest.mark.slow]

NUMBER = int(os.environ.get("ODD_REQUESTS", "400"))
LOOKS = 200 if NUMBER > 1000 else 24
SEED = int(os.environ.get("ODD_SEED", "1"))


@pytest.fixture
def writable(member: User, framework: Framework, taxonomy: None) -> Draft:
    """A draft that the member writes for nobody but himself, with a phrase to take."""
    approved_phrase("LL1-01", claim="学得不深", elaboration="学习□□不够。")
    return lifecycle.begin_draft(member, framework)[0]


@pytest.mark.timeout(7200 if NUMBER > 1000 else 180)
def test_no_odd_request_is_answered_by_a_failure(world: World, writable: Draft) -> None:  # noqa: F811
    put_into(world, "submitted")
    random = Random(SEED)
    cast = senders(world, writable, LOOKS, random)
    failed: dict[str, list[str]] = defaultdict(list)
    for _ in range(NUMBER):
        client, sender = cast[random.choice(sorted(cast))]
        odd = sender.draw(random)
        if kind := _failure(client, odd):
            failed[kind].append(str(odd))
    assert not failed, "\n".join(
        f"{len(sent)} × {kind}\n    {sent[0]}" for kind, sent in failed.items()
    )


def _failure(client: object, odd: Odd) -> str:
    """What failed at a request, empty where it was answered; what it changed is put back."""
    try:
        with transaction.atomic():
            answer = send(client, odd)  # type: ignore[arg-type]
            transaction.set_rollback(True)
    except Exception as error:  # out of the middleware or the error page itself
        return f"beyond every answer: {error!r:.200}"
    if answer.status_code < 500:
        return ""
    raised = getattr(answer, "exc_info", None)
    return f"{raised[1]!r:.200}" if raised else f"{answer.status_code}"
