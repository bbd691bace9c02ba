"""Whether 的 after a verb makes a thing of it (学习的不足, 指出的不足) instead of standing for 得 (学的不深).
[pure]"""

from __future__ import annotations

import re
from typing import Final

#: Verbs that have such a thing as their object or name it as their ground: 深感认识的不足, 弥补学习的不够,
#: 由于监督的不严.
_GOVERNOR: Final = re.compile(
    r"深感|感到|感觉到|感受到|觉察到?|察觉到?|体会到|看到|见到|看清|看准|认清|认识到|意识到|发现|查找|查摆|查出|找出|找到|找准|"
    r"检视|反思|反省|审视|正视|直面|承认|坦承|检讨|弥补|补齐|补足|补上|克服|改正|纠正|扭转|消除|摆脱|"
    r"针对|鉴于|由于|因为|出于|源于|缘于|源自|归咎于|归因于|归结于|在于|存在|有着|反映出|暴露出|体现出|折射出|显露出|显示出|"
    r"表现为|说明|表明|揭示|指出|点出|造成|导致|带来|引起|掩盖|掩饰|忽视|(?<![总但可还于却都也只老要倒凡])是|(?<!原)因|除了|既有|也有"
)
#: How far it may stand before the verb, and what between them shows that the verb is one:
#: 发现问题后整改的不及时, 存在的问题解决的不彻底, 说明我对政策理解的不透.
_NEAR: Final = 16
_PARTED: Final = re.compile(
    r"^的|[后时就才却还也都仍对把将向]|问题|困难|矛盾|诉求|根源|原因|差距|情况"
)
#: 认识的不足和落实的不力.
_JOINED: Final = re.compile(r"的[^的]{1,5}[和与及][^的]{0,6}$")
#: Who names a thing with these says which thing it is (同志们指出的不足).
_NAMING: Final = frozenset(
    """
    指出 点出 批评 提醒 谈到 说到 提到 点到 看出 查出 找出 查找 查摆 发现 暴露 反馈
    """.split()  # noqa: SIM905 - a list of quoted words would hide them
)
#: Words that are the name of a thing, and words that may be.
_NOUNS: Final = frozenset("不足 不当 不妥 不周".split())  # noqa: SIM905 - quoted words would hide them
_BARE: Final = frozenset("不够 不力 不实 不严".split()) | _NOUNS  # noqa: SIM905
#: How much or how many there is of a thing, or how often something is done: 了解的不多 is either.
QUANTITY: Final = frozenset("不多 不少 不全 很少 较少 太少 太多 过少 过多 偏少 偏多".split())  # noqa: SIM905
_CLAUSE: Final = re.compile(r"[^，。；：！？,;\n]*$")
#: No clause that speaks of a thing is looked at further back.
_FAR: Final = 60


def names_a_thing(text: str, verb: str, place: int, degree: str, rest: str, end: int) -> bool:
    """Whether ``verb`` + 的 + ``rest`` is a thing. ``place`` is that of 的, ``end`` where ``rest``
    ends; what has an adverb of ``degree`` in it (研究的还不够) is none."""
    if degree:
        return False
    begin = place - len(verb)
    before = _CLAUSE.search(text, max(0, begin - _FAR), begin)
    clause = before.group() if before else ""
    governed = _ends_governed(clause)
    if len(verb) == 1:
        # 学, 做, 抓 name nothing, but for the things done: 看到自己做的不足
        return governed and rest in _NOUNS
    if rest in _NOUNS or governed:
        return True
    named = verb in _NAMING and rest in _BARE and "对" not in clause
    return named or bool(_JOINED.search(clause)) or text[end : end + 1] in tuple("和与及")


def _ends_governed(clause: str) -> bool:
    """Whether a word near the end of a clause takes what follows as its object."""
    return any(
        len(clause) - found.end() <= _NEAR and not _PARTED.search(clause[found.end() :])
        for found in _GOVERNOR.finditer(clause)
    )
