"""Characters mistyped by sound or shape, told by a model of which words follow which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from drafting.proofing.core.base import BigTables, Check, Example, Hit
from drafting.proofing.core.context import Context
from drafting.proofing.typing.finder import Suspect
from drafting.proofing.typing.judgement import Grade
from drafting.proofing.typing.keystrokes import Keystroke
from drafting.proofing.typing.resources import Graded, load_tables, present
from drafting.proofing.typing.vetoes import Vetoes

#: A form that stands so often in one paper is likely a term of the author's.
_TERM = 3
#: Characters that are judged in one go.
_LONGEST = 400


def run(context: Context) -> Iterable[Hit]:
    """The likeliest suspect of each place that is graded, but for what the vetoes speak for; of
    what is written so again and again the first, as advice."""
    tables = load_tables()
    vetoes = Vetoes(context)
    found: dict[tuple[str, str], list[Hit]] = defaultdict(list)
    for start, sentence in _sentences(context):
        context.tick()
        for one in _likeliest(tables.graded(sentence)):
            if not vetoes.speak_for(one.suspect, start):
                hit = _hit(context.text, start, one.suspect, one.grade)
                found[context.text[hit.start : hit.end], hit.suggestion].append(hit)
    for hits in found.values():
        if len(hits) < _TERM:
            yield from hits
        else:
            first = hits[0]
            many = f"{first.message[:-1]}，全文 {len(hits)} 处都是这样写的。"
            yield Hit(first.start, first.end, many, first.suggestion, first.replacement, "advice")


def _sentences(context: Context) -> Iterator[tuple[int, str]]:
    """Sentences with their places; an endless one in pieces, so that the clock can end a run."""
    for sentence in context.sentences:
        for at in range(0, len(sentence.text), _LONGEST):
            yield sentence.start + at, sentence.text[at : at + _LONGEST]


def _likeliest(graded: Iterable[Graded]) -> Iterator[Graded]:
    """Of suspects that overlap the one with the best score."""
    taken: list[tuple[int, int]] = []
    for one in sorted(graded, key=lambda one: -one.score):
        start, end = one.suspect.place
        if all(end <= a or b <= start for a, b in taken):
            taken.append((start, end))
            yield one


def _hit(text: str, offset: int, suspect: Suspect | Keystroke, grade: Grade) -> Hit:
    start, end = (offset + place for place in suspect.place)
    meant = suspect.meant
    message = (
        f"“{text[start:end]}”疑为“{meant}”。"
        if grade == "warning"
        else f"“{text[start:end]}”请核对，是否应为“{meant}”。"
    )
    return Hit(start, end, message, meant, meant, grade)


CHECK = Check(
    id="typing-error",
    rank=521,
    title="疑似错字",
    severity="warning",
    why="拼音输入容易选错同音字词，扫描和五笔容易错成形近字。按词语前后搭配的习惯推算，换成另一个字词后通顺得多，就提出来核对；人名、地名、专用名称可能误报，请按原意取舍。",
    source="中文词语搭配模型（libime，LGPL-2.1+）与 pypinyin 读音、字形比较，离线使用",
    run=run,
    heavy=True,
    tables=BigTables(present, load_tables),
    learns=True,
    good=(
        Example("把上级的部署要求落实到每一项具体工作中，加强调查研究，听取群众的意见。"),
        Example("林静、何佳怡两位同志到虹桥街道走访，座谈会开了三次，一是听意见，二是找差距。"),
        Example("陈浩燃同志落实到位。", given={"people": ("陈浩燃",)}),
    ),
    bad=(
        Example("把上级的部署要求落时到每一项具体工作中，服务大局的意使不强。", ("落时", "意使")),
        Example("组织生活会前认真听取了群众的意建，围绕中心工作开展调察研究。", ("意建", "调察")),
        Example("对新情况新问题研就不够，创新办法不多。", ("研就",)),
    ),
)
