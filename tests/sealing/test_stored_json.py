"""How JSON lies in the tables of SQLite; PostgreSQL keeps it in a form of its own."""

from __future__ import annotations

import pytest
from django.db import connection

from drafting.drafts.models import Draft

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "stored"), [("学得不深", '"学得不深"'), ("半\ud800个", r'"\u534a\ud800\u4e2a"')]
)
def test_json_lies_there_without_escapes_unless_it_could_not(
    draft: Draft, text: str, stored: str
) -> None:
    Draft.objects.filter(pk=draft.pk).update(document={"said": text})
    with connection.cursor() as cursor:
        cursor.execute("SELECT document FROM drafting_draft")
        assert cursor.fetchall() == [(f'{{"said": {stored}}}',)]
    assert Draft.objects.get(pk=draft.pk).document == {"said": text}
