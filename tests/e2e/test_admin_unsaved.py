"""A curator leaves a form of the admin with something unsaved in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser import come_in
from tests.processes import App

pytestmark = pytest.mark.e2e


@pytest.fixture
def curator(shared_app: App, new_page: Callable[..., Any]) -> Any:
    page = new_page(shared_app)
    come_in(page, "xuwenbo")
    return page


def begin(page: Any, name: str) -> None:
    """A framework of this name being edited, with one area."""
    page.goto("/admin/drafting/framework/add/")
    page.fill("#id_year", "2030")
    page.select_option("#id_meeting_kind", "zuzhi")
    page.fill("#id_name", name)
    page.fill("#id_area_names", "理论学习")
    page.click("[name=_save]")
    page.wait_for_selector("[name=_then_publish]")


def asked(page: Any) -> list[str]:
    """The kinds of questions that the page asks from now on; each is answered by staying."""
    kinds: list[str] = []

    def stay(dialog: Any) -> None:
        kinds.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    return kinds


def test_publishing_saves_first_and_shows_what_is_published(curator: Any) -> None:
    begin(curator, "2030年度组织生活会甲")
    kinds = asked(curator)
    curator.fill("#id_sections-0-guidance", "写一件自己亲历的事，说清当时怎么想的。")
    curator.click("[name=_then_publish]")
    curator.wait_for_url("**/publish/")
    assert "写一件自己亲历的事，说清当时怎么想的。" in curator.inner_text(".zj-published")
    curator.click(".submit-row input[type=submit]")
    curator.wait_for_selector("text=已发布，可以用来撰写材料")
    assert kinds == []


@pytest.mark.parametrize("link", ["历史", "检查框架", "删除"])
def test_a_link_beside_an_unsaved_form_asks_first(curator: Any, link: str) -> None:
    begin(curator, f"2030年度组织生活会{link}")
    curator.wait_for_load_state("load")
    here = curator.url
    kinds = asked(curator)
    curator.fill("#id_sections-0-guidance", "还没有保存的话。")
    curator.get_by_role("link", name=link, exact=True).first.click(no_wait_after=True)
    curator.wait_for_timeout(500)
    assert (kinds, curator.url) == (["beforeunload"], here)
    assert curator.input_value("#id_sections-0-guidance") == "还没有保存的话。"
    # as it was: nothing is asked
    curator.fill(
        "#id_sections-0-guidance",
        curator.evaluate("document.querySelector('#id_sections-0-guidance').defaultValue"),
    )
    curator.get_by_role("link", name=link, exact=True).first.click()
    curator.wait_for_url(lambda url: url != here)
    assert kinds == ["beforeunload"]


def test_every_form_of_the_admin_asks(curator: Any) -> None:
    kinds = asked(curator)
    for path, field in (
        ("/admin/drafting/phrase/add/", "#id_elaboration"),
        ("/admin/drafting/formulation/add/", "#id_source"),
        ("/admin/drafting/causecategory/add/", "#id_name"),
    ):
        curator.goto(path)
        curator.wait_for_load_state("load")
        curator.fill(field, "还没有保存的话")
        curator.get_by_role("link", name="首页", exact=True).first.click(no_wait_after=True)
        curator.wait_for_timeout(500)
        assert curator.url.endswith(path)
        assert curator.input_value(field) == "还没有保存的话"
        curator.fill(field, "")
    assert kinds == ["beforeunload"] * 3
