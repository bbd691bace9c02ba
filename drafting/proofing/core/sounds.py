"""Characters that are taken for one another by sound (pypinyin's readings) or by shape. [pure]"""

from __future__ import annotations

import os
import unicodedata
from functools import cache, lru_cache
from typing import Final

from drafting.proofing.core.tokens import frequency, is_word, words_among

#: Characters with similar strokes, group by group, as proofreading manuals list them.
SHAPES: Final = (
    "己已巳 未末 侯候 折拆 析折 戍戌戊 日曰 土士 干千于 天夭 人入八 贝见 史吏 今令 免兔 乌鸟 延廷 崇祟 准淮 治冶 冒昌 "
    "拔拨 抱报 栗粟 券卷 肓盲 暑署 辩辨辫 梁粱 竞竟 尽仅 幕慕募 暮墓 裁栽载 壁璧 撤撒 弛驰 弊蔽 概慨 坚竖 贪贫 炙灸 "
    "亨享 遣遗 赢羸 戒戎 毫豪 萧肃 即既 历厉 帐账 漫谩慢 燥躁噪 渎读牍 峻俊竣 挚执 洽恰 徒徙 度渡 密蜜 沾玷 陷隐 具俱 "
    "复覆 钩钧 籍藉 迥迴 耿耽 讳伟 谒竭 掘崛 岐歧 缀辍 驱躯 袭龚 措错 陪培赔 决诀抉 抄钞 销消 侍待持 请清情 处外 "
    "实买 宣宜 使便 洗冼 要耍 晴睛 没设 抓爪 代伐 传转 建健 练炼 提堤 推堆 效郊 兄况 进近 因困囚 问间向 性姓 住往注 "
    "目自白"
)


@cache
def _dictionary() -> dict[int, str]:
    """The readings of each character by its code point, read when they are first asked for."""
    # the dictionary of phrases would cost every process 45 MB, and only single characters are asked
    # for
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")
    from pypinyin.constants import PINYIN_DICT

    return PINYIN_DICT


@cache
def _twins() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for group in SHAPES.split():
        for character in group:
            found.setdefault(character, set()).update(set(group) - {character})
    return {character: frozenset(others) for character, others in found.items()}


def _bare(reading: str) -> str:
    """A reading without its tone; nasal endings and retroflex beginnings, which typing confuses,
    made one."""
    plain = "".join(
        c for c in unicodedata.normalize("NFD", reading) if not unicodedata.combining(c)
    )
    for a, b in (("zh", "z"), ("ch", "c"), ("sh", "s")):
        plain = plain.replace(a, b)
    return plain.removesuffix("g") if plain.endswith(("eng", "ing", "ang")) else plain


@lru_cache(maxsize=8192)
def readings(character: str) -> frozenset[str]:
    """The toneless readings of a character, those that southern speech confuses made one."""
    return frozenset(
        map(_bare, _dictionary().get(ord(character), "").split(",")) if character else ()
    ) - {""}


def alike(a: str, b: str) -> bool:
    """Whether two characters sound or look alike."""
    return bool(readings(a) & readings(b)) or b in _twins().get(a, ())


@cache
def _by_sound() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[tuple[int, str]]] = {}
    for code in range(0x4E00, 0x9FA6):
        character = chr(code)
        if is_word(character) and (count := frequency(character)) >= COMMON:
            for reading in readings(character):
                found.setdefault(reading, []).append((count, character))
    return {
        reading: tuple(c for _, c in sorted(group, reverse=True))
        for reading, group in found.items()
    }


#: Rarer characters (occurrences in the dictionary's corpus) are nobody's intention.
COMMON: Final = 20


@lru_cache(maxsize=8192)
def lookalikes(character: str) -> tuple[str, ...]:
    """Common characters that sound or look like this one, itself left out."""
    same = [
        other for reading in sorted(readings(character)) for other in _by_sound().get(reading, ())
    ]
    return tuple(
        c for c in dict.fromkeys([*same, *sorted(_twins().get(character, ()))]) if c != character
    )


def exchanged(text: str, place: int) -> list[str]:
    """The words of the dictionary that have another character in this place, one that sounds or
    looks like the one there."""
    before, after = text[:place], text[place + 1 :]
    return words_among(before + other + after for other in lookalikes(text[place]))
