"""Characters that only look like the usual ones: Kangxi radicals and compatibility forms, as PDF
files give them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from drafting.importing.reading import SourceLine

#: Radicals of the supplement, for which Unicode names no counterpart, and the characters that they
#: stand for.
_SUPPLEMENT: Final = (
    "⺁厂⺃乚⺄乙⺅亻⺆冂⺇几⺈刀⺉刂⺋卩⺌小⺍小⺏尢⺐尢⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺟母⺠民⺡氵"
    "⺢水⺣灬⺤爫⺥爫⺦丬⺨犭⺩王⺫目⺬示⺭礻⺮竹⺯糸⺰纟⺱罒⺳网⺶羊⺷羊⺸羊⺹耂⺻聿⺼肉⺽臼⺾艹⻀艹⻁虎⻂衤"
    "⻃西⻄西⻅见⻆角⻈讠⻉贝⻋车⻌辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟飠⻠饣⻢马"
    "⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻮齿⻰龙⻲龟⻳龟"
)


#: 1️⃣, as generated texts number their points.
_KEYCAP: Final = re.compile("([0-9])\ufe0f?\u20e3")


def _counterparts() -> dict[int, str]:
    found = {
        code: plain
        for block in (range(0x2F00, 0x2FD6), range(0xF900, 0xFADA))
        for code in block
        if len(plain := unicodedata.normalize("NFKC", chr(code))) == 1 and plain != chr(code)
    }
    odd, usual = _SUPPLEMENT[::2], _SUPPLEMENT[1::2]
    return found | {ord(char): plain for char, plain in zip(odd, usual, strict=True)}


#: One character for one, so that replacing them moves nothing.
_PLAIN: Final = _counterparts()


def plain_characters(lines: Sequence[SourceLine]) -> tuple[Sequence[SourceLine], list[str]]:
    """The lines with the usual character for each odd one, and how many those were."""
    count = sum(ord(char) in _PLAIN for line in lines for char in line.text)
    count += sum(len(_KEYCAP.findall(line.text)) for line in lines)
    if not count:
        return lines, []
    said = f"有 {count} 个字用的是部首或兼容字符（多半是从 PDF 复制来的），已换成通常的字。"
    return [replace(line, text=_plain(line.text)) for line in lines], [said]


def _plain(text: str) -> str:
    return _KEYCAP.sub(r"\1.", text.translate(_PLAIN))
