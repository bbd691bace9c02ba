"""Whether an organisation's members may lay files beside their 整改台账, as its secretary says."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Organization, User
from tests.factories import person

pytestmark = pytest.mark.django_db


def url(organization: Organization) -> str:
    return reverse("accounts:evidence_files", args=[organization.pk])


def taken(organization: Organization) -> bool:
    return Organization.objects.get(pk=organization.pk).evidence_files


def test_the_secretary_turns_it_on_and_off(
    client: Client, secretary: User, branch: Organization
) -> None:
    client.force_login(secretary)
    assert not taken(branch)
    answer = client.post(url(branch), {"taken": "on"}, follow=True)
    assert "已保存，现在可以上传佐证文件。" in answer.content.decode()
    assert "checked" in answer.content.decode()
    assert taken(branch)
    client.post(url(branch), {})
    assert not taken(branch)


def test_the_list_of_members_leads_to_the_settings_of_the_unit(
    client: Client, secretary: User, branch: Organization
) -> None:
    client.force_login(secretary)
    shown = client.get(reverse("accounts:members", args=[branch.pk])).content.decode()
    for name in ("own_words", "evidence_files"):
        assert f'href="{reverse(f"accounts:{name}", args=[branch.pk])}"' in shown


def test_only_who_keeps_the_members_turns_it(
    client: Client, member: User, branch: Organization, other_branch: Organization
) -> None:
    stranger = person("luren", "路人", other_branch)
    for who, status in ((member, 403), (stranger, 404)):
        client.force_login(who)
        assert client.get(url(branch)).status_code == status
        assert client.post(url(branch), {"taken": "on"}).status_code == status
    assert not taken(branch)
