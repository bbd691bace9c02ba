"""Figures, units and shares that are written or reckoned wrong: 5百人, 1，200户, 下降了一倍, 出勤率120%."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context

_HAN_FIGURE: Final = "一二三四五六七八九十百千万亿两"
_UNIT: Final = "元人户件名次亩吨斤天年月周岁米里场条项篇份起家个批期所处村座台套"
#: 5户户均, 3人人均, 2024年年底, 4月月报, 10个个体户, 2次次次 say something else.
_OTHER: Final = "均手体别个次子底末初中终度报"
_COMMA: Final = re.compile(
    r"(?<![\d.，])\d{1,3}(?:[，、]\d{3})+(?=余|多|来|万|元|人|户|件|次|亩|吨|公|米|份|名|册|例|台)(?!年)"
)
_MIXED: Final = re.compile(
    r"(?<![\d.年第])\d{1,2}(?P<unit>百|千)(?![分米克瓦帕卡赫伏年姓货花草科日字升焦元兆佳强万])(?=[\u4e00-\u9fff])"
)
_NOUGHT: Final = re.compile(
    rf"(?<![\d{_HAN_FIGURE}])[一二三四五六七八九]0(?![\d.])(?=[\u4e00-\u9fff])"
)
_TEN_THOUSAND: Final = re.compile(rf"[{_HAN_FIGURE}\d](?P<all>万万|亿亿)(?=[元人亩吨户公斤])")
_UNIT_TWICE: Final = re.compile(
    rf"(?:\d|(?<!一)[二三四五六七八九十百千万两余多])(?P<all>(?:公)?(?P<one>[{_UNIT}])(?P=one))(?![{_OTHER}])"
)
_TIMES: Final = re.compile(
    r"(?:下降|减少|降低|缩短|缩小|压缩|压减|减轻|下滑|回落)了?(?:近|约|将近)?[一两二三四五六七八九十\d.]+倍"
)
_SHARE_IN_POINTS: Final = re.compile(
    r"(?:率|占比|比例|比重|满意度)(?:仅|只|均|都|约)?(?:为|是|达到?)\d+(?:\.\d+)?个百分点"
)
_SQUARE: Final = re.compile(
    r"\d(?P<all>平方|立方)(?![米公里厘千分毫英寸尺根差数和体])(?=[，。；、]|的|多|余|左右|以上)"
)
#: 三、四次: two figures for about so many. 第三、四次 and 一、二年级 name each of them.
_ABOUT: Final = re.compile(
    r"(?<![第、初一二三四五六七八九十])(?P<all>"
    + "|".join(f"{a}、{b}" for a, b in zip("一两二三四五六七八", "二三三四五六七八九", strict=True))
    + r")(?=[次天个名位户回趟遍](?!月|季|年|组|阶|方|层|部|步|等|工作日的|学期))"
)
#: What there cannot be more of than there is.
_WHOLE: Final = re.compile(
    r"(?:参与|参训|参会|出勤|到会|到课|到岗|合格|及格|达标|优秀|优良|覆盖|满意|治愈|成活|知晓|签约|办结|结案|见面|准确|普及|通过|升学"
    r"|就业|入学|回复|接通|息诉|建档|上线|回收|好评|就诊|公开)(?:率|度)[^，。；\d\n]{0,6}?(?P<share>\d{3,}(?:\.\d+)?)[%％]"
)
_FROM: Final = re.compile(
    r"(?:由|从)[^，。；\d\n]{0,6}?(?P<first>\d{1,3}(?:\.\d+)?)[%％]，?(?P<way>上升|提高|提升|增加|增长|下降|减少|降低|回落)了"
    r"(?P<second>\d{1,3}(?:\.\d+)?)[%％]"
)
_ALL: Final = 100


def run(context: Context) -> Iterable[Hit]:
    """The forms first, then what the figures cannot be."""
    for pattern, message, advice in _FORMS:
        for match in pattern.finditer(context.text):
            start, end = match.span("all") if "all" in pattern.groupindex else match.span()
            yield Hit(start, end, message, advice)
    for find in _RECKONED:
        yield from find(context.text)


def _more_than_all(text: str) -> Iterator[Hit]:
    for match in _WHOLE.finditer(text):
        if float(match["share"]) > _ALL:
            yield Hit(match.start(), match.end(), "这样的比率不会超过100%。", "核对数字")


def _moved_by(text: str) -> Iterator[Hit]:
    """由86%上升了95%: what it came to is said with 到."""
    for match in _FROM.finditer(text):
        first, second = float(match["first"]), float(match["second"])
        up = match["way"] in ("上升", "提高", "提升", "增加", "增长")
        if first + second > _ALL if up else second > first:
            way = match["way"]
            message = f"“{way}了”后面是差数，{way}以后的数用“{way}到”。"
            yield Hit(match.start(), match.end(), message, f"改成“{way}到”")


_FORMS: Final = (
    (_COMMA, "数字的千位之间不用中文标点。", "千位分节用半角逗号，或者不分节"),
    (_MIXED, "阿拉伯数字和“百”“千”不混用。", "全部用阿拉伯数字或全部用汉字"),
    (_NOUGHT, "汉字数字和阿拉伯数字混在一个数里。", "全部用阿拉伯数字或全部用汉字"),
    (_TEN_THOUSAND, "“万”“亿”重复了。", "只留一个"),
    (_UNIT_TWICE, "单位重复了。", "只留一个"),
    (_TIMES, "“倍”只用来说增加；减少到一半说“减少一半”或“减少50%”。", "改成分数或百分数"),
    (_SHARE_IN_POINTS, "“个百分点”说的是两个百分数之差，比率本身用“%”。", "改成“%”"),
    (_ABOUT, "表示约数的两个数字之间不用顿号。", "删去顿号"),
    (_SQUARE, "单位不完整。", "写明“平方米”“立方米”等"),
)
_RECKONED: Final[tuple[Callable[[str], Iterator[Hit]], ...]] = (_more_than_all, _moved_by)


CHECK = Check(
    id="figure-form",
    rank=854,
    title="数字、单位写法有误",
    severity="warning",
    why="数字和单位写错，意思就变了；减少不能说几倍，出勤率不会超过100%。",
    source="GB/T 15835—2011 出版物上数字用法；《现代汉语八百词》“倍”条",
    run=run,
    good=(
        Example("接诊1,200余人次，走访五百户，下降了一半，不良率为3.5%，比上年下降0.5个百分点。"),
        Example("由86%提高到95%，完成率达到120%，增长了两倍，面积18平方米，30千米外。"),
        Example(
            "2024年年底、4月月度报告。5户户均增收两千元，一件件一个个地改，10个个体户，每次次数不同，二〇二五年。"
        ),
        Example("去了三四次，第三、四次没有去，一、二年级的课，三、四个月份的账，一、二、三次。"),
        Example("2025百日攻坚中，第1，2，3项各有差距，由10%下降了5%。"),
    ),
    bad=(
        Example("走访5百户，接诊1，200余人次，二0天没有回音。", ("5百", "1，200", "二0")),
        Example("投诉下降了一倍，不良率为2.1个百分点。", ("下降了一倍", "率为2.1个百分点")),
        Example("出勤率达到120%，满意度由80%上升了92%。", ("出勤率达到120%", "由80%上升了92%")),
        Example("只去过三、四次，住了五、六天。", ("三、四", "五、六")),
        Example("罚款三十万万元，亩产500公斤斤，办公室18平方。", ("万万", "公斤斤", "平方")),
    ),
)
