"""的 for 得 between a verb and how it was done: 做的不够."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context
from drafting.proofing.core.grammar import AFTER_VERB
from drafting.proofing.core.nominal_phrases import QUANTITY, names_a_thing
from drafting.proofing.core.tokens import is_word, tag_of

#: One-character verbs whose 的 is followed by much or little (问的多).
_MUCH = re.compile(r"(?<=[\u4e00-\u9fff])的((?:还|更|比较|相对)?(?:多|少))(?=[，。；、\n]|$)")
#: How something was done, said with an adjective of the dictionary or a word of four characters
#: (想的太简单, 记的乱七八糟) behind a verb that names no thing.
_HOW = re.compile(
    r"(?<=(?P<verb>[想讲记写办管搞弄看说教做抓学听答问查修算改过活演唱跑练背画拖忙]))的"
    r"(?:(?P<degree>太|很|非常|十分|特别|过于|比较|不太|不够|不|有点|有些|过)(?P<how>[\u4e00-\u9fff]{2})"
    r"|(?P<four>[\u4e00-\u9fff]{4}))(?=[，。；！？\n]|$)"
)
#: 对自己要求的不严, 制度定的再好: only how it is done can follow.
_ONESELF = re.compile(
    r"(?<=(?P<verb>要求))(?<=对(?:自己|家人|自身|干部|下属|党员|学生|班子)要求)的(?:还|也)?(?:不够?|太|不太|很|过于)?"
    r"(?:严格?|高|细|紧|松|低)(?=[，。；、])"
)
#: 制度定的再好，也没有落实.
_HOWEVER = re.compile(
    r"(?<=(?P<verb>[定写讲说做想学]))的(?=再[好多细严全高漂][\u4e00-\u9fff]{0,2}，)"
)
#: 你说的很正确 speaks of what was said.
_OF_THINGS: Final = frozenset(
    [
        "正确",
        "不错",
        "重要",
        "合理",
        "实在",
        "在理",
        "必要",
        "多余",
        "可笑",
        "不同",
        "一致",
        "相同",
        "现实",
    ]
)
#: Words that the dictionary calls verbs though here they are things.
_THINGS = frozenset(
    """
    工作 问题 要求 管理 教育 领导 生活 行为 活动 建设 发展 组织 措施 需要 存在 面临 出现 产生 形成
    造成 发生 遇到 收到 得到 受到 看到 听到 取得 来自 所有 具有 有 是 学到 想到 了解到 掌握到 提出
    制定 规定 制度 意识 创新 变化 影响 作风 效果 态度 认为 觉得 以为 希望 没有 真正 特有 需 具备 给予
    达到 剩下 留下 带来
    """.split()  # noqa: SIM905 - a list of quoted words would hide them
)
_VERBS = frozenset(
    """
    做 抓 问 学 管 写 干 讲 说 想 看 听 走 跑 用 办 谈 查 改 落实 部署 安排 理解 领会 领悟 把握
    贯彻 执行 研究 考虑 思考 认识 学习 掌握 了解 宣传 监督 检查 督促 跟踪 督办 克服 下沉 沟通 协调
    配合 发挥 坚持 履行 完成 解决 结合 运用 开展 推进 处理 关心 倾听 联系 参加 参与 准备 调研 调查
    反思 剖析 分析 挖掘 研读 钻研 思索 谋划 统筹 教育 引导 指导 服务 管理 整改 改正 约束 要求 坐 沉
    钻 悟 挖 落 压 扛 守 盯 跟 贴 吃 读 记 摸 扎 来 去 来得 过问 过 融 推 联系 服务 提醒 关照
    背 念 练 教 算 核 报 传 画 修 记住 树立 树 立 表现 体现 暴露 反映 把关 关注 重视 投入 花
    """.split()  # noqa: SIM905 - a list of quoted words would hide them
)


def run(context: Context) -> Iterable[Hit]:
    """的 after a verb where only an evaluation follows to the end of the clause."""
    seen: set[int] = set()
    for hit in (*_evaluated(context), *_described(context)):
        if hit.start not in seen:
            seen.add(hit.start)
            yield hit
    for match in (*_ONESELF.finditer(context.text), *_HOWEVER.finditer(context.text)):
        yield _hit(context.text, match["verb"], match, certain=True)
    for match in _MUCH.finditer(context.text):
        verb = _verb_before(context, match.start())
        if verb:
            yield _hit(context.text, verb, match, certain=False)


def _described(context: Context) -> Iterator[Hit]:
    """What is done simply, clearly, like this or that."""
    text = context.text
    for match in _HOW.finditer(text):
        word = match["how"] or match["four"]
        tag = tag_of(word) if is_word(word) else ""
        degree = match["degree"] or ""
        # behind 太 or 很 only a quality stands, whatever the dictionary calls it
        plain = degree in ("不", "过") and tag not in ("a", "ad", "an", "vn", "z")
        fits = tag in ("i", "z") if match["four"] else bool(tag) and not plain
        verb = match["verb"]
        begin = match.start() - len(verb)
        alone = context.token_at.get(match.start()) is not None and not _what_is_done(text, begin)
        named = names_a_thing(text, verb, match.start(), degree, word, match.end())
        if fits and alone and not named and word not in _OF_THINGS | QUANTITY:
            yield _hit(text, verb, match, certain=True)


def _evaluated(context: Context) -> Iterator[Hit]:
    """What is done not enough, badly or well; as advice where it may be a thing of that quality."""
    text = context.text
    for match in AFTER_VERB.finditer(text):
        verb = _verb_before(context, match.start())
        if verb is None or text[match.end() : match.end() + 1] == "的":
            continue
        degree, rest, end = match["degree"], match["rest"], match.end()
        certain = ("不" in rest or bool(degree)) and rest not in QUANTITY
        if not certain and rest in ("好", "实", "深", "严", "差", "快", "慢"):
            continue
        if names_a_thing(text, verb, match.start(), degree, rest, end):
            continue
        yield _hit(text, verb, match, certain=certain)


def _hit(text: str, verb: str, match: re.Match[str], *, certain: bool) -> Hit:
    """得 for the 的 that a match behind a verb begins with."""
    wanted = verb + "得" + text[match.start() + 1 : match.end()]
    return Hit(
        match.start() - len(verb),
        match.end(),
        f"“{verb}”后面说的是程度，用“得”。" if certain else f"如果说的是“{verb}”的程度，用“得”。",
        wanted,
        wanted,
        None if certain else "advice",
    )


def _verb_before(context: Context, place: int) -> str | None:
    """The verb that ends right before a place."""
    text = context.text
    for size in (2, 1):
        word = text[max(0, place - size) : place]
        if word in _THINGS:
            return None
        if word in _VERBS and len(word) == size:
            return None if _what_is_done(text, place - size) else word
    return _tagged_verb(context, place)


def _tagged_verb(context: Context, place: int) -> str | None:
    """The word of two characters that ends right before a place, where it is tagged as a verb."""
    after = context.token_at.get(place)
    token = context.tokens[after - 1] if after else None
    if token is None or _what_is_done(context.text, token.start):
        return None
    is_verb = token.tag in ("v", "vd") and len(token.text) == 2 and token.text not in _THINGS
    return token.text if is_verb else None


def _what_is_done(text: str, place: int) -> bool:
    """Whether a verb that begins there speaks of things: 我所做的不多 is about the things done, not the
    doing."""
    return text[max(0, place - 1) : place] == "所"


CHECK = Check(
    id="de-complement",
    rank=540,
    title="该用“得”的地方用了“的”",
    severity="warning",
    why="动词后面说做得怎么样，用“得”；“的”后面是事物的名称。",
    source="《现代汉语八百词》“得”“的”条；语文规范通则",
    run=run,
    good=(
        Example("学到的不多，做得少，存在的不足还很多，面临的不少困难没有解决。"),
        Example("提出的不够具体的意见，形成的不良习惯，理解的不同之处。"),
        Example("同志们说的很正确，我看的经典著作少。"),
        Example("对照先进找出学习的不足，同志们指出的不足我都认领，由于监督的不严才出了纰漏。"),
    ),
    bad=(
        Example("联系群众做的不够，工作抓的不紧不实。", ("做的不够", "抓的不紧不实")),
        Example(
            "问题想的太复杂。台账写的乱七八糟，课讲的不生动。",
            ("想的太复杂", "写的乱七八糟", "讲的不生动"),
        ),
        Example("对政策研究的还不够深入，理解的不透彻。", ("研究的还不够深入", "理解的不透彻")),
        Example("对先进事迹认识的不深不透，平时对小事问的少。", ("认识的不深不透", "问的少")),
    ),
)
