"""Sets that are named by their number: 两个维护, 四个意识."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context
from drafting.proofing.core.findings import Basis

_SET = re.compile(r"“([一二两三四五六七八九十]{1,3})(个?[\u4e00-\u9fff]{2,5})”")
#: What is done with the sets of the table; 做到“两个维持” was to be one of them.
_VERB = re.compile(r"(?:拥护|领悟|捍卫|做到|增强|坚定|树牢|践行|强化|牢固树立)$")
#: A name so long is no other's.
_LONG: Final = 6


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
        if match[1] + match[2] in context.formulations.fixed:
            continue  # known, though no error would be one with another number
        if len(numbers) == 1 and match[1] not in numbers:
            ((number, basis),) = numbers.items()
            wanted = f"“{number}{match[2]}”"
            yield Hit(
                match.start(),
                match.end(),
                f"没有这个提法，通行的是{wanted}。",
                wanted,
                wanted,
                basis=basis,
            )
        elif hit := _misnamed(context, match):
            yield hit


def _misnamed(context: Context, match: re.Match[str]) -> Hit | None:
    """A set that no row has, after a verb that goes with one, when one row differs in a single
    character that is not the number."""
    got = match.group().strip("“”")
    fixed = context.formulations.fixed
    before = context.text[max(0, match.start() - 4) : match.start()]
    meaning = context.text.startswith("的决定性意义", match.end())
    if got in fixed or not (len(got) >= _LONG or _VERB.search(before) or meaning):
        return None
    near = [
        row
        for text, row in fixed.items()
        if row.certain and len(text) == len(got) and text[:2] == got[:2]
        and sum(a != b for a, b in zip(text, got, strict=True)) == 1
    ]  # fmt: skip
    if len(near) != 1:
        return None
    wanted = f"“{near[0].text}”"
    message = f"没有这个提法，疑为{wanted}。"
    return Hit(
        match.start(), match.end(), message, wanted, wanted, severity="warning", basis=near[0].basis
    )


CHECK = Check(
    id="formulation-count",
    rank=410,
    title="“几个……”的数目不对",
    severity="error",
    why="“四个意识”“四个自信”“两个维护”“两个确立”，数目写错就是提法错误。",
    source="fixtures/proofing/formulations.json，kind 为 count 的各行",
    run=run,
    good=(
        Example("增强“四个意识”、坚定“四个自信”、做到“两个维护”，推行“三个服务”，牢记“两个务必”。"),
    ),
    bad=(
        Example("坚定“五个自信”，做到“四个维护”。", ("“五个自信”", "“四个维护”")),
        Example("衷心拥护“两个确认”，做到“两个维持”。", ("“两个确认”", "“两个维持”")),
        Example("对“六个必须坚定”领会不深。", ("“六个必须坚定”",)),
    ),
)
