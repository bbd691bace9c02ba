"""A correction takes the place of what it corrects: it is published one way, for the same persons."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from drafting.frameworks.editions import state_of_stored
from drafting.frameworks.models import Framework
from drafting.frameworks.services import copies, corrections, edits, lifecycle
from drafting.frameworks.services.errors import FrameworkError
from tests.cast import published

pytestmark = pytest.mark.django_db

ELSEWHERE = "这是更正版，正在写的材料怎么办要一并选定，请在编辑页发布。"
OTHERS = "更正版要和原来的一样写给党员用；要写给别人用的，请另建一个框架。"


@pytest.fixture
def old(db: None) -> Framework:
    return published("2025-zuzhi")


@pytest.fixture
def correction(old: Framework) -> Framework:
    return corrections.correct(old)


@pytest.fixture
def admin(client: Client, curator: User) -> Client:
    client.force_login(curator)
    return client


def states() -> dict[str, str]:
    return dict(Framework.objects.order_by("pk").values_list("key", "state"))


def test_a_correction_is_not_published_beside_what_it_corrects(
    admin: Client, curator: User, old: Framework, correction: Framework
) -> None:
    before = states()
    with pytest.raises(FrameworkError, match=ELSEWHERE):
        lifecycle.publish(correction)
    url = reverse("admin:drafting_framework_publish", args=[correction.pk])
    for answer in (admin.get(url), admin.post(url, {"shown": state_of_stored(correction)})):
        assert ELSEWHERE in answer.content.decode()
    assert states() == before
    corrections.publish_correction(correction, state_of_stored(correction), curator)
    assert states() == {old.key: "retired", correction.key: "published"}


def test_a_correction_of_what_was_retired_is_published_by_itself(
    old: Framework, correction: Framework
) -> None:
    lifecycle.retire(old)
    lifecycle.publish(correction)
    assert states() == {old.key: "retired", correction.key: "published"}


def test_a_correction_is_for_the_same_persons(
    admin: Client, curator: User, correction: Framework
) -> None:
    url = reverse("admin:drafting_framework_change", args=[correction.pk])
    sent = form_of(admin, url) | {"audience": "leaders", "note": "记一笔"}
    answer = admin.post(url, sent)
    assert OTHERS in answer.content.decode()
    correction.refresh_from_db()
    assert correction.audience == "member"
    # one that was changed before this was refused
    Framework.objects.filter(pk=correction.pk).update(audience="leaders")
    correction.refresh_from_db()
    with pytest.raises(FrameworkError, match=OTHERS):
        corrections.publish_correction(correction, "", curator)


def form_of(admin: Client, url: str) -> dict[str, Any]:
    found = admin.get(url).context
    forms = [found["adminform"].form]
    for inline in found["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    return {
        bound.html_name: bound.value()
        for form in forms
        for bound in form
        if bound.value() not in (None, False)
    }


def test_areas_that_come_without_guidance_ask_those_who_write() -> None:
    new = Framework(
        year=2026, meeting_kind="zuzhi", audience="committee", name="支委会的框架", title="材料"
    )
    edits.begin_framework(new, ["甲"])
    copied = copies.copy_to_year(new, 2027, areas=["甲", "乙"])
    for row, names in ((new, ["甲"]), (copied, ["甲", "乙"])):
        assert list(row.sections.exclude(parent=None).values_list("name", "guidance")) == [
            (name, copies.NEW_COLLECTIVE_GUIDANCE) for name in names
        ]
