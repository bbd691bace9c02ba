"""Word lists behind the checks of 的、地、得. The dictionary's tags alone are too coarse for them.
[pure]"""

from __future__ import annotations

import re
from typing import Final

#: What can be said of how something was done (做得不够, 抓得不紧不实).
COMPLEMENT: Final = (
    "不够|不紧密|不密切|不牢固|不好|不深|不透|不紧|不实|不细|不严|不足|不多|不少|不全|不准|"
    "不牢|不稳|不快|不高|不大|不到位|不及时|不扎实|不彻底|不全面|不深入|不主动|不精准|不明显|"
    "不充分|不具体|不系统|不经常|不规范|不理想|不到家|不深刻|不透彻|不得力|不力|不周|不周到|"
    "不到|不佳|不妥|不当|不坚决|不坚定|不认真|不严格|不严肃|不细致|不用心|很好|较好|很少|较少|"
    "很浅|较浅|很不够|太少|太多|太浅|太松|过少|过多|偏少|偏多|好|深|透|紧|实|细|严|牢|浅|"
    "粗|松|慢|快|差|迟"
)
#: Words between 的 and the complement.
DEGREE: Final = (
    "还|也|都|更|比较|很|太|仍|仍然|依然|相对|有些|有点|并|却|越来越|非常|十分|总体|尤其|"
    "特别|不是很|不太|远远|远|明显|较|还是|普遍"
)
#: Verbs that are hardly ever nouns: after an adverb with 的 they betray a missing 地.
STRONG_VERBS: Final = (
    "维护|履行|运用|推动|促进|贯彻|践行|发挥|解决|把握|理解|领会|掌握|结合|融入|带动|完成|"
    "开展|做到|做好|坚持|处理|提高|提升|增强|加强|树立|执行|宣传|抓好|抓|做|学|学习|写|干|"
    "了解|投入|参与|帮助|关心|承担|担负|克服|纠正|改正|适应|利用|遵守|体现|满足|服务|认识|"
    "看到|听取|倾听|查找|剖析|分析|反思|检视|对照|落实|推进|思考|研究|认真|严格|自觉|主动|"
    "深入|举一反三|批评|接受|抵制|反对|团结|引导|指导|督促|检查|监督|管理|约束|规范|严肃|"
    "完善|改进|改变|转变|转化|巩固|拓展|谋划|部署|安排|要求|认为|以为|觉得|奉献|关注|强调|"
    "反映|追求|放松|代替|依赖|照搬|应付|去|来|落到|投身|回应|化解|破解|联系|深化|实现|融合|"
    "将|把|从|在|向|为|以|对|用|给|被|让|跟|同|与|按|按照|根据|围绕|针对|参加|汇报|"
    "报告|提出|指出|看待|对待|面对|传达|服从|保持|防范|筑牢|守住|锤炼|强化"
)
#: What describes how something is done.
ADVERBIAL: Final = (
    "认真|深入|扎实|积极|主动|自觉|紧密|深刻|全面|系统|及时|严格|切实|有效|充分|持续|不断|"
    "准确|清醒|坚决|坚定|细致|耐心|热情|虚心|简单|片面|机械|被动|盲目|笼统|浅显|肤浅|表面|"
    "更多|过多|一味|主观|单纯|想当然|大胆|默默|紧紧|牢牢|高质量|高标准|不自觉|不知不觉|如实|"
    "公开|按时|长期|定期|更加自觉|更加严格|创造性|有针对性|针对性|经常性|系统性|习惯性|更好|"
    "很好|较好|更加深入|更加主动|更有效|更快|更快更好|更多更好|牢固|稳步|扎扎实实|认认真真|"
    "实实在在|踏踏实实|真真正正|原原本本|全身心|有计划|有步骤|有重点|逐步|逐渐|渐渐|慢慢|反复|"
    "努力|勤奋|刻苦|诚恳|坦诚|真诚|真正|真心|密切|圆满|顺利|迅速|快速|高效|精准|科学|合理|"
    "规范|有序|灵活|辩证|历史|客观|正确|由衷|清楚|清晰|明确"
)
#: Nouns that a verb may describe (有效的解决办法): then 的 is right.
HEADS: Final = (
    "作用|结果|办法|方法|能力|措施|途径|意义|手段|机制|方式|渠道|效果|方案|态度|精神|作风|"
    "习惯|水平|意识|过程|思路|成果|成效|氛围|机会|榜样|平台|载体|体系|阶段|力量|基础|保障|"
    "支撑|支持|格局|力度|程度|热情|动力|本领|想法|做法|说法|看法|能手|骨干|先锋|对象|重点|"
    "难点|内容|形式|条件|经验|典型|案例|模式|经历|路径|态势|势头|心态|建议|意见|要求|制度|"
    "环境|关系|活动"
)

#: More nouns that verbs of the kind that are nouns as well describe (认真的学习态度, 全面的学习计划).
WIDE_HEADS: Final = (
    "计划|方向|功底|任务|目标|责任|纪律|规定|资料|笔记|心得|材料|课程|教材|场所|时间|机构|"
    "部门|单位|人员|队伍|中心|考核|体会|效应|价值|风气|传统|理念|观念|原则|规律|特点|优势|"
    "速度|质量|效率|标准|保证|局面|环节|链条|机关|情况|记录|档案|台账|清单|报告|工作|问题|"
    "对象|主题|深度|广度|高度|需求|需要|责任制|程序|流程|范围|领域|主体|主线|系统"
)

#: 的 after a verb and before what was done how, up to the end of the clause.
AFTER_VERB: Final = re.compile(
    rf"的(?P<degree>(?:{DEGREE})*)(?P<rest>(?:不够[\u4e00-\u9fff]{{1,3}}|{COMPLEMENT})"
    rf"(?:[、]?(?:不够[\u4e00-\u9fff]{{1,3}}|{COMPLEMENT})){{0,2}})"
    r"(?=[，。；、：！？,;\n]|$|的|而|但|，|和|与)"
)
_HEAD_END: Final = re.compile(rf"(?:{HEADS})")
_WIDE_END: Final = re.compile(rf"(?:{WIDE_HEADS})")
OBJECT: Final = re.compile(r"[，。；：！？\n]")


def nominal(after: str, *, wide: bool = False) -> bool:
    """Whether what follows a verb makes it a noun or the modifier of one: nothing at all, 的, or a
    noun such as 办法 at once (``wide``: or 计划, 任务)."""
    clause = OBJECT.split(after, maxsplit=1)[0]
    return (
        not clause
        or clause[0] in "的、和与及等"
        or bool(_HEAD_END.match(clause))
        or (wide and bool(_WIDE_END.match(clause)))
    )
