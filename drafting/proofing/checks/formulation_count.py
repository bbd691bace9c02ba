"""Sets that are named by their number: 两个维护, 四个意识."""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafting.proofing.core.base import Basis, Check, Example, Hit
from drafting.proofing.core.context import Context

_SET = re.compile(r"“([一二两三四五六七八九十]{1,3})(个?[\u4e00-\u9fff]{2,5})”")


def run(context: Context) -> Iterable[Hit]:
    """Quoted sets whose name is known with one other number only."""
    known: dict[str, dict[str, Basis]] = {}
    for text, row in context.formulations.fixed.items():
        if row.certain and (
            match := re.fullmatch(r"([一二两三四五六七八九十]{1,3})(个[\u4e00-\u9fff]{2,5})", text)
        ):
            known.setdefault(match[2], {})[match[1]] = row.basis
    for match in _SET.finditer(context.text):
        numbers = known.get(match[2], {})
        if len(numbers) == 1 and match[1] not in numbers:
            ((number, basis),) = numbers.items()
            wanted = f"“{number}{match[2]}”"
            yield Hit(
                match.start(), match.end(), f"没有这个提法，通行的是{wanted}。", wanted, wanted, basis=basis
            )


CHECK = Check(
    id="formulation-count",
    title="“几个……”的数目不对",
    severity="error",
    why="“四个意识”“四个自信”“两个维护”“两个确立”，数目写错就是提法错误。",
    source="fixtures/proofing/formulations.json，kind 为 count 的各行",
    run=run,
    good=(Example("增强“四个意识”、坚定“四个自信”、做到“两个维护”，推行“三个服务”。"),),
    bad=(Example("坚定“五个自信”，做到“四个维护”。", ("“五个自信”", "“四个维护”")),),
)
