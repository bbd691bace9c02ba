"""The preview's markup."""

from __future__ import annotations

import re

from drafting.document.model import Document, Head, Part, Point, Prose
from drafting.rendering.formats.html import render
from tests.rendering.documents import SMALL, options


def test_a_small_material() -> None:
    assert render(SMALL, options("run-in")) == (
        '<article class="paper-text" lang="zh-CN">\n'
        '<h1 class="paper-title" data-node="head">2024年度民主生活会个人对照检查材料</h1>\n'
        '<p class="paper-byline" data-node="head">岚溪县文化馆　副馆长　林晓</p>\n'
        '<p class="paper-byline" data-node="head">（2024年12月20日）</p>\n'
        '<p class="paper-salute" data-node="open">同志们：</p>\n'
        '<p class="paper-body" data-node="open">会前集中学习三天，现将有关情况报告如下：</p>\n'
        '<h2 class="paper-heading1" data-node="p1">一、存在的问题</h2>\n'
        '<p class="paper-body" data-node="s1"><span class="paper-head2">（一）在理论学习方面。</span>'
        '<strong class="paper-lead" data-node="a">一是学得不深。</strong>'
        '<span data-node="a">读原著少。比如，{时间}只翻了目录。</span>'
        '<strong class="paper-lead" data-node="b">二是用得不够。</strong><span data-node="b">联系“实际”少。</span></p>\n'
        '<p class="paper-body" data-node="s2"><span class="paper-head2">（二）在担当作为方面。</span>'
        '<span data-node="c">闯劲不足。怕出错。</span></p>\n'
        '<h2 class="paper-heading1" data-node="p2">二、原因剖析</h2>\n'
        '<p class="paper-body" data-node="p2">深挖根源，主要有：</p>\n'
        '<p class="paper-body" data-node="d"><span class="paper-head2">（一）信念不牢。</span>松了劲。</p>\n'
        '<h3 class="paper-heading2" data-node="e">（二）宗旨淡化。</h3>\n'
        '<h2 class="paper-heading1" data-node="p3">三、需要说明的事项</h2>\n'
        '<p class="paper-body" data-node="p3">无需要说明的事项。</p>\n'
        '<p class="paper-body" data-node="close">请同志们批评指正。</p>\n'
        "</article>"
    )


def test_a_draft_copy_says_so() -> None:
    first, second, *_ = render(SMALL, options(draft_copy=True)).split("\n")
    assert first == '<article class="paper-text" lang="zh-CN">'
    assert second == '<p class="paper-mark">草稿（未定稿，仅供审核修改）　编号 3f2a91c0</p>'


def test_everything_is_escaped_and_a_long_title_is_broken() -> None:
    document = Document(
        head=Head(id='h"><b', title="2024年专题民主生活会支委班子个人对照检查剖析材料"),
        opening=Prose(id="o", text="<script>alert('1')</script>&amp;。"),
        parts=(Part(id="p", role="other", heading="<i>", points=(Point(id="'", claim='"<u>"'),)),),
        closing=Prose(id="z"),
    )
    html = render(document, options())
    assert html.split("\n")[1:-1] == [
        '<h1 class="paper-title" data-node="h&quot;&gt;&lt;b">2024年专题民主生活会支委班子<br>个人对照检查剖析材料</h1>',
        '<p class="paper-body" data-node="o">&lt;script&gt;alert(&#x27;1&#x27;)&lt;/script&gt;&amp;amp;。</p>',
        '<h2 class="paper-heading1" data-node="p">一、&lt;i&gt;</h2>',
        '<p class="paper-body" data-node="&#x27;">&quot;&lt;u&gt;&quot;。</p>',
    ]
    assert not re.search(r"\sstyle=|\son\w+=|<script", html)
