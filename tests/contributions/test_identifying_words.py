"""What is found in a sentence before it leaves a paper, and what is none."""

from __future__ import annotations

from itertools import pairwise

import pytest

from drafting.contributions.identifying_words import hidden, tellings

NAMES = ["马骏", "何佳怡", "欧阳小雨", "阿依古丽·买买提", ""]
UNITS = ["中共云溪县图书馆支部委员会", "县图书馆党支部", "云溪县图书馆", "县图书馆"]


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("2023年3月，马骏提醒过我，我没有改。", "{时间}，{姓名}提醒过我，我没有改。"),
        ("县图书馆党支部开会时发言不深。", "{单位}开会时发言不深。"),
        ("张伟同志请我帮忙，我推给了王主任。", "{姓名}同志请我帮忙，我推给了{姓名}主任。"),
        ("走访群众只有12户，占应走访的三成。", "走访群众只有{数量}，占应走访的三成。"),
        ("全年读书三十余本，笔记不到20%。", "全年读书{数量}，笔记不到{数量}。"),
        ("到柳河镇调研时走马观花。", "到{地名}调研时走马观花。"),
        ("电话13812345678没有接。", "电话{号码}没有接。"),
        ("欧阳小雨反映的事没有答复。", "{姓名}反映的事没有答复。"),
        ("阿依古丽·买买提反映的事没有答复。", "{姓名}反映的事没有答复。"),
        ("在{时间}的会上没有发言。", "在{时间}的会上没有发言。"),
        ("去年十月底才补学。", "去年{时间}才补学。"),
        # nothing to hide
        ("对党的创新理论学得不深，一知半解。", "对党的创新理论学得不深，一知半解。"),
        ("担任主任以来，到我们社区去得少。", "担任主任以来，到我们社区去得少。"),
        ("向书记汇报思想不主动，对老师傅请教少。", "向书记汇报思想不主动，对老师傅请教少。"),
        ("重温延安精神不够，一件事没有做好。", "重温延安精神不够，一件事没有做好。"),
        ("", ""),
    ],
)
def test_what_tells_is_a_hole(text: str, sent: str) -> None:
    assert hidden(text, tellings(text, NAMES, UNITS)) == sent


def test_places_are_apart_and_in_order() -> None:
    text = "2024年5月6日马骏在柳河镇收了3000元" * 20
    found = tellings(text, NAMES, UNITS)
    assert [one.hole for one in found[:4]] == ["时间", "姓名", "地名", "数量"]
    assert all(one.end <= after.start for one, after in pairwise(found))
