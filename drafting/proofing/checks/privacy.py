"""What makes other people known: telephone numbers, identity cards, a patient's name, who reported
a problem (反映问题的人)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context

_SURNAMES: Final = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金"
    "石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_NUMBERS = re.compile(
    r"(?<!\d)1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)|(?<!\d)0\d{2,3}[- ]\d{7,8}(?!\d)"
    r"|(?<![\dA-Za-z])[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d"
    r"|3[01])\d{3}[\dXx](?!\d)"
    r"|(?<!\d)[3-6]\d{3}(?: ?\d{4}){3}(?: ?\d{1,3})?(?!\d)"
    r"|[A-Za-z0-9_.]{2,30}@[A-Za-z0-9-]{2,30}\.[A-Za-z.]{2,12}"
    r"|(?:住院|病历|病案|门诊|床|就诊卡|医保|社保|身份证|银行卡|银行|学|工|护照|准考证|案|车牌|QQ"
    r"|微信|手机|电话)号码?[：:为是]?[ ]?(?:是|为)?[A-Za-z0-9*-]{4,24}"
    r"|(?:微信|QQ)[：:][ ]?[A-Za-z0-9_-]{5,20}"
)
#: Whom one serves or has to do with; leaders and models that are named publicly are no such people.
_WHO: Final = (
    r"(?:患者|病人|产妇|患儿|住院病人|学生|同学|小学生|贫困户|脱贫户|低保户|监测户|五保户|残疾人"
    r"|信访人|来访人|上访户|举报人|投诉人|反映人|当事人|"
    r"服务对象|办事群众|群众|村民|居民|业主|用户|客户|职工家属|患者家属|家长|孤寡老人|留守儿童"
    r"|留守老人|困难户|困难群众|嫌疑人|被告人?|服刑人员)"
)
_NAME = re.compile(
    rf"{_WHO}(?P<name>[{_SURNAMES}](?!某|姓|主任|医生|书记|老师|局长|院长|校长|大[爷妈娘姐哥夫]|小姐|先生|女士|家"
    rf"|老|奶奶|爷爷|叔|阿姨|师傅|同志)"
    r"[\u4e00-\u9fff]{1,2})(?=[（(，。；、的来因在反说向到两三多不没家投打问找住被把对问要]|同学|同志)"
)
#: Who reported a problem, named behind or in front of what they did.
_REPORTED: Final = r"(?:举报|反映|检举|告发|投诉)"
_FULL: Final = rf"[{_SURNAMES}](?!某)[\u4e00-\u9fff]{{1,2}}"
_REPORTER = re.compile(
    rf"{_REPORTED}(?:过|了)?(?:我|本人|我们科|单位|领导)?(?:的?问题)?的(?:那个|那位)?(?:人|同志)?(?:是|叫|就是)?"
    rf"(?P<after>{_FULL})(?=[，。；、（(的在]|同志|$)"
    rf"|(?:举报|投诉|检举)(?:过|了)?我的(?:老|小)?[\u4e00-\u9fff]?[（(](?P<named>{_FULL})[）)]"
    rf"|写(?:举报|告状|匿名|检举)信的(?:人|同志)?(?:是|叫|就是)?(?P<letter>{_FULL})(?=[，。；、（(的在]|同志|$)"
    rf"|(?P<before>{_FULL})(?:同志)?(?:曾|又|也|还|写信|打电话|实名|匿名|私下){{0,2}}"
    rf"(?:向[^，。；\n]{{1,12}}?{_REPORTED}|举报|检举|告发|投诉)(?:过|了)?(?:我|本人)(?!们)"
)
_PIECE = re.compile(r"[要求说问找来向对都没有不把被将是在会能从到给很就也有反映多]")


def run(context: Context) -> Iterable[Hit]:
    """Numbers that lead to a person, and full names of those who are served."""
    for match in _NUMBERS.finditer(context.text):
        message = "这是能认出别人的个人信息。"
        yield Hit(match.start(), match.end(), message, "删去号码，不写进材料。")
    for match in _NAME.finditer(context.text):
        if not _common(context, match.start("name"), match["name"]):
            start, end = match.span("name")
            message = "材料里不写患者、群众、学生等的真实姓名。"
            yield Hit(start, end, message, "隐去姓名，改为“一位患者”“一户群众”等。")
    for match in _REPORTER.finditer(context.text):
        name = match.lastgroup or ""
        if not _common(context, match.start(name), match[name]):
            message = "反映问题的人受到保护，材料里不写是谁。"
            yield Hit(*match.span(name), message, "隐去姓名，只写反映的是什么、自己怎么改。")


def _common(context: Context, start: int, name: str) -> bool:
    """Whether what follows is a word of its own: 群众方便, 学生周末."""
    index = context.token_at.get(start)
    if index is None:
        return True
    token = context.tokens[index]
    whole = token.tag in ("nr", "nrt", "nrfg") and len(token.text) >= 2
    return not whole and (len(token.text) > 1 or bool(_PIECE.search(name[1:])))


CHECK = Check(
    id="privacy",
    rank=841,
    quiet=True,
    title="写出了别人的个人信息",
    severity="warning",
    why="患者、学生、群众的姓名和号码写进材料，会传到许多人手里；对照检查写自己的事就够了。",
    source="《中华人民共和国个人信息保护法》第四条、第十条；《中华人民共和国医师法》第二十三条",
    run=run,
    good=(
        Example("一位患者来问费用，我没有解释。群众方便不方便，我没有问。"),
        Example("全年答复12345热线218件，文号是〔2024〕15号，编号20240612的台账漏登。"),
        Example("学生周末补课，家长高兴；居民江边散步，村民田里干活。"),
        Example("向组织反映的问题没有回音。张立新同志反映我解释不够，我当面道了歉。"),
        Example("我学习张桂梅同志的事迹，向李校长请教，患者张某的投诉我没有回复。"),
    ),
    bad=(
        Example("反映问题的人是周建国，我心里有气。", ("周建国",)),
        Example("写举报信的李志强，我不愿理他。", ("李志强",)),
        Example("后来才知道张立新向纪检组举报我。", ("张立新",)),
        Example("患者李秀兰来问，我说忙。", ("李秀兰",)),
        Example("学生陈晓明（学号20230115）旷课，我没有家访。", ("陈晓明", "学号20230115")),
        Example("投诉人电话13912345678，我没有回。", ("13912345678",)),
        Example(
            "低保户王德发的身份证号440102197001011234我抄错了。",
            ("王德发", "身份证号440102197001011234"),
        ),
    ),
)
