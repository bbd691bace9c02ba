"""， inside an enumeration that 、 has begun, and between parallel items."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context

_H = r"[\u4e00-\u9fff]"
#: 网站、公众号，微信群等
_TAIL = re.compile(
    rf"(?<=[\u4e00-\u9fff])，({_H}{{2,6}})等(?![了着到待级候同一得我他她你不很半几两三四五六七八九十多在])"
)
#: 新形式、新途径，新载体: items that share their first or their last character(s)
_RUN = re.compile(rf"({_H}{{2,12}})([、，])({_H}{{2,8}})([、，])({_H}{{2,12}})")
#: 积极性不高、主动性不强，自觉性不够: each with a subject of its own
_SHORT_OF = rf"(?!不|没|也|又|就|对|在|还){_H}{{2,6}}?(?:不够?|欠|缺乏?){_H}{{1,3}}"
_MIXED = re.compile(
    rf"(?:^|(?<=[，。；：！？\n]))(?:{_SHORT_OF}、{_SHORT_OF}(?P<late>，){_SHORT_OF}"
    rf"|{_SHORT_OF}(?P<early>，){_SHORT_OF}、{_SHORT_OF}"
    rf"|{_H}{{2,10}}?不{_H}{{1,2}}、不{_H}{{1,2}}(?P<short>，)不{_H}{{1,2}})(?=[。；]|$)",
    re.MULTILINE,
)
_NOUN = ("n", "vn", "an", "nz", "nt", "j", "l", "eng")
#: What they tell follows after a comma.
_TELLING = ("证明", "表明", "说明", "显示", "指出", "认为", "强调", "报道")
_NOT_NOUNS = re.compile(
    r"^(?:我|他|自己|也|还|但|而|并|都|就|对|在|把|被|没|不|使|让|有|是|要|能|会)|(?:不|没)"
)


def run(context: Context) -> Iterable[Hit]:
    """A comma before the last item of A、B，C等 where C is nothing but nouns; commas among items built
    alike."""
    found = {hit.start: hit for hit in (*_tails(context), *_runs(context))}
    yield from found.values()
    for match in _MIXED.finditer(context.text):
        comma = match.start(match.lastgroup or "late")
        hit = _hit(context, comma, match.start(), match.end())
        yield replace(hit, severity="advice")


def _tails(context: Context) -> Iterator[Hit]:
    for match in _TAIL.finditer(context.text):
        # 网站、公众号，微信群等: the 、 before says enough; without it only nouns are
        if not _says_etc(context, match.end(1)):
            continue
        begun = "、" in context.text[max(0, match.start() - 8) : match.start()].rpartition("，")[2]
        listed = begun and not _NOT_NOUNS.search(match[1]) and len(match[1]) <= 4
        if listed or (
            _nouns(context, match.start(1), match.end(1)) and _after_noun(context, match.start())
        ):
            yield _hit(context, match.start(), match.start(), match.end(1))


def _says_etc(context: Context, place: int) -> bool:
    """Whether 等 stands alone there: 等价, 等候 and the like begin otherwise."""
    index = context.token_at.get(place)
    return index is not None and context.tokens[index].text in ("等", "等等")


def _nouns(context: Context, start: int, end: int) -> bool:
    index = context.token_at.get(start)
    while index is not None and index < len(context.tokens) and context.tokens[index].start < end:
        if not context.tokens[index].tag.startswith(_NOUN):
            return False
        index += 1
    return index is not None and not _NOT_NOUNS.search(context.text[start:end])


def _after_noun(context: Context, comma: int) -> bool:
    index = context.token_at.get(comma)
    before = context.tokens[(index or 1) - 1]
    return bool(index) and before.tag.startswith(_NOUN) and before.text not in _TELLING


def _runs(context: Context) -> Iterator[Hit]:
    for sentence in context.sentences:
        for match in _overlapping(_RUN, sentence.text):
            first, mark1, second, mark2, third = match.groups()
            third_end = match.end(5)
            if "，" not in (mark1, mark2) or sentence.text[third_end : third_end + 1] == "、":
                continue
            # 走进社区、走进乡村，走进生产、走进生活 are two pairs
            if mark1 == "，" and sentence.text[: match.start(1)].endswith("、"):
                continue
            # a verb may stand before the first item
            items = (first[-len(second) :], second, third)
            mixed = mark1 != mark2
            if not _alike(items, mixed) or any(
                _NOT_NOUNS.search(item[: len(second)]) for item in items
            ):
                continue
            for group, mark in ((2, mark1), (4, mark2)):
                if mark == "，":
                    at = sentence.start + match.start(group)
                    yield _hit(
                        context, at, sentence.start + match.start(1), sentence.start + match.end(5)
                    )


def _overlapping(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    at = 0
    while match := pattern.search(text, at):
        yield match
        at = match.start(3)


def _alike(items: tuple[str, ...], mixed: bool) -> bool:
    """Whether items are as long as each other and begin alike; where no 、 has begun, they must
    agree in more."""
    first, second, third = items
    size = len(first)
    if len(second) != size:
        return False
    if mixed:
        return third[:1] == second[:1] == first[:1] and size <= 4 and len(third) >= size
    return (
        len(third) == size
        and size >= 4
        and first[:2] == second[:2] == third[:2]
        and first[-1] == second[-1] == third[-1]
    )


def _hit(context: Context, comma: int, start: int, end: int) -> Hit:
    return Hit(
        comma,
        comma + 1,
        f"“{context.text[max(start, comma - 8) : min(end, comma + 9)]}”是并列成分，中间用顿号。",
        "、",
        "、",
    )


CHECK = Check(
    id="enumeration-comma",
    rank=360,
    title="并列词语间逗号、顿号混用",
    severity="warning",
    why="并列的词语之间用顿号；一半顿号一半逗号，层次就乱了。“有勇气、有正气，有主见、有原则”这样成对的分组不算。",
    source="GB/T 15834—2011 第4.5条：顿号表示句子内部并列词语之间的停顿",
    run=run,
    good=(
        Example("办好网站、公众号、微信群等载体，做到有勇气、有正气，有主见、有原则。"),
        Example("把书送进学校、送进社区，送进工厂、送进田头。材料证明，美国等国另有做法。"),
        Example("平时走访企业，群众等了很久才见到人。讲原则，守纪律，重实干。"),
    ),
    bad=(
        Example("用好简报、广播，宣传栏等载体。", ("，",)),
        Example("提高政治判断力，政治领悟力，政治执行力。", ("，", "，")),
        Example("工作主动性不强、办事效率不高，服务态度不好。", ("，",)),
        Example("探索新办法、新路子，新机制还不多。", ("，",)),
    ),
)
