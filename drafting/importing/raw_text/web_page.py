"""What a web page puts around a text: 来源, 作者, 发布时间, 浏览量, 字体, the way through the site, the
buttons."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from drafting.importing.reading import BLANKS, SourceLine

#: Labels that stand on web pages only.
_STRONG: Final = (
    r"(?:信息|文章|稿件|内容|资料)?来源(?:网站)?|(?:文章)?出处|发布(?:者|人|单位|机构|部门|时间|日期)|(?:更新|上传|添加|录入)(?:时间|日期)"
    r"|(?:浏览|阅读|点击|访问|查看)(?:量|次数|数|率|人数)?(?=\s*[：:]?\s*\d)|(?:浏览|阅读|点击|访问)(?:量|次数|数|率)"
    r"|字体(?:大小|显示)?|字号|责任编辑|责编|网络编辑|文章编辑|上一[篇条]|下一[篇条]|(?:您|你)?(?:当前|现在|所在)(?:的|所在的)?位置"
    r"|分享到?|原文链接|本文(?:链接|网址|地址)|网址|标签|相关(?:阅读|链接|文章)|点赞|转发|索引号|信息分类"
)
#: Labels that a paper may have too: they count beside one of the others.
_WEAK: Final = (
    r"作者|撰稿人?|供稿(?:单位)?|文章作者|时间|日期|编辑|审核|校对|编审|录入"
    r"|关键[词字]|主题词|栏目|分类|单位|信息员|通讯员"
)
_LABEL: Final = re.compile(
    rf"[【\[（(|｜/\s\u3000]*(?:(?P<strong>{_STRONG})|(?P<weak>{_WEAK}))\s*(?:[：:】\]]\s*|(?=\s*\d))"
)
#: Lines without a label that nothing else looks like.
_PHRASE: Final = re.compile(
    r"(?:首页|网站首页|主页)\s*[>＞»›/→-].*|(?:返回|回到)(?:首页|顶部|列表|上一页)|(?:[【\[]?\s*(?:打印|关闭|收藏|分享"
    r"|返回)(?:本页|此页|窗口|页面|本文|顶部)?\s*[】\]]?[\s|｜]*)+"
    r"|扫一?扫.{0,20}|点击.{0,8}(?:关注|下载|查看更多).{0,12}|加入收藏|设为首页|版权所有.{0,40}|[【\[]?\s*大\s*中\s*小\s*[】\]]?"
    r"|(?:https?://|www\.)\S+"
)
_MOMENT: Final = re.compile(
    r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?(?:\s+\d{1,2}[：:]\d{2}(?:[：:]\d{2})?)?"
)
_BUTTONS: Final = re.compile(r"[\s\u3000【】\[\]（）()|｜]*(?:打印|关闭|收藏|大|中|小|分享|纠错)?")
_SENTENCE: Final = re.compile(r"[。！？；!?;]")
_LONGEST: Final = 160
_LONGEST_VALUE: Final = 48
#: Non-blank lines at either end among which the make-up of a page stands.
_BEFORE: Final = 14
_BEHIND: Final = 12
#: Lines between one that is surely a page's and one that may be.
_NEAR: Final = 2


def without_web_page(lines: Sequence[SourceLine]) -> tuple[Sequence[SourceLine], list[str]]:
    """The lines without those of the page around them, which the sentence quotes whole."""
    solid = [index for index, line in enumerate(lines) if line.text.strip(BLANKS)]
    texts = [lines[index].text.strip(BLANKS) for index in solid]
    taken = {solid[place] for place in _taken(texts)}
    if not taken or len(taken) == len(solid):
        return lines, []
    quoted = "；".join(lines[index].text.strip(BLANKS) for index in sorted(taken))
    kept = [line for index, line in enumerate(lines) if index not in taken]
    return kept, [f"像是从网页上复制来的，网页附带的文字没有读入：{quoted}"]


def _taken(texts: Sequence[str]) -> set[int]:
    """The places of the lines of the page: those that are sure, and those beside them that may
    be."""
    ends = [*range(len(texts))[:_BEFORE], *range(len(texts))[max(_BEFORE, len(texts) - _BEHIND) :]]
    kinds = {place: _kind(texts[place]) for place in ends}
    sure = [place for place, kind in kinds.items() if kind == "sure"]
    near = {place + step for place in sure for step in range(-_NEAR, _NEAR + 1)}
    return {place for place, kind in kinds.items() if kind and place in near}


def _kind(text: str) -> str:
    """``sure`` for a line of a web page, ``maybe`` for one that is only beside another; else
    empty."""
    if len(text) > _LONGEST or _SENTENCE.search(text):
        return ""
    if _PHRASE.fullmatch(text):
        return "sure"
    if _MOMENT.fullmatch(text):
        return "sure" if re.search(r"\d[：:]\d", text) else "maybe"
    return _kind_by_labels(text)


def _kind_by_labels(text: str) -> str:
    labels = list(_LABEL.finditer(text))
    if not labels or not _leads(text[: labels[0].start()]):
        return ""
    ends = [*(label.start() for label in labels[1:]), len(text)]
    values = [text[label.end() : end] for label, end in zip(labels, ends, strict=True)]
    if any(len(value.strip(BLANKS)) > _LONGEST_VALUE for value in values):
        return ""
    return "sure" if any(label["strong"] for label in labels) else "maybe"


def _leads(before: str) -> bool:
    """Whether only a moment or a button stands before the first label."""
    return not _MOMENT.sub("", before, count=1).strip(BLANKS + "【】[]()（）|｜") or bool(
        _BUTTONS.fullmatch(before)
    )
