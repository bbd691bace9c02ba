"""Columns that may be encrypted, on the real tables: nothing of the words lies in the database, and
everything comes out as it went in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import models
from django.db.models import Q

from accounts.models import User
from drafting.drafts.models import Draft
from drafting.facts.models import Fact
from drafting.proofing.alikeness.models import ComparableText
from drafting.review.models import Comment
from drafting.sealing import keyring
from drafting.sealing.keys import Key, Unsealable, add_key, stop_writing
from tests.sealing.raw import rows_of, tables_saying

pytestmark = [pytest.mark.django_db, pytest.mark.db_sensitive]
SECRET = "只有我知道的一句话"


def write(draft: Draft) -> tuple[Fact, ComparableText]:
    """A row of each kind of column."""
    document = {**draft.document, "said": [SECRET, "\\", None, 1.5]}
    Draft.objects.filter(pk=draft.pk).update(document=document)
    fact = Fact.objects.create(owner=draft.owner, what=SECRET, place=SECRET * 11)
    kept = ComparableText.objects.create(
        draft=draft, mark="1", content=SECRET.encode(), kept_at=draft.created_at
    )
    return fact, kept


def read(draft: Draft, fact: Fact, kept: ComparableText) -> tuple[Any, ...]:
    fact.refresh_from_db()
    document = Draft.objects.values_list("document", flat=True).get(pk=draft.pk)
    content = bytes(ComparableText.objects.get(pk=kept.pk).content)
    return document["said"], fact.what, fact.place, fact.did, content.decode()


SAID = ([SECRET, "\\", None, 1.5], SECRET, SECRET * 11, "", SECRET)


def test_off_everything_lies_as_it_is(draft: Draft) -> None:
    assert read(draft, *write(draft)) == SAID
    assert tables_saying(SECRET) == ["drafting_comparabletext", "drafting_draft", "drafting_fact"]


def test_on_no_word_lies_in_the_database(draft: Draft, key: Key, keys_file: Path) -> None:
    rows = write(draft)
    assert tables_saying(SECRET) == []
    assert read(draft, *rows) == SAID
    # of a later key, and of none any more
    add_key(keys_file)
    keyring._ring = None
    assert read(draft, *rows) == SAID
    stop_writing(keys_file)
    keyring._ring = None
    assert read(draft, *rows) == SAID
    rows[0].save()
    assert tables_saying(SECRET) == ["drafting_fact"]


def test_what_was_plain_before_is_read_on(draft: Draft, keys_file: Path, settings: Any) -> None:
    rows = write(draft)
    add_key(keys_file)
    settings.TEXT_KEYS_FILE = keys_file
    assert read(draft, *rows) == SAID


def test_several_rows_at_once(member: User, key: Key) -> None:
    facts = Fact.objects.bulk_create([Fact(owner=member, what=f"{SECRET}{n}") for n in range(3)])
    for fact in facts:
        fact.did = SECRET
    Fact.objects.bulk_update(facts, ["did", "what"])
    Fact.objects.update_or_create(pk=facts[0].pk, defaults={"thought": SECRET})
    assert tables_saying(SECRET) == []
    assert set(Fact.objects.values_list("what", "did")) == {
        (f"{SECRET}{n}", SECRET) for n in range(3)
    }
    assert Fact.objects.get(pk=facts[0].pk).thought == SECRET


def test_the_null_and_the_empty(submitted: Draft, secretary: User, key: Key) -> None:
    comment = Comment.objects.create(
        draft=submitted, submission=submitted.submissions.get(), author=secretary, suggestion=None
    )
    comment.refresh_from_db()
    assert (comment.text, comment.suggestion) == ("", None)
    Comment.objects.filter(pk=comment.pk).update(suggestion="")
    rows = Comment.objects.filter(suggestion="", text="", prefix="").exclude(suggestion=None)
    assert rows.count() == 1
    assert not ComparableText.objects.annotate(broken=Q(content=b"")).filter(broken=True).exists()


@pytest.mark.parametrize(
    "wanted",
    [
        {"what": "x"},
        {"what__icontains": "x"},
        {"place__startswith": "x"},
        {"what__in": ["", "x"]},
        {"draft__document__head__title": "x"},
        {"draft__document__has_key": "x"},
        {"draft__document": {"x": 1}},
        {"draft__comparable__content": b"x"},
    ],
)
def test_no_query_looks_into_them(wanted: dict[str, Any]) -> None:
    with pytest.raises(FieldError, match="may be encrypted"):
        Fact.objects.filter(**wanted)


def test_a_value_holds_in_its_column_alone(member: User, key: Key) -> None:
    fact = Fact.objects.create(owner=member, what=SECRET)
    Fact.objects.filter(pk=fact.pk).update(did=models.F("what"))
    with pytest.raises(Unsealable):
        Fact.objects.get(pk=fact.pk)


def test_without_its_key_nothing_is_read(
    member: User, key: Key, keys_file: Path, settings: Any, tmp_path: Path
) -> None:
    fact = Fact.objects.create(owner=member, what=SECRET)
    settings.TEXT_KEYS_FILE = None
    with pytest.raises(keyring.KeyMissing) as missing:
        Fact.objects.get(pk=fact.pk)
    assert missing.value.key_id == key.id
    settings.TEXT_KEYS_FILE = tmp_path / "none"
    with pytest.raises(ImproperlyConfigured, match="不存在或无法读取"):
        Fact.objects.get(pk=fact.pk)
    # a key that came to the file after this process had read it
    settings.TEXT_KEYS_FILE = tmp_path / "others"
    add_key(tmp_path / "others")
    assert keyring.writing_key() is not None
    (tmp_path / "others").write_bytes(keys_file.read_bytes())
    assert keyring._ring is not None
    keyring._ring.looked = 0.0
    assert Fact.objects.get(pk=fact.pk).what == SECRET


def test_a_text_that_looks_like_ours_stays_itself(member: User, keys_file: Path) -> None:
    odd = "zjs1:0123abcd:AAAA"
    fact = Fact.objects.create(owner=member, what=odd, place="zjs0:", did="zjs1:不是")
    fact.refresh_from_db()
    assert (fact.what, fact.place, fact.did) == (odd, "zjs0:", "zjs1:不是")
    assert any("zjs0:zjs1:0123abcd:AAAA" in row for row in rows_of("drafting_fact"))
