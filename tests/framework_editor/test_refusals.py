"""What a refused page carries back, and what the editor refuses: nobody's rows go unseen, and a paper
keeps the parts that it needs."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from accounts.models import Organization, User
from drafting.framework_editor.content import content_of
from drafting.frameworks.models import Framework
from drafting.frameworks.services import copies, corrections
from tests.cast import published
from tests.drafts.pages import page
from tests.framework_editor.sending import form
from tests.framework_editor.test_pages import address, areas, fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client, curator: User) -> Client:
    client.force_login(curator)
    return client


@pytest.fixture
def correction(db: None) -> Framework:
    """A correction of 2025's in editing."""
    return corrections.correct(published("2025-zuzhi"))


@pytest.mark.parametrize("first", [{"area-0-name": ""}, {"do": "up:area-1"}, {"do": "add:area"}])
def test_what_another_added_meanwhile_outlives_a_page_that_came_back(
    desk: Client, correction: Framework, first: dict[str, str]
) -> None:
    mine = form(desk.get(address(correction)), **{"area-1-guidance": "我写的提示。"})
    theirs = form(desk.get(address(correction)), **{"area-9-name": "别人加的方面"})
    assert desk.post(address(correction), theirs).status_code == 302
    back = desk.post(address(correction), mine | first)
    again = desk.post(
        address(correction), form(back, **{"area-0-name": "改好的名称", "do": "save"})
    )
    assert "别人改过这个框架并且保存了" in page(again, 422)
    removed = [one.title for one in again.context["meanwhile"] if one.fate == "removed"]
    assert removed == ["别人加的方面"]
    assert "别人加的方面" in areas(correction)
    # told of it, the person may take the own rows
    assert desk.post(address(correction), form(again)).status_code == 302
    assert "别人加的方面" not in areas(correction)


def test_a_publication_that_is_refused_carries_what_was_saved_before_it(
    desk: Client, correction: Framework
) -> None:
    shown = desk.post(
        address(correction),
        form(desk.get(address(correction)), **{"area-0-name": "新的名称", "do": "publish"}),
    )
    refused = desk.post(address(correction), form(shown, do="publish", sure="1", notice=" "))
    assert "请写明核对所依据的通知" in page(refused, 422)
    assert desk.post(address(correction), form(refused, note="记一笔")).status_code == 302
    assert (fresh(correction).note, areas(correction)[0]) == ("记一笔", "新的名称")


@pytest.mark.parametrize(
    ("dropped", "sentence"),
    [
        ((0,), "“导语”每份材料都要有，不能去掉，请去掉“保存时去掉”的勾选。"),
        (range(20), "“导语”、“存在的问题”、“原因剖析”、“整改措施”、“结束语”每份材料都要有"),
    ],
)
def test_parts_that_every_paper_has_are_not_left_out(
    desk: Client, correction: Framework, dropped: Any, sentence: str
) -> None:
    before = content_of(fresh(correction))
    sent = form(desk.get(address(correction)), **{"area-0-name": "改过的名称"})
    sent |= {f"part-{at}-drop": "1" for at in dropped}
    answer = desk.post(address(correction), sent)
    assert sentence in page(answer, 422)
    assert answer.context["content"].areas[0].name == "改过的名称"
    assert content_of(fresh(correction)) == before
    # nor by a form that does not know them
    known = {key: value for key, value in sent.items() if not key.startswith("part-")}
    assert "每份材料都要有" in page(desk.post(address(correction), known), 422)


@pytest.fixture
def of_the_branch(branch: Organization) -> Framework:
    """A committee's framework of the branch alone, in editing."""
    row = copies.copy_to_year(published("2023-zuzhi-committee"), 2026, name="支委会的框架")
    row.organization = branch
    row.save()
    return row


def test_a_committees_own_framework_stays_the_committees(
    client: Client, secretary: User, of_the_branch: Framework
) -> None:
    client.force_login(secretary)
    answer = client.get(address(of_the_branch))
    assert '<option value="committee" selected>班子集体</option>' in page(answer)
    assert client.post(address(of_the_branch), form(answer, note="记一笔")).status_code == 302
    now = fresh(of_the_branch)
    assert (now.audience, now.note) == ("committee", "记一笔")


def test_a_new_area_of_a_committee_asks_the_committee(
    client: Client, secretary: User, of_the_branch: Framework
) -> None:
    client.force_login(secretary)
    answer = client.get(address(of_the_branch))
    assert answer.context["blank_area"].guidance == copies.NEW_COLLECTIVE_GUIDANCE
    more = client.post(address(of_the_branch), form(answer, do="add:area"))
    assert more.context["content"].areas[-1].guidance == copies.NEW_COLLECTIVE_GUIDANCE
    # nothing but that guidance in it: no area yet
    assert client.post(address(of_the_branch), form(more, do="save")).status_code == 302
    assert areas(of_the_branch) == [row.name for row in answer.context["content"].areas]


def test_a_correction_is_for_the_same_persons(desk: Client, correction: Framework) -> None:
    sent = form(desk.get(address(correction)), audience="leaders", note="记一笔")
    text = page(desk.post(address(correction), sent), 422)
    assert "更正版要和原来的一样写给党员用；要写给别人用的，请另建一个框架。" in text
    assert "记一笔" in text
    assert (fresh(correction).audience, fresh(correction).note) == ("member", correction.note)
