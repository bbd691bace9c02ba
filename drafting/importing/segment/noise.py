"""Lines that belong to the paper's make-up and not to its text: page numbers, tables of
contents."""

from __future__ import annotations

import re

from drafting.importing.segment.rows import SourceRow

_LONGEST = 200
_PAGE = re.compile(
    r"[-—–－\s]*\d{1,3}[-—–－\s]*$|第\s*\d{1,3}\s*页(\s*[,，/]?\s*共\s*\d{1,3}\s*页)?$"
)
_CONTENTS = re.compile(r"目\s*录$|.*(\.{4,}|…{2,}|·{4,})\s*\d{1,3}$")
_ATTACHED = re.compile(r"附\s*[件表]\s*[0-9一二三四五六七八九十]{0,2}\s*[：:]?$")
#: 机密★1年, 某组发〔2024〕3号, 内部资料 注意保存: above the title of a paper that goes round.
_FILED = re.compile(
    r"(绝密|机密|秘密|内部(资料|材料|文件)?|工作秘密|非密|公开)(\s*[★☆]\s*\S{0,8})?"
    r"([\s　，,]*(注意保存|会后收回|请勿外传|严禁外传|不得外传))?$"
    r"|(注意保存|会后收回|请勿外传)$|[\u4e00-\u9fff]{1,16}[〔﹝\[［【(（]\s*(19"
    r"|20)\d\d\s*[〕﹞\]］】)）]\s*第?\s*\d{1,4}\s*号$"
    r"|(份号|编号|文号|密级|保密期限|紧急程度)\s*[：:].{0,24}$|\d{6}$|(特急|加急|平急)$"
)
#: What a program that writes texts says before and behind them.
_CHAT = re.compile(
    r"(好的|当然|没问题)?[，,！!]?\s*(以下|下面|这)是(根据|按照?|为)?您?(提?的要[求点]|要求|提供的)?[^。]{0,16}(整理|撰写|生成|起草|拟定|写"
    r"|准备)的[^。]{0,30}[：:。]?$"
    r"|(以上|本文|上述)(内容|材料|文字)?(仅供参考|由.{0,8}生成)[^。]{0,40}。?$|(希望|如果?需要?|如有)[^。]{0,20}(对您有所?帮助"
    r"|进一步(修改|调整|完善)|请(随时)?告诉我)[^。]{0,20}[。！]?$"
)
_RULE = re.compile(r"[-—–_=*＊·.…\s]+$")


def noise_reason(row: SourceRow) -> str | None:
    """Why a line is no text of the material; None where it is one."""
    if len(row.text) > _LONGEST:
        return None
    if _PAGE.match(row.text):
        return "像是页码。"
    if _CONTENTS.match(row.text):
        return "像是目录。"
    if _ATTACHED.match(row.text):
        return "像是附件的编号。"
    if _FILED.match(row.text):
        return "像是密级、文号或保存要求。"
    if _CHAT.match(row.text):
        return "像是生成文字的程序说的话，不是材料的内容。"
    return "是一行分隔符号。" if _RULE.match(row.text) else None
