"""Before a process works it has the keys of what lies in the database."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from accounts.models import User
from drafting.drafts.models import Draft
from drafting.requests.outages import Outage, outage_of
from drafting.sealing.keyring import KeyMissing
from drafting.sealing.keys import Key, add_key
from drafting.sealing.models import TextKey
from drafting.sealing.readiness import require_keys
from drafting.start_guard import check_text_keys

pytestmark = pytest.mark.django_db


def test_nothing_is_needed_where_nothing_is_encrypted() -> None:
    require_keys()
    assert TextKey.objects.count() == 0


def test_the_key_is_known_before_anything_is_written(key: Key, keys_file: Path) -> None:
    require_keys()
    require_keys()
    assert list(TextKey.objects.values_list("id", flat=True)) == [key.id]


@pytest.mark.db_sensitive
def test_a_start_without_the_key_is_refused_with_a_sentence(
    key: Key, keys_file: Path, settings: Any, tmp_path: Path
) -> None:
    require_keys()
    settings.TEXT_KEYS_FILE = None
    with pytest.raises(ImproperlyConfigured) as refusal:
        require_keys()
    assert str(refusal.value) == (
        f"数据库里的文字是加密的（密钥 {key.id}），没有设 TEXT_KEYS_FILE，读不出来；请用它指定密钥文件。"
    )
    settings.TEXT_KEYS_FILE = other = tmp_path / "other"
    add_key(other)
    with pytest.raises(ImproperlyConfigured) as refusal:
        require_keys()
    assert str(refusal.value) == (
        f"数据库里有文字是用密钥 {key.id} 加密的，{other} 里没有这把密钥，读不出来；请把它加回文件里。"
    )


def test_a_command_in_production_says_so_too(key: Key, settings: Any) -> None:
    require_keys()
    assert check_text_keys() == []
    settings.TEXT_KEYS_FILE = None
    assert check_text_keys() == []
    settings.PRODUCTION = True
    (found,) = check_text_keys()
    assert (found.id, f"（密钥 {key.id}）" in found.msg) == ("drafting.E002", True)


def test_a_text_that_cannot_be_read_is_an_outage() -> None:
    assert outage_of(KeyMissing("0123abcd")) is Outage.LOCKED


def test_its_page_says_at_once_whom_to_tell(
    client: Client, key: Key, member: User, draft: Draft, settings: Any, tmp_path: Path
) -> None:
    client.force_login(member)
    settings.TEXT_KEYS_FILE = other = tmp_path / "other"
    add_key(other)
    client.raise_request_exception = False
    answer = client.get(f"/drafts/{draft.pk}/versions/")
    page = answer.content.decode()
    assert answer.status_code == 503
    assert "服务器现在读不出加密的文字，这一页暂时打不开。已经保存的内容都在。" in page
    assert "请现在就告诉他：服务器读不出加密的文字，怎么办写在 doctor 的“文字加密”一项。" in page
    assert "几分钟后还是这样" not in page
