"""What a part is for, by its heading."""

from __future__ import annotations

import re
from typing import Final

#: In this order, for headings name several things: 产生问题的原因 is about causes, 针对问题的整改措施 about
#: measures, 上年度整改情况 about last year.
_BOTH = re.compile(
    r"(问题|不足|差距)[^，。]{0,4}(以?及|和|与|、)(其)?(产生|存在)?的?(主要|根本|深层次)?(原因|根源)"
)
_RULES: Final = (
    (
        "previous",
        re.compile(r"(上一?(年度?|次|轮)|去年|往年).*(整改|落实)(?!.*(措施|打算|方向|思路|计划))"),
    ),
    (
        "previous",
        re.compile(
            r"(前期|主题教育|党史学习教育|党纪学习教育|20\d\d年).*整改.{0,8}(情况|完成|进展|成效)"
        ),
    ),
    ("other", re.compile(r"八项规定|巡视|巡察|征求.{0,6}意见|谈心谈话")),
    ("previous", re.compile(r"整改(落实|完成|进展|推进)?(的)?(情况|进展|成效)")),
    (
        "statement",
        re.compile(
            r"(需要?|应当?|有关)(向组织)?(说明|报告).{0,6}(事项|情况|问题)|说明的?事项|需要?说明"
        ),
    ),
    ("statement", re.compile(r"个人(有关|重大)?事项")),
    ("cases", re.compile(r"案例|以案|反面典型")),
    (
        "causes",
        re.compile(
            r"原因|根源|成因|症结|病根|病因|缘由|溯源|思想剖析|党性分析|挖根|为(啥|何|什么)"
        ),
    ),
    (
        "measures",
        re.compile(
            r"措施|打算|方向|对策|举措|整改|改进|改正|纠正|努力|今后|下一?(步|阶段)|解决办法|(怎么|怎样|如何|咋)(改|办|做)|路径|承诺|改法|[立即][行知][立即]改|边[查学]边改"
        ),
    ),
    (
        "causes",
        re.compile(
            r"反思|思想(深处|根子)|根子|(毛病|错)在(哪|何处)|出在(哪|何处)|从何而来|怎么来|由来"
        ),
    ),
    ("problems", re.compile(r"问题|不足|差距|短板|薄弱|欠缺|毛病|缺点|缺陷|弱项")),
    ("problems", re.compile(r"对照检查|检视|查摆|自查")),
)
#: What headings without a number may consist of, and nothing else: a sentence has other words.
_WORDS: Final = """
存在的 存在 主要 突出 检视 查摆 对照 检查 剖析 发现 出来 自查 问题 不足 差距 短板 薄弱 环节 情况 清单 表现
产生 形成 深层次 根本 原因 根源 成因 症结 分析 深刻
今后 下一步 下步 工作 努力 方向 整改 改进 措施 打算 思路 举措 对策 计划 落实 完成 进展 上年度 上一年度 年度 上年 去年
专题 民主生活会 组织生活会 主题教育 学习教育 党史 党纪 个人 自身 本人 我 方面 关于 对于 针对
需要 需 向组织 说明 报告 事项 有关 其他 典型 反面 案例 以案促改 以案为鉴 征求 意见 建议
中央八项规定精神 深入 贯彻 整治 巡视 巡察 反馈 党性 思想
改正 纠正 办法 反思 病因 缘由 溯源 阶段 怎么 怎样 咋 改 办 为什么 为啥 毛病 缺点 及其 以及 及 和 与 的 、 “ ” 上 中 会 次 等
""".split()  # noqa: SIM905 - a list of a hundred quoted words would hide them
_MADE_OF = re.compile(
    r"(?:\d{2,4}年?|" + "|".join(sorted(map(re.escape, _WORDS), key=len, reverse=True)) + r"|\s)+$"
)
_LONGEST_PLAIN: Final = 30
#: One word is a heading only where a colon says that something follows.
_LABEL: Final = re.compile(
    r"(?:问题|不足|差距|毛病|原因|根源|措施|整改|打算|对策)[：:]"
    r"|【\s*(?:问题|不足|差距|毛病|原因|根源|措施|整改|打算|对策)\s*】"
)
#: What some set around a heading.
_SET_OFF: Final = re.compile(r"[【〖「『]\s*([^【】〖〗「」『』]*?)\s*[】〗」』]")


def role_of(heading: str) -> str | None:
    """The role that a heading names (``document.model.ROLES``), or None."""
    if names_problems_and_causes(heading):
        return "problems"
    return next((role for role, pattern in _RULES if pattern.search(heading)), None)


def names_problems_and_causes(heading: str) -> bool:
    """Whether a part holds problems and causes in one (存在的问题及原因)."""
    return bool(_BOTH.search(heading))


def plain_heading_role(text: str) -> str | None:
    """The role of a line without a number that can only be the heading of a part, or None."""
    heading = _unframed(text)
    if _LABEL.fullmatch(text.strip()):
        return role_of(heading)
    if len(heading) > _LONGEST_PLAIN or not _MADE_OF.match(heading):
        return None
    # 对照检查 alone may be a title, 整改 alone a word in a table
    rules = [pattern for role, pattern in _RULES[:-1] if pattern.search(heading)]
    return role_of(heading) if rules and len(heading) >= 4 else None


def names_a_role_only(text: str) -> bool:
    """Whether a heading consists of the words of part headings alone (原因分析方面), so that it names no
    area."""
    return bool(_MADE_OF.match(bare_heading(text)))


def bare_heading(text: str) -> str:
    """A heading without the stop that some put behind it."""
    return text.strip().rstrip("。：:；;").strip()


def _unframed(text: str) -> str:
    """A heading without the brackets around it either."""
    bare = bare_heading(text)
    framed = _SET_OFF.fullmatch(bare)
    return framed[1] if framed else bare
