import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from drafting.drafts.models import Draft
from drafting.notices.models import Notice
from drafting.notices.services.delivery import tell
from tests.drafts.pages import page


def bell(answer: Any) -> tuple[str, str] | None:
    """What the bell is called and what it shows; None where there is none."""
    html = answer.content.decode()
    found = re.search(r'<a class="bell" href="/notices/" aria-label="([^"]*)".*?</a>', html)
    if found is None:
        return None
    return found.group(1), re.sub(r"<[^>]+>", "", found.group(0))


def asked_of_notices(client: Client, url: str, **headers: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get(url, headers=headers)
    return sum("drafting_notice" in query["sql"] for query in queries)


def test_the_bell_counts_what_is_unread(signed_in: Client, member: User, colleague: User) -> None:
    assert bell(signed_in.get("/")) == ("提醒", "提醒")
    for _ in range(4):
        tell([member, colleague], Notice.Kind.RETURNED, "退回")
    Notice.objects.filter(pk=Notice.objects.filter(user=member)[0].pk).update(
        read_at=timezone.now()
    )
    assert bell(signed_in.get("/")) == ("提醒，3 条未读", "提醒3")
    assert bell(signed_in.get("/nowhere/")) == ("提醒，3 条未读", "提醒3")


def test_many_are_shown_short_and_said_whole(signed_in: Client, member: User) -> None:
    Notice.objects.bulk_create(Notice(user=member, kind="file", text="文件") for _ in range(100))
    assert bell(signed_in.get("/")) == ("提醒，100 条未读", "提醒99+")


def test_who_is_not_signed_in_has_none(client: Client, db: None) -> None:
    answer = client.get("/accounts/login/")
    assert bell(answer) is None
    assert "/notices/" not in page(answer)


@pytest.mark.db_sensitive
def test_one_query_for_a_page_and_none_for_scripts_and_pieces(
    signed_in: Client, draft: Draft
) -> None:
    assert asked_of_notices(signed_in, "/") == 1
    assert asked_of_notices(signed_in, "/notices/settings/") == 2  # and whether one wants mail
    assert asked_of_notices(signed_in, "/healthz") == 0
    piece = f"/drafts/{draft.pk}/proofing/steps/opening/"
    assert asked_of_notices(signed_in, piece, **{"HX-Request": "true"}) == 0
    assert asked_of_notices(Client(), "/accounts/login/") == 0
