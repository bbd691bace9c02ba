"""Characters that stand for one another in good writing, or that grammar tells apart, of which a
model of words knows little. [pure]"""

from __future__ import annotations

from typing import Final

_GROUPS: Final = (
    "的地得 他她它 做作 像象相 哪那 唯惟维 着著 粘黏 订定 予于 份分 账帐 拼拚 起启 和或 练炼 "
    "记纪 坐座 须需 吗嘛么 呢哪 啊呀 沉沈 者着 二两 你妳 姊姐"
)
_VARIANTS: Final = frozenset(
    (a, b) for group in _GROUPS.split() for a in group for b in group if a != b
)


def is_variant(a: str, b: str) -> bool:
    """Whether one of these characters for the other is nothing to speak of."""
    return (a, b) in _VARIANTS
