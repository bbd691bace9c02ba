"""Set phrases with one character mistyped by sound or shape, told by the dictionary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice, pairwise

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context
from drafting.proofing.core.sounds import exchanged
from drafting.proofing.core.tokens import Token, frequency, is_word, tag_of

_SIZE = 4
#: Particles and pronouns stand alone everywhere; a window that only has these as loose characters
#: is ordinary speech.
_LOOSE = frozenset(
    "的了在和是不有我要对把被为与及等也都还就上中下到从向用以这那个一二三四五六七八九十年月日人大小多少没能会可得地着过很更最太再又只但而或如若"
)


def run(context: Context) -> Iterable[Hit]:
    """Windows of whole tokens, four characters long, with a loose character in them, that become an
    idiom by one exchange."""
    for start, end in _windows(context.tokens):
        context.tick()
        got = context.text[start:end]
        wanted = _meant(got)
        if wanted and not context.standing.touches(start, end):
            yield Hit(start, end, f"“{got}”疑为“{wanted}”。", wanted, wanted)


def _windows(tokens: tuple[Token, ...]) -> Iterator[tuple[int, int]]:
    for index, first in enumerate(tokens):
        size, loose = 0, False
        for token in tokens[index : index + _SIZE]:  # each has a character at least
            if token.tag == "x" or not ("\u4e00" <= token.text[0] <= "\u9fff"):
                break
            size += len(token.text)
            loose = loose or (len(token.text) == 1 and token.text not in _LOOSE)
            if size >= _SIZE:
                break
        if size == _SIZE and loose:
            yield first.start, first.start + _SIZE


@lru_cache(maxsize=20000)
def _meant(got: str) -> str | None:
    """The one idiom that differs from these four characters in one that sounds or looks alike; None
    for none or several."""
    if is_word(got):
        return None
    candidates = (
        word
        for place, character in enumerate(got)
        if character not in _LOOSE
        for word in exchanged(got, place)
        if tag_of(word) == "i"
    )
    found = set(islice(candidates, 2))  # each is another word; a second one settles it
    if len(found) != 1:
        return None
    word = found.pop()
    # two common words side by side are not an idiom gone wrong
    halves = [got[a:b] for a, b in pairwise((0, 2, 4))]
    if all(is_word(half) and frequency(half) > 100 for half in halves):
        return None
    return word


CHECK = Check(
    id="near-idiom",
    rank=520,
    title="成语、固定词语里的别字",
    severity="warning",
    why="四个字的固定词语错一个同音或形近的字，词典里就查不到，而换回一个字正好是一个成语。",
    source="jieba 词典（349,000 条）与 pypinyin 读音，离线使用",
    run=run,
    heavy=True,
    good=(Example("学习上浅尝辄止，工作中按部就班，没有举一反三，也没有迎难而上。"),),
    bad=(
        Example(
            "学习上浅尝则止，作风上漫不经新，遇事优柔寡段。", ("浅尝则止", "漫不经新", "优柔寡段")
        ),
    ),
)
