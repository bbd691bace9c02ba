"""A meeting with two variants and a paper of the committee, from opening to the bundle: the secretary
writes, a member of the committee reads along and says something on a telephone, the superior passes
it, and it lies first in the bundle."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.browser import come_in
from tests.e2e.axe import serious_faults
from tests.e2e.desk_pages import paper_of, row_of, says, table_of
from tests.e2e.pages import Wizard, download
from tests.e2e.screen import fits_the_screen
from tests.processes import App

pytestmark = pytest.mark.e2e

MEETING = "文旅公司党支部两套方面和班子材料的会议"
NAME = "文旅公司党支部班子"
#: What the committee finds, by the steps.
PROBLEMS = {
    "education": ("传达多、落实少", "支委会安排学习以念文件为主，没有对照岗位讨论。比如三月的学习，四名同志没有发言。"),
    "superior": ("请示报告不及时", "我们对上级交办的事报送偏晚。比如半年总结，催了一次才报。"),
    "life": ("批评不够具体", "我们开会前谈心谈得少，会上说客气话。比如上次会议，只提了两条希望。"),
    "members": ("流动党员联系少", "支委会对驻外同志关心不够。比如有两名同志半年没有收到学习资料。"),
    "masses": ("回应游客意见慢", "我们对意见簿的答复拖得久。比如停车难的意见，两个月才回复。"),
    "itself": ("分工不分责", "班子集体商量少，各管一摊。比如换届筹备，只开过一次支委会。"),
}  # fmt: skip
CAUSES = ("学用脱节", "组织观念不强")
MEASURES = ("每月第一周集中学习一次，由书记检查记录", "每季度同驻外党员谈心一次，六月底前完成")


def opened(page: Page) -> None:
    """The secretary opens the meeting: two variants, one framework for the committee, two people."""
    come_in(page, "zhengweimin")
    page.goto("/meetings/new/?framework=2023-zuzhi")
    page.get_by_label("会议名称").fill(MEETING)
    page.get_by_label("四个方面").check()
    page.get_by_label("按“支部班子”写").check()
    page.get_by_label("截止日期").fill((timezone.localdate() + timedelta(days=9)).isoformat())
    page.get_by_role("button", name="全不选").click()
    for name in ("郑伟民", "冯倩"):
        page.get_by_role("checkbox", name=re.compile(name)).check()
    page.get_by_role("button", name="发起会议").click()
    says(page, f"已发起“{MEETING}”")


def written(page: Page) -> Wizard:
    """The committee's paper begun and written to the end."""
    page.goto("/")
    page.get_by_role("link", name=re.compile(r"开始撰写\s*班子材料")).click()
    page.get_by_role("button", name="由我执笔").click()
    wizard = Wizard(page)
    wizard.at("基本信息与导语")
    expect(wizard.text("title")).to_have_value(re.compile("支部班子对照检查材料"))
    wizard.text("text").fill("按照安排，我们会前集体学习了党章，听取了十二名党员的意见。")
    wizard.save()
    for key, (claim, more) in PROBLEMS.items():
        wizard.open(key).card(1).write({"claim": claim, "elaboration": more})
        wizard.save()
    for key, claims in (("causes", CAUSES), ("measures", MEASURES)):
        wizard.open(key)
        for number, claim in enumerate(claims, 1):
            card = wizard.add() if number > wizard.cards.count() else wizard.card(number)
            card.write({"claim": claim[:9], "elaboration": f"{claim}。"})
        wizard.save()
    # the meeting before asked for it, and this one begins with what that asked
    wizard.open("statement").text("lead").fill("没有需要说明的事项。")
    wizard.save()
    wizard.open("closing").text("text").fill("以上情况，请同志们批评指正。")
    wizard.save()
    return wizard


def test_two_variants_and_the_committees_paper_from_opening_to_the_bundle(
    shared_app: App, new_page: Callable[..., Any], tmp_path: Path
) -> None:
    desk: Page = new_page(shared_app, accept_downloads=True, reduced_motion="reduce")
    opened(desk)
    wizard = written(desk)
    paper = wizard.draft_id

    phone: Page = new_page(shared_app, width=360, height=740, reduced_motion="reduce")
    come_in(phone, "fengqian")
    row = phone.locator("li.meeting", has_text=MEETING)
    row.get_by_role("link", name=re.compile("开始撰写")).click()
    phone.get_by_role("radio", name=re.compile("^四个方面")).check()
    phone.get_by_role("button", name="开始撰写").click()
    Wizard(phone).at("基本信息与导语")
    phone.goto(f"/drafts/{paper}/steps/life/")
    expect(phone.locator("[data-writer]")).to_have_text("郑伟民正在执笔")
    says(phone, "现在由郑伟民执笔")
    phone.get_by_role("link", name="对这一处提意见：批评不够具体").click()
    phone.get_by_label("对这一处的意见").fill("请写明没有谈心的有几位。")
    # a page that was closed meanwhile gives back what was typed
    phone.reload()
    expect(phone.get_by_label("对这一处的意见")).to_have_value("请写明没有谈心的有几位。")
    phone.get_by_role("button", name="发出意见").click()
    says(phone, "意见已经发出")
    assert fits_the_screen(phone)
    assert serious_faults(phone) == []

    wizard.open("life", paper)
    desk.get_by_role("link", name="支委意见 1").click()
    assert fits_the_screen(desk)
    assert serious_faults(desk) == []
    desk.get_by_text("标为已处理").click()
    desk.get_by_label("怎么处理的").fill("已经写明。")
    desk.get_by_role("button", name="已处理", exact=True).click()
    says(desk, "已标为处理过")
    desk.get_by_role("link", name="提交和审核情况").click()
    desk.get_by_role("button", name="提交审核").click()
    says(desk, "材料已提交")

    above: Page = new_page(shared_app, reduced_motion="reduce")
    reading = paper_of(above, "zhouzhiyuan", NAME, MEETING)
    expect(above.locator("main")).not_to_contain_text("请写明没有谈心的有几位。")
    reading.decide("审核通过")
    says(above, f"{NAME}的材料审核通过")

    table = table_of(desk, "zhengweimin", MEETING)
    expect(table.get_by_role("rowheader").first).to_contain_text(NAME)
    expect(row_of(table, NAME)).to_contain_text("已通过")
    desk.get_by_role("link", name="会议用材料").click()
    desk.get_by_role("button", name="生成材料包").click()
    link = desk.locator("[data-exports]").get_by_role("link", name=re.compile("^下载.*zip"))
    expect(link).to_be_visible(timeout=40_000)
    _, path = download(desk, link, tmp_path)
    with ZipFile(path) as package:
        assert package.namelist()[0] == (
            f"{NAME}-2023年主题教育专题组织生活会支部班子对照检查材料.docx"
        )
    # the meeting leaves the lists of the others' stories
    desk.get_by_role("link", name=f"‹ {MEETING}").click()
    desk.get_by_role("link", name="会议设置").click()
    desk.get_by_role("button", name="结束会议").click()
    says(desk, "结束")
