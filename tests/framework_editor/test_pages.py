"""The editor saves what was typed, shows what it would publish, and publishes nothing else."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document as WordDocument

from accounts.models import User
from drafting.framework_editor.content import content_of
from drafting.frameworks.models import Framework
from drafting.frameworks.selectors import pending_names, spec_of, unconfirmed
from drafting.frameworks.services import corrections, lifecycle
from tests.cast import published
from tests.drafts.pages import page
from tests.framework_editor.sending import form

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client, curator: User) -> Client:
    client.force_login(curator)
    return client


@pytest.fixture
def framework(curator: User) -> Framework:
    """A correction of 2025's, compared with its notice as a whole, in editing."""
    row = published("2025-zuzhi")
    lifecycle.confirm(row, curator, "组通字〔2025〕1号")
    return corrections.correct(row)


def address(framework: Framework, name: str = "edit") -> str:
    return reverse(f"framework_editor:{name}", args=[framework.pk])


def fresh(framework: Framework) -> Framework:
    return Framework.objects.get(pk=framework.pk)


def areas(framework: Framework) -> list[str]:
    return [area.name for area in spec_of(fresh(framework)).areas()]


def saved(desk: Client, framework: Framework, **changed: Any) -> Any:
    return desk.post(address(framework), form(desk.get(address(framework)), **changed))


def test_what_is_typed_is_saved_and_only_what_was_renamed_is_compared_again(
    desk: Client, framework: Framework, taxonomy: None
) -> None:
    first = areas(framework)
    assert pending_names(fresh(framework)) == []
    answer = saved(
        desk, framework,
        **{
            "area-0-name": "  学深悟透党的创新理论 ", "area-1-place": "4", "area-4-drop": "1",
            "area-2-min_points": "2", "area-2-max_points": "3", "area-3-taxonomy": ["担当作为"],
            "area-3-codes": "zz7", "area-2-guidance": "写一件事。\r\n再写一件。",
            "area-5-name": "廉洁自律", "area-5-place": "2", "area-5-required": "1",
            "part-0-pattern": "根据{通知}，现将情况报告如下：", "part-8-name": "巡察整改情况",
            "part-8-role": "other", "part-8-place": "1", "theme": "新的主题", "do": "save",
        },
    )  # fmt: skip
    assert answer["Location"] == address(framework)
    spec = spec_of(now := fresh(framework))
    assert areas(framework) == ["学深悟透党的创新理论", first[2], "廉洁自律", first[3], first[1]]
    second, fourth = spec.areas()[1], spec.areas()[3]
    assert (second.guidance, second.limits.min_points, second.limits.max_points) == (
        "写一件事。\n再写一件。", 2, 3,
    )  # fmt: skip
    assert fourth.taxonomy == ("担当作为", "ZZ7")
    assert spec.areas()[0].heading == "在学深悟透党的创新理论方面"
    assert (spec.parts[0].pattern, spec.parts[2].role) == (
        "根据{通知}，现将情况报告如下：",
        "other",
    )
    # the new area takes no key that the old framework means something else by
    old = {area.key for area in spec_of(now.corrects).areas()}  # type: ignore[arg-type]
    assert spec.areas()[2].key not in old
    assert set(pending_names(now)) == {
        "会议主题", "学深悟透党的创新理论", "廉洁自律", "巡察整改情况",
    }  # fmt: skip
    text = page(desk.get(address(framework)))
    assert "参考写法：根据{通知}，现将情况报告如下：" in text
    assert "比要更正的那一版改了什么" in text
    found = desk.get(address(framework)).context["compared"][0].found
    said = {one.title: (one.fate, one.said) for one in found}
    assert said["廉洁自律"][0] == "added"
    assert said[first[4]][0] == "removed"
    assert said[first[2]] == ("changed", ("篇幅：1至3条；150至500字改为2至3条；150至500字",))
    assert said[first[1]] == ("changed", ("次序有变动",))


def test_publishing_saves_first_and_never_publishes_what_was_not_shown(
    desk: Client, framework: Framework, curator: User
) -> None:
    answer = saved(desk, framework, **{"area-0-name": "新的第一方面", "do": "publish"})
    text = page(answer)
    assert "已保存，还没有发布。要发布的就是下面" in text
    assert fresh(framework).state == "draft"
    assert areas(framework)[0] == "新的第一方面"
    # a form typed before, sent again with what the page showed then
    wrong = form(answer, **{"area-1-name": "又改了", "do": "publish"})
    again = desk.post(address(framework), wrong)
    assert fresh(framework).state == "draft"
    assert areas(framework)[1] == "又改了"
    unsaid = desk.post(address(framework), form(again, do="publish", sure="1", notice=" "))
    assert "请写明核对所依据的通知" in page(unsaid, 422)
    notice = "组通字〔2025〕2号"
    done = desk.post(address(framework), form(again, do="publish", sure="1", notice=notice))
    assert done["Location"] == reverse("annual_notice:look", args=[framework.pk])
    now = fresh(framework)
    assert (now.state, now.usual, now.confirmed_notice) == ("published", True, notice)
    before = Framework.objects.get(key="2025-zuzhi")
    assert (before.state, before.usual) == ("retired", False)
    assert not unconfirmed(Framework.objects.all()).exists()
    # too late: nothing changes, everything typed comes back
    late = desk.post(address(framework), form(again, **{"area-2-name": "太迟的名称"}))
    assert "太迟的名称" in page(late, 422)
    assert areas(framework)[1] == "又改了"


def test_two_curators_at_once(desk: Client, framework: Framework) -> None:
    mine = form(desk.get(address(framework)), **{"area-0-name": "我写的名称"})
    theirs = form(desk.get(address(framework)), **{"area-1-name": "别人写的名称"})
    assert desk.post(address(framework), theirs).status_code == 302
    answer = desk.post(address(framework), mine)
    text = page(answer, 422)
    assert "别人改过这个框架并且保存了" in text
    assert "我写的名称" in text
    assert {one.title for one in answer.context["meanwhile"]} == {
        "我写的名称", content_of(fresh(framework).corrects).areas[1].name,  # type: ignore[arg-type]
    }  # fmt: skip
    assert areas(framework)[:2][1] == "别人写的名称"
    # the same sent twice is no conflict
    assert desk.post(address(framework), theirs).status_code == 302
    assert desk.post(address(framework), form(answer)).status_code == 302
    assert areas(framework)[0] == "我写的名称"


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"name": " "}, "请填写名称。"),
        ({"area-0-name": ""}, "还没有写名称。"),
        ({"area-0-name": "长" * 136}, "名称有 136 个字，最多 135 个"),
        ({"area-0-min_points": "两"}, "最少条数请写 0 至 99 的数"),
        ({"area-0-min_points": "9" * 5000}, "最少条数请写 0 至 99 的数"),
        (
            {"area-0-min_characters": "900", "area-0-max_characters": "300"},
            "最少字数大于最多字数。",
        ),
        ({"area-0-codes": "甲一"}, "“甲一”不是分类代码"),
        ({"audience": "nobody"}, "没有这种对象"),
        ({"area-9-guidance": "只写了提示", "area-9-name": ""}, "还没有写名称。"),
    ],
)
def test_bad_input_is_said_and_kept(
    desk: Client, framework: Framework, changed: dict[str, str], sentence: str
) -> None:
    answer = saved(desk, framework, **{"area-3-guidance": "还没有保存的话。"}, **changed)
    text = page(answer, 422)
    assert sentence in text
    assert "还没有保存的话。" in text
    assert "还没有保存的话。" not in spec_of(fresh(framework)).areas()[3].guidance


def test_a_name_twice_and_a_second_part_of_a_kind(desk: Client, framework: Framework) -> None:
    name = areas(framework)[1]
    answer = saved(
        desk, framework,
        **{"area-0-name": name, "part-20-name": "又一个上年度", "part-20-role": "previous"},
    )  # fmt: skip
    text = page(answer, 422)
    assert "同一个名称写了不止一次。" in text
    assert "“上年度整改情况”部分只能有一个。" in text
    first = {"part-20-name": "一个案例", "part-20-role": "cases"}
    assert saved(desk, framework, **first).status_code == 302
    assert [part.heading for part in spec_of(fresh(framework)).parts if part.role == "cases"] == [
        "一个案例"
    ]


def test_without_scripts_rows_move_and_come_by_buttons(desk: Client, framework: Framework) -> None:
    first = areas(framework)
    sent = form(desk.get(address(framework)), **{"area-1-name": "改了没存", "do": "up:area-1"})
    answer = desk.post(address(framework), sent)
    shown = [row.name for row in answer.context["content"].areas]
    assert shown == ["改了没存", first[0], *first[2:]]
    more = desk.post(address(framework), form(answer, do="add:area"))
    assert len(more.context["content"].areas) == len(first) + 1
    part = desk.post(address(framework), form(more, do="add:part"))
    assert part.context["content"].parts[3].empty
    assert areas(framework) == first
    assert desk.post(address(framework), form(part, do="save")).status_code == 302
    assert areas(framework) == shown
    for odd in ("up:area-0", "down:area-4", "down:area-99999999", "up:", "up:part-x"):
        answer = desk.post(address(framework), form(desk.get(address(framework)), do=odd))
        content = answer.context["content"]
        assert [row.name for row in content.areas] == shown
        assert content.parts == content_of(fresh(framework)).parts
    # what no button asks for is saved
    sent = form(desk.get(address(framework)), do="no", **{"area-0-name": "又改了"})
    assert desk.post(address(framework), sent).status_code == 302
    assert areas(framework) == ["又改了", *shown[1:]]


def test_the_preview_and_the_word_file_show_what_is_typed(
    desk: Client, framework: Framework, taxonomy: None
) -> None:
    typed = {"area-0-name": "只是打了字的方面", "part-0-pattern": "根据{通知}，报告如下："}
    sent = form(desk.get(address(framework)), **typed)
    shown = page(desk.post(address(framework, "preview"), sent))
    assert "只是打了字的方面" in shown
    assert "待核对 1 处" in shown
    answer = desk.post(address(framework), sent | {"do": "word"})
    lines = [one.text for one in WordDocument(io.BytesIO(answer.content)).paragraphs]
    assert any("在只是打了字的方面" in line for line in lines)
    assert any("根据{通知}，报告如下：" in line for line in lines)
    assert "只是打了字的方面" not in areas(framework)


def test_a_single_name_is_compared_by_itself(desk: Client, curator: User, taxonomy: None) -> None:
    framework = published("2025-zuzhi")
    waiting = pending_names(framework)
    section = framework.sections.exclude(parent=None).first()
    assert section is not None
    url = reverse("annual_notice:confirm_section", args=[framework.pk, section.pk])
    sent = {"name": section.name, "notice": "组通字〔2025〕1号"}
    assert "请写明核对所依据的通知" in page(desk.post(url, sent | {"notice": " "}), 422)
    assert "刚才有改动" in page(desk.post(url, sent | {"name": "旧名"}), 422)
    assert desk.post(url, sent).status_code == 302
    section.refresh_from_db()
    assert (section.confirmed_by, section.confirmed_notice) == (curator, sent["notice"])
    now = fresh(framework)
    assert pending_names(now) == [name for name in waiting if name != section.name]
    assert [area.unsure for area in spec_of(now).areas()] == [False, True, True, True, True]
    text = page(desk.get(reverse("annual_notice:look", args=[framework.pk])))
    assert "依据“组通字〔2025〕1号”核对" in text
    assert (
        desk.post(reverse("annual_notice:confirm_section", args=[framework.pk, 0])).status_code
        == 404
    )


def test_last_years_is_compared_with_its_years_moved(desk: Client, base: Framework) -> None:
    compared = desk.get(address(base)).context["compared"]
    assert [(one.title, one.other.key) for one in compared] == [("比去年改了什么", "2025-zuzhi")]
    said = [(one.title, one.fate) for one in compared[0].found]
    # but for its year the part on last year's problems says the same
    assert "2025年度组织生活会问题整改落实情况" in [row.name for row in content_of(base).parts]
    assert said == [
        ("整个框架", "changed"),
        ("树立和践行正确政绩观学习教育整改情况", "added"),
        ("中央八项规定精神学习教育和巡视巡察反馈问题整改情况", "removed"),
        *((name, "removed") for name in areas(compared[0].other)),
    ]
