"""A paper with a bit of everything, and a framework that it nearly fits."""

from __future__ import annotations

from drafting.frameworks.spec import AreaSpec, PartSpec
from tests.frameworks.specs import spec_with

PAPER = """个人对照检查材料
县图书馆 刘洋
根据通知要求，我认真准备。
现将对照检查情况报告如下：
一、存在的问题
通过学习，主要有以下问题。
（一）在理论学习方面。学得不够。一是学习不系统。平时翻得少。比如，7月只学了一次。二是学用脱节。学归学，做归做。
（二）在担当作用方面
一是遇事拖拉。能拖就拖。
还有一段补充的话。
二是回避矛盾。怕得罪人。例如，9月的投诉我没有去。
（三）履职尽责不够到位。
一是服务不主动。坐等上门。
二、原因剖析
理想信念有所松动。放松了自我要求。
党性锻炼不够经常。缺少自省。
三、努力方向和整改措施
一是加强学习。每月读一本书，年底前写两篇体会。
二是改进作风。每季度走访一次读者。
以上是我的对照检查，请同志们批评指正。
附件：清单
第 3 页"""

SPEC = spec_with(
    PartSpec(key="previous", role="previous", heading="上年度整改情况"),
    PartSpec(
        key="problems",
        role="problems",
        heading="存在的问题",
        areas=(
            AreaSpec(key="theory", name="理论学习", heading="在理论学习方面"),
            AreaSpec(key="duty", name="担当作为", heading="在担当作为方面"),
            AreaSpec(key="clean", name="廉洁自律", heading="在廉洁自律方面"),
        ),
    ),
    PartSpec(key="causes", role="causes", heading="原因剖析"),
    PartSpec(key="measures", role="measures", heading="整改措施"),
)
