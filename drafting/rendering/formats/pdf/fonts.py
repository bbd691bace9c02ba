"""Which of the fonts that our files name this machine has not, and what stands in for them."""

from __future__ import annotations

import subprocess
from functools import lru_cache
from typing import Final

from drafting.common import office

#: The fonts of the Word file, as its styles name them.
NAMED: Final = ("方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体", "Times New Roman")
_SECONDS: Final = 5


@lru_cache(maxsize=1)
def substituted() -> tuple[tuple[str, str], ...]:
    """The fonts that this machine has not, each with the one that stands in for it by fontconfig;
    empty where that cannot be told. Asked once for a process."""
    found = []
    for name in NAMED:
        families = _match(name)
        if families and name.casefold() not in (one.casefold() for one in families):
            found.append((name, families[0]))
    return tuple(found)


def remark() -> str:
    """What people should know of the PDF files of this machine, in one sentence; empty where all
    fonts are there, or no PDF is made."""
    missing = substituted() if office.program() else ()
    if not missing:
        return ""
    names = "、".join(name for name, _other in missing)
    others = "、".join(dict.fromkeys(other for _name, other in missing))
    return (
        f"服务器上没有{names}，PDF 里用别的字体（如 {others}）代替，字形和正式的不同；"
        "要用规定的字体，请用 Word 或 WPS 另存为 PDF，或者请系统管理员安装这些字体。"
    )


def _match(name: str) -> list[str]:
    """The families of the font that fontconfig takes for a name in Chinese text."""
    language = "zh-cn" if not name.isascii() else "en"
    command = ["fc-match", "-f", "%{family}", f"{name}:lang={language}"]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=True)
    except (OSError, subprocess.SubprocessError):
        return []
    return [one for one in done.stdout.decode("utf-8", "replace").split(",") if one]
