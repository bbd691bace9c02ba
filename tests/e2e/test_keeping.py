"""郑伟民 sets how long his branch keeps papers. 袁洁 is told on her telephone, takes everything of hers along and
asks to be erased; her text goes on its day, and 罗敏 erases her after she has left."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from zipfile import ZipFile

import pytest
from playwright.sync_api import Page, expect

from tests.browser import sign_in
from tests.e2e.axe import serious_faults
from tests.e2e.screen import fits_the_screen
from tests.processes import App

pytestmark = pytest.mark.e2e

TITLE = "文旅公司党支部往年组织生活会"
WORDS = "会前我把全年的值班记录又翻了一遍。"
_LAY_OUT = """
import sys
from datetime import timedelta
from django.utils import timezone
from accounts.models import Membership, User
from accounts.selectors import memberships_of
from drafting.drafts.services import changes
from drafting.drafts.services.lifecycle import begin_draft
from drafting.frameworks.models import Framework
from drafting.meetings.models import Meeting
from drafting.meetings.services import open_meeting

secretary = User.objects.get(username="zhengweimin")
branch = memberships_of(secretary)[0].organization
person = User.objects.create_user("yuanjie", password="zhaojing-demo", name="袁洁", is_demo=True)
Membership.objects.create(
    user=person, organization=branch, active_from=timezone.localdate() - timedelta(days=900)
)
framework = Framework.objects.get(key="2023-zuzhi")
meeting = open_meeting(branch, framework, sys.stdin.readline().strip(), by=secretary, invited=[person])
draft, _ = begin_draft(person, framework, meeting=meeting)
opening = draft.document["opening"]["id"]
changes.save_node(draft.pk, opening, {"text": sys.stdin.readline().strip()}, 99)
held_on = timezone.localdate() - timedelta(days=800)
Meeting.objects.filter(pk=meeting.pk).update(state=Meeting.State.CLOSED, held_on=held_on)
print(branch.pk, draft.pk)
"""
_NIGHT = """
import sys
from datetime import timedelta
from django.utils import timezone
from drafting.retention.services import apply_rules
apply_rules(timezone.localdate() + timedelta(days=int(sys.stdin.readline())))
"""
_LEAVE = """
from datetime import timedelta
from django.utils import timezone
from accounts.models import Membership, User
yesterday = timezone.localdate() - timedelta(days=1)
person = User.objects.get(username="yuanjie")
Membership.objects.filter(user=person).update(active_to=yesterday)
print(person.pk)
"""


def run(app: App, code: str, told: str = "") -> str:
    """What a script says, run on the app's own database."""
    done = app.manage("shell", "--verbosity", "0", "-c", code, stdin=told)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def is_well(page: Page) -> None:
    """A page fits the screen and has no serious fault."""
    assert fits_the_screen(page)
    assert serious_faults(page) == []


def test_a_rule_a_copy_and_an_erasure(shared_app: App, new_page: Callable[..., Page]) -> None:
    branch, draft = run(shared_app, _LAY_OUT, f"{TITLE}\n{WORDS}\n").split()
    desk = new_page(shared_app, width=1366, height=768)
    sign_in(desk, "zhengweimin")
    desk.goto(f"/accounts/organizations/{branch}/members/")
    desk.get_by_role("link", name="保存期限").click()
    desk.get_by_label("删除文字").first.check()
    desk.get_by_role("button", name="保存").click()
    expect(desk.get_by_role("alert")).to_contain_text("删除以后不能恢复")
    is_well(desk)
    desk.get_by_label("我知道到期以后文字会删除").check()
    desk.get_by_role("button", name="保存").click()
    expect(desk.get_by_role("status")).to_contain_text("会后 24 个月删除文字")
    expect(desk.locator("main")).to_contain_text(TITLE)
    run(shared_app, _NIGHT, "0")

    phone = new_page(shared_app, width=360, height=640)
    sign_in(phone, "yuanjie")
    phone.goto("/notices/")
    phone.get_by_text("将在").first.click()
    expect(phone.locator("h1")).to_have_text("我的数据")
    phone.get_by_role("button", name="导出我的全部数据").click()
    link = phone.get_by_role("link", name="下载")
    expect(link).to_be_visible()
    is_well(phone)
    with phone.expect_download() as fetched:
        link.click()
    with ZipFile(io.BytesIO(fetched.value.path().read_bytes())) as package:
        names = package.namelist()
        paper = next(name for name in names if name.startswith("材料/") and name.endswith("json"))
        assert json.loads(package.read(paper))["正文"]["opening"]["text"] == WORDS
    assert {"个人数据.xlsx", "个人数据.json", "说明.txt"} < set(names)
    phone.get_by_label("说明（可以不填）").fill("已经调离。")
    phone.get_by_role("button", name="提出注销申请").click()
    expect(phone.get_by_role("button", name="撤回申请")).to_be_visible()

    run(shared_app, _NIGHT, "30")
    phone.goto("/")
    phone.get_by_role("link", name="往年材料").click()
    expect(phone.locator("main")).to_contain_text("文字已删除")
    is_well(phone)
    phone.goto(f"/drafts/{draft}/")
    expect(phone.locator("main")).to_contain_text("这份材料的文字已按本单位的规定删除")
    desk.reload()
    expect(desk.locator("main")).to_contain_text("已处理：1 份材料")
    desk.get_by_label("一直保留").check()
    desk.get_by_role("button", name="保存").click()
    expect(desk.get_by_role("status")).to_contain_text("一直保留")
    is_well(desk)

    person = run(shared_app, _LEAVE)
    office = new_page(shared_app, width=1366, height=768)
    sign_in(office, "luomin")
    office.goto("/accounts/organizations/")
    office.get_by_role("link", name="注销", exact=True).click()
    office.get_by_role("link", name="办理").click()
    is_well(office)
    office.get_by_label("原因，会留在记录里").fill("本人申请，已调离。")
    office.get_by_label("照着填写此人的姓名").fill("袁洁")
    office.get_by_role("button", name="注销，删除全部数据").click()
    expect(office.locator("h1")).to_have_text("注销申请和记录")
    expect(office.locator("main")).to_contain_text(f"已注销人员{person}")
    expect(office.locator("main")).not_to_contain_text("袁洁")
    is_well(office)
    phone.goto("/")
    expect(phone.get_by_role("button", name="登录")).to_be_visible()
