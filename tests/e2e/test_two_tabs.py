"""孙蕾 has her material open in two tabs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.pages import Wizard, begin_privately, stored_points
from tests.processes import App

pytestmark = pytest.mark.e2e

Tabs = tuple[Wizard, Wizard]
FIRST, SECOND = "学习不够系统", "学习缺少计划"


@pytest.fixture
def tabs(open_wizard: Callable[..., Wizard]) -> Tabs:
    """Two tabs on an area with two points: 学习不经常 and 学用脱节."""
    one = begin_privately(open_wizard().page, "sunlei", at="theory")
    one.card(1).write(
        {"claim": "学习不经常", "elaboration": "忙起来几周不翻书。", "category": "LL1"}
    )
    one.add().write(
        {"claim": "学用脱节", "elaboration": "学的是学的，做的是做的。", "category": "LL4"}
    )
    one.save()
    other = Wizard(one.page.context.new_page())
    other.page.faults = one.page.faults  # type: ignore[attr-defined]
    other.open("theory", one.draft_id)
    return one, other


def claims(app: App, wizard: Wizard) -> list[str]:
    return [point["claim"] for point in stored_points(app, wizard.draft_id, "theory")]


def collide(one: Wizard, other: Wizard) -> None:
    """Both tabs write the first claim; the second to save is told so and sees both texts."""
    one.card(1).field("claim").fill(FIRST)
    one.saved()
    other.card(1).field("claim").fill(SECOND)
    notice = other.card(1).notice
    expect(notice).to_contain_text("这一处在另一个窗口里改过")
    expect(notice.locator("blockquote")).to_have_text([FIRST])
    expect(other.card(1).field("claim")).to_have_value(SECOND)
    other.says("请选择保留哪一边")


def test_the_second_to_save_keeps_her_own_text(shared_app: App, tabs: Tabs) -> None:
    one, other = tabs
    collide(one, other)
    assert claims(shared_app, one) == [FIRST, "学用脱节"]
    other.card(1).press("保留我写的")
    other.saved()
    expect(other.card(1).notice).to_have_count(0)
    assert claims(shared_app, one) == [SECOND, "学用脱节"]
    # the first tab did not see that; its next save meets a conflict in its turn
    one.card(1).field("elaboration").fill("忙起来一个月不翻书。")
    expect(one.card(1).notice.locator("blockquote").first).to_have_text(SECOND)


def test_the_second_to_save_takes_the_other_text(shared_app: App, tabs: Tabs) -> None:
    one, other = tabs
    collide(one, other)
    other.card(1).press("改用另一个窗口的")
    other.says("已改用另一个窗口的文字")
    expect(other.card(1).field("claim")).to_have_value(FIRST)
    expect(other.card(1).notice).to_have_count(0)
    # and she can go on from there without another conflict
    other.card(1).field("elaboration").fill("忙起来一个月不翻书。")
    other.saved()
    assert stored_points(shared_app, one.draft_id, "theory")[0] == {
        "claim": FIRST,
        "elaboration": "忙起来一个月不翻书。",
        "example": "",
    }


def test_different_points_never_conflict(shared_app: App, tabs: Tabs) -> None:
    one, other = tabs
    one.card(1).field("claim").fill(FIRST)
    other.card(2).field("claim").fill("学而不用")
    one.saved()
    other.saved()
    one.card(1).field("elaboration").fill("一个月不翻书。")
    other.card(2).field("elaboration").fill("学过就放下。")
    one.saved()
    other.saved()
    expect(one.page.locator("[data-notice]")).to_have_count(0)
    expect(other.page.locator("[data-notice]")).to_have_count(0)
    assert stored_points(shared_app, one.draft_id, "theory") == [
        {"claim": FIRST, "elaboration": "一个月不翻书。", "example": ""},
        {"claim": "学而不用", "elaboration": "学过就放下。", "example": ""},
    ]


def test_a_point_removed_in_one_tab_while_she_types_in_it_in_the_other(
    shared_app: App, tabs: Tabs
) -> None:
    one, other = tabs
    one.card(2).press("移除")
    expect(one.cards).to_have_count(1)
    other.card(2).field("elaboration").fill("学是学了，借阅台上还是老办法。")
    expect(other.card(2).notice).to_contain_text("已在另一个窗口里移除")
    # what she does elsewhere on the page takes nothing away from her
    other.add()
    expect(other.card(2).field("elaboration")).to_have_value("学是学了，借阅台上还是老办法。")
    other.card(2).press("恢复这一条并保存")
    other.saved()
    expect(other.page.locator("[data-notice]")).to_have_count(0)
    assert [
        (point["claim"], point["elaboration"])
        for point in stored_points(shared_app, one.draft_id, "theory")
    ] == [
        ("学习不经常", "忙起来几周不翻书。"),
        ("学用脱节", "学是学了，借阅台上还是老办法。"),
        ("", ""),
    ]


def test_she_lets_the_removed_point_go(shared_app: App, tabs: Tabs) -> None:
    one, other = tabs
    one.card(2).press("移除")
    expect(one.cards).to_have_count(1)
    other.card(2).field("elaboration").fill("学是学了。")
    other.card(2).press("不要了")
    expect(other.cards).to_have_count(1)
    other.page.reload()
    expect(other.page.locator("[data-notice]")).to_have_count(0)
    assert claims(shared_app, one) == ["学习不经常"]
