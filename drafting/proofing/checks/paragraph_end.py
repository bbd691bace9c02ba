"""A paragraph of text that ends without a stop."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context
from drafting.proofing.core.source import TextSpan
from drafting.proofing.core.stretches import Stretches

_INNER_STOP = re.compile(r"[。！？；]")
_ENDS = "。！？：；…”’）》】:;!?"
#: What announces what follows has a colon: 汇报如下, 主要存在以下三个问题.
_FOLLOWS = r"(?:如下|以下[^，]{0,5}(?:问题|不足|差距|方面|情况|原因|措施))$"
_ANNOUNCES = re.compile(_FOLLOWS)
#: Without a comma, only what can be nothing but a sentence.
_SENTENCE = re.compile(
    rf"^(?:以上(?:是|就是|为)|请(?:同志|各位|大家|组织)|恳请|敬请|现将)|指正$|{_FOLLOWS}"
)
#: Lines that have no stop: who is spoken to, a day, a list's item.
_NO_SENTENCE = re.compile(
    r"^(?:尊敬的|敬爱的|各位)[^。]{0,20}$|(?:同志们?|朋友们)$|[0-9〇一二三四五六七八九十]\s*[年月日号]$"
    r"|^(?:[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．，]|[①-⑳●•\-*·]|第?[一二三四五六七八九十]{1,2}[是条、])"
)
#: Characters from which on a line with a comma is taken for a sentence.
_SHORTEST = 10


def run(context: Context) -> Iterable[Hit]:
    """Paragraphs with a sentence inside, or long ones with commas, that end in a character or a
    comma; of the opening, the closing words and the leads also single sentences."""
    headings = {place.heading.end for place in context.outline.places()}
    single = {line.start for line in _single_sentences(context)}
    for line in context.paragraphs:
        last = line.text[-1]
        inside = line.text[:-1]
        if last in _ENDS or (context.outline.title and line.start == context.outline.title.start):
            continue
        # a heading may be long, commas and all (the notice words it), and has no stop
        long = "，" in inside and len(inside) > 40 and line.end not in headings
        if not (_INNER_STOP.search(inside) or long or line.start in single):
            continue
        said = line.text.rstrip("，、,")
        stop = "：" if _ANNOUNCES.search(said) else "。"
        if last in "，、,":
            yield Hit(line.end - 1, line.end, f"段落末尾应是“{stop}”。", stop, stop, "error")
        else:
            mended = f"{last}{stop}"
            yield Hit(line.end - 1, line.end, "段落末尾缺少标点。", mended, mended)


def _single_sentences(context: Context) -> Iterator[TextSpan]:
    """The paragraphs of the opening, the closing words and the leads that are one sentence, however
    short. A line that goes on in the next one (as pasted from a PDF) is none."""
    outline = context.outline
    leads = [lead for division in outline.divisions for lead in division.leads]
    leads += [area.lead for division in outline.divisions for area in division.areas]
    places = [*outline.opening, *leads, *outline.closing]
    prose = Stretches((place.start, place.end) for place in places if place.text)
    verbs = [token.start for token in context.tokens if token.tag.startswith("v")]

    def says(line: TextSpan) -> bool:
        """Whether a line with a comma has a verb: 县图书馆党支部，张三 has none."""
        verb = bisect_left(verbs, line.start) < bisect_left(verbs, line.end)
        return verb and "，" in line.text and len(line.text) >= _SHORTEST

    lines = [line for line in context.paragraphs if prose.hold(line.start, line.end)]
    for line, following in zip_longest(lines, lines[1:]):
        if _NO_SENTENCE.search(line.text) or not (_SENTENCE.search(line.text) or says(line)):
            continue
        beside = following is not None and _directly_below(context.text, line, following)
        if not (beside and ("。" in following.text or says(following))):
            yield line


def _directly_below(text: str, line: TextSpan, following: TextSpan) -> bool:
    return text[line.end : following.start].strip(" \t\xa0\u3000") == "\n"


CHECK = Check(
    id="paragraph-end",
    rank=350,
    title="段末缺少标点",
    severity="warning",
    why="一段话说完要有句号；没有，多半是漏了，也可能后面的话没有粘贴全。",
    source="GB/T 15834—2011 第4.1条",
    run=run,
    good=(
        Example("一、存在的问题\n学习不够深入。满足于读过。\n张三\n2024年12月30日"),
        Example("各位领导，同志们：\n现将对照检查情况汇报如下：\n一、存在的问题\n学习不够深入。"),
    ),
    bad=(
        Example("一、存在的问题\n学习不够深入。满足于读过，没有往心里去", ("去",)),
        Example("学习不够深入。联系不紧，", ("，",)),
        Example(
            "现将对照检查情况汇报如下\n一、存在的问题\n（一）学习方面\n1.学得不深。\n"
            "以上是我的对照检查，请同志们批评指正\n张三\n2024年12月30日",
            ("下", "正"),
        ),
    ),
)
