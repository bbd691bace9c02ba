"""Marks that do not fit what they close or open: 三个方面；一是……, a question that ends in 。"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context

#: What announces points in one sentence with them.
_OPENING: Final = re.compile(
    r"(?<=方面|如下|以下|问题|不足|表现|原因|差距)；(?=一是|首先|第一[，、]|其一|1[.．、]|（一）|①)"
)
#: The question that an answer follows.
_ASKED: Final = re.compile(
    r"(?:^|(?<=[。！？\n]))(?:为什么|为何|究竟|到底|何以)[^，。；？！\n]{2,24}(?P<stop>。)(?=主要|因为|原因|根本|归根|关键|根子|说到底)",
    re.MULTILINE,
)
#: A document's name in quotation marks.
_NAMED: Final = re.compile(
    r"“(?P<name>(?:中国共产党|中华人民共和国|中共中央|党政机关|党政领导干部|关于)[^“”《》\n]{0,40}?"
    r"(?:条例|准则|规则|规定|办法|细则|章程|决定|决议|意见|法))”"
)
#: What ends a sentence twice, and a stop of full width that is meant for 。.
_ENDED: Final = re.compile(r"(?<=[\u4e00-\u9fff])(?:…{1,2}。|。…{1,2})")
_DOT: Final = re.compile(r"(?<=[\u4e00-\u9fff]{2})．(?=[\u4e00-\u9fff]|\n|$)")
#: Names of one kind between which 、 and ； change (党章；党规、讲话).
_STUDIED: Final = (
    "(?:党章|党规|党史|讲话|条例|准则|原著|文件|报告|著作|理论|业务|法规|制度|会议|精神|章程|规定)"
)
_MIXED: Final = re.compile(
    rf"{_STUDIED}(?P<mark>；){_STUDIED}(?:、|和|以及)|{_STUDIED}、{_STUDIED}(?P<other>；){_STUDIED}(?=[，。])"
)
#: 我 after a pause that only words in a row have.
_CLAUSE: Final = re.compile(
    r"(?<=[\u4e00-\u9fff])(?P<mark>、)(?=我(?:没有?|不|也|都|却|只|还|就|才|把|对)(?![们的]))"
)


def run(context: Context) -> Iterable[Hit]:
    """The kinds one after the other."""
    for match in _OPENING.finditer(context.text):
        yield Hit(match.start(), match.end(), "引出下文用冒号。", "：", "：")
    for match in _ASKED.finditer(context.text):
        yield Hit(*match.span("stop"), "这是问句，用问号。", "？", "？")
    for match in _NAMED.finditer(context.text):
        wanted = f"《{match['name']}》"
        yield Hit(match.start(), match.end(), "文件名称用书名号。", wanted, wanted)
    for match in _ENDED.finditer(context.text):
        yield Hit(match.start(), match.end(), "省略号和句号只用一个。", "……", "……")
    for match in _DOT.finditer(context.text):
        yield Hit(match.start(), match.end(), "句末用句号“。”。", "。", "。")
    for match in _MIXED.finditer(context.text):
        yield Hit(
            *match.span("mark" if match["mark"] else "other"), "并列的词语之间用顿号。", "、", "、"
        )
    for match in _CLAUSE.finditer(context.text):
        yield Hit(*match.span("mark"), "分句之间用逗号。", "，", "，")


CHECK = Check(
    id="wrong-mark",
    rank=371,
    title="标点用得不对",
    severity="warning",
    why="引出几个方面用冒号，问句用问号，文件名称用书名号。",
    source="GB/T 15834—2011 第4.2、4.7、4.15条",
    run=run,
    good=(
        Example("表现在三个方面：一是学得浅；二是用得少。为什么会这样？主要是我松了劲。"),
        Example("学习《中国共产党纪律处分条例》，落实“三会一课”，讲“关于”字句的用法。"),
        Example(
            "他、我和老张都没有说。1．学得浅。反思了很久……我才明白。学了三次；党规、讲话都没有通读。"
        ),
        Example("存在的问题；一般的不足；二是没有改。到底怎么办我没有想清楚。"),
    ),
    bad=(
        Example("表现在以下方面；一是学得浅；二是用得少。", ("；",)),
        Example("为什么学不进去。主要是我松了劲。", ("。",)),
        Example("读了“中国共产党章程”，没有记住。", ("“中国共产党章程”",)),
        Example("我反思了很久……。存在拖拉现象．整改不及时。", ("……。", "．")),
        Example("学习了党章；党规、讲话。怎么做、我没有弄清。", ("；", "、")),
    ),
)
