"""What a part is for, told from its heading (domain.md: test 原因 before 问题). [pure]"""

from __future__ import annotations

import re
from typing import Final

_ROLES: Final = (
    ("cases", r"案例"),
    ("statement", r"需要?说明|说明的?(情况|事项)|报告的?事项|个人有关事项"),
    ("previous", r"(上年度?|上一年度?|去年|上次|20\d\d年度?).{0,20}(整改|问题)"),
    ("causes", r"原因|根源|症结|成因"),
    ("measures", r"措施|打算|努力方向|改进|整改|下一?步|今后"),
    ("problems", r"问题|差距|不足|检视|查摆"),
)


def role_of(heading: str) -> str:
    """The role that a heading names, ``other`` where it names none."""
    return next((role for role, pattern in _ROLES if re.search(pattern, heading)), "other")
