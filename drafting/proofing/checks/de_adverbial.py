"""的 for 地 between how something is done and the verb: 紧密的结合起来."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context
from drafting.proofing.core.grammar import ADVERBIAL, STRONG_VERBS, nominal
from drafting.proofing.core.tokens import Token

_ADVERB = re.compile(rf"({ADVERBIAL})的({STRONG_VERBS})")
#: Nothing but a clause can follow these.
_FRONTED = re.compile(
    r"([\u4e00-\u9fff]{2,4})的(把|将|被|为了|向(?=[\u4e00-\u9fff]{2})|在(?!于)|到(?=田间|地头|基层|一线|现场|群众|村|车间|企业|社区|病房|农户|学校|工地|网点|班级|窗口|项目)|为(?=[\u4e00-\u9fff]{2,4}(?:服|办|解|做|提|谋|着)))"
)
_IDIOM = re.compile(r"([\u4e00-\u9fff]{4})的(?=[\u4e00-\u9fff])")
_STRONG = re.compile(STRONG_VERBS)
_PREPOSITIONS = frozenset(
    """
    去 来 将 把 从 在 向 为 以 对 用 给 被 让 跟 同 与 按 按照 根据 围绕 针对
    """.split()  # noqa: SIM905 - a list of quoted words would hide them
)
#: In front of these the quality is a real attribute: 更好的服务, 正确的认识.
_NOUNLIKE = frozenset(
    """
    要求 关注 强调 反映 追求 放松 影响 服务 认识 理解 分析 思考 研究 学习 管理 监督 检查 组织 安排
    部署 批评 帮助 指导 引导 规范 约束 教育 发展 落实 结合 融合 体现 联系 转变 改变 改进 提高 提升
    转化 总结 把握 反思 检视 剖析 对照 宣传 报告 汇报 认真 严格 自觉 主动 深入 严肃 学 干 对待 回应
    核对 登记 整理 观察 询问 答复 接待 照顾 修改 解释 回答 听
    参与 投入 完善 团结 同 与 对 以 用 给 从 为 做
    """.split()  # noqa: SIM905 - a list of quoted words would hide them
)
_NOT_MANNER = frozenset(
    """
    主要 重要 根本 共同 唯一 个别 一样 这样 那样 什么 怎样 自己 他们 我们 工作 问题 方面 生活 思想
    单位 部门 群众 同志 存在 所有 上级 下级 以上 以下 现在 目前 今后 之间 正在 过去 曾经
    """.split()  # noqa: SIM905 - a list of quoted words would hide them
)
_FRONTING = frozenset(
    """
    去 把 将 被 在 向 按照 围绕 针对 根据 为 跟
    """.split()  # noqa: SIM905 - a list of quoted words would hide them
)
#: What a verb alone takes behind it; before it stands how it is done.
_COMPLETED = re.compile(
    r"(?P<how>认真|耐心|仔细|细心|随意|草草|匆匆|简单|主动|积极|及时|严格|自觉|深入|全面|系统|反复|逐一|逐条|逐个|机械|被动|盲目|热情|诚恳"
    r"|虚心|坦率|如实|慢慢|悄悄|轻易|勉强|笼统|粗略|大致|完整|准确|清楚|详细|真诚|公正|妥善|果断|随便|顺利|彻底)的"
    r"(?P<verb>[\u4e00-\u9fff]{1,2}?)(?=完(?!成|善|整|备|全)|了(?!解|不)|过(?=[一两几这那])|一遍|一次|一下|每一|到底|下去|起来|出来)"
)
_OPENS_OBJECT = re.compile(r"[了着过]|起来|下去|到|好|出|[\u4e00-\u9fff]{2,}|[“《]")
_INNER_DE = re.compile(r"^[^，。；：\n]{0,12}的(?!$|[，。；])")


def run(context: Context) -> Iterable[Hit]:
    """A description of manner with 的 and then a verb with an object, or a preposition."""
    seen: set[int] = set()
    yield from _adverbs(context, seen)
    yield from _completed(context, seen)
    yield from _fronted(context, seen)
    yield from _idioms(context, seen)


def _adverbs(context: Context, seen: set[int]) -> Iterator[Hit]:
    """A known description of manner before a strong verb. Places of 的 in ``seen`` are left out,
    and those that are found added; so with the next two."""
    for match in _ADVERB.finditer(context.text):
        word, verb = match.groups()
        if match.end(1) not in seen and _verbal(context, match.start(2), verb, word):
            seen.add(match.end(1))
            yield _hit(match.start(), match.end(), word, verb)


def _completed(context: Context, seen: set[int]) -> Iterator[Hit]:
    """A word of manner before a verb that is done to its end, or to each of several things."""
    for match in _COMPLETED.finditer(context.text):
        index = context.token_at.get(match.start("verb"))
        if index is None or match.end("how") in seen:
            continue
        token = context.tokens[index]
        if token.tag in ("v", "vd") and match["verb"].startswith(token.text[: len(match["verb"])]):
            seen.add(match.end("how"))
            yield _hit(match.start(), match.end("verb"), match["how"], match["verb"])


def _fronted(context: Context, seen: set[int]) -> Iterator[Hit]:
    """A word of manner before what only a clause can follow."""
    for match in _FRONTED.finditer(context.text):
        index = context.token_at.get(match.start(2))
        alone = index is not None and context.tokens[index].text == match[2]
        word = _manner(context, match.start(1), match.end(1)) if alone else None
        if word and match.end(1) not in seen:
            seen.add(match.end(1))
            yield _hit(match.end(1) - len(word), match.end(), word, match[2])


def _idioms(context: Context, seen: set[int]) -> Iterator[Hit]:
    """A word of four characters before a verb."""
    for match in _IDIOM.finditer(context.text):
        index = context.token_at.get(match.start(1))
        verb = context.token_at.get(match.end())
        if index is None or verb is None or match.end(1) in seen:
            continue
        idiom, token = context.tokens[index], context.tokens[verb]
        if idiom.text != match[1] or idiom.tag not in ("i", "l", "z", "d", "a", "ad", "v"):
            continue
        if token.text == "要求":
            continue
        acting = _acting(context.text, token)
        if acting and _verbal(context, token.start, acting, match[1]):
            seen.add(match.end(1))
            yield _hit(match.start(), token.end, match[1], token.text)


def _acting(text: str, token: Token) -> str:
    """The strong verb that a word begins with, or the whole of a verb before 着 or 了; else empty."""
    strong = _STRONG.match(token.text)
    if strong:
        return strong.group()
    goes_on = text[token.end : token.end + 1] in ("着", "了") and token.tag == "v"
    return token.text if goes_on else ""


def _verbal(context: Context, at: int, verb: str, word: str) -> bool:
    """Whether the verb is used as one: it takes an object or a complement, and no noun that it
    would describe."""
    index = context.token_at.get(at)
    if index is None:
        return False
    token = context.tokens[index]
    longer = len(token.text) > len(verb)
    whole = len(token.text) >= 4 and verb not in _NOUNLIKE - {"分析", "要求", "学习"}
    if len(token.text) < len(verb) or (longer and not whole and not _extends(token, verb)):
        return False
    after = context.text[token.end : token.end + 24].partition("\n")[0]
    if verb in _PREPOSITIONS:
        return verb in _FRONTING and token.text == verb and not after.startswith(("于", "的"))
    if longer and whole:
        return _holds_object(token, verb, after)
    return _governs(context, index, verb, after)


def _extends(token: Token, verb: str) -> bool:
    """Whether a longer word that begins with a verb is a verb too, or has its complement within."""
    return token.tag.startswith(("v", "i", "l", "p")) or token.text[len(verb)] in "好到出起成"


def _holds_object(token: Token, verb: str, after: str) -> bool:
    """Whether what a word of the dictionary has behind its verb is the object: 解决问题."""
    modified = verb != "发挥" and nominal(token.text[len(verb) :])
    return not modified and not after.startswith(("的", "、"))


def _governs(context: Context, index: int, verb: str, after: str) -> bool:
    """Whether the verb in the word of this number takes what comes ``after`` as its object or
    complement."""
    token = context.tokens[index]
    if token.tag == "i" or re.match(r"起来|下去|到|了|着|好", after):
        return True
    after = re.sub(r"^、[\u4e00-\u9fff]{2}(?=党|群众|人民|中央|好|[“《])", "", after)
    if verb in _NOUNLIKE:
        return not nominal(after, wide=True) and _takes(context, index + 1, after)
    return not nominal(after) and bool(_OPENS_OBJECT.match(after)) and not _describes(after)


def _takes(context: Context, index: int, after: str) -> bool:
    """Whether a noun that is the object of a verb comes next; a verb that is a noun as well needs
    one to be a verb."""
    token = context.tokens[index] if index < len(context.tokens) else None
    if token is None or (
        _INNER_DE.match(after)
        and not re.match(r"这|那|每|各|党|自己|群众|人民|上级|中央|[“《一二三几]", after)
    ):
        return False
    return (token.tag.startswith(("n", "r", "an")) and token.tag not in ("nr",)) or bool(
        re.match(r"[“《到]|党内|自身", after)
    )


def _describes(after: str) -> bool:
    """Whether the object is in truth the noun that everything before describes: ……的推动乡村振兴的办法."""
    return bool(_INNER_DE.match(after)) and not re.match(
        r"[^，。；]{0,6}(?:党的|自己的|群众的|人民的|中央的)", after
    )


def _manner(context: Context, start: int, end: int) -> str | None:
    """The word of manner that ends at a place."""
    text = context.text[start:end]
    for size in (4, 3, 2):
        word = text[-size:]
        if len(word) < size or word in _NOT_MANNER:
            continue
        if re.fullmatch(ADVERBIAL, word):
            return word
        index = context.token_at.get(end - size)
        token = context.tokens[index] if index is not None else None
        if (
            token
            and token.text == word
            and token.tag in ("i", "l", "z", "a", "ad", "d")
            and (size == 4 or token.tag in ("a", "ad", "d", "z"))
        ):
            return word
    return None


def _hit(start: int, end: int, word: str, verb: str) -> Hit:
    wanted = f"{word}地{verb}"
    return Hit(start, end, f"“{word}”说的是怎样“{verb}”，用“地”。", wanted, wanted)


CHECK = Check(
    id="de-adverbial",
    rank=550,
    title="该用“地”的地方用了“的”",
    severity="warning",
    why="动作之前说怎样做，用“地”；“的”后面应是事物。",
    source="《现代汉语八百词》“地”“的”条；语文规范通则",
    run=run,
    good=(
        Example("这是有效的解决办法，发挥了积极的推动作用，形成了深刻的认识。"),
        Example("为群众提供更好的服务，树立正确的发展观念，存在的在岗不在状态问题。"),
    ),
    bad=(
        Example("没有认真的核对每一笔账，草草的看了一遍方案。", ("认真的核对", "草草的看")),
        Example(
            "没有把学习和业务紧密的结合起来，只是浅显的把文件读了一遍。", ("紧密的结合", "浅显的把")
        ),
        Example("按部就班的在完成任务，没有很好的举一反三。", ("按部就班的在", "很好的举一反三")),
        Example("没有主动的到车间听意见。", ("主动的到",)),
        Example(
            "对如何更好的维护群众利益想得少，没有坚持不懈的严格党内生活。",
            ("更好的维护", "坚持不懈的严格"),
        ),
    ),
)
