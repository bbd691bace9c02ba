"""Syllables that the input method left as they were typed: 政策jiedu不够."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context

#: The syllables of Mandarin: beginnings, and the endings that each may have.
_ENDINGS: Final = {
    "bpm": "a o ai ei ao an en ang eng i ie iao ian in ing u iu ou",
    "f": "a o ei ou an en ang eng u",
    "dt": "a e ai ei ao ou an en ang eng ong i ie iao iu ian ing u uo ui uan un",
    "nl": "a e ai ei ao ou an en ang eng ong i ia ie iao iu ian in iang ing u uo uan un v ve",
    "gkh": "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "jqx": "i ia ie iao iu ian in iang ing iong u ue uan un",
    "zcs": "a e i ai ei ao ou an en ang eng ong u uo ui uan un",
    "r": "e i ao ou an en ang eng ong u uo ui uan un",
    "y": "a o e i ao ou an in ang ing ong u ue uan un",
    "w": "a o u ai ei an en ang eng",
}
_HISSING: Final = "a e i ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang"


def _longest_first(endings: str) -> str:
    return "|".join(sorted(endings.split(), key=len, reverse=True))


_SYLLABLE: Final = "|".join(
    [f"[zcs]h(?:{_longest_first(_HISSING)})"]
    + [f"[{begin}](?:{_longest_first(ends)})" for begin, ends in _ENDINGS.items()]
    + ["ang|eng|ai|ao|an|ou|en|er|a|e|o"]
)
#: Two syllables or more, no part of an address.
_TYPED: Final = re.compile(
    rf"(?<![A-Za-z0-9@._/:'-])(?P<all>(?:{_SYLLABLE})(?:'?(?:{_SYLLABLE})){{1,5}})(?![A-Za-z0-9@._/:'-])"
)
_SHORTEST: Final = 4
_HAN: Final = re.compile(r"[\u4e00-\u9fff，。；：、“”（）]")
#: English words that may be read as syllables.
_ENGLISH: Final = frozenset(
    """
    media data china change machine same game site line like wife life nature mobile demo bike time
    line date rate note code mode home name page base case file pine fine mine wine dance chance
    hehe haha women women same tape care share here more fire wire sale pile pale tone zone done
    gate late lane cane cafe rome solo polo yoyo duo limousine sense tense dense cache piece gene
    banana panama canada guangzhou beijing lingua rule tube cube huawei alibaba pose rose nose
    manage language engine service menu sofa yoga pizza taxi memo logo video radio audio studio
    """.split()  # noqa: SIM905 - a list of quoted words would hide them
)


def run(context: Context) -> Iterable[Hit]:
    """Every run of small letters that is nothing but syllables, beside Chinese characters."""
    text = context.text
    for match in _TYPED.finditer(text):
        typed = match["all"]
        beside = (
            text[max(0, match.start() - 1) : match.start()] + text[match.end() : match.end() + 1]
        )
        if (
            len(typed) >= _SHORTEST
            and typed not in _ENGLISH
            and beside[:1] not in ("（", "(")
            and _HAN.search(beside)
        ):
            message = f"“{typed}”像是没有选字的拼音。"
            yield Hit(match.start(), match.end(), message, "改成汉字")


CHECK = Check(
    id="pinyin-left",
    rank=524,
    title="没有选字的拼音",
    severity="warning",
    why="打字快了，拼音没有上屏成汉字就留在了句子里。",
    source="《汉语拼音方案》",
    run=run,
    good=(
        Example("会上用PPT讲了app的用法，邮箱是zhangsan@qq.com，网址www.beijing.gov.cn。"),
        Example(
            "同名的品牌（lamia）有两家，平台的data没有核对，media组只有两人，长度20km，学了Python和office。"
        ),
    ),
    bad=(
        Example(
            "对政策的xuanchuan不到位，群众canyu少，zhengce没有讲清。",
            ("xuanchuan", "canyu", "zhengce"),
        ),
    ),
)
