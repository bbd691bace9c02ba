"""The admin's words: our own where Django's are missing or read badly."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from accounts.models import User
from drafting.proofing.models import Formulation
from tests.factories import UserFactory

PO = Path(settings.BASE_DIR) / "drafting/locale/zh_Hans/LC_MESSAGES/django.po"
WORDS = re.findall(r'^msgid "(.+)"\nmsgstr "(.+)"$', PO.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize(("word", "said"), WORDS)
def test_the_compiled_words_are_those_of_the_source(word: str, said: str) -> None:
    with translation.override("zh-hans"):
        assert translation.gettext(word) == said


@pytest.fixture
def administrator(db: None) -> User:
    return UserFactory(is_staff=True, is_superuser=True)


@pytest.mark.parametrize("page", ["/admin/", "/admin/accounts/user/", "/admin/drafting/framework/"])
def test_no_heading_of_the_admin_is_english(client: Client, administrator: User, page: str) -> None:
    client.force_login(administrator)
    html = client.get(page).content.decode()
    found = re.findall(r'<(?:th scope="col"|h[1-4])\b.*?</(?:th|h[1-4])>', html, re.DOTALL)
    heads = [re.sub(r"<[^>]+>", "", head).strip() for head in found]
    assert heads
    assert [head for head in heads if re.search(r"[A-Za-z]{4,}", head)] == []


def test_the_way_back_from_an_earlier_version_is_chinese(
    client: Client, administrator: User
) -> None:
    row = Formulation.objects.create(key="mass-line", kind="fixed", text="走群众路线")
    client.force_login(administrator)
    page = f"/admin/drafting/formulation/{row.pk}/history/{row.history.get().history_id}/"
    html = client.get(page).content.decode()
    trail = re.search(r'<div class="breadcrumbs">(.*?)</div>', html, re.DOTALL)
    assert trail
    said = re.sub(r"\s+", " ", re.sub(r"<[^>]+>|&rsaquo;", "", trail[1])).strip()
    assert said == "首页 对照检查材料 提法 mass-line 走群众路线 历史 还原"
