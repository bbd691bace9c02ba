"""地 or 得 for 的 before a noun, and 得 for 地 before a verb."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context
from drafting.proofing.core.grammar import ADVERBIAL

_NOUNS: Final = (
    "作风|问题|情况|精神|思想|意识|能力|态度|现象|行为|观念|习惯|办法|措施|效果|成绩|成效|水平|风气|形象|关系"
    "|传统|原因|任务|责任|担子|环境|条件|得失|利益|困难|矛盾|道理|知识|素质|本领|品质|理论|制度|纪律|氛围|局面"
    "|形势|感情|群众|干部|党员|同志|同事|成果|机会|性格|脾气|标准|基础|信念|心态|岗位|事业|荣誉|名声|面子|地位|负担|压力|代价|感受|好恶|名利|生活|身份|性质|义务"
)
_END: Final = r"(?!到|着|了|过|在|起)"
_ATTRIBUTE: Final = re.compile(
    rf"([\u4e00-\u9fff]{{2}})[地得]((?:{_NOUNS})(?![\u4e00-\u9fff]{{0,1}}(?:化|性)))" + _END
)
#: Whose: 个人地得失.
_OWNER: Final = re.compile(
    r"(?<![\u4e00-\u9fff]各)(个人|自己|自身|集体|单位|人民|组织|别人|他人|学生|患者|支部|我们)地"
    rf"((?:{_NOUNS})(?!化|性))"
)
_MANNER: Final = re.compile(
    rf"((?:{ADVERBIAL}))得(学习|开展|落实|贯彻|执行|完成|把|将|推进|做好|研究|思考|对照|查找|剖析|参加|履行|服务|听取|遵守"
    r"|维护|解释|讨论|回答|答复|处理|解决|宣传|讲解|帮助|检查|总结|反思|分析|记录|整理|准备|听讲|联系|走访|了解|掌握|接受|改正"
    r"|对待|面对|批评|汇报|传达|配合|提高|提出|指出)"
)
#: What was met with or brought out is a thing: 存在得问题.
_MET: Final = re.compile(
    r"(存在|出现|产生|发现|面临|遇到|反映|查摆|暴露|提出|指出|发生|形成|造成|整改|查找|自身|自己|分管|承担|负责)得"
    r"((?:问题|情况|原因|现象|差距|不足|短板|教训|经验|困难|矛盾|工作|任务|意见|建议|事项))"
)
#: How well it was done is said with 得: 做地不够好.
_HOW_WELL: Final = re.compile(
    r"(?<![实空土草荒工])([做抓学想看说讲管查问写办]|落实|执行|贯彻|理解|领会|研究|掌握|把握|联系|宣传|沟通|认识|分析|剖析|反思|坚持|完成|开展)地"
    r"((?:还)?(?:不够|不太|很不|很|比较|较|非常|太|更|不)(?:好|深|细|实|严|多|少|透|准|差|紧|勤|快|慢|到位|深入|扎实|彻底|全面|具体|及时|认真|仔细|透彻))(?=[，。；、！\n]|$)"
)
#: What is done to a reflection is said with 的: 进行了深刻地反思 has a noun at its end.
_DONE: Final = re.compile(
    r"(?:进行|开展|展开|给予|予以|加以|作出|做出|(?<![工动协写创合操])作)(?:了|过)?(?:一次|一番)?"
    r"(?P<how>(?:(?!的)[\u4e00-\u9fff]){2,4})(?<!实)(?<!各)(?<!本)(?<!当)(?<!基)地(?P<what>反思|剖析|分析|检查|反省|总结|思考|研究|调研|学习|批评|讨论|整改|自我批评|探讨"
    r"|梳理|排查|对照|检视|部署|安排|调查|宣传|培训|指导|帮助|回顾|修改|监督|核实)(?=[，。；、]|$)"
)
#: 得 between whose it is, or where, and a thing.
_WHOSE: Final = re.compile(
    r"(群众|老百姓|职工|同志|党员|干部|学生|患者|病人|村民|居民|企业|单位|支部|大家|他们|我们|自己|工作中|学习中|生活中|思想上|作风上|身上|当中|方面)"
    r"得(失误|难处|问题|困难|意见|要求|差错|不足|事情|想法|情绪|需求|利益|呼声|冷暖|矛盾|诉求|差距|毛病|缺点|短板|期盼|感受|满意度|责任|作用)(?!不得)"
)


def run(context: Context) -> Iterable[Hit]:
    """Descriptions before plain nouns; adverbs before plain verbs; what is done to a noun."""
    for match in _ATTRIBUTE.finditer(context.text):
        index = context.token_at.get(match.start(1))
        token = context.tokens[index] if index is not None else None
        if token and token.text == match[1] and token.tag in ("a", "an", "b", "z"):
            yield _hit(match.span(), match[1], "的", match[2], f"“{match[2]}”是名词，前面用“的”。")
    for match in _OWNER.finditer(context.text):
        if not context.cuts_word(match.start()):
            yield _hit(match.span(), match[1], "的", match[2], f"“{match[2]}”是名词，前面用“的”。")
    for match in _MANNER.finditer(context.text):
        message = f"“{match[1]}”说的是怎样“{match[2]}”，用“地”。"
        yield _hit(match.span(), match[1], "地", match[2], message)
    for match in _WHOSE.finditer(context.text):
        yield _hit(match.span(), match[1], "的", match[2], f"“{match[2]}”是名词，前面用“的”。")
    for match in _MET.finditer(context.text):
        yield _hit(match.span(), match[1], "的", match[2], f"“{match[2]}”是名词，前面用“的”。")
    for match in _HOW_WELL.finditer(context.text):
        message = f"“{match[1]}”后面说的是程度，用“得”。"
        yield _hit(match.span(), match[1], "得", match[2], message)
    for match in _DONE.finditer(context.text):
        how, what = match["how"], match["what"]
        message = f"“{what}”在这里是名词，前面用“的”。"
        yield _hit((match.start("how"), match.end()), how, "的", what, message)


def _hit(span: tuple[int, int], before: str, right: str, after: str, message: str) -> Hit:
    wanted = f"{before}{right}{after}"
    return Hit(*span, message, wanted, wanted)


CHECK = Check(
    id="de-attributive",
    rank=560,
    title="“地”“得”误用",
    severity="warning",
    why="名词前面用“的”，动词前面说怎样做用“地”，动词后面说程度用“得”。",
    source="《现代汉语八百词》“地”“得”条；语文规范通则",
    run=run,
    good=(
        Example("认真地学习，学得认真，养成优良的作风，各地作风建设都在推进。"),
        Example("激动得流泪，各单位地形不同，外地群众和本地干部都来了，我深刻地反思过。"),
        Example(
            "进行了深刻的反思，开展必要的实地调研，开展扎实有效的整改，困难得很，个人得失看得重。"
        ),
    ),
    bad=(
        Example("没有养成优良地作风，没有认真得学习原著。", ("优良地作风", "认真得学习")),
        Example("艰巨地任务推给别人，看重自己地得失。", ("艰巨地任务", "自己地得失")),
        Example("自身存在得问题看不清，制度落实地不够好。", ("存在得问题", "落实地不够好")),
        Example("没有热情得解答，却说耐心得回答过。", ("耐心得回答",)),
        Example("工作中得失误没有反思，群众得难处没有过问。", ("工作中得失误", "群众得难处")),
        Example("对问题作了深入地剖析，进行了认真地整改。", ("深入地剖析", "认真地整改")),
    ),
)
