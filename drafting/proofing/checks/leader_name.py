"""The General Secretary's name censored, cut or under a wrong title: 习**, 主席新时代, 习主席."""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context

_SIGN = r"(?:[*＊×✕□■○〇●_＿\-—.·…?？~&]|某|[XxAJPQ])"
_THOUGHT = (
    r"(?:新时代|中国特色社会主义|同志为核心|总书记|主席关于|系列重要讲话|法治思想|强军思想"
    r"|经济思想|文化思想|外交思想|生态文明思想)"
)
#: What stands in the place of the name, or the name with a piece missing.
_CENSORED = re.compile(
    rf"(?<![学复练自研见补实温讲])习(?:{_SIGN}{{1,4}}|[ \u3000]{{1,4}})(?:平)?(?={_THOUGHT}|主席|同志|[ \u3000])"
    rf"|(?<![A-Za-z]){_SIGN}{{1,4}}[ \u3000]?(?=总书记(?!员)|同志为核心|新时代中国特色)"
    rf"|(?:主席|总书记|习|近平|习近|习平)(?=新时代中国特色社会主义思想|新时代思想)(?<!习近平)"
    rf"|(?<!习)近平(?=总书记|同志|主席|新时代)|习(?:近|平)(?=总书记|同志|主席|新时代|法治|强军|文化)"
    r"|(?<=以)(?=同志为核心的党中央)"
    r"|习(?:进|近|金|锦|尽)(?:平|评|瓶|凭|萍|苹|屏)(?<!习近平)|[Xx][Jj][Pp]|习大大|习老大"
)
#: A blank where the name was, after a word that governs it.
_BLANK = re.compile(
    r"(?<=[\u4e00-\u9fff，、。；：“])[ \t\u3000]{1,4}(?=(?:总书记|同志为核心)|新时代中国特色社会主义思想)"
)
_CHAIRMAN = re.compile(r"(?<!国家主席)习主席|习总(?!书记)(?=[强指关的讲对在说])|习书记|老习")
#: The forces say 习主席; the state's acts are the president's.
_FORCES = re.compile(
    r"军委|部队|官兵|强军|国防|民兵|武装|退役|军人|军队|战士|主席令|国事|访问|元首"
)


def run(context: Context) -> Iterable[Hit]:
    """What is left of a name that a web page had blotted out, slips in it, and 习主席 in a paper
    that has nothing of the forces."""
    for pattern in (_CENSORED, _BLANK):
        for match in pattern.finditer(context.text):
            start, end = match.span()
            end = end if end > start else end + 2
            message = "领导人姓名被隐去、缺字或写错，多半是从网页上复制的。"
            yield Hit(start, end, message, "补写“习近平”三个字和规范的职务")
    if not _FORCES.search(context.text):
        for match in _CHAIRMAN.finditer(context.text):
            message = f"“{match.group()}”不规范，党内称“习近平总书记”。"
            yield Hit(match.start(), match.end(), message, "习近平总书记", None, "warning")


CHECK = Check(
    id="leader-name",
    rank=111,
    title="领导人姓名、职务不规范",
    severity="error",
    why="网页和范文常把姓名隐去，照搬下来就成了“习**”“主席新时代……”，是最严重的差错。",
    source="党内通行规范表述；审核常见退回理由第11条：占位符、地名、单位名没有改",
    run=run,
    good=(
        Example("学习习近平新时代中国特色社会主义思想，学习习近平总书记的重要讲话。"),
        Example("在以习近平同志为核心的党中央坚强领导下，总书记的话我记在心里。"),
        Example("退役前在部队，我背过习主席的训词。国家主席习近平发表了新年贺词。"),
        Example("学习近平原的治水经验，向近平原的乡镇请教；毛泽东同志为核心的第一代。"),
    ),
    bad=(
        Example("学习习**新时代中国特色社会主义思想不深。", ("习**",)),
        Example("学习XXX总书记的讲话少，对主席新时代中国特色社会主义思想学得浅。", ("XXX", "主席")),
        Example("在以同志为核心的党中央领导下，学习 新时代中国特色社会主义思想。", ("同志", " ")),
        Example("近平总书记强调的，我没有记住；习近总书记的讲话也没有学。", ("近平", "习近")),
        Example("我对习主席的重要讲话学得少。", ("习主席",)),
        Example("学习习近评总书记的重要讲话。", ("习近评",)),
    ),
)
