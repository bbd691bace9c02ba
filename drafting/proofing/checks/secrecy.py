"""Marks of secrecy (密级标志) and numbers of papers that are not for everybody."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from drafting.proofing.core.base import Check, Example, Hit
from drafting.proofing.core.context import Context

_LEVEL: Final = "(?:绝密|机密|秘密)"
_TERM: Final = r"(?:[ ]?(?:长期|\d{1,2}[ ]?(?:年|个月)))"
_SECRET: Final = re.compile(
    rf"{_LEVEL}[ ]?[★☆✩*＊]{_TERM}?"
    rf"|密级[：:为是][ ]?{_LEVEL}{_TERM}?"
    rf"|[（(【\[〔]{_LEVEL}{_TERM}?[）)】\]〕]"
    rf"|(?:涉密|{_LEVEL}级?)(?:的)?(?:文件|资料|通报|材料|电报)《[^》\n]{{1,60}}》"
    r"|(?<=[\u4e00-\u9fff])密(?:发|函|电|字)?[〔\[（(]20\d\d[〕\]）)](?:第)?\d{1,4}号"
    r"|份号[：:为是]?[ ]?\d{3,8}"
)
_INTERNAL: Final = re.compile(
    r"内部(?:资料|文件|材料|刊物|参考|情况通报)[^，。；\n]{0,6}?"
    r"(?:(?:编号|文号|序号|No\.?)[：:为是]?[ ]?[A-Za-z0-9〔〕\[\]()（）-]{2,20}|第?[ ]?\d{2,8}[ ]?(?:号|期|份))"
    r"|内部(?:资料|文件|材料|刊物)[，,、 ！!（(·]{0,2}(?:请勿外传|不得外传|注意保[存管]|严禁(?:外传|复制|翻印)|妥善保管)"
)


def run(context: Context) -> Iterable[Hit]:
    """Marks and numbers, not the words of secrecy in general."""
    for match in _SECRET.finditer(context.text):
        message = "材料里写出了密级标志或者涉密文件。"
        yield Hit(*match.span(), message, "先问支部书记或保密员能不能写，再隐去标志、标题和编号。")
    for match in _INTERNAL.finditer(context.text):
        message = "内部资料的编号和标注不写进材料。"
        yield Hit(*match.span(), message, "隐去编号，只说自己学了什么、做了什么。")


CHECK = Check(
    id="secrecy",
    rank=842,
    quiet=True,
    title="写出了密级标志或内部编号",
    severity="warning",
    why="这份材料会传阅、存档；密级标志、涉密文件的标题和内部资料的编号写进来，本身就可能是泄密。",
    source="《中华人民共和国保守国家秘密法》（2024年2月修订）",
    run=run,
    good=(
        Example("保密意识不强，学习保守国家秘密的规定不够，对机密文件的传阅管理不严。"),
        Example("把内部资料随手放在桌上，没有及时归档。"),
        Example("文号是〔2024〕15号，学习了内部刊物上的两篇文章，秘密战线的事迹很感人。"),
    ),
    bad=(
        Example("我看过的通报（机密★10年）放在桌上。", ("机密★10年",)),
        Example("我把密级：秘密的材料带回了家。", ("密级：秘密",)),
        Example("我传阅云委密〔2024〕12号时没有登记。", ("密〔2024〕12号",)),
        Example("我没有细读涉密文件《库区安保方案》。", ("涉密文件《库区安保方案》",)),
        Example("摘抄了内部资料第0123号里的话。", ("内部资料第0123号",)),
        Example("标着“内部资料，注意保存”的册子丢了。", ("内部资料，注意保存",)),
    ),
)
