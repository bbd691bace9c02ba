"""The seventeen usual reasons for return (常见退回理由), offered as one click. [pure]

Their keys are stored and never change. Source: domain.md, "What reviewers ask for".
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

REASONS: Final = {
    "1": "缺少方面，或者方面名称与通知不符",
    "2": "问题空泛，没有具体事例",
    "3": "以工作问题代替思想问题",
    "4": "以班子或他人问题代替个人问题",
    "5": "先扬后抑，讲成绩",
    "6": "强调客观原因",
    "7": "原因与问题不对应，把表现当作根源",
    "8": "措施空泛，没有时限和抓手，与问题不对应",
    "9": "与上年度材料雷同",
    "10": "与他人雷同、从网上拼凑或者套用外单位名称",
    "11": "占位符、地名、单位名没有改",
    "12": "序号、标点、错别字、格式有误",
    "13": "提法不准，引用已废止规定或过时提法",
    "14": "没有体现谈心谈话和征求意见",
    "15": "缺少上年度整改情况、需要说明的事项或者案例剖析",
    "16": "与本人身份、岗位不符",
    "17": "篇幅过短，或者问题部分占比不够",
}


def known_reasons(keys: Iterable[str]) -> list[str]:
    """The known keys among these, each once, in the order of the list."""
    wanted = set(keys)
    return [key for key in REASONS if key in wanted]
