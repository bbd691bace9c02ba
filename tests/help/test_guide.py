import os
import re
from pathlib import Path

from drafting.help.guide import Heading, parse, read_pages
from drafting.help.views import FOLDER
from drafting.proofing.core.registry import CHECKS
from drafting.review.decisions.reasons import REASONS

TEXT = """# 指南

开头一段，
接着写。

## 第一步：登录

点 [管理员的](curator.md#素材库) 或 [外面](https://example.org/)。

### 小节

## 第一步 登录

| 甲 | 乙 |
|----|----|
| 一 | 二 |
"""


def test_a_page_has_title_summary_and_headings_with_ids_of_their_own() -> None:
    page = parse("member", TEXT)
    assert (page.title, page.summary) == ("指南", "开头一段，接着写。")
    assert page.headings == (
        Heading("第一步登录", "第一步：登录"),
        Heading("第一步登录-2", "第一步 登录"),
    )
    assert '<h2 id="第一步登录">第一步：登录</h2>' in page.html
    assert '<h3 id="小节">小节</h3>' in page.html
    assert "<table>" in page.html
    assert "<h1" not in page.html


def test_links_between_files_lead_to_pages() -> None:
    html = parse("member", TEXT).html
    assert 'href="../curator/#%E7%B4%A0%E6%9D%90%E5%BA%93"' in html
    assert 'href="https://example.org/"' in html


def test_html_and_scripts_in_the_text_do_nothing() -> None:
    html = parse("x", "<script>alert(1)</script>\n\n[点](javascript:alert(1)) <b>粗</b>").html
    assert "<script" not in html
    assert "<b>" not in html
    assert 'href="javascript' not in html


def test_pages_come_in_their_order_and_change_with_their_files(tmp_path: Path) -> None:
    for name in ("curator", "secretary", "member", "alpha", "README"):
        (tmp_path / f"{name}.md").write_text(f"# {name}\n", encoding="utf-8")
    assert [page.slug for page in read_pages(tmp_path)] == [
        "member",
        "secretary",
        "curator",
        "alpha",
    ]
    (tmp_path / "alpha.md").write_text("# 新的\n", encoding="utf-8")
    os.utime(tmp_path / "alpha.md", ns=(1, 1))
    assert read_pages(tmp_path)[3].title == "新的"
    assert read_pages(tmp_path / "missing") == []


def test_the_guide_lists_the_reasons_for_return_as_the_reviewer_ticks_them() -> None:
    text = (FOLDER / "member.md").read_text(encoding="utf-8")
    section = text.split("## 常见退回理由\n")[1].split("\n## ")[0]
    assert dict(re.findall(r"^(\d+)\. (.+)$", section, re.M)) == REASONS


def test_what_proofreading_cites_of_these_reasons_is_what_they_say() -> None:
    cited = [
        found
        for check in CHECKS
        for found in re.findall(r"审核常见退回理由第(\d+)条(?:：([^；]+))?", check.source)
    ]
    assert len(cited) > 8
    assert [(number, words) for number, words in cited if words not in REASONS[number]] == []
