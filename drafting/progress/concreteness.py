"""How concrete a text is: what of a happening it names, and what only seems to. [pure]

Source of the rule: 见人见事见思想, and the reviewers' commonest reason for return (问题空泛，没有具体事例). It never
rises by a bare figure or by 比如 alone, and never falls when a fact is added.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from drafting.document.ranges import TextRange

_NUMERAL = "[0-9０-９]+(?:\\.[0-9]+)?|[一二两三四五六七八九十百千半几多]+"
_MEASURE = (
    "次|个(?=人|月|小时|村|字|问题没|星期|电话|季度|晚上|周末|学生|孩子|客户|函|单子|项目|故障|漏洞|楼|班(?!子)|所|点(?!子)|站)|人|户|件|项(?=任务|工作|问题)|份|天|小时|起|篇|本|场|名|位|公里|里路|万元|"
    "元|％|%|页|章|节|遍|趟|周|年(?!来|度)|月|分钟|封|家|台|辆|块|段|张|封信|层楼|套|遭|笔|杯|顿|桌|盒|处|箱|副|双(?!重)|盏|亩|斤|吨|棵|例|床|晚|宿|回(?!事)|根(?!本|子|源)|艘|桩|袋|瓶|碗|册|卷|稿|单元|把(?!手|关|握)|条(?=微信|短信|意见|信息|线索)"
)
#: What tells of a happening, by what it is. Words that hold for every paper tell of none.
KINDS: Final[Mapping[str, re.Pattern[str]]] = {
    "时间": re.compile(
        r"(?:20\d\d|去|前|今)年(?:\d{1,2}|[一二三四五六七八九十]{1,3})月|(?<![\d一-龥])\d{1,2}月|(?:\d{1,2}|[一二三四五六七八九十]{1,3})月(?:份|初|中旬|底|上旬|下旬|\d{1,2}日)?"
        r"|上个?(?:月|周|星期)|那(?:天|次|年|晚|回|几天|阵子?|会儿)|[有头上]一?回|当(?:天|晚|场|时)|第二天|[年月周](?:底|末|初)|春节|国庆|清明|中秋|暑假|寒假|汛期|去年|前年|上半年|下半年|全年|夜里|凌晨|半夜|傍晚|腊月|周[一二三四五六日]"
    ),
    "数目": re.compile(
        rf"(?:{_NUMERAL})(?:{_MEASURE})(?!确立|意识|自信|维护)|半(?:年|天|个月|小时)|一半|大半|前[一二两三四五几]?(?:章|页|节)|头几(?:页|章)|最后一(?:天|周|页|名)|没有一(?:次|户|人|篇|件)|一(?:次|篇|户|页|个字)也没"
    ),
    "人物": re.compile(
        r"(?<![一-龥])[老小][一-龥](?=[^一-龥]|家|来|说|问|在|的|一|把|请|从|打|到)"
        r"|(?:村民|居民|群众|老人|孩子|学生|家长|家属|患者|病人|职工|同事|同学|室友|师弟|师兄|师妹|导师|护士长?|医生|读者|顾客|客户|企业|"
        r"老板|老乡|师傅|司机|科员|办事人|新来的[^，。]{1,4})(?=[^，。；]{0,14}(?:来问|来办|来电|来反映|问我|说|找我?|反映|打电话|等了|提[出了醒意]|跑[了来]|站[在了]|没有戴|摔|病|住院|交|送|转发|投诉))"
        r"|老党员|社区干部|村支书|驻村干部|支部书记|班组长|科长|馆长|组长|[一-龥]主任"
    ),
    "地点": re.compile(
        r"[一-龥]{1,4}(?:村|街道|社区|小区|镇|窗口|车间|工地|食堂|仓库|门口|病房|教室|办公室|阅览室|书库|大厅|服务站|地头|河边|走廊|实验室|会议室|操场|宿舍)"
        r"(?!级|干部|党员|建设|治理|振兴)"
    ),
    "名称": re.compile(r"《[^》\n]{2,40}》|“[^”\n]{2,14}”(?=系统|平台|工程|活动|专项|项目|课题)"),
    "原话": re.compile(r"[说问答讲写批示][：:，]?“[^”\n]{3,60}”|只(?:说了|回了|答)一句"),
    "做法": re.compile(
        r"只[^，。；]{0,4}(?:了|过|看|听|翻|读|念|抄|转|签|写|记|去|坐|停|改|问|说|报)|没有?(?:打开|翻|拆|去|问|登记|上报|报告?|核对|回|记|提醒|劝|阻止|制止|"
        r"陪|道歉|解释|上前|参加|通知|检查|看完|读完|写完|说出|答上|敢|带|修|换|签|追问|跟踪|"
        r"找|教|拦|叫停|登门|入户|家访|听完|搭手|帮忙|上堤|打过|见过|谈过|问过|去过|联系过|[^，。；]{1,8}过一[次遍回])|照抄|照念|照搬了|代签|补签|补写|复制|粘贴|改了改?|抄了|转发了|推给|拖到|拖了|压了|压下|"
        r"搁[置了]|放着|忘了|迟到|请假|缺席|半途|漏(?:了|记|登|填|报|签|看|写)|[写报填算看念弄记]错|丢了|顶了回|顶嘴|躲[到在了进]|[离脱]岗|睡着|[刷看]手机|瞌睡|走神|交给了|让[一-龥]{1,6}?[先代替]|[让推换塞丢甩]给了?|推掉了?|叫[一-龥]{1,5}?[顶替代弄办填写跑]|(?:叫|让|被|给)(?:别?人|他|她|同事|[一-龥]{0,2}长|书记|领导|师傅)[^，。；]{1,6}[的了](?![一-龥])|溜|吵了|拍桌子|散会|睡了|偷偷|"
        r"打断|发了火|训了|绕着走|装作|临时|赶着|凑了|装(?:没|睡|病|糊涂|傻)|打发了|抄的|没删|凑成|多报|顺手|就走|挂断|收了|收下|"
        r"(?:我|轮到我|让我|请我|问我|找我|叫我)(?:看到|听到|碰到|遇到|接到|收到|当场|直接|把|却|才|就|又|一直)"
    ),
    "事情": re.compile(
        r"(?:却|仍|还是|直到|才|结果|最后|至今)[^，。；]{0,8}(?:没有?|未|不肯|不敢)?(?:登记|上报|整改|更换|处理|解决|回复|答复|落实|完成|发现|补|交|到|报|换|开|办|做|写|打开|读完|弄清|说清)"
    ),
    "想法": re.compile(
        r"(?:心想|心里想|想着|我想|觉得|以为|认为|生怕|怕(?!苦)|嫌|图(?:省事|方便|轻松|快)|抱着[^，。]{1,12}(?:想法|心态|念头)|盘算|侥幸|碍于|舍不得|不好意思|不服气)"
    ),
    "后果": re.compile(
        r"(?:结果|导致|致使|造成|弄得|害得|耽误|延误|误了|返工|退回|被(?:点名|通报|批评|退回|问住|催|投诉)|白跑|多跑|等了|没(?:能)?赶上|错过|过期|不了了之|答不上|说不上|说不出|下不来台)"
    ),
}
_THINGS: Final = (
    r"(?:有关|相关)(?:的)?(?:同志|人员|领导|工作|事项|问题|任务|材料|文件|资料|活动|会议|单位|部门|地方|事情|情况|内容|方面|事宜)"
    r"|某(?:同志|人|领导|项工作|事|次活动|次会议|个会议|单位|部门|地|项任务|方面|件事|个同志|一?项目)"
    r"|(?:个别|有的|部分)(?:同志|人员)|一些(?:工作|事情|问题|同志|人|活动|会议|事项|方面|任务)"
)
_TIMES: Final = (
    r"近期|前段时间|前一段时间|(?:有|某)一?段时间|某(?:天|日|月|年)|有一次"
    r"|某个时候|一些时候|有些?时候|平时|有时|日常工作中"
)
#: Words that stand where a fact should stand. Each fits into any paper.
HOLLOW: Final = re.compile(f"{_THINGS}|{_TIMES}")
#: Those of them that say when; alone they only begin a sentence.
HOLLOW_TIME: Final = re.compile(_TIMES)
#: Kinds by which a text says that something happened, and those by which it says what.
_HAPPENS: Final = ("做法", "事情", "原话", "后果")
_WHAT: Final = ("数目", "人物", "地点", "名称")
#: What any report counts: 参加集中学习5次, 撰写2篇心得体会, 发现问题3条. Such figures are of nobody's own.
_COUNTED: Final = (
    r"(?:学习|党课|(?:支部|党员)大会|党小组会|支委会|学时|研讨|研讨交流|交流|党日|活动|志愿服务|服务|谈心谈话|谈心|谈话|体会|心得|笔记|调研|报告|走访|慰问|座谈|座谈会|培训|会议"
    r"|意见|建议|意见建议|问题|任务|工作|事项|实事|好事|困难|难题|材料|文稿|文章|信息|稿件|计划|清单|措施|制度|台账|检查|督查|宣讲|来信|来访|来电|隐患|信访|案件|矛盾|纠纷"
    r"|群众|党员|困难党员|困难群众|老党员|企业|家庭|农户|患者|学生|客户|人次|原著|篇目|文件|讲话)"
)
_OF: Final = (
    r"(?<![每某何哪这那一])(?:[0-9０-９]+|[二两三四五六七八九十百]+)余?"
    "(?:次|篇|条|件|项|个|户|名|人次|人|份|场|本|期|家|起|批|部|学时|小时|万字|字)"
)
_TALLY: Final = re.compile(
    rf"{_COUNTED}(?:共|计|约|达|近|累计|不少于|不低于|不下)?{_OF}(?:[，、]?(?:已|正在|完成|整改|办结|解决)+{_OF})*"
    rf"|{_OF}(?:的)?(?:[一-龥]{{0,4}}?){_COUNTED}|(?:办结|完成|合格|满意|参加|参学|到|整改)率(?:为|达到?)?[0-9.]+[%％]"
)
#: Times of which every report speaks.
_PERIOD: Final = re.compile(
    "今年以来|一年来|近年来|全年|今年|去年|(?:上|下)半年|20\\d\\d年(?:度|以来)?"
)
#: Times that are no day of a happening: who names two others tells how it went on.
_VAGUE: Final = frozenset(
    (
        "去年",
        "前年",
        "全年",
        "上半年",
        "下半年",
        "年底",
        "年末",
        "年初",
        "月底",
        "月末",
        "月初",
        "周末",
        "周底",
        "周初",
    )
)
_SENTENCE: Final = re.compile(r"[^。！？；\n]+")
#: What somebody tells of himself in plain words: 队长找我，我说是手滑; 我跟着发了个表情; 我说“总体可行”.
_SPOKE: Final = "我(?:就|却|又|也|只|还)?(?:推说|谎称|说|答|回了?一句)(?![得过明服起到不了法教])(?![空套大假真实好]话)[^。；]{2,}"
_ACTED: Final = (
    "我(?!们)[^，。；不没]{0,5}[发说走拿投抄翻问念改换签推交送收借给打骂吵嚷喊摔丢忘扔放锁关坐站睡躺喝抽玩刷点删藏瞒骗哄劝拦拉扶"
    "带教修拆扫搬扛拖压停等催躲溜跑赶抢占退还赔补垫填报]了(?!解)[^，。；]{2,}"
)
_LEFT_OUT: Final = "没有?(?:跟|同|给|向|替|帮)(?:他|她|人家|老[一-龥]|小[一-龥])[^，。；]{0,4}[说讲提报打送办算教看问]"
_EVADED: Final = "(?:我|就|都|话)[^，。；]{0,6}(?:装(?:没|作|睡|病|糊涂)|打发了|抄的)"
_PLAIN: Final = re.compile(f"[^，。；]{{3,}}[，：]?{_SPOKE}|{_ACTED}|{_LEFT_OUT}|{_EVADED}")
_HABIT: Final = re.compile("有时|往往|经常|常常|总是|不够|不足|不深|不强|不高|不紧|不实|欠缺")


#: Words of reports; what somebody tells of a day has none of them, nor says how he always is.
_REPORTED: Final = re.compile(
    "思想|意识|能力|作用|素质|素养|水平|效果|成效|质量|力度|深度|精神|作风|党性|宗旨|理论|觉悟|标准|政治|责任|担当|落实|问题|工作|服务|要求|认识|学习"
    "|自觉|主动|积极|制度|纪律|任务|措施|机制|矛盾|困难|创新|发展|群众|同志|方面|情况|习惯|满足于|总|常|每|平时|一贯|从来|一直|始终|往往|容易|愿意|放松|淡|真正|老好人|邪气|风气|入脑|入心"
)
_HAPPENED: Final = re.compile("[一-龥]了|[一-龥]过|没(?!有[一-龥]{0,4}[心力劲])[一-龥]|的$")
_TOLD_FROM: Final = 12


@dataclass(frozen=True, slots=True)
class Concreteness:
    """What a text names of a happening (``kinds``, in the order of KINDS), where it has words that
    fit into any paper (``hollow``), whether some sentence of it tells a case, and, where none does,
    whether it counts what every report counts (``tallies``)."""

    kinds: tuple[str, ...]
    hollow: tuple[TextRange, ...]
    tells_a_case: bool
    tallies: bool = False

    @property
    def level(self) -> int:
        """0 where nothing happens in it, 1 where something is named, 2 where a case is told with
        what was done, thought or came of it."""
        if not self.tells_a_case:
            return 0
        return 2 if len(self.kinds) >= 3 else 1


@lru_cache(maxsize=512)
def concreteness(text: str) -> Concreteness:
    """How concrete a text is. Looked at once while it stays as it is: the list of the steps asks
    for every point of a step after each save."""
    sentences = [match.group() for match in _SENTENCE.finditer(text)]
    told = any(map(_tells, sentences))
    named = _named(_without(HOLLOW, text))
    hollow = tuple(TextRange(*match.span()) for match in HOLLOW.finditer(text))
    tallies = not told and _TALLY.search(text) is not None
    return Concreteness(named if told else tuple({*named} & {"想法"}), hollow, told, tallies)


def tells_a_case(text: str) -> bool:
    """Whether some sentence of a text tells a case."""
    return concreteness(text).tells_a_case


def is_no_example(text: str) -> bool:
    """Whether a text that stands where an example is asked for is certainly none: it tells no case,
    and says what holds at any time, fits into any paper or is a count."""
    found = concreteness(text)
    return not found.tells_a_case and bool(found.hollow or found.tallies or _HABIT.search(text))


def _named(text: str) -> tuple[str, ...]:
    bare = _without(KINDS["时间"], text)
    return tuple(
        kind for kind, pattern in KINDS.items() if pattern.search(text if kind == "时间" else bare)
    )


def _tells(sentence: str) -> bool:
    """Whether a sentence says that something happened and what: more than it has of words that fit
    into any paper."""
    bare = _without(HOLLOW, sentence)
    hollow = sum(1 for _ in HOLLOW.finditer(sentence))
    untimed = _without(KINDS["时间"], bare)
    happens = (
        any(KINDS[kind].search(untimed) for kind in _HAPPENS)
        or _PLAIN.search(untimed)
        or _tells_of_a_day(untimed)
    )
    if not happens and _TALLY.search(bare):
        bare = _without(_PERIOD, _without(_TALLY, bare))
    dated = KINDS["时间"].search(bare) is not None
    days = {match.group() for match in KINDS["时间"].finditer(bare)} - _VAGUE
    bare = _without(KINDS["时间"], bare)
    # a word that comes twice names one thing
    named = dated + len({m.group() for kind in _WHAT for m in KINDS[kind].finditer(bare)})
    if named <= hollow:
        return bool(happens) and not hollow and _is_told(bare)
    if happens or (len(days) > 1 and _HABIT.search(bare) is None):
        return True
    return named - hollow > 1 or (_HABIT.search(bare) is None and "了" in bare)


def _is_told(sentence: str) -> bool:
    """Whether what happens in it is told of something, and not as a habit: 灭火器过期却没有登记, or
    in plain words of what one said or did: 队长找我，我说是手滑."""
    told = (
        _tells_of_a_day(sentence)
        or KINDS["事情"].search(sentence)
        or KINDS["后果"].search(sentence)
        or _PLAIN.search(sentence)
    )
    return bool(told) and _HABIT.search(sentence) is None


def _tells_of_a_day(sentence: str) -> bool:
    """Whether somebody tells in several clauses and without a word of reports what he did: 病人排到
    了楼梯口，我先给自己倒了杯水."""
    return (
        len(sentence) >= _TOLD_FROM
        and "我" in sentence
        and "，" in sentence
        and _HAPPENED.search(sentence) is not None
        and _REPORTED.search(sentence) is None
        and _HABIT.search(sentence) is None
    )


def _without(pattern: re.Pattern[str], text: str) -> str:
    """A text with blanks in place of what a pattern finds."""
    return pattern.sub(lambda match: "　" * len(match.group()), text)
