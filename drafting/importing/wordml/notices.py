"""What the reader has to tell a person, each thing once however often it occurs."""

from __future__ import annotations

from collections import Counter
from typing import Final

_SENTENCES: Final = {
    "inserted": "文中有修订：新增的内容已按接受读入（{} 处）。",
    "deleted": "文中有修订：删除的内容没有读入（{} 处）。",
    "table": "文中有 {} 个表格，已按单元格逐段读入，请看看顺序。",
    "columns": "{} 个表格按表头逐行读入（“序号”一栏只留数字），请看看每一格放得对不对。",
    "textbox": "文中有 {} 个文本框，其文字排在所在段落之后。",
    "footnote": "文中有脚注或尾注，没有读入（{} 处）。",
    "comment": "文中有批注，没有读入（{} 处）。",
    "hidden": "文中有隐藏文字，没有读入（{} 处）。",
    "contents": "文中的目录没有读入（{} 行）。",
    "picture": "文中有图片，没有读入（{} 处）。",
    "object": "文中有嵌入的对象或文件，没有读入（{} 处）。",
    "formula": "文中有公式，只读入了其中的文字（{} 处）。",
    "symbol": "文中有特殊符号读不出来，已写作□（{} 处）。",
    "prompt": "文中有没有填写的提示框，没有读入（{} 处）。",
    "header": "页眉或页脚里有文字，没有读入。",
    "numbering": "文中有少见的自动编号样式，已写作阿拉伯数字，请对照原稿。",
}


class Notices:
    """Counts what was met."""

    def __init__(self) -> None:
        self._met: Counter[str] = Counter()

    def add(self, what: str) -> None:
        """Something was met once more; ``what`` is a key of the sentences above."""
        self._met[what] += 1

    def sentences(self) -> list[str]:
        """One sentence for each kind of thing met."""
        return [
            sentence.format(self._met[key])
            for key, sentence in _SENTENCES.items()
            if self._met[key]
        ]
