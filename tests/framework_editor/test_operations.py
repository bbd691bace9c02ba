"""A whole framework is copied, made the usual one or retired on the curator's pages, which ask first."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Organization, User
from drafting.frameworks.models import Framework
from drafting.frameworks.selectors import spec_of
from drafting.frameworks.services import edits, lifecycle
from tests.cast import published
from tests.drafts.pages import page
from tests.framework_editor.test_pages import address, fresh

pytestmark = pytest.mark.django_db

FIVE, FOUR = "2025年度组织生活会", "2025年度组织生活会（四个方面）"


@pytest.fixture
def desk(client: Client, curator: User) -> Client:
    client.force_login(curator)
    return client


@pytest.fixture
def five(db: None) -> Framework:
    """The usual one of 2025."""
    return published("2025-zuzhi")


@pytest.fixture
def four(five: Framework) -> Framework:
    row = published("2025-zuzhi-four")
    Framework.objects.filter(pk=row.pk).update(name=FOUR)
    return fresh(row)


def look(framework: Framework) -> str:
    return reverse("annual_notice:look", args=[framework.pk])


def offered(desk: Client, framework: Framework) -> list[str]:
    return [name for name, _ in desk.get(look(framework)).context["operations"]]


def said(answer: Any) -> list[str]:
    return [str(one) for one in answer.context["messages"]]


def test_each_is_offered_where_the_admin_offers_it(
    desk: Client, five: Framework, four: Framework, branch: Organization
) -> None:
    assert offered(desk, five) == ["copy", "retire"]
    assert offered(desk, four) == ["copy", "usual", "retire"]
    draft = Framework(year=2027, meeting_kind="zuzhi", name="编制中的")
    edits.begin_framework(draft, ["甲"])
    assert offered(desk, draft) == ["copy"]
    Framework.objects.filter(pk=four.pk).update(organization=branch)
    assert offered(desk, four) == ["copy", "retire"]
    refused = desk.get(address(draft, "retire"), follow=True)
    assert (refused.redirect_chain[-1][0], said(refused)) == (
        look(draft), ["“编制中的”现在不能“停用”。"],
    )  # fmt: skip


def test_retiring_asks_and_says_what_is_the_usual_one_then(
    desk: Client, five: Framework, four: Framework
) -> None:
    asked = page(desk.get(address(five, "retire")))
    assert (
        f"“{FIVE}”停用后新材料不能再选用它；已用它开始的材料和会议不受影响。"
        f"“通常用这个”改为“{FOUR}”。停用以后不能恢复，要再用，把它复制一份。"
    ) in asked
    assert fresh(five).state == "published"
    done = desk.post(address(five, "retire"), follow=True)
    assert said(done) == [
        f"“{FIVE}”已停用，新材料不再使用；已有材料不受影响。“通常用这个”改为“{FOUR}”。"
    ]
    assert done.redirect_chain[-1][0] == look(five)
    assert (fresh(five).state, fresh(four).usual) == ("retired", True)
    again = desk.post(address(five, "retire"))
    assert f"“{FIVE}”不是已发布的框架，不能停用。" in page(again, 422)


def test_another_is_made_the_usual_one(desk: Client, five: Framework, four: Framework) -> None:
    asked = page(desk.get(address(four, "usual")))
    assert "写给党员用的几套方面里，以后先推荐这一套。已有的会议和材料不受影响。" in asked
    assert (fresh(five).usual, fresh(four).usual) == (True, False)
    done = desk.post(address(four, "usual"), follow=True)
    assert said(done) == [f"以后先推荐“{FOUR}”。"]
    assert (fresh(five).usual, fresh(four).usual) == (False, True)
    lifecycle.retire(four)
    refused = desk.post(address(four, "usual"))
    assert "没有发布给各党组织使用，不能设为通常用的。" in page(refused, 422)


def test_a_copy_for_the_next_year_is_edited_at_once(desk: Client, five: Framework) -> None:
    asked = desk.get(address(five, "copy"))
    assert "以“2025年度组织生活会”为底稿新建一个框架" in page(asked)
    assert asked.context["form"].initial == {"year": 2026}
    wrong = {"year": "二〇二六", "areas": "甲\n甲", "theme": "新的主题"}
    text = page(desk.post(address(five, "copy"), wrong), 422)
    assert "方面“甲”写了不止一次。" in text
    assert "新的主题" in text
    assert Framework.objects.count() == 1
    right = {"year": "2026", "theme": "新的主题", "areas": "一、甲\n二、学习贯彻党的创新理论"}
    done = desk.post(address(five, "copy"), right, follow=True)
    new = Framework.objects.get(copied_from=five)
    assert done.redirect_chain[-1][0] == address(new)
    assert said(done) == ["已复制为“2026年度组织生活会”，请对照通知修改，核对后发布。"]
    assert (new.state, new.theme, [one.name for one in spec_of(new).areas()]) == (
        "draft", "新的主题", ["甲", "学习贯彻党的创新理论"],
    )  # fmt: skip
    # the second click
    again = page(desk.post(address(five, "copy"), right), 422)
    assert "已有一个编制中的“2026年度组织生活会”" in again
    assert "一、甲" in again


def test_the_copy_of_an_organisations_own_stays_its_own(desk: Client, branch: Organization) -> None:
    own = published("2023-zuzhi-committee")
    Framework.objects.filter(pk=own.pk).update(organization=branch)
    desk.post(address(own, "copy"), {"year": "2026", "name": "支委会的框架"})
    new = Framework.objects.get(copied_from=own)
    assert (new.organization, new.title) == (branch, "支委会的框架支部班子对照检查材料")


def test_a_secretary_has_none_of_it(
    client: Client, secretary: User, five: Framework, branch: Organization
) -> None:
    Framework.objects.filter(pk=five.pk).update(organization=branch, usual=False)
    client.force_login(secretary)
    assert client.get(look(five)).context["operations"] == []
    for name in ("copy", "usual", "retire"):
        for answer in (client.get(address(five, name)), client.post(address(five, name))):
            assert answer.status_code == 404
    assert fresh(five).state == "published"
