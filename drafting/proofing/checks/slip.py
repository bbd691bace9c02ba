"""Slips of the keys that leave no wrong character: one typed twice, two in the wrong order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context
from drafting.proofing.core.everyday_words import EVERYDAY, THINGS
from drafting.proofing.core.tokens import frequency, is_word, tag_of

#: 和和气气 is a word of another kind.
_TWICE: Final = re.compile(r"([\u4e00-\u9fff])\1(?!([\u4e00-\u9fff])\2|\1)")
_PAIR_TWICE: Final = re.compile(r"([\u4e00-\u9fff]{2})\1")
#: Characters that never stand twice in a row, whatever comes behind them.
_NEVER: Final = frozenset("不没我很也未已")
#: Such that do only where the second begins a word (为了了解), and such that do too where the first
#: ends one (现在在, 附和和).
_SELDOM: Final = frozenset("的了中与够使其此该")
_SELDOMER: Final = frozenset("在和对把被从向于为及而并或将让")
#: Words of two characters that are no things and yet are never said twice.
_ONCE: Final = frozenset(
    """
    存在 由于 大约 大概 不够 可以 能够 因为 所以 以及 对于 关于 通过 自己 我们 缺乏 缺少 需要 应当 必须 已经
    一种 一些 一定 一直 主要 导致 造成 具有 属于 作为 成为 使得 不足 不强 不高 不深 不到 进行
    """.split()  # noqa: SIM905 - a list of quoted words would hide them
)
#: Who heads or belongs to what is named.
_HEADS: Final = ("长", "员")
#: Behind what names a thing.
_DONE: Final = re.compile(
    r"不(?:够|严|深|细|实|到位|透|强|足|全|经常|及时|规范|扎实)|的(?:[\u4e00-\u9fff]{1,6}不)|中存在|方面"
)
#: Occurrences in the dictionary's corpus of a word that everybody uses.
_OFTEN: Final = 300
#: What stands for itself behind a word that ends in it: 会议议, 笔记记.
_ACTS: Final = frozenset("议记查看做学问改办管说讲想谈干走行动用合解定示存在有到习理会织题业务展")
_RIGHT: Final = re.compile(
    r"[不得]了了|[要还]不不|的的确|的的喀|是是非|不甚了了|没没无闻|及及|不不断|(?:目|标|有|无|打|中|众矢之)的的|对对子|对对联|在在皆|没没收"
)
#: What these make in another order is grammar: 解了, 有没, 够不.
_GRAMMAR: Final = frozenset("不没有了在已自主客到会")
#: The dictionary has these, official papers have not.
_NO_WORDS: Final = frozenset({"报汇", "众群", "务服", "任责", "习学", "求要"})
_PAIR, _SET = 2, 4


def run(context: Context) -> Iterable[Hit]:
    """Characters and words typed twice, and known words whose characters changed places."""
    yield from _doubled(context)
    yield from _repeated(context)
    yield from _turned(context)


def _doubled(context: Context) -> Iterator[Hit]:
    """One character for two: 不不敢, 降降低, 落实实."""
    text = context.text
    for match in _TWICE.finditer(text):
        at, one = match.start(), match[1]
        near = text[max(0, at - 2) : at + 4]
        # 方方面面, 扎扎实实 are words of another kind
        pairs = at > 1 and text[at - 2] == text[at - 1]
        if pairs or _RIGHT.search(near) or context.standing.hold(at, at + 2):
            continue
        first, second = text[max(0, at - 1) : at + 1], text[at + 1 : at + 3]
        meets = is_word(first) and is_word(second)  # 管理理论, 首都都市圈
        if one in _NEVER:
            wrong = not meets
        elif one in _SELDOM or one in _SELDOMER:
            wrong = not (is_word(second) or is_word(text[at + 1 : at + 4]))
            wrong = wrong and (one in _SELDOM or not is_word(first))
        else:
            wrong = not _two_words(context, at + 1) and _in_everyday(context, at)
        if wrong:
            yield Hit(at, at + 2, f"“{one}”多打了一个。", one, one)


def _two_words(context: Context, place: int) -> bool:
    """Whether two longer words meet at a place: 共产党党员."""
    after = context.token_at.get(place)
    return after is not None and all(
        len(one.text) > 1 for one in context.tokens[after - 1 : after + 1]
    )


def _in_everyday(context: Context, at: int) -> bool:
    """Whether the two make an everyday word with its first or its last character twice, and no two
    words meet there."""
    text = context.text
    before, after = text[max(0, at - 1) : at], text[at + 2 : at + 3]
    one = text[at]
    alone = at in context.token_at and at + 1 in context.token_at
    if one + after in EVERYDAY and (alone or not is_word(before + one)):
        return not is_word(text[at : at + 2])
    if before + one in EVERYDAY and one not in _ACTS and not is_word(one + after):
        return not is_word(one + text[at + 2 : at + 4])
    return False


def _repeated(context: Context) -> Iterator[Hit]:
    """One thing named twice in a row: 理论理论水平."""
    for match in _PAIR_TWICE.finditer(context.text):
        start, end, word = match.start(), match.end(), match[1]
        apart = not context.cuts_word(start) or not context.cuts_word(start + len(word))
        once = word in THINGS or word in _ONCE or _is_noun(word)
        # verbs said twice (研究研究) have nothing behind them that was done
        if context.text[end : end + 1] in _HEADS and is_word(word + context.text[end]):
            continue  # 中队中队长
        if _names_meet(context.text, start, start + len(word)):
            continue
        once = once or (is_word(word) and bool(_DONE.match(context.text, end)))
        if once and apart and not context.standing.hold(start, end):
            yield Hit(start, end, f"“{word}”重复了。", word, word)


def _names_meet(text: str, start: int, place: int) -> bool:
    """Whether a longer word ends with what is said twice and another begins with it (党组织组织生活会)."""
    before = any(is_word(text[at:place]) for at in range(max(0, start - 2), start))
    return before and any(is_word(text[place : place + size]) for size in (3, 4, 5))


def _is_noun(word: str) -> bool:
    """Whether a word names a thing and nothing else; verbs may be said twice (研究研究)."""
    return is_word(word) and tag_of(word) in ("n", "p", "c", "l") and frequency(word) >= _OFTEN


@cache
def _turned_pairs() -> dict[str, str]:
    """Everyday words with their characters in the wrong order, where that is no word as well."""
    return {
        word[::-1]: word
        for word in EVERYDAY
        if not _GRAMMAR & set(word)
        and word[0] != word[1]
        and (not is_word(word[::-1]) or word[::-1] in _NO_WORDS)
    }


def _turned(context: Context) -> Iterator[Hit]:
    """Two neighbours in the wrong order, in an everyday word or in a fixed wording of four."""
    text, pairs = context.text, _turned_pairs()
    fixed = _turned_fours(tuple(context.formulations.fixed))
    for token, following in zip(context.tokens, context.tokens[1:], strict=False):
        at = token.start
        two = token.text + following.text if len(token.text) == 1 else token.text
        word = pairs.get(two) if len(two) == _PAIR else None
        if word and _stands_apart(context, at):
            yield _hit(at, two, word)
        four = fixed.get(text[at : at + _SET])
        if four:
            yield _hit(at, text[at : at + _SET], four)


def _stands_apart(context: Context, at: int) -> bool:
    """Whether two characters belong to no words around them: 汇报汇总 has no 报汇 in it."""
    text = context.text
    before, after = text[max(0, at - 1) : at + 1], text[at + 1 : at + 3]
    return not is_word(before) and not is_word(after) and not context.standing.hold(at, at + 2)


@cache
def _turned_fours(wordings: tuple[str, ...]) -> dict[str, str]:
    """Fixed wordings of four characters with two neighbours in the wrong order."""
    found: dict[str, str] = {}
    for text in wordings:
        if len(text) == _SET and text.isalpha():
            for k in range(_SET - 1):
                turned = text[:k] + text[k + 1] + text[k] + text[k + 2 :]
                if turned != text and not is_word(turned) and turned not in wordings:
                    found[turned] = text
    return found


def _hit(at: int, got: str, wanted: str) -> Hit:
    return Hit(at, at + len(got), f"“{got}”疑为“{wanted}”，字的次序颠倒了。", wanted, wanted)


CHECK = Check(
    id="slip",
    rank=523,
    title="多打的字、颠倒的字",
    severity="warning",
    why="手快时一个字打两遍，或者两个字换了位置，每个字都对，通读才看得出来。",
    source="真实材料审校所见",
    run=run,
    good=(
        Example("为了了解民情，我和和气气地听，目的的明确是前提，反对对立情绪。"),
        Example("管理理论学得浅，工作中中央精神吃得不透，在在职党员中调研，天天看看。"),
        Example(
            "小组组织学习，中国共产党党员，职工工作忙，落实实效不好，是是非非说不清，的的确确错了。"
        ),
        Example("会议议了什么，笔记记在哪里，现在在谁手里，附和和拥护，心结解了没有。"),
        Example("方方面面都要扎扎实实，拖不了了才动手，你要不不去也行。"),
        Example("汇报汇总以后，程度制约着速度，层层把关，人人过关，研究研究再说。"),
    ),
    bad=(
        Example("我不不敢碰硬，没没有听取意见，工作中中缺少主动。", ("不不", "没没", "中中")),
        Example("标准降降低了，整改落实实不到位，自自己放松了。", ("降降", "实实", "自自")),
        Example(
            "还存在存在一些松懈，缺少一种一种自觉，客户客户的投诉多。",
            ("存在存在", "一种一种", "客户客户"),
        ),
        Example("台账管理管理不严，入户走访走访不够。", ("管理管理", "走访走访")),
        Example("理论理论水平不高，责任责任心不强。", ("理论理论", "责任责任")),
        Example("没有向支部报汇思想，没有做到一如往既。", ("报汇", "一如往既")),
    ),
)
