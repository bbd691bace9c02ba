"""Conjunctions that do not go together: 只有……就, 无论 before a plain statement, 不仅……但是."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context

_OPEN: Final = r"(?:^|(?<=[。！？；，：“\n]))[ \u3000]*(?:我|我们|自己|本人)?"
_CLAUSE: Final = r"[^，。；！？\n]"
#: With what is asked or left open 无论, 不管 and 不论 are right.
_ASKED: Final = (
    r"什么|怎么|怎样|如何|谁|哪|几|多|何|是否|能否|还是|或|与否|不|有无|任何|大小|高低|早晚|好坏|远近|贫富|男女|老少|轻重"
    r"|难易|长短|冷热|春夏|新老|上下|内外|白天|刮风|家|会前|线上|在"
)
_KINDS: Final = tuple(
    (re.compile(pattern, re.MULTILINE), message, advice)
    for pattern, message, advice in (
        (
            rf"{_OPEN}(?P<a>只有(?!我|一|两|几|少|个|部|三|四|五|\d)(?:坚持|不断|通过|加强|认真|始终|深入|真正|把|做到|牢记|学|依靠|牢固|经常|主动|严格|自觉|扎实)"
            rf"{_CLAUSE}{{1,24}}，{_CLAUSE}{{0,8}}?)(?P<b>就(?:能|会|可以|可|一定))",
            "“只有”和“才”相配，“只要”和“就”相配。",
            "改成“只有……才”或“只要……就”",
        ),
        (
            rf"{_OPEN}(?P<a>只要(?!{_CLAUSE}{{0,24}}只有)"
            rf"{_CLAUSE}{{1,24}}，{_CLAUSE}{{0,8}}?)(?P<b>才(?:能|会|可以|可))",
            "“只要”和“就”相配，“只有”和“才”相配。",
            "改成“只有……才”或“只要……就”",
        ),
        (
            rf"{_OPEN}(?P<a>(?:无论|不论|不管)(?!(?:{_CLAUSE}|、){{0,24}}(?:{_ASKED}))"
            rf"{_CLAUSE}{{0,10}}(?:很|非常|十分|比较|特别|太|极其){_CLAUSE}{{1,8}}，)(?P<b>{_CLAUSE}{{0,6}}?(?:都|也))",
            "“无论”后面要有疑问或选择的话。",
            "改成“即使……也”或“无论多么……都”",
        ),
        (
            rf"{_OPEN}(?P<a>尽管{_CLAUSE}{{1,10}}(?:怎样|怎么|如何|什么|多么){_CLAUSE}{{0,8}}，)(?P<b>{_CLAUSE}{{0,6}}?(?:都|也))",
            "“尽管”后面是事实，这里说的是各种情况。",
            "改成“不管……都”",
        ),
        (
            rf"{_OPEN}(?P<a>(?:不仅仅?|不但|不光|不只){_CLAUSE}{{2,24}}，)(?P<b>但是?|却|然而|可是)",
            "“不仅”说的是进一层，后面接“而且”“也”。",
            "改成“不仅……也”，或改成“虽然……但是”",
        ),
        (
            rf"{_OPEN}(?P<a>(?:虽然|尽管){_CLAUSE}{{2,24}}，)(?P<b>(?:而且|并且|从而|因此|所以)(?!，))",
            "“虽然”后面接“但是”。",
            "改成“虽然……但是”",
        ),
        (
            rf"{_OPEN}(?P<a>(?:既然){_CLAUSE}{{2,24}}，)(?P<b>但是?|却|可是)",
            "“既然”后面接“就”。",
            "改成“既然……就”或“虽然……但是”",
        ),
        (
            rf"{_OPEN}(?P<a>(?:即使|哪怕|就算){_CLAUSE}{{2,24}}，)(?P<b>(?:但是?|可是|然而|却)(?!也|凡|愿))",
            "“即使”后面接“也”。",
            "改成“即使……也”",
        ),
        (
            rf"{_OPEN}(?P<a>(?:因为|由于){_CLAUSE}{{2,24}}，)(?P<b>(?:但是?|可是|然而|却)(?!愿|凡))",
            "“因为”“由于”后面接结果。",
            "改成“因为……所以”或“虽然……但是”",
        ),
        (
            rf"{_OPEN}(?P<a>(?:无论|不论|不管){_CLAUSE}{{2,24}}，)(?P<b>(?:我|自己)?(?:都却|却都|但都|却都?要|却也))",
            "“无论”后面接“都”，不转折。",
            "删去“却”或“但”",
        ),
        (
            rf"{_OPEN}(?P<a>与其{_CLAUSE}{{2,24}}，)(?P<b>而是|倒是|还是(?!不如))",
            "“与其”后面接“不如”。",
            "改成“与其……不如”",
        ),
    )
)


def run(context: Context) -> Iterable[Hit]:
    """The first of two conjunctions with what stands between them, up to the second."""
    for pattern, message, advice in _KINDS:
        context.tick()
        for match in pattern.finditer(context.text):
            yield Hit(match.start("a"), match.end("b"), message, advice)


CHECK = Check(
    id="conjunction-pair",
    rank=532,
    title="关联词语搭配不当",
    severity="warning",
    why="“只有”配“才”，“只要”配“就”，“不仅”后面不转折；配错了，条件和结论就乱了。",
    source="《现代汉语八百词》；吕叔湘、朱德熙《语法修辞讲话》",
    run=run,
    good=(
        Example("只有坚持学习，才能跟上形势；只要认真查找，就能看到差距。"),
        Example("无论工作多忙，都要学习；不管遇到什么困难，我也不退；无论大会小会，我都坐后排。"),
        Example("尽管条件变了，我还是守住了底线。不仅自己没学好，也没有带好别人。"),
        Example("我只有在检查前才翻书，看到只有三个人，就散了会。虽然学了，但没有用。"),
        Example("因为忙，所以没有去。由于下雨，山路不通，但我还是去了。"),
        Example("不仅要学，而且要学好；即使没人检查，也要自己查；与其抱怨，不如动手。"),
    ),
    bad=(
        Example("只有不断学习，就能提高本领。", ("只有不断学习，就能",)),
        Example("只要真正沉下去，才能听到实话。", ("只要真正沉下去，才能",)),
        Example("只要肯下功夫，才能学会。", ("只要肯下功夫，才能",)),
        Example("因为忙于事务，但学习少了。", ("因为忙于事务，但",)),
        Example("即使没有人看，但不能松劲。", ("即使没有人看，但",)),
        Example("无论有多忙，都却要学。", ("无论有多忙，都却",)),
        Example("无论任务很重，我都应当读书。", ("无论任务很重，我都",)),
        Example("尽管形势怎样变，我都要守住底线。", ("尽管形势怎样变，我都",)),
        Example("不仅我没有学好，但是也没有带好头。", ("不仅我没有学好，但是",)),
    ),
)
