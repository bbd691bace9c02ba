"""Whether a sentence names a thought or an excuse as its author's fault. [pure]"""

from __future__ import annotations

import re
from typing import Final

#: Who tells what he thought or said does not claim it now.
OWNED: Final = re.compile(
    r"借口|为由|理由|挡箭牌|认为|觉得|以为|强调|推说|归结|归咎|总说|心想|念头|拿|当作|当成|总想|"
    r"自认|误认|错误地|“[^”]{0,30}”|满足于|沾沾自喜|陶醉|追求|图|一味|看重|炫耀|自满|骄傲|不在于"
)
#: A problem is named.
FAULT: Final = re.compile(
    r"不|没|未|缺|少|差|弱|浅|松|淡|欠|难|忽|漏|迟|拖|错|懒|怕|慢|虚|漂|粗|偏|轻视|问题|应付|敷衍|满足|"
    r"走过场|形式|停留|依赖|放松|滞后|脱节|打折|侥幸|抱怨|批评|投诉|有怨言|推诿|被动|只(?:是|顾|看|图|会|听|读|写|用|在)"
)
