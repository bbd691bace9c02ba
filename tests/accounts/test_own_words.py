"""The words that an organisation keeps (本单位用语), as its secretary keeps them."""

from __future__ import annotations

from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.models import OWN_WORDS_LENGTH, Organization, User
from accounts.own_words import clean_words
from tests.factories import person

pytestmark = pytest.mark.django_db
MANY = "\n".join(f"用语{n:04}" for n in range(OWN_WORDS_LENGTH))


@pytest.fixture
def desk(client: Client, secretary: User) -> Client:
    """The secretary's browser."""
    client.force_login(secretary)
    return client


def url(organization: Organization) -> str:
    return reverse("accounts:own_words", args=[organization.pk])


def said(answer: HttpResponse) -> str:
    return unescape(answer.content.decode())


def kept(organization: Organization) -> list[str]:
    return Organization.objects.get(pk=organization.pk).words


def test_words_are_kept_one_to_a_line_and_each_once(desk: Client, branch: Organization) -> None:
    form = {"words": " 云溪通\r\n\r\n三晒三评 \r\n云溪通\r\n", "read": ""}
    answer = desk.post(url(branch), form, follow=True)
    assert "已保存，共 2 个用语。" in said(answer)
    assert kept(branch) == ["云溪通", "三晒三评"]
    assert "云溪通\n三晒三评</textarea>" in said(desk.get(url(branch)))
    emptied = desk.post(url(branch), {"words": " \r\n", "read": "云溪通\r\n三晒三评"}, follow=True)
    assert "已保存，现在没有用语。" in said(emptied)
    assert kept(branch) == []


def test_words_of_those_above_are_shown(
    desk: Client, branch: Organization, committee: Organization
) -> None:
    Organization.objects.filter(pk=committee.pk).update(own_words="云溪通\n三晒三评")
    assert f"{committee}：云溪通、三晒三评" in said(desk.get(url(branch)))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("云溪通\n馆", "“馆”有 1 个字。"),
        ("云" * 21, "有 21 个字。"),
        ("云溪通、三晒三评", "中间不加“、”"),
        ("云溪 通", "中间不加空格"),
        (MANY, f"最多 {OWN_WORDS_LENGTH} 个字"),
    ],
)
def test_what_is_no_word_is_said_and_kept_in_the_form(
    desk: Client, branch: Organization, typed: str, sentence: str
) -> None:
    answer = desk.post(url(branch), {"words": typed, "read": ""})
    assert answer.status_code == 422
    assert sentence in said(answer)
    assert f"{typed}</textarea>" in said(answer)
    assert kept(branch) == []


def test_two_at_once_lose_nothing(desk: Client, branch: Organization) -> None:
    Organization.objects.filter(pk=branch.pk).update(own_words="三晒三评")
    late = desk.post(url(branch), {"words": "云溪通", "read": ""})
    assert late.status_code == 409
    assert "现在的用语：三晒三评" in said(late)
    assert "云溪通</textarea>" in said(late)
    assert kept(branch) == ["三晒三评"]
    knowing = desk.post(url(branch), {"words": "云溪通\n三晒三评", "read": "三晒三评"})
    assert knowing.status_code == 302
    assert kept(branch) == ["云溪通", "三晒三评"]


def test_the_admins_form_keeps_the_same_rule() -> None:
    with pytest.raises(ValidationError):
        clean_words("馆")
    assert clean_words(" 云溪通 \n") == "云溪通"


def test_only_who_keeps_the_members_keeps_the_words(
    client: Client, member: User, branch: Organization, other_branch: Organization
) -> None:
    stranger = person("luren", "路人", other_branch)
    for who, status in ((member, 403), (stranger, 404)):
        client.force_login(who)
        assert client.get(url(branch)).status_code == status
        assert client.post(url(branch), {"words": "云溪通", "read": ""}).status_code == status
    assert kept(branch) == []
