"""What the review page offers: simplified characters, and the framework that a paper fits."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client

from accounts.models import User
from drafting.frameworks.loader import load_framework
from drafting.frameworks.models import Framework
from drafting.importing import services
from drafting.importing.models import Import
from tests.drafts.pages import page
from tests.importing.frames import FOLDER
from tests.importing.taken import UPLOAD, a_file, again, do, document_of, taken
from tests.importing.test_kinds import FOLDER as KINDS

pytestmark = pytest.mark.django_db

TRADITIONAL = (KINDS / "traditional.txt").read_text("utf-8")
WEB = (KINDS / "web-page-of-a-site.txt").read_text("utf-8")
OFFER = "转换成简体字</button>"
FIVE = """机修车间党支部2025年度组织生活会个人对照检查材料
按照安排，现将情况报告如下：
一、存在的问题
（一）带头强化政治忠诚、提高政治能力方面。形势课听得多，想得少。
（二）带头固本培元、增强党性方面。入党志愿书两年没有重温。
（三）带头敬畏人民、敬畏组织、敬畏法纪方面。请假没有报告。
（四）带头干事创业、担当作为方面。技改的难题绕着走。
（五）带头坚决扛起管党治党责任方面。班组里的牢骚没有制止。
二、原因剖析
信念的根扎得不深。总觉得离自己远。
三、整改措施
每月同班组谈一次心。
"""


def test_traditional_characters_are_offered_in_simplified_ones_and_come_back(
    signed_in: Client, member: User
) -> None:
    row = taken(member, None, TRADITIONAL)
    text = page(signed_in.get(f"{UPLOAD}{row.pk}/"))
    assert "这份材料是用繁体字写的" in text
    assert OFFER in text
    first = document_of(row).parts[0].sections[0].points[0]
    assert (first.claim, first.elaboration) == ("讀書時間沒有保證", "週末常常用來補覺。")

    do(signed_in, row, "simplify")
    changed = document_of(row).parts[0].sections[0].points[0]
    assert (changed.id, changed.claim) == (first.id, "读书时间没有保证")
    assert changed.elaboration == "周末常常用来补觉。"
    text = page(signed_in.get(f"{UPLOAD}{row.pk}/"))
    assert "原文是繁体字，已经转换成简体字" in text
    assert OFFER not in text
    assert "會上講的" not in text

    do(signed_in, row, "undo")
    assert document_of(row).parts[0].sections[0].points[0] == first
    assert "會上講的" in page(signed_in.get(f"{UPLOAD}{row.pk}/"))


def test_a_stale_page_converts_nothing(signed_in: Client, member: User) -> None:
    row = taken(member, None, TRADITIONAL)
    signed_in.post(f"{UPLOAD}{row.pk}/", {"do": "simplify", "version": row.version + 1})
    assert again(row).paragraphs == row.paragraphs


def test_a_simplified_paper_is_offered_nothing(signed_in: Client, member: User) -> None:
    row = taken(member)
    text = page(signed_in.get(f"{UPLOAD}{row.pk}/"))
    assert OFFER not in text
    assert "重新识别</button>" not in text.replace("按它重新识别</button>", "")


def test_a_paper_of_another_framework_is_told_which_one_fits(
    signed_in: Client, member: User
) -> None:
    for key in ("2024-zuzhi", "2025-minzhu", "2025-zuzhi"):
        load_framework(json.loads((FOLDER / f"{key}.json").read_text("utf-8")))
    chosen = Framework.objects.get(key="2025-zuzhi")
    row = taken(member, chosen, FIVE)
    fitting = Framework.objects.get(key="2025-minzhu")
    address = f"{UPLOAD}{row.pk}/"
    text = page(signed_in.get(address))
    assert f"看起来是按“{fitting.name}”写的。" in text

    signed_in.post(
        f"{address}framework/", {"framework": fitting.key, "version": again(row).version}
    )
    areas = [section.key for section in document_of(row).parts[0].sections]
    assert areas == [area.key for area in fitting.sections.exclude(parent=None).order_by("order")]
    assert "看起来是按" not in page(signed_in.get(address))


def test_a_paper_that_bears_another_name_or_year_says_so_and_goes_on(
    signed_in: Client, member: User
) -> None:
    """A colleague's file taken by mistake is named, never refused; the framework of the title's year
    is offered where none was chosen."""
    load_framework(json.loads((FOLDER / "2023-zuzhi.json").read_text("utf-8")))
    body = "一、存在的问题\n" + "\n".join(
        f"（{n}）在{area}方面。做得不够。"
        for n, area in zip("一二三", ("理论学习", "政治素质", "能力本领"), strict=True)
    )
    title = "2023年主题教育专题组织生活会个人对照检查材料"
    for name, said in (("马骏", True), (member.name, False)):
        row = taken(member, None, f"{title}\n县图书馆　馆员　{name}\n{body}")
        text = page(signed_in.get(f"{UPLOAD}{row.pk}/"))
        assert (f"这份文件上署的是“{name}”，不是您的名字。" in text) is said
        assert "标题写的是2023年的组织生活会，现在没有选框架。" in text
        assert "核对好了，开始撰写" in text
    chosen = Framework.objects.get(key="2023-zuzhi")
    services.use_framework(row, row.version, chosen)
    assert "标题写的是2023年" not in page(signed_in.get(f"{UPLOAD}{row.pk}/"))


def test_of_a_paragraph_without_a_mark_it_is_asked_what_it_is(
    signed_in: Client, member: User
) -> None:
    """Alone in its area, or telling a case before the first point; not where it only leads up to
    the points. One choice makes a point of it."""
    told = "5月19日研讨，我只念了笔记上的一段话。"
    areas = {
        "理论学习": "书上的话我说不出哪条和自己有关。",
        "政治素质": "总的看，我有两点不足。\n一是不讲真话。做得不够。\n二是看得淡。做得不够。",
        "能力本领": f"{told}\n一是学得慢。做得不够。\n二是躲着走。做得不够。",
    }
    body = "\n".join(
        f"（{n}）在{area}方面\n{text}"
        for n, (area, text) in zip("一二三", areas.items(), strict=True)
    )
    row = taken(member, None, f"个人对照检查材料\n一、存在的问题\n{body}")
    address = f"{UPLOAD}{row.pk}/"
    cards = re.findall(r"<article.*?</article>", page(signed_in.get(address)), re.S)
    asking = "这一段没有序号，放在引语里"
    asked = [card for card in cards if asking in card]
    assert [text in card for card, text in zip(asked, (areas["理论学习"], told), strict=True)] == [
        True,
        True,
    ]
    (alone,) = re.findall(r'<option value="(n-\w+)">单独成为一条</option>', asked[0])
    (key,) = re.findall(r'data-card="(l-[^"]+)"', asked[0])
    signed_in.post(address, {"do": f"move:{key}", "to": alone, "version": row.version})
    first = document_of(row).parts[0].sections[0]
    assert (first.lead, len(first.points)) == ("", 1)
    assert page(signed_in.get(address)).count(asking) == 1


def test_what_a_web_page_adds_is_named_and_not_taken_along(signed_in: Client, member: User) -> None:
    signed_in.post(UPLOAD, {"file": a_file(WEB, "网页.txt")})
    row = Import.objects.get(owner=member)
    text = page(signed_in.get(f"{UPLOAD}{row.pk}/"))
    assert (
        "网页附带的文字没有读入：当前位置：首页 &gt; 党建工作 &gt; 学习园地；来源：区委组织部"
        in text
    )
    assert row.unplaced == []


def test_a_stranger_is_told_so_once(signed_in: Client, member: User) -> None:
    row = taken(member, None, (KINDS / "stranger-novel.txt").read_text("utf-8"))
    text = page(signed_in.get(f"{UPLOAD}{row.pk}/"))
    assert text.count("不像对照检查材料") == 1
