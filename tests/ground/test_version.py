"""The version stands in one place for people and in one for tools, and both say the same."""

from __future__ import annotations

import re
import tomllib

import pytest
from django.test import Client

from drafting import VERSION
from tests.factories import UserFactory
from tests.processes import ROOT


def test_one_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## (\d+\.\d+\.\d+) \(\d{4}-\d\d-\d\d\)$", changes, re.MULTILINE)
    assert newest is not None
    assert (project["version"], newest[1]) == (VERSION, VERSION)


@pytest.mark.django_db
def test_every_page_names_it(client: Client) -> None:
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    for url in ("/", "/help/", "/admin/", "/no-such-page/"):
        assert f"照镜 {VERSION}</" in client.get(url).content.decode(), url
