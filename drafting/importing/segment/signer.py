"""Whose name a paper bears. [pure]"""

from __future__ import annotations

import re
from typing import Final

from drafting.document.model import Document

#: A person's name; of other lengths are those of organisations.
_NAME: Final = re.compile(r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{1,8}·[\u3400-\u9fff]{1,8}")
_LABEL: Final = re.compile(r"^(?:姓名|(?:汇报|发言|检查|报告|撰写|剖析|对照检查|述职)人)[：:]")
_BLANKS: Final = re.compile(r"\s+")
#: What stands alone at the end and is no name.
_NO_NAME: Final = re.compile(r"谢谢|完毕|汇报|同志|支部|党委|委员会|[年月日局馆]$")
#: Lines at the end of the closing words among which a signature stands: a name, a date.
_LAST: Final = 3


def signed_by(document: Document, file_name: str = "") -> str:
    """The name below the title, else the one at the end, else the one that a file of ours begins
    with (姓名-标题.docx); empty where it bears none."""
    found = _name(document.head.name)
    lines = document.closing.text.split("\n")[1:]
    for line in reversed(lines[-_LAST:]):
        found = found or _name(line)
    title = document.head.title.strip()
    whose, mark, rest = file_name.partition("-")
    if not found and mark and title and _BLANKS.sub("", rest).startswith(_BLANKS.sub("", title)):
        found = _name(whose)
    return found


def _name(text: str) -> str:
    bare = _LABEL.sub("", _BLANKS.sub("", text))
    return bare if _NAME.fullmatch(bare) and not _NO_NAME.search(bare) else ""
