"""The check page says once what is lacking, be it found by the task list or by proofreading."""

import re
from dataclasses import replace
from html import unescape

import pytest
from django.test import Client

from accounts.models import User
from drafting.document.model import Document
from drafting.drafts.models import Draft
from drafting.progress.steps import CHECK
from drafting.proofing.selectors import proof_draft
from drafting.wizard.check_page import untold
from drafting.wizard.selectors import read_page
from tests.wizard.papers import place, point, put, step_url, store, stored

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("taxonomy")]


def said(client: Client, draft: Draft) -> str:
    """The page as a reader sees it, tags and blanks left out."""
    html = client.get(step_url(draft, CHECK)).content.decode()
    return re.sub(r"\s+", "", unescape(re.sub(r"<[^>]+>", "", html)))


def rules_untold(draft: Draft, member: User) -> set[str]:
    """The rules of the findings that no remark of the page says."""
    proof = proof_draft(draft, member)
    assert proof.available
    return {item.finding.rule for item in untold(read_page(draft, CHECK), proof).items}


def without_cases(document: Document) -> Document:
    """A paper without title and closing, whose 理论学习 tells of no case and has a hole."""
    points = [point(name, example="", elaboration="想得浅，做得少。") for name in "ab"]
    document = put(document, "theory", *points, point("h", "{表现}做得不够", example=""))
    document = put(document, "measures", point("m", "每周读书", example=""))
    opening = replace(document.opening, text="按照通知要求，我认真查摆。")
    return replace(document, opening=opening, head=replace(document.head, title=""))


@pytest.mark.db_sensitive
def test_what_the_remarks_say_proofreading_does_not_list(
    signed_in: Client, draft: Draft, member: User
) -> None:
    store(draft, without_cases(stored(draft)))
    found = {item.finding.rule for item in proof_draft(draft, member).open}
    lacking = {
        "hole", "missing-example", "title-missing", "closing-missing", "part-missing",
        "area-missing",
    }  # fmt: skip
    assert found >= lacking
    assert rules_untold(draft, member).isdisjoint(lacking)
    text = said(signed_in, draft)
    for once in ("材料还没有标题。", "还有空项没有填写：{表现}。"):
        assert text.count(once) == 1
    for doubled in ("没有填写的空项", "缺少标题", "缺少结束语", "缺少规定的", "这一方面没有一件"):
        assert doubled not in text
    assert re.search(r"有\d+处，本页的“要补齐”或“建议”已经说到。", text)


def test_what_no_remark_says_is_listed(draft: Draft, member: User) -> None:
    """A hole in a heading, one with signs of another width, and an area that is not in the document;
    that what stands in an area without points tells no case is said by a remark."""
    document = put(stored(draft), "theory", point("a", "｛表现｝做得不够"))
    document = put(document, "style", lead="想得浅，做得少。")
    part = place(document, "problems")
    sections = tuple(area for area in part.sections if area.key != "duty")  # type: ignore[union-attr]
    new = replace(part, sections=sections, heading="存在的{问题}")
    parts = tuple(new if one.id == part.id else one for one in document.parts)
    store(draft, replace(document, parts=parts))
    found = rules_untold(draft, member)
    assert found >= {"hole", "area-missing"}
    assert "missing-example" not in found


def test_more_of_a_kind_than_are_given_and_all_of_them_said(
    signed_in: Client, draft: Draft, member: User
) -> None:
    document = put(stored(draft), "measures", point("m"))
    for key in ("theory", "style", "duty"):
        points = [point(f"{key}{n}", example="", elaboration="想得浅。") for n in range(60)]
        document = put(document, key, point(f"{key}x", links=("m",)), *points)
    store(draft, document)
    proof = proof_draft(draft, member)
    assert proof.more["missing-example", "advice"] > 0
    text = said(signed_in, draft)
    assert "这里没有重复列出" in text
    assert "建议：没有具体事例" not in text


def test_many_problems_without_an_answer_are_named_by_the_table_alone(
    signed_in: Client, draft: Draft
) -> None:
    """Two lines for each of thirty problems buried all other advice, and the table says the same."""
    each = re.compile(r"这个问题还没有对应的(?:原因|措施)。")
    document = put(stored(draft), "theory", *(point(f"t{n}") for n in range(8)))
    store(draft, document)
    few = said(signed_in, draft)
    assert len(each.findall(few)) == 16
    assert "个问题还没有对应的原因或者措施，下面" not in few
    store(draft, put(document, "style", point("s")))
    many = said(signed_in, draft)
    assert each.findall(many) == []
    assert "有9个问题还没有对应的原因或者措施，下面的对照表里一个一个列出。" in many
    # too many points as well; what gives its examples is not asked to be longer
    assert [re.findall(r"建议(\d+)条，不影响", text) for text in (few, many)] == [["17"], ["2"]]


def test_a_point_that_is_not_written_yet_is_named_once(signed_in: Client, draft: Draft) -> None:
    """It has no example either, as goes without saying; one that is written has its line."""
    bare = point("b", "学得不深", elaboration="", example="")
    written = point("w", "想得不多", elaboration="学习上还有差距。", example="")
    store(draft, put(stored(draft), "theory", bare, written))
    text = said(signed_in, draft)
    assert "学得不深这一条只有观点，缺具体表述。" in text
    assert "学得不深这一条没有具体事例。" not in text
    assert "想得不多这一条没有具体事例。" in text
    assert "2条问题，2条还没有写到一件具体的事" in text
