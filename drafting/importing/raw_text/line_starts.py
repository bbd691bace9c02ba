"""How a line begins that is no continuation of the one above it."""

from __future__ import annotations

import re
from typing import Final

_NUMERAL: Final = "[一二三四五六七八九十百]"
#: A number, a marker, a label, a dash.
BEGINS: Final = re.compile(
    rf"{_NUMERAL}{{1,4}}\s*[、.．]|{_NUMERAL}{{1,3}}[ \t\u3000]+(?=[\u4e00-\u9fff])"
    rf"|{_NUMERAL}{{1,3}}[是要]"
    rf"|[（(〔\[【]\s*(?:{_NUMERAL}|\d){{1,3}}\s*[）)〕\]】]|\d{{1,2}}\s*[.．、）)](?!\d)"
    r"|[①-⑳㈠-㈩⑴-⒛]|[Ⅰ-Ⅻ]\s*[、.．]|[IVX]{1,4}[、.．]"
    rf"|第(?:{_NUMERAL}|\d){{1,3}}(?:部分|[，,、：:])|其{_NUMERAL}(?:是|[，,、：:])"
    rf"|(?:首先|其次|再次|再者|最后)[，,]|问题(?:{_NUMERAL}|\d){{1,3}}\s*[：:、.．]"
    r"|(?:姓\s*名|(?:所在)?(?:单位|支部|部门)|职\s*务|时\s*间|日\s*期|地\s*点|来源|作者|(?:汇报|发言|检查|报告|剖析)人|(?:各位)?同志们?"
    r"|(?:具体|主要|问题)?表现|(?:存在的?)?问题|(?:产生|主要)?原因(?:分析|剖析)?|(?:整改|改进)?(?:措施|打算|时限)|责任人"
    r"|案例|事例)\s*[：:]|#|[-*•] |——|附\s*[件表]"
)
